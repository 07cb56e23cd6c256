"""Money is counted in whole cents; a float never touches an amount."""

import re

_AMOUNT = re.compile(r"(?P<sign>-?)(?P<euros>\d{1,3}(?:\.\d{3})+(?=,)|\d{1,12})(?:[.,](?P<cents>\d{1,2}))?", re.ASCII)
_CENTS_A_EURO = 100


class NotAnAmount(ValueError):
    """The text is no amount in euro such as 30,70."""


def cents(amount: str | int) -> int:
    """Return an amount in euro as whole cents: `30.70`, `30,70`, `1.234,50` and 30 are understood.

    :raises NotAnAmount: if the text is no amount, has more than two decimals, or is ambiguous
        (`1.234` may mean either).
    :raises TypeError: if a float is given, because it is not exact.
    """
    if isinstance(amount, bool) or not isinstance(amount, str | int):
        raise TypeError(f"amounts are text or whole euros, not {type(amount).__name__}")
    found = _AMOUNT.fullmatch(str(amount).removesuffix("€").strip())
    if not found:
        message = f"„{amount}“ ist kein Betrag. Bitte so schreiben: 30,70"
        raise NotAnAmount(message)
    euros = int(found["euros"].replace(".", ""))
    total = euros * _CENTS_A_EURO + int((found["cents"] or "0").ljust(2, "0"))
    return -total if found["sign"] else total


def euro(amount_cents: int) -> str:
    """Return an amount in cents as people read it: `1.234,50 €`."""
    euros, rest = divmod(abs(amount_cents), _CENTS_A_EURO)
    grouped = f"{euros:,}".replace(",", ".")
    return f"{'-' if amount_cents < 0 else ''}{grouped},{rest:02d}\N{NO-BREAK SPACE}€"
