"""Limits and defaults: from the text of the standard to what form.yaml writes."""

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from kreishaus.services.forms.fields.patterns import matches

Item = dict[str, Any]
"""one element of form.yaml"""

_CENT = Decimal("0.01")
_LONGEST_LINE = 500
_TRUE = frozenset({"true", "wahr", "ja", "1"})
_FALSE = frozenset({"false", "falsch", "nein", "0"})
# "1e999999999" is a number too, but nobody means it.
_PLAIN_NUMBER = re.compile(r"[+-]?(\d{1,15}|\d{1,10}[.,]\d{1,5})")
_MOMENTS = frozenset({"date", "time", "datetime"})
AMOUNTS = frozenset({"number", "integer", "money"})


def fits(item: Item, *, value: str | int | bool) -> bool:
    """Tell whether a default keeps the limits of its own field."""
    if item["type"] in ("text", "multiline"):
        text = str(value)
        longest = item.get("max_length", _LONGEST_LINE)
        fits = item.get("min_length", 0) <= len(text) <= longest
        return fits and ("pattern" not in item or matches(item["pattern"], text))
    if item["type"] in AMOUNTS or item["type"] in _MOMENTS:
        number = order(str(value))
        return order(item.get("min", value)) <= number <= order(item.get("max", value))
    return True


def value_or_none(raw: str, kind: str) -> str | int | bool | None:
    """Return the text of a limit or default as form.yaml writes it, None if it is not of this type."""
    if kind == "yes-no":
        word = raw.lower()
        return word in _TRUE if word in _TRUE | _FALSE else None
    try:
        if kind == "date":
            return date.fromisoformat(raw[:10]).isoformat()
        if kind == "time":
            return time.fromisoformat(raw).isoformat("minutes")
        if kind == "datetime":
            return datetime.fromisoformat(raw).replace(tzinfo=None).isoformat(timespec="minutes")
        return _amount(raw, kind) if kind in AMOUNTS else raw
    except (ValueError, InvalidOperation):
        return None


def _amount(raw: str, kind: str) -> str | int:
    if not _PLAIN_NUMBER.fullmatch(raw):
        raise ValueError(raw)
    amount = Decimal(raw.replace(",", "."))
    if kind == "money" and amount != amount.quantize(_CENT):
        raise ValueError(raw)
    if kind != "integer":
        return f"{amount:f}"
    if amount != amount.to_integral_value():
        raise ValueError(raw)
    return int(amount)


def order(bound: str | int) -> Decimal:
    """Return a limit as something to compare; ISO dates and times compare like the numbers they consist of."""
    text = str(bound)
    return Decimal(re.sub(r"\D", "", text)) if text[4:5] == "-" or ":" in text else Decimal(bound)
