"""A time of day, stored as HH:MM."""

import re
from collections.abc import Iterable
from random import Random
from typing import ClassVar

from kreishaus.base.words import marked, say
from kreishaus.services.forms.fields.calendar_limits import limit_problems, range_complaints
from kreishaus.services.forms.fields.lines import Line
from kreishaus.services.forms.ports import FieldDefinition, InvalidInput

_STORED = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_TYPED = re.compile(
    r"(\d{1,2})(?:\s*[:.,\-h ]\s*(\d{2})(?::\d{2})?)?\s*(?:uhr|h)?(?:\s*(\d{2}))?", re.ASCII | re.IGNORECASE
)
_DIGITS = re.compile(r"(\d{1,2})(\d{2})", re.ASCII)  # 930, 1430
_WRONG = marked("Bitte geben Sie die Uhrzeit ein, zum Beispiel 14:30.")
_MINUTES = 24 * 60


class Time(Line):
    """A time of day; conditions see the text HH:MM, which compares like the times."""

    key = "time"
    title = "Uhrzeit"
    empty: ClassVar[object] = None
    sample: ClassVar[object] = "14:30"
    settings = frozenset({"min", "max", "example"})
    mapping: ClassVar[tuple[tuple[str, str], ...]] = (("input", "time"),)

    def normal(self, text: str, field: FieldDefinition) -> str:
        """Return the time for `14:30`, `14.30 Uhr`, `1430`, `14 Uhr`, `14 Uhr 30` or `14`."""
        del field
        match = _DIGITS.fullmatch(text) or _TYPED.fullmatch(text)
        if match is None:
            raise InvalidInput(say(_WRONG))
        minutes = next((part for part in match.groups()[1:] if part), "00")
        spelt = f"{int(match[1]):02}:{minutes}"
        if spelt == "24:00":
            return "00:00"
        if not _STORED.fullmatch(spelt):
            raise InvalidInput(
                say(
                    "{hours}:{minutes} Uhr gibt es nicht. {wrong}",
                    hours=int(match[1]),
                    minutes=minutes,
                    wrong=say(_WRONG),
                )
            )
        return spelt

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return complaints about times that do not exist or are out of range."""
        return super().validate(value, field) or range_complaints(str(value), field, self.as_read)

    def as_read(self, value: str) -> str:
        """Return the time as 14:30 Uhr."""
        return f"{value} Uhr"

    def hint(self, field: FieldDefinition) -> str:
        """Return an example unless the field brings its own."""
        return super().hint(field) or say("Zum Beispiel 14:30")

    def typed(self, value: object, field: FieldDefinition) -> str:
        """Return the bare time."""
        del field
        return str(value)

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for the time."""
        del field
        return say(_WRONG)

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return limits that are no times or in the wrong order."""
        return limit_problems(field, is_time, "14:30")

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return a time within the limits."""
        first, last = _minutes(field.min, 0), _minutes(field.max, _MINUTES - 1)
        at = random.randint(first, max(first, last))
        return f"{at // 60:02}:{at % 60:02}"


def is_time(text: str) -> bool:
    """Return whether a text is a time as it is stored."""
    return bool(_STORED.fullmatch(text))


def _minutes(limit: object, usual: int) -> int:
    text = str(limit)
    return int(text[:2]) * 60 + int(text[3:]) if is_time(text) else usual


TYPE = Time()
