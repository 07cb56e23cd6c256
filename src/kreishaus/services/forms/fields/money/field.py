"""An amount of money in euro, stored in cents."""

from decimal import Decimal
from typing import ClassVar

from kreishaus.base.words import say
from kreishaus.services.forms.fields import numerals
from kreishaus.services.forms.fields.integer.field import Integer
from kreishaus.services.forms.ports import FieldDefinition, InvalidInput

_CENT = Decimal("0.01")


class Money(Integer):
    """An amount in euro; stored, compared and computed in whole cents, `min` and `max` in euro."""

    key = "money"
    title = "Geldbetrag"
    sample: ClassVar[object] = 100
    mapping = (("input", "num_currency"),)
    step: ClassVar[Decimal] = _CENT

    def parse(self, raw: list[str], field: FieldDefinition) -> object:  # type: ignore[override]
        """Return the cents; a euro sign may stand before or behind the amount."""
        plain = [text.replace("€", "").replace("EUR", "").replace(",-", "") for text in raw[:1]]
        return super().parse(plain, field)

    def stored(self, number: Decimal) -> object:
        """Return the cents.

        :raises InvalidInput: if there are fractions of a cent.
        """
        if number != number.quantize(_CENT):
            raise InvalidInput(say("Bitte geben Sie den Betrag mit höchstens zwei Stellen nach dem Komma ein."))
        return int(number * 100)

    def amount(self, value: object) -> Decimal | None:
        """Return the stored cents as euro."""
        cents = super().amount(value)
        return None if cents is None else cents / 100

    def wrong(self, field: FieldDefinition) -> str:
        """Return the complaint about something that is no amount."""
        return say("Bitte geben Sie bei „{label}“ einen Betrag ein, zum Beispiel 30,70.", label=field.label)

    def shown(self, number: Decimal) -> str:
        """Return the amount with two decimals and the euro sign."""
        return f"{numerals.german(number, decimals=2)} €"

    def typed(self, value: object, field: FieldDefinition) -> str:
        """Return the amount without dots and sign."""
        number = self.amount(value)
        if number is None:
            return super().typed(value, field)
        return numerals.german(number, decimals=2, grouped=False)

    def computed(self, result: object) -> object:
        """Return computed cents; halves are rounded up as in commercial arithmetic."""
        if isinstance(result, float) and abs(result) < 10**numerals.MAX_DIGITS:
            result = int(Decimal(repr(result)).to_integral_value("ROUND_HALF_UP"))
        if isinstance(result, bool) or not isinstance(result, int):
            raise InvalidInput(f"Das Ergebnis passt nicht zum Feldtyp „{self.title}“.")
        return result


TYPE = Money()
