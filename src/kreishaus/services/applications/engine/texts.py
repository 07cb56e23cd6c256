"""Texts of a package with `{{ … }}` in them: filled from the answers, in the words people read."""

import re
from collections.abc import Mapping
from datetime import date

from kreishaus.base.expressions import ExpressionError, compile_expression
from kreishaus.base.german import short_date

_PLACEHOLDER = re.compile(r"\{\{\s*(.+?)\s*\}\}", re.DOTALL)
_ISO_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}\Z", re.ASCII)


def value_of(expression: str, environment: Mapping[str, object]) -> object:
    """Return the value of an expression; None where an answer it reads is missing."""
    if not expression:
        return None
    try:
        return compile_expression(expression).evaluate(environment)
    except ExpressionError:
        # An optional answer was left out. The package checks make sure that nothing else is wrong.
        return None


def in_words(value: object) -> str:
    """Return a value as a letter writes it: days and numbers the German way, nothing for None."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nein"
        case float():
            return f"{value:g}".replace(".", ",")
        case list() | tuple():
            return ", ".join(in_words(each) for each in value)
        case _:
            return _ISO_DAY.sub(_german_day, str(value))


def _german_day(found: re.Match[str]) -> str:
    try:
        return short_date(date.fromisoformat(found.group()))
    except ValueError:  # somebody typed 2026-99-99 into a text field
        return found.group()


def words_of(expression: str, environment: Mapping[str, object]) -> str:
    """Return what an expression gives, as text on one line or several, without blank ends."""
    return in_words(value_of(expression, environment)).strip()


def fill(text: str, environment: Mapping[str, object], *, words: Mapping[str, str] | None = None) -> str:
    """Return the text with every `{{ … }}` replaced.

    `words` holds what the form showed for a path (the label of a choice, not its key); a
    placeholder that is exactly such a path takes these words.
    """
    shown = words or {}

    def replacement(found: re.Match[str]) -> str:
        expression = found.group(1)
        return shown[expression] if expression in shown else words_of(expression, environment)

    return _PLACEHOLDER.sub(replacement, text)


def environment_of(answers: Mapping[str, object], **more: object) -> dict[str, object]:
    """Return what expressions of a package may read: the groups by name, and `answers` as a whole."""
    return {**answers, "answers": answers, **more}
