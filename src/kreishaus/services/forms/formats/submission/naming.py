"""Names of elements outside: `{id}V{version}` as FIT-Connect writes them, else the key of the form."""

import re
from collections.abc import Mapping

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]")


def fim_name(fim: Mapping[str, object]) -> str:
    """Return `F60000000227V1.0.0`, without a version just the number, "" if there is no number."""
    number, version = str(fim.get("id") or ""), str(fim.get("version") or "")
    name = f"{number}V{version}" if number and version else number
    clean = _NOT_IN_NAMES.sub("_", name)
    # An XML name starts with a letter; real numbers do.
    return clean if clean[:1].isalpha() else ""


class Names:
    """The names given so far among brothers: an object has each property only once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def name_for(self, wanted: str) -> str:
        """Return the wanted name; a second one of the same gets the ending `_2`."""
        name, number = wanted, 1
        while name in self._given:
            number += 1
            name = f"{wanted}_{number}"
        self._given.add(name)
        return name
