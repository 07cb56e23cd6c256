"""An answer from a code list: few entries are shown, of many one types a part of the name."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import ClassVar

from kreishaus.base.words import say
from kreishaus.services.forms.codes import Reference
from kreishaus.services.forms.codes.reference import reference_problems
from kreishaus.services.forms.fields import made_up, typing_habits
from kreishaus.services.forms.ports import FieldDefinition, FieldType, InvalidInput, OptionDefinition

KEY = "code-list"
SHOWN_UP_TO = 60
"""more entries than this are searched"""
TICKED_UP_TO = 20
"""so many entries of a repeated field are boxes to tick instead of one list after the other"""
_LONGEST_FREE = 200


class CodeList(FieldType):
    """A code of a list: radio buttons, a list to choose from, or a search field.

    Without the list (it is kept elsewhere and was not brought in yet) the field takes the entry as
    text, so that such a form can be shown and tried; publication waits for the list.
    """

    key = KEY
    title = "Auswahl aus Codeliste"
    empty: ClassVar[object] = ""
    sample: ClassVar[object] = "muster"
    settings = frozenset({"code_list", "allowed"})
    # Names no list yet: the field takes text, and publication waits for the list.
    starts_with: ClassVar[Mapping[str, object]] = {"code_list": {"urn": "urn:de:bitte-eintragen"}}
    written = ("select", "text")

    def parse(self, raw: Sequence[str], field: FieldDefinition) -> object:
        """Return the code for a code, an exact name, or a hit that was chosen below the search field.

        :raises InvalidInput: if the list has nothing of that name.
        """
        typed = [text for each in raw if (text := typing_habits.clean_line(each))]
        if not typed:
            return None
        if field.codes is None:
            return typed[0]
        # A chosen hit is sent behind the text of the search field and says what was meant.
        chosen = next((text for text in typed[1:] if text in field.codes.by_code), None)
        code = chosen or field.codes.code_of(typed[0])
        if code is None:
            raise InvalidInput(not_found(typed[0], field))
        return code

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return a complaint about a code that the list does not have."""
        if not isinstance(value, str):
            return [self.missing(field)]
        if field.codes is None:
            return [] if len(value) <= _LONGEST_FREE else [self.missing(field)]
        return [] if value in field.codes.by_code else [not_found(value, field)]

    def display(self, value: object, field: FieldDefinition) -> str:
        """Return the name of the entry."""
        entry = field.codes.by_code.get(str(value)) if field.codes else None
        return entry.label if entry else str(value)

    def typed(self, value: object, field: FieldDefinition) -> str:
        """Return what stands in the search field: the name, with the code where two have the same name."""
        return field.codes.text_of(str(value)) if field.codes else str(value)

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return one of the codes; without the list, an entry in words."""
        if field.codes and field.codes.entries:
            return random.choice(field.codes.entries).key
        return made_up.text(random, 20)

    def hint(self, field: FieldDefinition) -> str:
        """Return how to search, where there is too much to show."""
        told = super().hint(field)
        if not is_searched(field):
            return told
        return " ".join(filter(None, (told, say("Tippen Sie einen Teil des Namens und wählen Sie dann aus."))))

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for the answer."""
        if field.codes is None:
            return super().missing(field)
        return say("Bitte wählen Sie bei „{label}“ eine Antwort aus.", label=field.label)

    def offered(self, field: FieldDefinition) -> Sequence[OptionDefinition]:
        """Return all entries, as long as they are few enough to read."""
        return field.codes.entries if field.codes and not is_searched(field) else ()

    def default(self, setting: object, field: FieldDefinition) -> object:
        """Return the code that is chosen at first."""
        code = str(setting)
        if field.codes and code not in field.codes.by_code:
            raise InvalidInput(not_found(code, field))
        return code

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return what is wrong with the settings of the list."""
        yield from reference_problems(field.config.get("code_list"))
        allowed = field.config.get("allowed", [])
        if not isinstance(allowed, list) or not all(
            isinstance(code, str | int) and not isinstance(code, bool) for code in allowed
        ):
            yield "„allowed“ muss eine Liste von Codes sein. Zum Beispiel: allowed: ['211000', '213000-213200']"


def reference_of(field: FieldDefinition) -> Reference:
    """Return the list that the field names."""
    setting = field.config.get("code_list")
    return Reference.of(setting) if isinstance(setting, Mapping) else Reference()


def allowed_of(field: FieldDefinition) -> tuple[str, ...]:
    """Return the codes and ranges to which the field is restricted, none for the whole list."""
    allowed = field.config.get("allowed")
    return tuple(str(code) for code in allowed) if isinstance(allowed, list) else ()


def is_searched(field: FieldDefinition) -> bool:
    """Tell whether the list is too long to be shown as a whole."""
    return field.codes is not None and len(field.codes) > SHOWN_UP_TO


def is_ticked(field: FieldDefinition) -> bool:
    """Tell whether a repeated field shows its few entries as boxes to tick."""
    return field.codes is not None and 0 < len(field.codes) <= TICKED_UP_TO


def not_found(typed: str, field: FieldDefinition) -> str:
    """Return the sentence for an entry that the list does not have, with what was probably meant."""
    codes = field.codes
    shown = typed if len(typed) <= _SHORT else f"{typed[:_SHORT]} …"
    if codes is None or not is_searched(field):
        return say("Bitte wählen Sie bei „{label}“ eine der Antworten aus.", label=field.label)
    if codes.search(typed, limit=1):
        return say(
            "Bitte wählen Sie bei „{label}“ einen der Treffer für „{shown}“ aus.", label=field.label, shown=shown
        )
    near = [f"„{codes.text_of(entry.key)}“" for entry in codes.near(typed)]
    if near:
        return say(
            "„{shown}“ steht nicht in der Liste. Meinten Sie {near}?", shown=shown, near=say(" oder ").join(near)
        )
    return say(
        "„{shown}“ steht nicht in der Liste. Bitte prüfen Sie die Schreibweise oder tippen Sie nur den Anfang.",
        shown=shown,
    )


_SHORT = 60
TYPE = CodeList()
