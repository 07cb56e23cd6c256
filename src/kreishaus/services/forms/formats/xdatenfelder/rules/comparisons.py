"""The grammar of comparisons: what is said about one element.

comparison  = element (operator values | predicate)
values      = value { ("und" | "oder" | ",") [operator] value } | "(" values ")"
predicate   = ["nicht"] ("leer" | "bejaht" | "den Wert" value | relation | value …)
"""

from kreishaus.services.forms.formats.xdatenfelder.rules import naming, relations, wording
from kreishaus.services.forms.formats.xdatenfelder.rules.cursor import Cursor
from kreishaus.services.forms.formats.xdatenfelder.rules.relations import Predicate
from kreishaus.services.forms.formats.xdatenfelder.rules.tokens import Kind
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import (
    ALWAYS,
    Age,
    All,
    Between,
    Compare,
    Condition,
    Filled,
    Not,
    Operator,
    OtherValue,
    Reference,
    Some,
    Term,
    Today,
    Value,
    opposite,
)

Said = Value | Reference | Today
_WITH_VALUE = (
    *(
        (before, noun)
        for before in ("den", "der", "die", "als", "dem")
        for noun in ("wert", "werte", "code", "auspraegung", "option", "antwort")
    ),
    ("mit",),
    ("auf",),
    ("wert",),
    ("code",),
)
ENDS = frozenset(["ist", "sind", "wird", "wurde", "wurden", "werden", "worden", "hat", "haben", "lautet", "besitzt",
                   "entspricht", "traegt", "betraegt", "aufweist", "liegt", "liegen", "enthaelt"])  # fmt: skip
_CHOSEN = frozenset(["ausgewaehlt", "gewaehlt", "angegeben", "angeklickt", "angekreuzt", "belegt", "beantwortet",
                     "befuellt", "eingetragen", "ausgefuellt", "angewaehlt", "bestaetigt"])  # fmt: skip
_TICKED = frozenset(["ausgewaehlt", "angekreuzt", "angewaehlt", "bestaetigt", "aktiviert", "gesetzt"])
_YEARS = frozenset(["jahre", "jahren", "jahr", "lebensjahre"])


def comparison(cursor: Cursor, subject: Reference) -> Condition:
    """Read what is said about one element."""
    token = cursor.peek()
    if token.kind is Kind.OPERATOR or (cursor.word in ENDS and cursor.peek(1).kind is Kind.OPERATOR):
        cursor.take(ENDS)
        return compared(cursor, subject)
    return predicate(cursor, subject)(subject)


def compared(cursor: Cursor, subject: Reference) -> Condition:
    """Read an operator with its values; `= 001 oder = 002`, `<> (001 und 002)`, `< 18 Jahre`."""
    operator = cursor.next().operator
    if operator is None:
        raise cursor.fail("ein Vergleich wie = oder <>")
    if cursor.take_phrase(("alle", "anderen", "moeglichen", "auspraegungen", "der", "codeliste"), ("alle", "anderen"),
                          ("alle", "anderen", "werte")):  # fmt: skip
        if operator is not Operator.EQUAL:
            raise cursor.fail("ein Wert")
        return OtherValue(subject)
    bracket = cursor.take_mark("(")
    found = [_one(cursor, subject, operator)]
    joints: set[str] = set()
    while joint := _value_joint(cursor, bracket=bracket):
        joints.add(joint)
        following = cursor.next().operator if cursor.peek().kind is Kind.OPERATOR else operator
        if following is not operator:
            raise cursor.fail("derselbe Vergleich")
        found.append(_one(cursor, subject, operator))
    if bracket and not cursor.take_mark(")"):
        cursor.doubt("Eine Klammer ist nicht geschlossen.")
    cursor.take(_CHOSEN - wording.FILL)
    cursor.take_all(ENDS)
    return _joined(cursor, found, operator, joints, bracket=bracket)


def values(cursor: Cursor, subject: Reference) -> tuple[Condition, ...]:
    """Read a list of allowed values or ranges: `A "…" oder X "…"`, `211000, 213000-213200`."""
    found = [_one(cursor, subject, Operator.EQUAL)]
    while _value_joint(cursor, bracket=True):
        found.append(_one(cursor, subject, Operator.EQUAL))
    return tuple(found)


def _value_joint(cursor: Cursor, *, bracket: bool) -> str:
    """Take the word between two values, if another value of the same element follows."""
    ahead = 0
    while cursor.is_mark(",", ahead):
        ahead += 1
    word = cursor.peek(ahead).word if cursor.peek(ahead).kind is Kind.WORD else ""
    joint = "und" if word in wording.AND else "oder" if word in wording.OR else ""
    ahead += bool(joint)
    token = cursor.peek(ahead)
    lettered = naming.lettered_code_ahead(cursor, ahead)
    if not ahead or not (lettered or token.kind in (Kind.NUMBER, Kind.TEXT, Kind.OPERATOR)):
        return ""
    if not joint and token.kind is not Kind.NUMBER and not bracket:
        return ""
    cursor.at += ahead
    return joint or ","


def _one(cursor: Cursor, subject: Reference, operator: Operator) -> Condition:
    if cursor.take_phrase(("leer",)):
        return opposite(Filled(subject)) if operator is Operator.EQUAL else Filled(subject)
    found = relations.term(cursor, subject)
    left: Term = subject
    if isinstance(found, Value) and not found.name:
        if last := _end_of_range(cursor):
            span = Between(subject, found.text, last)
            if operator not in (Operator.EQUAL, Operator.NOT_EQUAL):
                raise cursor.fail("= oder <> vor einem Bereich")
            return span if operator is Operator.EQUAL else Not(span)
        if cursor.take(_YEARS):
            cursor.take({"alt"})
            left = Age(subject)
    return Compare(operator, left, found)


