"""One version of a code list as a table. It never changes, so its digest is its name."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

_CODE_COLUMNS = ("code", "schluessel", "key", "wert", "id")
_NAME_COLUMNS = ("name", "codename", "bezeichnung", "beschreibung", "wert", "label", "titel", "value", "description")
_HELP_COLUMNS = ("hilfe", "hilfetext", "help", "erlaeuterung", "hinweis")


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `recommended` is "code" or "name" where the list itself says so."""

    id: str
    name: str = ""
    required: bool = False
    recommended: str = ""


@dataclass(frozen=True)
class CodeTable:
    """One version of a code list: identification, columns, rows of texts in the order of the columns."""

    urn: str
    version: str
    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...] = ()
    """ids of the columns that the list names as keys, the first one first"""
    long_name: str = ""
    uri: str = ""
    """the address of just this version, where it is not `urn_version`"""

    @property
    def address(self) -> str:
        """Return the address of just this version."""
        return self.uri or (f"{self.urn}_{self.version}" if self.version else self.urn)

    @property
    def title(self) -> str:
        """Return what people call the list."""
        return self.name or self.long_name or self.urn

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the whole content: the same list has the same digest everywhere."""
        text = json.dumps(self.to_data(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def to_data(self) -> dict[str, Any]:
        """Return the list as plain JSON: the exact inverse of `from_data`."""
        return {
            "urn": self.urn,
            "version": self.version,
            "name": self.name,
            "long_name": self.long_name,
            "uri": self.uri,
            "keys": list(self.keys),
            "columns": [[column.id, column.name, column.required, column.recommended] for column in self.columns],
            "rows": [list(row) for row in self.rows],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Return the list that `to_data` wrote."""
        return cls(
            urn=data["urn"],
            version=data["version"],
            name=data["name"],
            long_name=data["long_name"],
            uri=data["uri"],
            keys=tuple(data["keys"]),
            columns=tuple(Column(*column) for column in data["columns"]),
            rows=tuple(tuple(row) for row in data["rows"]),
        )

    def place_of(self, column: str) -> int | None:
        """Return at which place a column stands, found by its id or else by its name; None if there is none."""
        ids = [known.id for known in self.columns]
        names = [known.name for known in self.columns]
        wanted = column.strip()
        return ids.index(wanted) if wanted in ids else names.index(wanted) if wanted in names else None

    def code_place(self, wanted: str = "") -> int:
        """Return the column of the code: the one asked for, the recommended one, the first key, or a usual name."""
        asked = self.place_of(wanted) if wanted else None
        recommended = next((at for at, column in enumerate(self.columns) if column.recommended == "code"), None)
        first_key = self.place_of(self.keys[0]) if self.keys else None
        found = (asked, recommended, first_key, self._usual(_CODE_COLUMNS, set()))
        return next((at for at in found if at is not None), 0)

    def name_place(self, wanted: str = "", *, code: int) -> int:
        """Return the column of the name; the code itself where the list has no other column."""
        asked = self.place_of(wanted) if wanted else None
        recommended = next((at for at, column in enumerate(self.columns) if column.recommended == "name"), None)
        other_keys = [at for key in self.keys if (at := self.place_of(key)) not in (None, code)]
        beside = next((at for at in range(len(self.columns)) if at != code), code)
        found = (asked, recommended, *other_keys, self._usual(_NAME_COLUMNS, {code}), beside)
        return next(at for at in found if at is not None)

    def help_place(self, wanted: str = "", *, others: set[int]) -> int | None:
        """Return the column of the explanation, None if there is none."""
        asked = self.place_of(wanted) if wanted else None
        return asked if asked is not None else self._usual(_HELP_COLUMNS, others)

    def _usual(self, words: tuple[str, ...], taken: set[int]) -> int | None:
        known = {column.id.lower(): at for at, column in reversed(list(enumerate(self.columns))) if at not in taken}
        known |= {column.name.lower(): at for at, column in enumerate(self.columns) if column.name and at not in taken}
        exact = next((known[word] for word in words if word in known), None)
        if exact is not None:
            return exact
        return next((at for word in words for name, at in known.items() if name.startswith(word)), None)
