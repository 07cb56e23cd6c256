"""Reading limits and contents as what the data type of their field says they are."""

import re
from datetime import date, datetime, time
from decimal import Decimal

from kreishaus.services.forms.formats.xdatenfelder.model import DataType

Measure = Decimal | date | datetime | time

_NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{1,30})?")
_INTEGER = re.compile(r"[+-]?\d{1,30}")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_TIME = re.compile(r"\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?")

NUMBERS = frozenset({DataType.NUM, DataType.NUM_CURRENCY})
MEASURED = NUMBERS | {DataType.NUM_INT, DataType.DATE, DataType.TIME, DataType.DATETIME}


def measure(text: str, data_type: DataType) -> Measure | None:
    """Return what the text means for this data type, None if it means nothing (or the type is no measure)."""
    try:
        return _measure(text.strip(), data_type)
    except ValueError:
        return None


def _measure(text: str, data_type: DataType) -> Measure | None:
    if data_type in NUMBERS and _NUMBER.fullmatch(text):
        return Decimal(text)
    if data_type is DataType.NUM_INT and _INTEGER.fullmatch(text):
        return Decimal(text)
    if data_type is DataType.DATE and _ISO_DAY.fullmatch(text):
        return date.fromisoformat(text)
    if data_type is DataType.TIME and _ISO_TIME.fullmatch(text):
        return time.fromisoformat(text).replace(tzinfo=None)
    if data_type is DataType.DATETIME:
        day, mark, hour = text.partition("T")
        if mark and _ISO_DAY.fullmatch(day) and _ISO_TIME.fullmatch(hour):
            return datetime.fromisoformat(text).replace(tzinfo=None)
    return None


def is_more(one: Measure, other: Measure) -> bool:
    """Tell whether one measure is greater than another one of the same data type."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return one > other
    if isinstance(one, time) and isinstance(other, time):
        return one > other
    return isinstance(one, date) and isinstance(other, date) and one > other
