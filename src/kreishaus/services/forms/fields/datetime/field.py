"""A day with a time of day, stored as YYYY-MM-DDTHH:MM."""

import re
from collections.abc import Iterable
from random import Random
from typing import ClassVar

from kreishaus.base.words import marked, say
from kreishaus.services.forms.fields.calendar_limits import limit_problems, range_complaints
from kreishaus.services.forms.fields.date.field import TYPE as DATE
from kreishaus.services.forms.fields.lines import Line
from kreishaus.services.forms.fields.time.field import TYPE as TIME
from kreishaus.services.forms.ports import FieldDefinition, InvalidInput

_PARTS = re.compile(r"(\d{4}-\d{2}-\d{2}|\S+?\d{4}|\d{1,2}\.\s*\d{1,2}\.\s*\d{2,4})(?:\s*,?\s+(?:um\s+)?|T|,)(.+)")
_WRONG = marked("Bitte geben Sie Tag und Uhrzeit ein, zum Beispiel 31.12.2026 14:30.")


class DateTime(Line):
    """A moment of local time; conditions see the ISO text, which compares like the moments."""

    key = "datetime"
    title = "Datum mit Uhrzeit"
    empty: ClassVar[object] = None
    sample: ClassVar[object] = "2026-01-01T14:30"
    settings = frozenset({"min", "max", "example"})
    mapping: ClassVar[tuple[tuple[str, str], ...]] = (("input", "datetime"),)

    def normal(self, text: str, field: FieldDefinition) -> str:
        """Return the moment for `31.12.2026 14:30`, `31.12.26, um 14 Uhr` or `2026-12-31T14:30`."""
        match = _PARTS.fullmatch(text)
        if match is None:
            raise InvalidInput(say(_WRONG))
        day = DATE.parse([match[1].replace(" ", "")], field)
        return f"{day}T{TIME.normal(match[2].strip(), field)}"

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return complaints about moments that do not exist or are out of range."""
        return super().validate(value, field) or range_complaints(str(value), field, self.as_read)

    def as_read(self, value: str) -> str:
        """Return the moment as 31.12.2026, 14:30 Uhr."""
        day, _, time = value.partition("T")
        year, month, number = day.split("-")
        return f"{number}.{month}.{year}, {time} Uhr"

    def typed(self, value: object, field: FieldDefinition) -> str:
        """Return the moment as it is typed."""
        return self.display(value, field).replace(",", "").removesuffix(" Uhr")

    def hint(self, field: FieldDefinition) -> str:
        """Return an example unless the field brings its own."""
        return super().hint(field) or say("Zum Beispiel 31.12.2026 14:30")

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for the moment."""
        del field
        return say(_WRONG)

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return limits that are no moments or in the wrong order."""
        return limit_problems(field, _is_moment, "2026-12-31T14:30")

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return a moment within the limits."""
        if field.min is not None or field.max is not None:
            return str(field.min if field.min is not None else field.max)
        day = f"{random.randint(2020, 2030)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        return f"{day}T{random.randint(0, 23):02}:{random.randint(0, 59):02}"


def _is_moment(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", text, re.ASCII))


TYPE = DateTime()
