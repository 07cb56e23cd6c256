"""A day of the calendar, stored as YYYY-MM-DD."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from random import Random
from typing import ClassVar

from kreishaus.base.words import say
from kreishaus.services.forms.ports import FieldDefinition, FieldType, InvalidInput

_GERMAN = re.compile(r"(\d{1,2})[.,/ -]\s*(\d{1,2})[.,/ -]\s*(\d{4}|\d{2})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})", re.ASCII)
_LAST_SHORT, _FIRST_SHORT = 39, 70
_EARLIEST = date(1850, 1, 1)
_BIRTHDAYS = (date(1938, 1, 1), date(2008, 12, 31))
_RECENT = (date(2019, 1, 1), date(2029, 12, 31))
_LEAP_DAY = date(2024, 2, 29)
_RARELY = 0.1


class Date(FieldType):
    """A day; conditions see the ISO text, which compares like the days."""

    key = "date"
    title = "Datum"
    sample: ClassVar[object] = "2026-01-01"
    settings = frozenset({"min", "max", "example"})
    mapping = (("input", "date"),)

    def parse(self, raw: Sequence[str], field: FieldDefinition) -> object:
        """Return the day for `31.12.2026`, `31.12.26`, `31122026` or `2026-12-31`."""
        text = raw[0].strip() if raw else ""
        if not text:
            return None
        if match := _ISO.fullmatch(text):
            return _day(int(match[1]), int(match[2]), int(match[3]))
        match = _GERMAN.fullmatch(text) or _DIGITS.fullmatch(text)
        if match is None:
            raise InvalidInput(say("Bitte geben Sie das Datum als Tag.Monat.Jahr ein, zum Beispiel 31.12.2026."))
        return _day(_year(match[3], field), int(match[2]), int(match[1]))

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return complaints about days that do not exist or are out of range."""
        day = _stored(value)
        if day is None:
            return [say("Bitte geben Sie ein Datum ein, das es gibt, zum Beispiel 31.12.2026.")]
        lowest, highest = _stored(field.min) or _EARLIEST, _stored(field.max)
        if day < lowest:
            return [
                say(
                    "Bitte geben Sie bei „{label}“ ein Datum ab dem {lowest} ein.",
                    label=field.label,
                    lowest=_german(lowest),
                )
            ]
        if highest and day > highest:
            return [
                say(
                    "Bitte geben Sie bei „{label}“ ein Datum bis zum {highest} ein.",
                    label=field.label,
                    highest=_german(highest),
                )
            ]
        return []

    def display(self, value: object, field: FieldDefinition) -> str:
        """Return the day as 31.12.2026."""
        del field
        day = _stored(value)
        return _german(day) if day else str(value)

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return a day within the limits: a birthday some decades ago, another day near the years we live in."""
        is_birthday = field.autocomplete == "bday" or "geburt" in field.label.lower()
        usual = _BIRTHDAYS if is_birthday else _RECENT
        lowest = _stored(field.min) or min(usual[0], _stored(field.max) or usual[0])
        highest = _stored(field.max) or max(usual[1], lowest)
        if lowest > highest:
            return None
        edges = [day for day in (lowest, highest, _LEAP_DAY) if lowest <= day <= highest]
        if random.random() < _RARELY and edges:
            return random.choice(edges).isoformat()
        start = usual[0] if lowest <= usual[0] <= highest else lowest
        end = usual[1] if start <= usual[1] <= highest else highest
        return date.fromordinal(random.randint(start.toordinal(), end.toordinal())).isoformat()

    def hint(self, field: FieldDefinition) -> str:
        """Return an example unless the field brings its own."""
        return super().hint(field) or say("Zum Beispiel 31.12.2026")

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for the day."""
        return say("Bitte geben Sie bei „{label}“ ein Datum ein, zum Beispiel 31.12.2026.", label=field.label)

    def computed(self, result: object) -> object:
        """Return a computed day."""
        if not isinstance(result, str) or _stored(result) is None:
            raise InvalidInput("Das Ergebnis ist kein Datum.")
        return result

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return whether the limits are days and in order."""
        for name, value in (("min", field.min), ("max", field.max)):
            if value is not None and _stored(value) is None:
                yield f"„{name}“ braucht ein Datum wie 2026-12-31."
        lowest, highest = _stored(field.min), _stored(field.max)
        if lowest and highest and lowest > highest:
            yield "„min“ liegt nach „max“."


def _stored(value: object) -> date | None:
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _german(day: date) -> str:
    return f"{day.day:02}.{day.month:02}.{day.year}"


def _year(text: str, field: FieldDefinition) -> int:
    if len(text) == 4:  # noqa: PLR2004 -- a full year
        return int(text)
    short = int(text)
    # A birthday in "26" may be 1926 or 2026, any other day in "55" 1955 or 2055: we ask.
    if field.autocomplete == "bday" or _LAST_SHORT < short < _FIRST_SHORT:
        raise InvalidInput(say("Bitte geben Sie das Jahr mit vier Ziffern ein, zum Beispiel 31.12.1955."))
    return short + (2000 if short <= _LAST_SHORT else 1900)


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise InvalidInput(
            say(
                "Den {day}.{month}.{year} gibt es nicht. Bitte prüfen Sie Tag, Monat und Jahr.",
                day=day,
                month=month,
                year=year,
            )
        ) from None


TYPE = Date()
