"""Yes or no."""

from collections.abc import Sequence
from random import Random
from typing import ClassVar

from kreishaus.base.words import say
from kreishaus.services.forms.ports import FieldDefinition, FieldType, InvalidInput

_WORDS = {"ja": True, "true": True, "1": True, "on": True, "nein": False, "false": False, "0": False}


class YesNo(FieldType):
    """A question that is answered with yes or no."""

    key = "yes-no"
    title = "Ja oder Nein"
    sample: ClassVar[object] = True
    mapping = (("input", "bool"),)
    grouped = True
    radios = True

    def parse(self, raw: Sequence[str], field: FieldDefinition) -> object:
        """Return the answer."""
        word = raw[0].strip().lower() if raw else ""
        if not word:
            return None
        if word not in _WORDS:
            raise InvalidInput(self.missing(field))
        return _WORDS[word]

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return a complaint about anything but yes or no."""
        return [] if isinstance(value, bool) else [self.missing(field)]

    def display(self, value: object, field: FieldDefinition) -> str:
        """Return Ja or Nein."""
        del field
        return say("Ja") if value is True else say("Nein") if value is False else str(value)

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return yes or no."""
        del field
        return random.random() < 0.5  # noqa: PLR2004 -- one of two

    def typed(self, value: object, field: FieldDefinition) -> str:
        """Return the value of the radio button."""
        return self.display(value, field).lower()

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for the answer."""
        return say("Bitte wählen Sie bei „{label}“ Ja oder Nein.", label=field.label)

    def default(self, setting: object, field: FieldDefinition) -> object:
        """Return true or false as written."""
        return setting if isinstance(setting, bool) else super().default(setting, field)

    def computed(self, result: object) -> object:
        """Return a computed answer."""
        if not isinstance(result, bool):
            raise InvalidInput("Das Ergebnis ist weder Ja noch Nein.")
        return result


TYPE = YesNo()
