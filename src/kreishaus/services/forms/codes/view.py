"""What one field offers of a code list: code, name and help of each entry, and finding them by what people type."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kreishaus.base.german import fold
from kreishaus.services.forms.codes.reference import Reference
from kreishaus.services.forms.codes.table import CodeTable

HITS = 20
_KEPT = 128
_NEAR = 3
_CANDIDATES = 60
_CLOSE = 0.6
_WORDS = re.compile(r"[^\w]+")
_WITH_CODE = re.compile(r"(.+) \(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer."""

    key: str
    """the code: what is stored and what conditions see"""
    label: str
    help: str = ""


class Codes:
    """The entries of a list as one field shows them; made once for each list and choice of columns."""

    def __init__(self, table: CodeTable, reference: Reference, allowed: tuple[str, ...]) -> None:
        self.table = table
        self.allowed = allowed
        code = table.code_place(reference.code_key)
        name = table.name_place(reference.name_key, code=code)
        help_ = table.help_place(reference.help_key, others={code, name})
        rows = [row for row in table.rows if row[code] and is_allowed(row[code], allowed)]
        first = {row[code]: row for row in reversed(rows)}
        self._rows = [first[key] for key in dict.fromkeys(row[code] for row in rows)]
        self.entries = tuple(
            Entry(row[code], row[name] or row[code], row[help_] if help_ is not None else "") for row in self._rows
        )
        self.by_code = {entry.key: entry for entry in self.entries}

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def _texts(self) -> list[tuple[str, str]]:
        """Name and whole row of each entry, as they are compared."""
        return [(fold(entry.label), fold(" ".join(row))) for entry, row in zip(self.entries, self._rows, strict=True)]

    @cached_property
    def _by_name(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry, (name, _) in zip(self.entries, self._texts, strict=True):
            found.setdefault(name, []).append(entry)
        return found

    def text_of(self, code: str) -> str:
        """Return what stands in an input for a code: its name, with the code where the name is not enough."""
        entry = self.by_code.get(code)
        if entry is None:
            return code
        alone = len(self._by_name[fold(entry.label)]) == 1 and entry.label not in self.by_code
        return entry.label if alone or entry.label == code else f"{entry.label} ({code})"

    def code_of(self, typed: str) -> str | None:
        """Return the code for an exact code or an exact name, None if nothing or more than one is meant."""
        if typed in self.by_code:
            return typed
        named = self._by_name.get(fold(typed), ())
        if len(named) == 1:
            return named[0].key
        both = _WITH_CODE.fullmatch(typed)
        if both and both[2] in self.by_code and fold(self.by_code[both[2]].label) == fold(both[1]):
            return both[2]
        return None

    def search(self, typed: str, *, limit: int = HITS) -> list[Entry]:
        """Return the entries in which every word occurs in any column: names that begin with it come first."""
        words = [word for word in _WORDS.split(fold(typed)) if word]
        if not words:
            return []
        whole = " ".join(words)
        found: list[tuple[int, int]] = []
        for at, (name, row) in enumerate(self._texts):
            if all(word in row for word in words):
                found.append((_rank(name, row, whole, words, is_code=self.entries[at].key == typed), at))
        return [self.entries[at] for _, at in sorted(found)[:limit]]

    def near(self, typed: str, *, limit: int = _NEAR) -> list[Entry]:
        """Return entries that are spelt nearly like this, for somebody who made a slip."""
        text = fold(typed)[:100]
        pieces = {text[at : at + 3] for at in range(len(text) - 2)} or {text}
        counted = [
            (shared, at) for at, (name, _) in enumerate(self._texts) if (shared := sum(each in name for each in pieces))
        ]
        best = [at for _, at in sorted(counted, key=lambda pair: (-pair[0], pair[1]))[:_CANDIDATES]]
        likeness = {
            at: difflib.SequenceMatcher(None, text, self._texts[at][0][: len(text) + 10]).ratio() for at in best
        }
        close = sorted((at for at in best if likeness[at] >= _CLOSE), key=lambda at: -likeness[at])
        return [self.entries[at] for at in close[:limit]]


def _rank(name: str, row: str, whole: str, words: Sequence[str], *, is_code: bool) -> int:
    if is_code or name == whole:
        return 0
    if name.startswith(whole):
        return 1
    starts = [f" {word}" for word in words]
    if all(start in f" {name}" for start in starts):
        return 2
    if all(word in name for word in words):
        return 3
    return 4 if all(start in f" {row}" for start in starts) else 5


def is_allowed(code: str, allowed: Iterable[str]) -> bool:
    """Return whether a code is among those allowed: single codes and ranges such as `213000-213200`; none means all."""
    none = True
    for one in allowed:
        none = False
        least, dash, most = one.partition("-")
        if one == code or (dash and least and most and _between(least.strip(), code, most.strip())):
            return True
    return none


def _between(least: str, code: str, most: str) -> bool:
    if least.isdecimal() and most.isdecimal():
        return code.isdecimal() and int(least) <= int(code) <= int(most)
    return least <= code <= most


_views: dict[tuple[str, str, str, str, tuple[str, ...]], Codes] = {}


def codes_for(table: CodeTable, reference: Reference, allowed: tuple[str, ...] = ()) -> Codes:
    """Return what a field offers of a list; fields with the same columns of the same list share it."""
    key = (table.digest, reference.code_key, reference.name_key, reference.help_key, allowed)
    known = _views.get(key)
    if known is None:
        known = Codes(table, reference, allowed)
        while len(_views) >= _KEPT:
            _views.pop(next(iter(_views)), None)
        _views[key] = known
    return known
