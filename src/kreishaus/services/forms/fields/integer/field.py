"""A whole number."""

from decimal import Decimal
from typing import ClassVar

from kreishaus.base.words import say
from kreishaus.services.forms.fields import numerals
from kreishaus.services.forms.fields.number.field import Number
from kreishaus.services.forms.ports import FieldDefinition, InvalidInput


class Integer(Number):
    """A whole number, stored as such."""

    key = "integer"
    title = "Ganze Zahl"
    sample: ClassVar[object] = 1
    mapping = (("input", "num_int"),)
    step: ClassVar[Decimal] = Decimal(1)

    def stored(self, number: Decimal) -> object:
        """Return the whole number.

        :raises InvalidInput: if it has decimals.
        """
        if number != number.to_integral_value():
            raise InvalidInput(say("Bitte geben Sie eine ganze Zahl ein, ohne Komma."))
        return int(number)

    def amount(self, value: object) -> Decimal | None:
        """Return a stored whole number."""
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        return Decimal(value) if abs(value) < 10**numerals.MAX_DIGITS else None

    def wrong(self, field: FieldDefinition) -> str:
        """Return the complaint about something that is no whole number."""
        return say("Bitte geben Sie bei „{label}“ eine ganze Zahl ein, zum Beispiel 12.", label=field.label)

    def shown(self, number: Decimal) -> str:
        """Return the number; years and counts below 10,000 stay without a dot."""
        return numerals.german(number, grouped=abs(number) >= 10_000)  # noqa: PLR2004

    def read(self, value: object) -> object:
        """Return the whole number."""
        return value if self.amount(value) is not None else None


TYPE = Integer()
