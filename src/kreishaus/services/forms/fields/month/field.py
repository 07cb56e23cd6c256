"""A month of a year, stored as YYYY-MM."""

import re
from collections.abc import Iterable
from random import Random
from typing import ClassVar

from kreishaus.base.words import marked, say
from kreishaus.services.forms.fields.calendar_limits import limit_problems, range_complaints
from kreishaus.services.forms.fields.lines import Line
from kreishaus.services.forms.ports import FieldDefinition, InvalidInput

MONTHS = (
    marked("Januar"), marked("Februar"), marked("März"), marked("April"), marked("Mai"), marked("Juni"),
    marked("Juli"), marked("August"), marked("September"), marked("Oktober"), marked("November"), marked("Dezember"),
)  # fmt: skip
_STORED = re.compile(r"(1[89]|20|21)\d{2}-(0[1-9]|1[0-2])", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})\s*[./\- ]\s*(\d{4})", re.ASCII)
_NAMED = re.compile(r"([^\W\d]{3,9})\.?\s*(\d{4})")
_WRONG = marked("Bitte geben Sie Monat und Jahr ein, zum Beispiel 12/2026.")


class Month(Line):
    """A month; conditions see the ISO text, which compares like the months."""

    key = "month"
    title = "Monat"
    empty: ClassVar[object] = None
    sample: ClassVar[object] = "2026-01"
    settings = frozenset({"min", "max", "example"})

    def normal(self, text: str, field: FieldDefinition) -> str:
        """Return the month for `12/2026`, `12.2026`, `Dezember 2026`, `Dez. 2026` or `2026-12`."""
        del field
        if match := _NUMBERS.fullmatch(text):
            text = f"{match[2]}-{int(match[1]):02}"
        elif match := _NAMED.fullmatch(text):
            text = f"{match[2]}-{_number(match[1]):02}"
        if not _STORED.fullmatch(text):
            raise InvalidInput(say(_WRONG))
        return text

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return complaints about months that are none or out of range."""
        return super().validate(value, field) or range_complaints(str(value), field, self.as_read)

    def as_read(self, value: str) -> str:
        """Return the month with its name."""
        return f"{say(MONTHS[int(value[5:]) - 1])} {value[:4]}"

    def typed(self, value: object, field: FieldDefinition) -> str:
        """Return the month as 12/2026."""
        del field
        text = str(value)
        return f"{text[5:]}/{text[:4]}" if _STORED.fullmatch(text) else text

    def hint(self, field: FieldDefinition) -> str:
        """Return an example unless the field brings its own."""
        return super().hint(field) or say("Zum Beispiel 12/2026")

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for the month."""
        del field
        return say(_WRONG)

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return limits that are no months or in the wrong order."""
        return limit_problems(field, lambda limit: bool(_STORED.fullmatch(limit)), "2026-12")

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return a month within the limits."""
        first, last = _count(field.min, 2020 * 12), _count(field.max, 2030 * 12)
        months = random.randint(first, max(first, last))
        return f"{months // 12}-{months % 12 + 1:02}"


def _number(name: str) -> int:
    wanted = name.casefold().replace("maerz", "märz").replace("mrz", "märz")
    return next((at for at, month in enumerate(MONTHS, 1) if month.casefold().startswith(wanted)), 0)


def _count(limit: object, usual: int) -> int:
    text = str(limit)
    return int(text[:4]) * 12 + int(text[5:]) - 1 if _STORED.fullmatch(text) else usual


TYPE = Month()
