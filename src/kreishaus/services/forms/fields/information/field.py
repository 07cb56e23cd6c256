"""A text to read, without an answer."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import ClassVar

from kreishaus.services.forms.ports import FieldDefinition, FieldType


class Information(FieldType):
    """A text to read; it has no value, is never required and never submitted."""

    key = "information"
    title = "Hinweistext"
    sample: ClassVar[object] = None
    settings = frozenset({"text"})
    starts_with: ClassVar[Mapping[str, object]] = {"text": "Hier steht ein Hinweis."}
    mapping = (("label", "text"),)
    has_value = False

    def parse(self, raw: Sequence[str], field: FieldDefinition) -> None:
        """Return nothing: there is nothing to enter."""
        del raw, field

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return nothing: there is nothing to check."""
        del value, field
        return []

    def display(self, value: object, field: FieldDefinition) -> str:
        """Return the text."""
        del value
        return field.text or field.label

    def synthetic(self, field: FieldDefinition, random: Random) -> None:
        """Return nothing: there is no answer."""
        del field, random

    def from_xdatenfelder(self, feldart: str, datentyp: str) -> bool:
        """Return whether it is a label, whatever data type it claims."""
        del datentyp
        return feldart == "label"

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return whether there is nothing to read."""
        if not (field.text or field.label):
            yield "Ein Hinweistext braucht „text“ oder „label“."


TYPE = Information()
