"""Functions that expressions may call besides CEL's own: dates, sums, plain text.

A function that gets `null` or something it cannot use answers `null`, which leaves the expression
undecided; it never raises, because the evaluator prints such an error to the console.
"""

import calendar
import math
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

_FAR_DAYS = 400_000
_FAR_MONTHS = 12_000
_LEAP_YEAR = 2000
_LAST_YEAR, _MONTHS, _LONGEST_MONTH = 9_999, 12, 31


def _day(value: object) -> date | None:
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def size(value: object) -> int | None:
    """Return the number of characters (not bytes) of a text, or of entries of a list."""
    return len(value) if isinstance(value, str | list | dict) else None


def years(start: object, end: object) -> int | None:
    """Return the full years from one date to another: the age, if the first is the birthday."""
    first, last = _day(start), _day(end)
    if first is None or last is None:
        return None
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def valid_date(day: object, month: object, year: object) -> bool | None:
    """Return whether day, month and year make a day of the calendar; parts that are missing may be anything."""
    if not isinstance(year, int | None) or not isinstance(month, int | None) or not isinstance(day, int | None):
        return None
    # A leap year stands for an unknown one, January for an unknown month: both allow the most.
    try:
        date(_LEAP_YEAR if year is None else year, 1 if month is None else month, 1 if day is None else day)
    except (ValueError, OverflowError):
        return False
    return True


def age_on(day: object, month: object, year: object, on: object) -> int | None:
    """Return the full years on a day. A birthday known in part counts as the last possible one.

    So nobody is taken for older than is certain.
    """
    last = _day(on)
    if not isinstance(year, int) or last is None or not 1 <= year <= _LAST_YEAR:
        return None
    known_month = month if isinstance(month, int) and 1 <= month <= _MONTHS else None
    known_day = day if isinstance(day, int) and known_month is not None else None
    born = (known_month or _MONTHS, known_day or _LONGEST_MONTH)
    return last.year - year - ((last.month, last.day) < born)


def days(start: object, end: object) -> int | None:
    """Return the days from one date to another (negative if the second is earlier)."""
    first, last = _day(start), _day(end)
    return None if first is None or last is None else (last - first).days


def plus_days(start: object, count: object) -> str | None:
    """Return the date so many days later."""
    first = _day(start)
    if first is None or not isinstance(count, int) or abs(count) > _FAR_DAYS:
        return None
    try:
        return (first + timedelta(days=count)).isoformat()
    except OverflowError:
        return None


def plus_months(start: object, count: object) -> str | None:
    """Return the date so many months later; a day the month lacks becomes its last day."""
    first = _day(start)
    if first is None or not isinstance(count, int) or abs(count) > _FAR_MONTHS:
        return None
    months = first.year * 12 + first.month - 1 + count
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:  # noqa: PLR2004 -- the years a calendar date knows
        return None
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(first.day, last)).isoformat()


def plus_years(start: object, count: object) -> str | None:
    """Return the date so many years later; 29 February becomes the 28th where it is missing."""
    return plus_months(start, count * 12) if isinstance(count, int) else None


def total(values: object) -> int | float | None:
    """Return the sum of a list of numbers."""
    if not isinstance(values, list) or not all(_is_number(value) for value in values):
        return None
    result: int | float = sum(values)
    return result


def smallest(values: object, *more: object) -> object:
    """Return the smallest number or date of a list or of the arguments."""
    ordered = _in_order(values, more)
    return ordered[0] if ordered else None


def greatest(values: object, *more: object) -> object:
    """Return the greatest number or date of a list or of the arguments."""
    ordered = _in_order(values, more)
    return ordered[-1] if ordered else None


def _in_order(values: object, more: tuple[object, ...]) -> list[Any]:
    entries: list[Any] = [values, *more] if more or not isinstance(values, list) else values
    if all(map(_is_number, entries)) or all(isinstance(entry, str) for entry in entries):
        return sorted(entries)
    return []


def rounded(value: object) -> int | None:
    """Return the nearest whole number, halves away from zero as in commercial arithmetic."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        return None
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


def lower(value: object) -> str | None:
    """Return the text in small letters."""
    return value.lower() if isinstance(value, str) else None


def upper(value: object) -> str | None:
    """Return the text in capital letters."""
    return value.upper() if isinstance(value, str) else None


def trim(value: object) -> str | None:
    """Return the text without blanks at its ends."""
    return value.strip() if isinstance(value, str) else None


FUNCTIONS: dict[str, Callable[..., object]] = {
    "size": size,
    "years": years,
    "valid_date": valid_date,
    "age_on": age_on,
    "days": days,
    "plus_days": plus_days,
    "plus_months": plus_months,
    "plus_years": plus_years,
    "sum": total,
    "min": smallest,
    "max": greatest,
    "round": rounded,
    "lower": lower,
    "upper": upper,
    "trim": trim,
}

SIGNATURES: dict[str, tuple[tuple[str, ...], str]] = {
    "size": (("any",), "whole"),
    "years": (("day", "day"), "whole"),
    "days": (("day", "day"), "whole"),
    "valid_date": (("whole", "whole", "whole"), "yes-no"),
    "age_on": (("whole", "whole", "whole", "day"), "whole"),
    "plus_days": (("day", "whole"), "day"),
    "plus_months": (("day", "whole"), "day"),
    "plus_years": (("day", "whole"), "day"),
    "sum": (("list",), "any"),
    "min": (("any", "*"), "any"),
    "max": (("any", "*"), "any"),
    "round": (("decimal",), "whole"),
    "lower": (("text",), "text"),
    "upper": (("text",), "text"),
    "trim": (("text",), "text"),
    "contains": (("text", "text"), "yes-no"),
    "startsWith": (("text", "text"), "yes-no"),
    "endsWith": (("text", "text"), "yes-no"),
    "matches": (("text", "text"), "yes-no"),
    "int": (("any",), "whole"),
    "double": (("any",), "decimal"),
    "string": (("any",), "text"),
}
"""what each function takes and gives (see `kinds`), CEL's own included; "*" takes any number more"""
