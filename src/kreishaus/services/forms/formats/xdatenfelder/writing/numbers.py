"""FIM numbers for elements that have none: in Nummernkreis 99, which FIM keeps for local use and tests."""

import hashlib
import re

CIRCLE = "99"
_OLD_ID = re.compile(r"([A-Z])(\d{2})(\d{6})")
_OLD_VERSION = re.compile(r"(\d+)\.(\d+)")
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_LOCAL = re.compile(rf"[SGFR]{CIRCLE}\d{{9}}")
FIRST_VERSION = "1.0.0"


class Numbers:
    """Gives every element without a number one of its own; numbers in use are never given."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = set(taken)

    def number_for(self, letter: str, place: str) -> str:
        """Return the number for a place of the form.

        It is worked out from the place alone, so every export gives the same one, whatever is added elsewhere.
        """
        digest = int.from_bytes(hashlib.sha256(f"{letter} {place}".encode()).digest()[:8])
        number = f"{letter}{CIRCLE}{digest % 10**9:09}"
        while number in self._taken:
            digest += 1
            number = f"{letter}{CIRCLE}{digest % 10**9:09}"
        self._taken.add(number)
        return number


def is_local(number: str) -> bool:
    """Tell whether a number lies in the local Nummernkreis."""
    return bool(_LOCAL.fullmatch(number))


def number_of_standard(number: str) -> str:
    """Return a number of version 2 as version 3 writes it: `F60000227` becomes `F60000000227`."""
    match = _OLD_ID.fullmatch(number)
    return f"{match[1]}{match[2]}000{match[3]}" if match else number


def version_of_standard(version: str) -> str:
    """Return a version with its three parts: `1.0` becomes `1.0.0`; what is no version becomes none."""
    if _VERSION.fullmatch(version):
        return version
    match = _OLD_VERSION.fullmatch(version)
    return f"{match[1]}.{match[2]}.0" if match else ""
