"""Statements without `wenn`: at least one, exactly one, either … or, a date that exists, allowed codes."""

from collections.abc import Sequence

from kreishaus.services.forms.formats.xdatenfelder.rules import comparisons, conditions, naming, wording
from kreishaus.services.forms.formats.xdatenfelder.rules.cursor import Cursor
from kreishaus.services.forms.formats.xdatenfelder.rules.relations import Predicate
from kreishaus.services.forms.formats.xdatenfelder.rules.tokens import Kind, fold
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import (
    Clause,
    Compare,
    Condition,
    Effect,
    Exactly,
    Filled,
    Not,
    Operator,
    Reference,
    Some,
    ValidDate,
)

WHOLE_GROUP = Reference(("*",))
"""stands for the fields of the group that bears the rule"""

_EXPLAINING = frozenset(["d.h.", "d. h.", "z.b.", "z. b."])
_VALIDITY = frozenset(["validitaet", "gueltigkeit", "korrektheit"])
_ENSURED = frozenset(["sichergestellt", "gewaehrleistet", "geprueft", "validiert", "ueberprueft"])
_DATE_WORDS = frozenset(["des", "der", "sich", "ergebenden", "kalenderdatums", "datums", "datumsangabe", "angegebenen"])
_QUANTITIES = frozenset(["mindestens", "wenigstens", "zumindest", "genau", "eines", "eine", "einer", "einem"])
_TO_BE = frozenset(["sein", "werden", "haben"])
_PERMITTED = frozenset(
    ["ausgewaehlt", "angezeigt", "gewaehlt", "zulaessig", "erlaubt", "auswaehlbar", "angegeben", "zur", "auswahl",
     "werden", "sein", "darf", "duerfen", "ist", "sind", "stehen", "steht"]
)  # fmt: skip
_DATE_PARTS = 3


def is_explanation(cursor: Cursor, *, has_rule: bool) -> bool:
    """Skip a sentence that says again what was said (`D.h. …`) and names no element."""
    if not has_rule or cursor.word not in _EXPLAINING:
        return False
    ahead = 1
    while (token := cursor.peek(ahead)).kind is not Kind.END and not (token.begins_line or cursor.is_mark(".", ahead)):
        if token.kind is Kind.REFERENCE:
            return False
        ahead += 1
    cursor.at += ahead
    return True


def validity(cursor: Cursor, parts: Sequence[Reference]) -> Clause | None:
    """Read `muss die Validität des sich ergebenden Kalenderdatums sichergestellt werden`; None if it is not there."""
    start = cursor.at
    if cursor.take({"muss", "ist"}):
        cursor.take({"die"})
        if cursor.take(_VALIDITY):
            while cursor.take(_DATE_WORDS):
                pass
            cursor.take({"zu"})
            cursor.need(_ENSURED | {"pruefen", "validieren", "gewaehrleisten"}, "sichergestellt werden")
            cursor.take(_TO_BE)
            return Clause(Effect.VALID, valid=_date(cursor, parts))
    cursor.at = start
    return None


def _date(cursor: Cursor, parts: Sequence[Reference]) -> ValidDate:
    """Find out which part is the day, the month and the year, by their names."""
    found: dict[str, Reference] = {}
    for part in parts:
        names = [part.label, *cursor.names.labels(part.ids[-1])]
        for word in ("tag", "monat", "jahr"):
            if any(fold(name).startswith(word) for name in names):
                found.setdefault(word, part)
                break
    if len(found) != _DATE_PARTS or len(parts) != _DATE_PARTS:
        raise cursor.fail("Tag, Monat und Jahr")
    return ValidDate(found["tag"], found["monat"], found["jahr"])


def statement(cursor: Cursor) -> Clause | None:
    """Read a statement about several elements; None if the sentence begins otherwise."""
    start = cursor.at
    if cursor.take({"es"}):
        modal = cursor.take({"muss", "ist", "muessen", "sind"} | wording.MAY)
    else:
        modal = cursor.take({"muss", "muessen", "ist", "sind"} | wording.MAY)
    if cursor.take({"entweder"}):
        return Clause(Effect.VALID, valid=_either(cursor))
    at_most = cursor.word in conditions.AT_MOST or cursor.at_phrase(("nicht", "mehr", "als"))
    combine = conditions.quantity(cursor) if at_most or cursor.word in _QUANTITIES else None
    found = _members(cursor) if combine else None
    modal = modal or (cursor.take({"muss", "muessen", "ist", "sind"} | wording.MAY) if found else "")
    if combine is None or found is None or not modal or (modal in wording.MAY) != at_most:
        cursor.at = start
        return None
    says = _said(cursor, found[-1])
    return Clause(Effect.VALID, valid=combine(tuple(says(each) for each in found)))


def _members(cursor: Cursor) -> tuple[Reference, ...] | None:
    if naming.element_ahead(cursor):
        return naming.elements(cursor, wording.AND | wording.OR)
    whole = (
        ("datenfeld", "der", "datenfeldgruppe"),
        ("feld", "der", "datenfeldgruppe"),
        ("feld", "der", "feldgruppe"),
        ("feld", "der", "gruppe"),
        ("der", "felder", "der", "gruppe"),
        ("der", "datenfelder", "der", "datenfeldgruppe"),
    )
    return (WHOLE_GROUP,) if cursor.take_phrase(*whole) else None


def _said(cursor: Cursor, subject: Reference) -> Predicate:
    """Read what one of them must be: filled, or with a value."""
    if cursor.take_phrase(("den", "wert")):
        found = naming.value(cursor, subject)
        cursor.need({"haben", "aufweisen", "besitzen", "enthalten"}, "haben")
        return lambda each: Compare(Operator.EQUAL, each, found)
    if cursor.word in wording.YES:
        yes = naming.value(cursor, subject)
        cursor.take(_TO_BE)
        return lambda each: Compare(Operator.EQUAL, each, yes)
    cursor.take({"zu"})
    if not cursor.take(wording.FILL | {"erforderlich"}):
        raise cursor.fail("befüllt sein oder den Wert haben")
    cursor.take(_TO_BE)
    return Filled


def allowed(cursor: Cursor, subjects: Sequence[Reference]) -> Clause | None:
    """Read `wobei nur die Codes A oder X ausgewählt werden dürfen`; None if it is not there."""
    start = cursor.at
    cursor.take_mark(",")
    cursor.take({"wobei"})
    if not cursor.take({"nur"}) or len(subjects) != 1:
        cursor.at = start
        return None
    cursor.take({"die", "der", "das"})
    cursor.take({"code", "codes", "wert", "werte", "auspraegung", "auspraegungen", "auswahl"})
    clause = permitted(subjects[0], comparisons.values(cursor, subjects[0]))
    while cursor.take(_PERMITTED):
        pass
    return clause


def permitted(subject: Reference, values: tuple[Condition, ...]) -> Clause:
    """Return the check that an answer, if there is one, is one of these values."""
    return Clause(Effect.VALID, valid=Some((Not(Filled(subject)), *values)))


def _either(cursor: Cursor) -> Condition:
    """Read `entweder [muss] A oder B befüllt sein`: one of them and no more."""
    cursor.take({"muss", "ist"})
    found = naming.elements(cursor, wording.OR)
    if len(found) == 1:
        raise cursor.fail("oder")
    cursor.take({"muss", "ist"})
    says = _said(cursor, found[-1])
    return Exactly(tuple(says(each) for each in found))
