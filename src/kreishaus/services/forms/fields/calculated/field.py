"""A value that nobody types: a `set` rule computes it, and the page explains it."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import ClassVar

from kreishaus.base.words import say
from kreishaus.services.forms.fields.composites import choice_problems, kind_of
from kreishaus.services.forms.ports import FieldDefinition, FieldType, InvalidInput, Member, Wording

_FORMATS = ("number", "integer", "money", "text", "date", "yes-no")
_SAMPLES = {"number": 1.5, "integer": 1, "money": 100, "text": "Muster", "date": "2026-01-01", "yes-no": True}
_MOST = 10**15


class Calculated(FieldType):
    """A computed value, shown and submitted but never asked.

    Settings: `format` (number, integer, money in cents, text, date or yes-no), `explanation` (how it
    comes about, in plain words).
    """

    key = "calculated"
    title = "Berechneter Wert"
    sample: ClassVar[object] = 1
    settings = frozenset({"format", "explanation"})
    worded = frozenset({"explanation"})
    wording: ClassVar[Mapping[str, Wording]] = {
        "format": Wording("Form des Ergebnisses", "text", "number, integer, money, text, date oder yes-no"),
        "explanation": Wording("Wie ist das berechnet?", "area", "In einfachen Worten."),
    }
    asked = False

    def parse(self, raw: Sequence[str], field: FieldDefinition) -> object:
        """Return what was typed, read as its format; a page never sends it."""
        return _format(field).parse(raw, _plain(field))

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return a complaint about a value of another format."""
        return _format(field).validate(_fitted(value, field), _plain(field))

    def display(self, value: object, field: FieldDefinition) -> str:
        """Return the value in its format."""
        return _format(field).display(_fitted(value, field), _plain(field))

    def seen(self, value: object, field: FieldDefinition) -> object:
        """Return the value as its format shows it to conditions."""
        return _format(field).seen(_fitted(value, field), _plain(field))

    def sample_of(self, field: FieldDefinition) -> object:
        """Return a typical value of its format."""
        return _SAMPLES[_key(field)]

    def computed(self, result: object) -> object:
        """Return a plain result as it is.

        :raises InvalidInput: if it is a list or a group, or beyond all numbers.
        """
        if isinstance(result, float) and result.is_integer() and abs(result) < _MOST:
            result = int(result)
        if isinstance(result, bool | str) or (isinstance(result, int | float) and abs(result) < _MOST):
            return result
        raise InvalidInput("Ein berechneter Wert muss ein Text, eine Zahl oder Ja/Nein sein.")

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for what it is computed from."""
        return say("Bitte ergänzen Sie die Angaben, aus denen sich „{label}“ ergibt.", label=field.label)

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return a format that does not exist."""
        yield from choice_problems(field, "format", _FORMATS)
        if not isinstance(field.config.get("explanation", ""), str):
            yield "„explanation“ muss ein Text sein."

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return a value of its format; in a form the rule decides."""
        return _format(field).synthetic(_plain(field), random)


def _key(field: FieldDefinition) -> str:
    wanted = field.config.get("format")
    return wanted if isinstance(wanted, str) and wanted in _FORMATS else "number"


def _format(field: FieldDefinition) -> FieldType:
    return kind_of(_plain(field))


def _plain(field: FieldDefinition) -> Member:
    return Member(field.key, field.label, type=_key(field))


def _fitted(value: object, field: FieldDefinition) -> object:
    """Return a computed number as its format stores it: whole cents, or a text of digits."""
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) >= _MOST:
        return value
    if _key(field) == "number":
        return f"{value:.10g}" if isinstance(value, float) else str(value)
    if _key(field) == "text":
        return f"{value:g}".replace(".", ",")
    return round(value)


TYPE = Calculated()
