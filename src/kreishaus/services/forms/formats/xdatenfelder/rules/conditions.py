"""The grammar of conditions: everything between `wenn` and `dann`.

condition   = part { ("und" | "oder") part }             (mixed only with brackets)
part        = "(" condition ")" | several | comparison
several     = ("eines" | "alle" | "keines" …) elements predicate
comparison  = element (operator values | predicate)
values      = value { ("und" | "oder" | ",") [operator] value } | "(" values ")"
"""

from collections.abc import Callable

from kreishaus.services.forms.formats.xdatenfelder.rules import naming, wording
from kreishaus.services.forms.formats.xdatenfelder.rules.cursor import Cursor
from kreishaus.services.forms.formats.xdatenfelder.rules.tokens import Kind
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import (
    ALWAYS,
    Age,
    All,
    Between,
    Compare,
    Condition,
    Exactly,
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

Predicate = Callable[[Reference], Condition]

_MAX_DEPTH = 12
_OPENERS = frozenset(["in", "im", "bei", "beim", "unter", "fuer"])
_ENDS = frozenset(["ist", "sind", "wird", "wurde", "wurden", "werden", "worden", "hat", "haben", "lautet", "besitzt",
                   "entspricht", "traegt", "betraegt", "aufweist", "enthaelt"])  # fmt: skip
_CHOSEN = frozenset(["ausgewaehlt", "gewaehlt", "angegeben", "angeklickt", "angekreuzt", "belegt", "beantwortet",
                     "befuellt", "eingetragen", "ausgefuellt", "angewaehlt", "bestaetigt"])  # fmt: skip
_TICKED = frozenset(["ausgewaehlt", "angekreuzt", "angewaehlt", "bestaetigt", "aktiviert", "gesetzt"])
_ONE = frozenset(["eines", "eine", "einer", "ein", "eins", "einem"])
_NUMBERS = {"zwei": 2, "drei": 3, "vier": 4, "fuenf": 5}
_YEARS = frozenset(["jahre", "jahren", "jahr", "lebensjahre"])


def condition(cursor: Cursor, *, depth: int = 0) -> Condition:
    """Read a condition.

    :raises NotUnderstood: where the text leaves the grammar.
    """
    if depth > _MAX_DEPTH:
        raise cursor.fail("weniger Klammern")
    parts = [_part(cursor, depth)]
    joints: set[str] = set()
    while joint := _joint(cursor):
        joints.add("und" if joint in wording.AND else "oder")
        parts.append(_part(cursor, depth))
    if len(joints) > 1:
        raise cursor.fail("Klammern, denn „und“ und „oder“ sind gemischt")
    if len(parts) == 1:
        return parts[0]
    return All(tuple(parts)) if joints == {"und"} else Some(tuple(parts))


def _joint(cursor: Cursor) -> str:
    """Take `und` or `oder` if another part of the condition follows."""
    ahead = 1 if cursor.is_mark(",") else 0
    word = cursor.peek(ahead).word
    if word not in wording.AND | wording.OR or not _part_ahead(cursor, ahead + 1):
        return ""
    cursor.at += ahead + 1
    cursor.take(wording.WHEN)
    return word


def _part_ahead(cursor: Cursor, ahead: int) -> bool:
    if cursor.peek(ahead).word in wording.WHEN | _OPENERS:
        ahead += 1
    token = cursor.peek(ahead)
    if token.kind is Kind.MARK and token.text == "(":
        return True
    starts = token.kind is Kind.WORD and token.word in _ONE | {"alle", "keines", "keine", "beide", "mindestens"}
    return starts or naming.element_ahead(cursor, ahead)


def _part(cursor: Cursor, depth: int) -> Condition:
    cursor.take(_OPENERS)
    if cursor.is_mark("("):
        cursor.next()
        inner = condition(cursor, depth=depth + 1)
        cursor.take(_ENDS)
        if not cursor.take_mark(")"):
            cursor.doubt("Eine Klammer ist nicht geschlossen.")
        return inner
    several = _several(cursor)
    if several is not None:
        return several
    first = naming.element(cursor)
    return _together(cursor, first) or comparison(cursor, first)


def _together(cursor: Cursor, first: Reference) -> Condition | None:
    """Read `A, B und C befüllt sind`: one predicate for all; None if the first element has its own."""
    found, words = [first], set()
    start = cursor.at
    while True:
        cursor.take_mark(",")
        word = cursor.take(wording.AND | wording.OR)
        if not naming.element_ahead(cursor):
            break
        words |= {"und" if word in wording.AND else "oder"} if word else set()
        found.append(naming.element(cursor))
    if len(found) == 1 or len(words) != 1:
        cursor.at = start
        return None
    says = _predicate(cursor, found[-1])
    parts = tuple(says(each) for each in found)
    return All(parts) if words == {"und"} else Some(parts)


def _several(cursor: Cursor) -> Condition | None:
    """Read `eines der Felder A, B und C mit "Ja" belegt ist` and its like; None if it is something else."""
    start = cursor.at
    combine = quantity(cursor)
    if combine is None or not naming.element_ahead(cursor):
        cursor.at = start
        return None
    found = naming.elements(cursor, wording.AND | wording.OR)
    says = _predicate(cursor, found[-1])
    return combine(tuple(says(each) for each in found))


def quantity(cursor: Cursor) -> Callable[[tuple[Condition, ...]], Condition] | None:
    """Read how many of several: at least one, all, none, exactly one; None if there is no such word."""
    if cursor.take_phrase(("genau",)):
        cursor.need(_ONE, "eines")
        combine: Callable[[tuple[Condition, ...]], Condition] = Exactly
    elif cursor.take_phrase(("mindestens",)):
        word = cursor.need(_ONE | _NUMBERS.keys(), "eine Anzahl")
        least = _NUMBERS.get(word, 1)
        combine = lambda parts: Some(parts, least)  # noqa: E731 -- a choice between functions
    elif cursor.take({"alle", "saemtliche"}):
        cursor.take(_NUMBERS.keys())
        combine = All
    elif cursor.take({"keines", "keine", "keiner"}):
        combine = lambda parts: Not(Some(parts))  # noqa: E731
    elif cursor.take(_ONE):
        combine = Some
    else:
        return None
    cursor.take({"von"})
    return combine


def comparison(cursor: Cursor, subject: Reference) -> Condition:
    """Read what is said about one element."""
    token = cursor.peek()
    if token.kind is Kind.OPERATOR or (cursor.word in _ENDS and cursor.peek(1).kind is Kind.OPERATOR):
        cursor.take(_ENDS)
        return compared(cursor, subject)
    return _predicate(cursor, subject)(subject)


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
    cursor.take(_ENDS)
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
    found = naming.value(cursor, subject)
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


def _predicate(cursor: Cursor, subject: Reference) -> Predicate:
    """Read `nicht leer ist`, `bejaht wurde`, `mit "Ja" belegt ist`, `den Wert "Ja" hat`, `jünger als 18 Jahre`."""
    cursor.take_all(_ENDS)
    negated = bool(cursor.take({"nicht"}))
    says = _saying(cursor, subject)
    while cursor.take(_ENDS):
        pass
    return (lambda each: opposite(says(each))) if negated else says


def _saying(cursor: Cursor, subject: Reference) -> Predicate:  # noqa: PLR0911 -- one for each alternative of the grammar
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
    if cursor.take({"groesser", "kleiner", "juenger", "aelter", "unter", "ueber"}):
        return _ordered(cursor, subject, word)
    if cursor.take_phrase(
        ("den", "wert"), ("der", "wert"), ("mit",), ("die", "auspraegung"), ("als", "wert"), ("auf",)
    ):
        found = naming.value(cursor, subject)
        cursor.take(_CHOSEN)
        return _equals(found)
    if word in _TICKED:
        cursor.next()
        return _equals(Value("ja"))
    if word in wording.FILL:
        cursor.next()
        return Filled
    if cursor.peek().kind in (Kind.NUMBER, Kind.TEXT) or word in wording.YES | wording.NO:
        found = naming.value(cursor, subject)
        cursor.take(_CHOSEN)
        return _equals(found)
    raise cursor.fail("eine Aussage über das Feld")


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


def _ordered(cursor: Cursor, subject: Reference, word: str) -> Predicate:
    below = word in ("kleiner", "juenger", "unter")
    equal = bool(cursor.take_phrase(("gleich",), ("oder", "gleich")))
    cursor.take({"als"})
    found = naming.value(cursor, subject)
    years = bool(cursor.take(_YEARS))
    cursor.take({"alt"})
    if word in ("juenger", "aelter", "unter", "ueber") and not years:
        raise cursor.fail("eine Zahl von Jahren")
    operator = {
        (True, False): Operator.LESS,
        (True, True): Operator.LESS_OR_EQUAL,
        (False, False): Operator.GREATER,
        (False, True): Operator.GREATER_OR_EQUAL,
    }[below, equal]
    return lambda each: Compare(operator, Age(each) if years else each, found)
