"""How references are built from the pattern of a position, and how they sort."""

import re

_DIGITS = re.compile(r"\d+")
_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_KNOWN = frozenset({"position", "year", "number"})
_SORT_WIDTH = 8
_NUMBER_WIDTH = 4


class UnusablePattern(ValueError):
    """A pattern for references that would not give every case its own number."""


def sort_key(reference: str) -> str:
    """Return a key by which "32.9" comes before "32.10": every number padded to eight digits."""
    return _DIGITS.sub(lambda found: found.group().zfill(_SORT_WIDTH), reference)


def plan_sort_key(number: str) -> str:
    """Return a key for the order of the filing plan: 3, 30, 32, 32.9, 32.17, 36, 4.

    The first part is decimal (36 belongs to main group 3), the parts after a dot are counted.
    Only digits of equal width are compared, so that every collation of a database agrees.
    """
    group, *parts = number.split(".")
    return "-".join([group.ljust(_SORT_WIDTH, "0"), str(len(group)), *(part.zfill(_SORT_WIDTH) for part in parts)])


def check_pattern(pattern: str) -> None:
    """Check that a pattern can number the cases of a filing position.

    :raises UnusablePattern: with a message that says what to change.
    """
    found = _PLACEHOLDER.findall(pattern)
    unknown = sorted(set(found) - _KNOWN)
    if unknown:
        message = (
            f"Der Platzhalter {{{unknown[0]}}} ist nicht bekannt. Erlaubt sind {{position}}, {{year}} und {{number}}."
        )
        raise UnusablePattern(message)
    if found.count("number") != 1 or not {"position", "year"} <= set(found):
        message = "Das Muster braucht {position}, {year} und genau einmal {number}."
        raise UnusablePattern(message)
    if "{" in _PLACEHOLDER.sub("", pattern) or "}" in _PLACEHOLDER.sub("", pattern):
        message = "Im Muster ist eine geschweifte Klammer offen geblieben."
        raise UnusablePattern(message)


def case_series(pattern: str, *, position: str, year: int) -> str:
    """Return what all references of one series share: the pattern with `{number}` still open.

    Two positions whose patterns give the same text share one series and so never a number.
    """
    return pattern.replace("{position}", _dashed(position)).replace("{year}", str(year))


def case_reference(series: str, number: int) -> str:
    """Return the reference of the case with this number in its series, e.g. "32-17-2026-0001"."""
    return series.replace("{number}", f"{number:0{_NUMBER_WIDTH}d}")


def file_reference(position: str, year: int) -> str:
    """Return the reference of the file that collects a year of a position, e.g. "32-17-2026"."""
    return f"{_dashed(position)}-{year}"


def subject_series(position: str) -> str:
    """Return the series of files that people open for one lasting subject, e.g. "32-17-A{number}"."""
    return f"{_dashed(position)}-A{{number}}"


def subject_reference(position: str, number: int) -> str:
    """Return the reference of the file with this number in its series, e.g. "32-17-A0001"."""
    return case_reference(subject_series(position), number)


def sub_file_reference(file: str, number: int) -> str:
    """Return the reference of a part of a file, e.g. "32-17-2026-T1"."""
    return f"{file}-T{number}"


def sub_case_reference(case: str, number: int) -> str:
    """Return the reference of a part of a case, e.g. "32-17-2026-0001-1"."""
    return f"{case}-{number}"


def _dashed(position: str) -> str:
    return position.replace(".", "-")
