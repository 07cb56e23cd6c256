"""A number with decimals, stored as a decimal text so that no digit changes."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from random import Random
from typing import ClassVar

from kreishaus.base.words import say
from kreishaus.services.forms.fields import numerals
from kreishaus.services.forms.ports import FieldDefinition, FieldType, InvalidInput

_RARELY = 0.1
_SPANS = (10, 100, 10_000)
_PLAIN = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


class Number(FieldType):
    """A decimal number; conditions see it as a floating point number."""

    key = "number"
    title = "Zahl"
    sample: ClassVar[object] = 1.5
    settings = frozenset({"min", "max", "example"})
    mapping = (("input", "num"),)
    step: ClassVar[Decimal] = Decimal("0.01")
    """the distance between two made-up values"""

    def parse(self, raw: Sequence[str], field: FieldDefinition) -> object:
        """Return the number as a plain decimal text."""
        del field
        if not raw or not raw[0].strip():
            return None
        return self.stored(numerals.parse_decimal(raw[0]))

    def stored(self, number: Decimal) -> object:
        """Return the number as it is kept."""
        return f"{number.normalize():f}" if number else "0"

    def amount(self, value: object) -> Decimal | None:
        """Return a stored value as a number, None if it is none."""
        if not isinstance(value, str) or len(value) > numerals.MAX_DIGITS + 3:
            return None
        return Decimal(value) if _PLAIN.fullmatch(value) else None

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return complaints about values that are no number or out of range."""
        number = self.amount(value)
        if number is None:
            return [self.wrong(field)]
        lowest, highest = self.limits(field)
        if lowest is not None and number < lowest:
            return [
                say(
                    "Bitte geben Sie bei „{label}“ mindestens {lowest} ein.",
                    label=field.label,
                    lowest=self.shown(lowest),
                )
            ]
        if highest is not None and number > highest:
            return [
                say(
                    "Bitte geben Sie bei „{label}“ höchstens {highest} ein.",
                    label=field.label,
                    highest=self.shown(highest),
                )
            ]
        return []

    def wrong(self, field: FieldDefinition) -> str:
        """Return the complaint about something that is no number."""
        return say("Bitte geben Sie bei „{label}“ eine Zahl ein, zum Beispiel 1.234,56.", label=field.label)

    def limits(self, field: FieldDefinition) -> tuple[Decimal | None, Decimal | None]:
        """Return the smallest and the greatest value allowed."""
        return numerals.limit(field.min), numerals.limit(field.max)

    def shown(self, number: Decimal) -> str:
        """Return the number as a person reads it."""
        return numerals.german(number)

    def display(self, value: object, field: FieldDefinition) -> str:
        """Return the number in German notation."""
        del field
        number = self.amount(value)
        return str(value) if number is None else self.shown(number)

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return a number within the limits, mostly a small one, now and then a limit itself."""
        lowest, highest = self.limits(field)
        low = lowest if lowest is not None else min(Decimal(0), highest or Decimal(0))
        high = highest if highest is not None else low + random.choice(_SPANS)
        step = self.step
        first, last = -((-low) // step), high // step
        if first > last:
            return None
        if random.random() < _RARELY:
            return self.stored(random.choice([first, last]) * step)
        return self.stored(random.randint(int(first), int(last)) * step)

    def typed(self, value: object, field: FieldDefinition) -> str:
        """Return the number without dots: easier to change."""
        del field
        number = self.amount(value)
        return str(value) if number is None else numerals.german(number, grouped=False)

    def read(self, value: object) -> object:
        """Return the number as a floating point number."""
        number = self.amount(value)
        return None if number is None else float(number)

    def computed(self, result: object) -> object:
        """Return a computed number as decimal text."""
        return self.stored(_number(result, self.title))

    def default(self, setting: object, field: FieldDefinition) -> object:
        """Return the number; settings use a decimal point."""
        del field
        number = numerals.limit(setting) if isinstance(setting, int | str) else None
        return None if number is None else self.stored(number)

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return whether the limits are numbers and in order."""
        try:
            lowest, highest = self.limits(field)
        except InvalidInput as error:
            yield f"„min“ und „max“ brauchen Zahlen: {error}"
            return
        if lowest is not None and highest is not None and lowest > highest:
            yield "„min“ ist größer als „max“."


def _number(result: object, title: str) -> Decimal:
    if isinstance(result, bool) or not isinstance(result, int | float):
        raise InvalidInput(say("Das Ergebnis passt nicht zum Feldtyp „{title}“.", title=title))
    number = Decimal(repr(result))
    if not number.is_finite() or abs(number) >= Decimal(10) ** numerals.MAX_DIGITS:
        raise InvalidInput(say("Das Ergebnis ist zu groß."))
    return number


TYPE = Number()
