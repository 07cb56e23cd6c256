"""Values that are typed into one line and have one right spelling, such as a bank account or a number plate."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from kreishaus.services.forms.fields import typing_habits
from kreishaus.services.forms.ports import FieldDefinition, FieldType, InvalidInput

LONGEST = 200


class Line(FieldType):
    """A text with one right spelling: `normal` finds it, and only that is stored."""

    empty: ClassVar[object] = ""

    def parse(self, raw: Sequence[str], field: FieldDefinition) -> object:
        """Return what was typed in its right spelling."""
        text = typing_habits.clean_line(raw[0]) if raw else ""
        return self.normal(text[: LONGEST + 1], field) if text else None

    @abstractmethod
    def normal(self, text: str, field: FieldDefinition) -> str:
        """Return the right spelling.

        :raises InvalidInput: if the text is no such value.
        """

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return why a value from any source is not right; one in another spelling is not."""
        if not isinstance(value, str) or len(value) > LONGEST or typing_habits.has_control_characters(value):
            return [self.missing(field)]
        try:
            spelt = self.normal(value, field)
        except InvalidInput as error:
            return [str(error)]
        return [] if spelt == value else [self.missing(field)]

    def display(self, value: object, field: FieldDefinition) -> str:
        """Return the value in the spelling that people are used to."""
        if not isinstance(value, str) or self.validate(value, field):
            return str(value)
        return self.as_read(value)

    def as_read(self, value: str) -> str:
        """Return a right value as people write it."""
        return value

    def computed(self, result: object) -> object:
        """Return a computed text if it is spelt as it is stored."""
        if not isinstance(result, str):
            raise InvalidInput(f"Das Ergebnis passt nicht zum Feldtyp „{self.title}“.")
        return result
