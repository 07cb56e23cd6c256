"""Several lines of text."""

from typing import ClassVar

from kreishaus.services.forms.fields import typing_habits
from kreishaus.services.forms.fields.text.field import Text


class Multiline(Text):
    """Several lines of text, at most 20,000 characters unless the field says less."""

    key = "multiline"
    title = "Mehrzeiliger Text"
    mapping: ClassVar[tuple[tuple[str, str], ...]] = (("input", "text"),)
    longest: ClassVar[int] = 20_000

    def cleaned(self, text: str) -> str:
        """Return the text with its line ends."""
        return typing_habits.clean_lines(text)

    def from_xdatenfelder(self, feldart: str, datentyp: str) -> bool:
        """Return False: XDatenfelder does not tell long texts from short ones."""
        del feldart, datentyp
        return False


TYPE = Multiline()
