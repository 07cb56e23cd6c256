"""German text and figures: one way to compare words, to name addresses and to write dates, numbers and sizes."""

import re
import unicodedata
from datetime import date, datetime
from zoneinfo import ZoneInfo

MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
GERMAN_TIME = ZoneInfo("Europe/Berlin")

# Letters that Unicode does not take apart into a base letter and an accent. The soft hyphen carries no meaning.
_BASE_LETTERS = str.maketrans(
    {"ß": "ss", "ä": "a", "ö": "o", "ü": "u", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
    | {"é": "e", "è": "e", "\u00ad": ""}
)
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# "Mueller" is "Müller", but the "ue" of "neue", "Bauer" and "Quelle" never was an umlaut.
_SPELT_UMLAUT = re.compile(r"(?<=[ao])e|(?<=u)(?<![aeq]u)e")
_SEPARATORS = re.compile(r"[^a-z0-9]+")
_STEP = 1000


def fold(text: str) -> str:
    """Return the text in a form in which "Großmann" equals "GROSSMANN", and "Müller" both "Mueller" and "Muller"."""
    return _SPELT_UMLAUT.sub("", _without_accents(text))


def slug(text: str, max_length: int = 60) -> str:
    """Return the text as a part of an address: "Hundesteuer für Züchter" becomes "hundesteuer-fuer-zuechter".

    Long text is cut between two words where possible. Text without any Latin letter or digit gives "".
    """
    composed = unicodedata.normalize("NFC", text).lower().translate(_WRITTEN_OUT)
    words = _SEPARATORS.sub("-", _without_accents(composed)).strip("-")
    if len(words) <= max_length:
        return words
    cut = words[: max_length + 1]
    return (cut[: cut.rfind("-")] if "-" in cut else cut[:max_length]).strip("-")


def long_date(day: date) -> str:
    """Return a day as it stands in letters: "23. November 2026"."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return a day as it stands in tables: "03.11.2026"."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def moment(at: datetime) -> str:
    """Return an instant on the German clock: "23. November 2026, 14:05 Uhr"."""
    local = at.astimezone(GERMAN_TIME)
    return f"{long_date(local)}, {local:%H:%M} Uhr"


def number(value: int) -> str:
    """Return a whole number with a point before every three digits: "12.345"."""
    return f"{value:,}".replace(",", ".")


def file_size(size: int) -> str:
    """Return a number of bytes in the unit people know from their computer: "1,2 MB"."""
    if size < _STEP:
        return f"{size} Byte"
    amount = size / _STEP
    units = ["KB", "MB", "GB"]
    while round(amount, 1) >= _STEP and len(units) > 1:
        amount /= _STEP
        units.pop(0)
    digits = f"{amount:.1f}".replace(".", ",").removesuffix(",0")
    return f"{digits} {units[0]}"


def _without_accents(text: str) -> str:
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    plain = lowered.translate(_BASE_LETTERS)
    if plain.isascii():
        return plain
    apart = unicodedata.normalize("NFKD", plain)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    # Compatibility forms such as full-width letters show their case only after they were taken apart.
    return bare.lower().translate(_BASE_LETTERS)
