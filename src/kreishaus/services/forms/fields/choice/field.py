"""One of several answers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import ClassVar

from kreishaus.base.words import say
from kreishaus.services.forms.fields import made_up, typing_habits
from kreishaus.services.forms.ports import FieldDefinition, FieldType, OptionDefinition

_LONGEST_FREE = 200


class Choice(FieldType):
    """One of several answers: radio buttons, from eight on a list.

    Without options (a code list that the schema only names) the field takes the entry as text,
    so that such a form can be shown and tried; publication waits for the list.
    """

    key = "choice"
    title = "Auswahl"
    empty: ClassVar[object] = ""
    sample: ClassVar[object] = "muster"
    settings = frozenset({"options"})
    starts_with: ClassVar[Mapping[str, object]] = {"options": [{"ja": "Ja"}, {"nein": "Nein"}]}
    mapping = (("select", "text"),)

    def parse(self, raw: Sequence[str], field: FieldDefinition) -> object:
        """Return the key of the answer."""
        del field
        return typing_habits.clean_line(raw[0]) or None if raw else None

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return a complaint about an answer that is not offered."""
        if not isinstance(value, str):
            return [self.missing(field)]
        if not field.options:
            return [] if len(value) <= _LONGEST_FREE else [self.missing(field)]
        return [] if value in labels(field) else [self.missing(field)]

    def display(self, value: object, field: FieldDefinition) -> str:
        """Return the label of the answer."""
        return labels(field).get(str(value), str(value))

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return one of the answers; without a list of answers, an entry in words."""
        if field.options:
            return random.choice([option.key for option in field.options])
        return next(made_up.inventions(field, random), None) or made_up.text(random, 20)

    def typed(self, value: object, field: FieldDefinition) -> str:
        """Return the key of the answer."""
        del field
        return str(value)

    def offered(self, field: FieldDefinition) -> Sequence[OptionDefinition]:
        """Return all answers."""
        return field.options

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for the answer."""
        return say("Bitte wählen Sie bei „{label}“ eine Antwort aus.", label=field.label)

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return keys that occur twice."""
        keys = [option.key for option in field.options]
        for key in sorted(key for key, times in Counter(keys).items() if times > 1):
            yield f"Die Antwort „{key}“ kommt mehrfach vor."


def labels(field: FieldDefinition) -> dict[str, str]:
    """Return the label of every answer by its key."""
    return {option.key: option.label for option in field.options}


TYPE = Choice()
