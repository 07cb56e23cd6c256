"""Values worth trying in a field: what the conditions that read it compare it with, and around it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from random import Random

from kreishaus.base.expressions.functions import plus_months
from kreishaus.base.expressions.literals import Literals
from kreishaus.services.forms.engine.schema import Field
from kreishaus.services.forms.fields.pattern_samples import sample_of
from kreishaus.services.forms.ports import FieldType

_MOST_OPTIONS = 40
_FRESH = 4
_LONGEST = 500
_CALENDAR_MONTHS = 2_400
_DAY = timedelta(days=1)


def candidates(
    kind: FieldType, field: Field, known: Literals, *, on: date, random: Random, near: Sequence[object] = ()
) -> list[object]:
    """Return different valid values for a field, the most telling ones first; never None.

    `known` are the constants of the conditions in question, `near` the values of other fields that
    are compared with this one.
    """
    raw = [*_options(field, known), *_literal(known, on), *_neighbours(near), *_lists(field, known)]
    raw += [True, False, *_samples(known, random), *_composed(kind, field, known, on, random)]
    raw += [kind.synthetic(field, random) for _ in range(_FRESH)]
    found: dict[str, object] = {}
    for value in raw:
        if value not in (None, "", [], {}) and repr(value) not in found and not kind.validate(value, field):
            found[repr(value)] = value
    return list(found.values())


def _composed(kind: FieldType, field: Field, known: Literals, on: date, random: Random) -> Iterator[object]:
    """Yield composite values in which one member is what the conditions name, and values that lack one."""
    members = kind.members_of(field)
    whole = kind.synthetic(field, random) if members else None
    if not isinstance(whole, dict):
        return
    telling = list(_literal(known, on))[:_MOST_OPTIONS]
    for member in members:
        yield from ({**whole, member.key: value} for value in telling)
        yield {key: value for key, value in whole.items() if key != member.key}


def _options(field: Field, known: Literals) -> Sequence[object]:
    keys = [option.key for option in field.options]
    return [*(key for key in keys if key in known.texts), *(key for key in keys if key not in known.texts)][
        :_MOST_OPTIONS
    ]


def _lists(field: Field, known: Literals) -> Iterator[object]:
    """Yield choices of several: each alone, each pair that conditions name, all."""
    keys = [option.key for option in field.options][:_MOST_OPTIONS]
    yield from ([key] for key in keys)
    named = [key for key in keys if key in known.texts][:6]
    yield from (list(pair) for pair in combinations(named, 2))
    yield keys


def _literal(known: Literals, on: date) -> Iterator[object]:
    for text in known.texts:
        yield text
        yield from _around(text)
    yield from _around(on.isoformat())
    for number in known.numbers:
        yield from _around(number)
        if isinstance(number, int):
            yield from _counted(number, on)
    yield "0"
    yield 0


def _counted(number: int, on: date) -> Iterator[object]:
    """Yield what a whole number may count: years, months and days from today, characters."""
    if 0 <= number <= _LONGEST:
        yield from ("x" * length for length in (number, number + 1, number - 1) if length > 0)
    if abs(number) > _CALENDAR_MONTHS:
        return
    for months in (-12 * number, 12 * number, -number, number):
        day = plus_months(on.isoformat(), months)
        yield from _around(day) if day else ()
    for sign in (-1, 1):
        yield from _around((on + sign * number * _DAY).isoformat())


def _around(value: object) -> Iterator[object]:
    """Yield the value and its neighbours on both sides, as every type might store them."""
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        yield from (int(value), int(value) + 1, int(value) - 1)
        number = Decimal(repr(value))
        for step in (Decimal(0), Decimal(1), Decimal(-1), Decimal("0.01"), Decimal("-0.01")):
            yield _plain(number + step)
        return
    if isinstance(value, str):
        try:
            day = date.fromisoformat(value)
            yield from (each.isoformat() for each in (day, day + _DAY, day - _DAY))
        except (ValueError, OverflowError):
            return


def _neighbours(near: Iterable[object]) -> Iterator[object]:
    for value in near:
        if isinstance(value, str):
            yield value
            if value.replace(".", "", 1).removeprefix("-").isdecimal() and len(value) <= 15:  # noqa: PLR2004
                yield from _around(float(value))
        yield from _around(value)


def _samples(known: Literals, random: Random) -> Iterator[object]:
    """Yield texts of the form that `matches(…)` asks for."""
    for text in known.texts:
        if any(mark in text for mark in "[]{}\\^$*+"):
            yield sample_of(text, random)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}" if number else "0"
