"""Saying a sentence in the language of the moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path

from kreishaus.base.german import long_date
from kreishaus.base.words.catalogue import read_catalogue
from kreishaus.base.words.languages import GERMAN

_FOLDER = Path(__file__).parent / "catalogues"
_current: ContextVar[str] = ContextVar("language", default=GERMAN)
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language until the end of the block."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def current_language() -> str:
    """Return the tag of the language that is spoken now."""
    return _current.get()


def say(sentence: str, /, **values: object) -> str:
    """Return a sentence in the language that is spoken now, with its values in place of `{name}`."""
    said = spoken_in(_current.get(), sentence)
    return said.format(**values) if values else said


def spoken_in(language: str, sentence: str) -> str:
    """Return a sentence in a language, with its `{name}` still open; in German, where it has no translation."""
    return sentence if language == GERMAN else _catalogue(language).get(sentence, sentence)


def marked(sentence: str) -> str:
    """Name a sentence that is said later, so that the catalogues must have it."""
    return sentence


def has_catalogue(language: str) -> bool:
    """Tell whether the product itself speaks this language."""
    return language == GERMAN or bool(_catalogue(language))


def long_day(day: date) -> str:
    """Return a day in words: 26. November 2026, 26 November 2026."""
    if _current.get() == "en":
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return long_date(day)


@cache
def _catalogue(language: str) -> dict[str, str]:
    # Names come from `languages`, but an address may ask for anything.
    path = _FOLDER / f"{language}.po"
    if not language.replace("-", "").isalnum() or not path.is_file():
        return {}
    return read_catalogue(path.read_text(encoding="utf-8"))
