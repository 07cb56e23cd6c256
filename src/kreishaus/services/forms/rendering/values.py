"""One answer to read: in words, as a table, as a picture, and with what is worth a second look."""

from dataclasses import dataclass

from kreishaus.base.words import marked, say
from kreishaus.services.forms.engine.reckoning import is_answered
from kreishaus.services.forms.engine.schema import Field
from kreishaus.services.forms.fields.composites import Composite
from kreishaus.services.forms.fields.spoken_members import spoken
from kreishaus.services.forms.ports import FieldType, Table

NOT_ANSWERED = marked("Keine Angabe")


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer as people read it."""

    text: str
    """the words; always there, also for places that can show nothing else"""
    table: Table | None = None
    picture: str = ""
    """SVG, made by the type from checked numbers"""
    note: str = ""
    advice: tuple[str, ...] = ()


def reading(field: Field, kind: FieldType, value: object, *, several: bool) -> Reading:
    """Return how an answer reads; `several` values are the entries of a repeated field."""
    if not is_answered(value):
        return Reading(say(NOT_ANSWERED))
    if several:
        return _entries(field, kind, value)
    right = not kind.validate(value, field)
    return Reading(
        kind.display(value, field),
        kind.table(value, field),
        kind.picture(value, field),
        kind.note(value, field) if right else "",
        tuple(kind.advice(value, field)) if right else (),
    )


def _entries(field: Field, kind: FieldType, value: object) -> Reading:
    entries = [entry for entry in value if is_answered(entry)] if isinstance(value, list) else []
    texts = [kind.display(entry, field) for entry in entries]
    if kind.tabular:
        return Reading("\n".join(texts) or say(NOT_ANSWERED), _lines(field, kind, entries))
    # An address has several lines of its own; a blank one keeps two of them apart.
    between = "\n\n" if any("\n" in text for text in texts) else ", "
    advice = tuple(line for entry in entries if not kind.validate(entry, field) for line in kind.advice(entry, field))
    return Reading(between.join(texts) or say(NOT_ANSWERED), advice=advice)


def _lines(field: Field, kind: FieldType, entries: list[object]) -> Table | None:
    if not isinstance(kind, Composite) or not entries:
        return None
    members = spoken(kind.members_of(field))
    words = [kind.words(entry, field) for entry in entries]
    rows = tuple(
        (str(number), *(each.get(member.key, "") for member in members)) for number, each in enumerate(words, 1)
    )
    return Table((say("Nr."), *(member.label for member in members)), rows)
