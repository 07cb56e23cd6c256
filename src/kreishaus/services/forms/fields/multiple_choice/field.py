"""Any of several answers."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import ClassVar

from kreishaus.base.words import say
from kreishaus.services.forms.fields import typing_habits
from kreishaus.services.forms.fields.choice.field import Choice, labels
from kreishaus.services.forms.ports import FieldDefinition, InvalidInput


class MultipleChoice(Choice):
    """Any of several answers, as a list of keys; `min` and `max` count the answers."""

    key = "multiple-choice"
    title = "Mehrfachauswahl"
    empty: ClassVar[object] = ()
    sample: ClassVar[object] = ["muster"]
    settings = frozenset({"options", "min", "max"})
    starts_with: ClassVar[Mapping[str, object]] = {"options": [{"eins": "Erstens"}, {"zwei": "Zweitens"}]}
    is_list = True
    grouped = True

    def parse(self, raw: Sequence[str], field: FieldDefinition) -> object:
        """Return the keys of the chosen answers in the order of the form."""
        chosen = {typing_habits.clean_line(text) for text in raw} - {""}
        order = [*labels(field), *sorted(chosen - set(labels(field)))]
        return [key for key in order if key in chosen] or None

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return complaints about answers that are not offered, too few or too many."""
        if not isinstance(value, list) or not all(isinstance(key, str) for key in value):
            return [self.missing(field)]
        if len(set(value)) != len(value) or (field.options and not set(value) <= set(labels(field))):
            return [self.missing(field)]
        if field.min is not None and len(value) < int(field.min):
            return [
                say("Bitte wählen Sie bei „{label}“ mindestens {min} Antworten aus.", label=field.label, min=field.min)
            ]
        if field.max is not None and len(value) > int(field.max):
            return [
                say("Bitte wählen Sie bei „{label}“ höchstens {max} Antworten aus.", label=field.label, max=field.max)
            ]
        return []

    def display(self, value: object, field: FieldDefinition) -> str:
        """Return the labels, joined by commas."""
        known = labels(field)
        keys = value if isinstance(value, list) else [value]
        return ", ".join(known.get(str(key), str(key)) for key in keys)

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return some of the answers, now and then as few or as many as allowed."""
        keys = [option.key for option in field.options] or ["muster", "beispiel"]
        least = max(1, int(field.min or 0))
        most = min(len(keys), int(field.max or len(keys)))
        if least > most:
            return None
        chosen = set(random.sample(keys, random.randint(least, most)))
        return [key for key in keys if key in chosen]

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for an answer."""
        return say("Bitte wählen Sie bei „{label}“ mindestens eine Antwort aus.", label=field.label)

    def default(self, setting: object, field: FieldDefinition) -> object:
        """Return the keys that are chosen at first."""
        return self.parse([str(key) for key in setting] if isinstance(setting, list) else [str(setting)], field)

    def computed(self, result: object) -> object:
        """Return computed keys."""
        if not isinstance(result, list) or not all(isinstance(key, str) for key in result):
            raise InvalidInput(f"Das Ergebnis passt nicht zum Feldtyp „{self.title}“.")
        return result

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return keys that occur twice and counts that are no whole numbers."""
        yield from super().problems(field)
        for name, count in (("min", field.min), ("max", field.max)):
            if count is not None and not str(count).isdecimal():
                yield f"„{name}“ zählt Antworten und braucht eine ganze Zahl."

    def from_xdatenfelder(self, feldart: str, datentyp: str) -> bool:
        """Return False: there it is a select that may occur more than once."""
        del feldart, datentyp
        return False


TYPE = MultipleChoice()