def _end_of_range(cursor: Cursor) -> str:
    if (cursor.is_mark("-–") or cursor.peek().word == "bis") and cursor.peek(1).kind is Kind.NUMBER:
        cursor.next()
        return cursor.next().text
    return ""


def _joined(
    cursor: Cursor, found: list[Condition], operator: Operator, joints: set[str], *, bracket: bool
) -> Condition:
    words = joints - {","}
    if len(words) > 1:
        raise cursor.fail("entweder „und“ oder „oder“ zwischen den Werten")
    if len(found) == 1:
        return found[0]
    if operator is Operator.EQUAL:
        # Of a field with one answer, nothing can be two values at once: resolving finds that out.
        return All(tuple(found)) if words == {"und"} else Some(tuple(found))
    if operator is Operator.NOT_EQUAL:
        if words == {"oder"} and not bracket:
            raise cursor.fail("„und“ zwischen Werten, die ausgeschlossen sind")
        return All(tuple(found))
    raise cursor.fail("ein einzelner Wert")


def predicate(cursor: Cursor, subject: Reference) -> Predicate:
    """Read `nicht leer ist`, `bejaht wurde`, `mit "Ja" belegt ist`, `den Wert "Ja" hat`, `jünger als 18 Jahre`."""
    cursor.take_all(ENDS)
    negated = bool(cursor.take({"nicht"}))
    says = _saying(cursor, subject)
    while cursor.take(ENDS):
        pass
    return (lambda each: _opposite(says(each))) if negated else says


def _saying(cursor: Cursor, subject: Reference) -> Predicate:  # noqa: C901, PLR0911 -- one for each alternative of the grammar
    word = cursor.word
    if cursor.peek().kind is Kind.OPERATOR:
        return _moved(compared(cursor, subject), subject)
    if cursor.take_phrase(("leer",)):
        return lambda each: opposite(Filled(each))
    if cursor.take({"bejaht", "verneint"}):
        return _equals(Value("ja" if word == "bejaht" else "nein"))
    if cursor.take({"gleich", "ungleich"}):
        operator = Operator.EQUAL if word == "gleich" else Operator.NOT_EQUAL
        found = naming.value(cursor, subject)
        return lambda each: Compare(operator, each, found)
    if (related := relations.relation(cursor, subject)) is not None:
        return related
    if cursor.take_phrase(("einen", "anderen", "wert", "als"), ("etwas", "anderes", "als")):
        return _none_of(alternatives(cursor, subject))
    if cursor.take({"weder"}):
        first = naming.value(cursor, subject)
        cursor.need({"noch"}, "noch")
        return _none_of([first, naming.value(cursor, subject)])
    if cursor.take_phrase(*_WITH_VALUE):
        return one_of(alternatives(cursor, subject))
    if word in _TICKED:
        cursor.next()
        return _equals(Value("ja"))
    if word in wording.FILL:
        cursor.next()
        return Filled
    if cursor.peek().kind in (Kind.NUMBER, Kind.TEXT) or word in wording.YES | wording.NO:
        return one_of(alternatives(cursor, subject))
    raise cursor.fail("eine Aussage über das Feld")


def alternatives(cursor: Cursor, subject: Reference) -> list[Said]:
    """Read `001`, `001 oder 002`, `"A", "B" oder "C"`, and what is done with it: `ausgewählt`."""
    found = [naming.value(cursor, subject)]
    cursor.take(_CHOSEN)
    start = cursor.at
    joints: set[str] = set()
    while joint := _value_joint(cursor, bracket=True):
        if cursor.peek().kind is Kind.OPERATOR:
            break
        joints.add(joint)
        found.append(naming.value(cursor, subject))
    if len(found) == 1 or joints - {",", "oder"} or "oder" not in joints:
        cursor.at = start
        return found[:1]
    cursor.take(_CHOSEN)
    return found


def one_of(found: list[Said]) -> Predicate:
    """Return the predicate that an element has one of these values."""
    if len(found) == 1:
        return _equals(found[0])
    return lambda each: Some(tuple(Compare(Operator.EQUAL, each, value) for value in found))


def _none_of(found: list[Said]) -> Predicate:
    if len(found) == 1:
        return lambda each: Compare(Operator.NOT_EQUAL, each, found[0])
    return lambda each: All(tuple(Compare(Operator.NOT_EQUAL, each, value) for value in found))


def _opposite(said: Condition) -> Condition:
    """Return the opposite; of several values none, which is what `nicht A oder B` says."""
    if isinstance(said, Some) and all(isinstance(part, Compare) for part in said.of):
        return All(tuple(opposite(part) for part in said.of))
    return opposite(said)


def _equals(found: Value | Reference | Today) -> Predicate:
    return lambda each: Compare(Operator.EQUAL, each, found)


def _moved(made: Condition, subject: Reference) -> Predicate:
    """Say of another element what was said of this one."""
    return lambda each: _about(made, subject, each)


def _about(made: Condition, subject: Reference, other: Reference) -> Condition:
    if isinstance(made, Compare):
        left: Term = Age(other) if isinstance(made.left, Age) else other
        return Compare(made.operator, left, made.right)
    if isinstance(made, All | Some):
        return type(made)(tuple(_about(part, subject, other) for part in made.of))
    return made if other == subject else Not(ALWAYS)
