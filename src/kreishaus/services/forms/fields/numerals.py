"""Read and write numbers the German way: dots for thousands, a comma before the decimals."""

import re
from decimal import Decimal

from kreishaus.base.words import say
from kreishaus.services.forms.ports import InvalidInput

MAX_DIGITS = 15
"""more digits would not survive JSON and double precision in every reader"""

_GERMAN = re.compile(r"([+-]?)(\d{1,3}(?:[.  ']\d{3})+|\d+)(?:,(\d*))?", re.ASCII)
_ENGLISH = re.compile(r"([+-]?)(\d+)\.(\d+)", re.ASCII)
_BLANKS = re.compile(r"\s+")


def parse_decimal(text: str) -> Decimal:
    """Return the number: `1.234,56`, `1234,56` and `1234.56` mean the same, `1.234` is 1234.

    :raises InvalidInput: if it is no number.
    """
    plain = _BLANKS.sub(" ", text.strip()).replace("−", "-")
    match = _GERMAN.fullmatch(plain) or _ENGLISH.fullmatch(plain)
    if match is None:
        raise InvalidInput(say("Bitte geben Sie eine Zahl ein, zum Beispiel 1.234,56."))
    sign, whole, fraction = match[1], re.sub(r"\D", "", match[2]), match[3] or ""
    if len(whole.lstrip("0")) + len(fraction) > MAX_DIGITS:
        raise InvalidInput(
            say("Bitte geben Sie eine Zahl mit höchstens {max_digits} Ziffern ein.", max_digits=MAX_DIGITS)
        )
    return Decimal(f"{sign}{whole}.{fraction or 0}")


def german(number: Decimal, *, decimals: int | None = None, grouped: bool = True) -> str:
    """Return the number in German notation, with so many decimals or as many as it has."""
    if decimals is None:
        exponent = number.normalize().as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    text = f"{number:,.{decimals}f}" if grouped else f"{number:.{decimals}f}"
    return text.translate({ord(","): ".", ord("."): ","})


def limit(value: int | str | None) -> Decimal | None:
    """Return a `min` or `max` setting as a number, None if there is none.

    :raises InvalidInput: if the setting is no number.
    """
    if value is None:
        return None
    try:
        number = Decimal(str(value).strip())
    except ArithmeticError:
        raise InvalidInput(f"„{value}“ ist keine Zahl.") from None
    if not number.is_finite():
        raise InvalidInput(f"„{value}“ ist keine Zahl.")
    return number
