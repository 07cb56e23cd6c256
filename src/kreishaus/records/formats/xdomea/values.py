"""Simple values as xdomea writes them: booleans as 1 and 0, dates, instants, years, numbers."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class NotAValue(ValueError):
    """The text is no value of its kind."""


@dataclass(frozen=True, slots=True)
class Codec:
    """How one kind of value is read and written; `write` returns nothing if the release cannot say it."""

    read: Callable[[str], object]
    write: Callable[[object], str | None]


def _read_bool(text: str) -> bool:
    if text not in {"1", "0", "true", "false"}:
        raise NotAValue(text)
    return text in {"1", "true"}


def _write_bool(value: object) -> str:
    # Where a schema fixes the value, it compares letters: "true" would not equal "1".
    return "1" if value else "0"


def _read_date(text: str) -> date:
    # xs:date may carry a time zone, which says nothing about a day of a file.
    return date.fromisoformat(text[:10])


def _read_instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _write_iso(value: object) -> str:
    assert isinstance(value, date | time)
    text = value.isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def _read_year_end(text: str) -> date:
    return date(int(text[:4]), 12, 31)


def _write_year_end(value: object) -> str:
    assert isinstance(value, date)
    return f"{value.year:04}"


def _write_count(value: object) -> str | None:
    text = str(value)
    return text if text.isascii() and text.isdigit() else None


def _write_text(value: object) -> str:
    # Mails and scans bring control characters along that XML cannot hold; they carry no meaning.
    return _NOT_XML.sub("", str(value))


def _same(text: str) -> str:
    return text


TEXT = Codec(_same, _write_text)
COUNT_TEXT = Codec(_same, _write_count)
INTEGER = Codec(int, str)
BOOLEAN = Codec(_read_bool, _write_bool)
DATE = Codec(_read_date, _write_iso)
INSTANT = Codec(_read_instant, _write_iso)
TIME = Codec(time.fromisoformat, _write_iso)
YEAR_END = Codec(_read_year_end, _write_year_end)
