"""The grammar of conditions: everything between `wenn` and `dann`.

condition   = part { ("und" | "oder") part }             (mixed only with brackets)
part        = "(" condition ")" | several | comparison
several     = ("eines" | "alle" | "keines" …) elements predicate
comparison  = element (operator values | predicate)
values      = value { ("und" | "oder" | ",") [operator] value } | "(" values ")"
"""

from collections.abc import Callable

from kreishaus.services.forms.formats.xdatenfelder.rules import naming, wording
from kreishaus.services.forms.formats.xdatenfelder.rules.comparisons import (
    ENDS,
    alternatives,
    comparison,
    one_of,
    predicate,
)
from kreishaus.services.forms.formats.xdatenfelder.rules.cursor import Cursor
from kreishaus.services.forms.formats.xdatenfelder.rules.tokens import Kind
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import (
    All,
    Condition,
    Exactly,
    Not,
    Reference,
    Some,
)

_MAX_DEPTH = 12
_OPENERS = frozenset(["in", "im", "bei", "beim", "unter", "fuer", "zu"])
_STARTS = frozenset(["alle", "keines", "keine", "beide", "mindestens", "sowohl", "weder", "entweder"])
_PAIRS = {"sowohl": (("als", "auch"), ("wie", "auch")), "weder": (("noch",),), "entweder": (("oder",),)}
_FARTHEST = 14
_ONE = frozenset(["eines", "eine", "einer", "ein", "eins", "einem"])
AT_MOST = frozenset(["hoechstens", "maximal", "nur"])
_NUMBERS = {"zwei": 2, "drei": 3, "vier": 4, "fuenf": 5}


def condition(cursor: Cursor, *, depth: int = 0) -> Condition:
    """Read a condition.

    :raises NotUnderstood: where the text leaves the grammar.
    """
    if depth > _MAX_DEPTH:
        raise cursor.fail("weniger Klammern")
    joints: set[str] = set()
    parts = [_part(cursor, depth, joints)]
    while joint := _joint(cursor):
        joints.add("und" if joint in wording.AND else "oder")
        parts.append(_part(cursor, depth, joints))
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
    starts = token.kind is Kind.WORD and token.word in _ONE | _STARTS
    return starts or naming.element_ahead(cursor, ahead)


def _part(cursor: Cursor, depth: int, joints: set[str]) -> Condition:
    """Read one part; `joints` are the words between parts, and those within one without brackets."""
    cursor.take(_OPENERS)
    if cursor.is_mark("("):
        cursor.next()
        inner = condition(cursor, depth=depth + 1)
        cursor.take(ENDS)
        if not cursor.take_mark(")"):
            cursor.doubt("Eine Klammer ist nicht geschlossen.")
        return inner
    if word := cursor.take({"sowohl", "weder", "entweder"}):
        return _paired(cursor, word)
    several = _several(cursor)
    if several is not None:
        return several
    if (chosen := _value_first(cursor)) is not None:
        return chosen
    first = naming.element(cursor)
    return _together(cursor, first, joints) or comparison(cursor, first)


def _paired(cursor: Cursor, word: str) -> Condition:
    """Read `sowohl A als auch B leer sind`, `weder A noch B befüllt ist`, `entweder A oder B befüllt ist`."""
    found = [naming.element(cursor)]
    while cursor.take_phrase(*_PAIRS[word]):
        found.append(naming.element(cursor))
    if len(found) == 1:
        raise cursor.fail(" ".join(_PAIRS[word][0]))
    says = predicate(cursor, found[-1])
    parts = tuple(says(each) for each in found)
    if word == "sowohl":
        return All(parts)
    return Not(Some(parts)) if word == "weder" else Exactly(parts)


def _value_first(cursor: Cursor) -> Condition | None:
    """Read `der Wert 001 in A ausgewählt wird`, `"Neu" bei A gewählt ist`; None if an element comes first."""
    start = cursor.at
    cursor.take({"der", "die", "das"})
    cursor.take({"wert", "code", "antwort", "option", "auspraegung", "auswahl"})
    cursor.take({"von"})
    if cursor.peek().kind in (Kind.NUMBER, Kind.TEXT) or cursor.word in wording.YES | wording.NO:
        place = next((ahead for ahead in range(1, _FARTHEST) if cursor.peek(ahead).word in _OPENERS), 0)
        if place and naming.element_ahead(cursor, place + 1):
            subject = _peeked(cursor, place + 1)
            found = alternatives(cursor, subject)
            if cursor.take(_OPENERS) and naming.element_ahead(cursor):
                subject = naming.element(cursor)
                cursor.take_all(ENDS)
                cursor.take(wording.CHOSEN)
                cursor.take_all(ENDS)
                return one_of(found)(subject)
    cursor.at = start
    return None


def _peeked(cursor: Cursor, ahead: int) -> Reference:
    while cursor.peek(ahead).kind is not Kind.REFERENCE:
        ahead += 1
    return Reference(cursor.peek(ahead).ids)


def _together(cursor: Cursor, first: Reference, joints: set[str]) -> Condition | None:
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
    says = predicate(cursor, found[-1])
    parts = tuple(says(each) for each in found)
    joints |= words
    return All(parts) if words == {"und"} else Some(parts)


def _several(cursor: Cursor) -> Condition | None:
    """Read `eines der Felder A, B und C mit "Ja" belegt ist` and its like; None if it is something else."""
    start = cursor.at
    combine = quantity(cursor)
    if combine is None or not naming.element_ahead(cursor):
        cursor.at = start
        return None
    found = naming.elements(cursor, wording.AND | wording.OR)
    says = predicate(cursor, found[-1])
    return combine(tuple(says(each) for each in found))


def count(cursor: Cursor) -> int:
    """Read a small number, in letters or digits.

    :raises NotUnderstood: if there is none.
    """
    token = cursor.next()
    if token.kind is Kind.NUMBER and token.text.isdigit() and len(token.text) == 1:
        return int(token.text)
    if token.word in _ONE:
        return 1
    if token.word not in _NUMBERS:
        cursor.at -= 1
        raise cursor.fail("eine Anzahl")
    return _NUMBERS[token.word]


def quantity(cursor: Cursor) -> Callable[[tuple[Condition, ...]], Condition] | None:
    """Read how many of several: at least one, all, none, exactly one; None if there is no such word."""
    combine: Callable[[tuple[Condition, ...]], Condition]
    if cursor.take({"genau"}):
        exact = count(cursor)
        combine = lambda parts: Exactly(parts, exact)  # noqa: E731 -- a choice between functions
    elif cursor.take({"mindestens", "wenigstens", "zumindest"}):
        least = count(cursor)
        combine = lambda parts: Some(parts, least)  # noqa: E731
    elif cursor.take(AT_MOST) or cursor.take_phrase(("nicht", "mehr", "als")):
        most = count(cursor)
        combine = lambda parts: Not(Some(parts, most + 1))  # noqa: E731
    elif cursor.take({"alle", "saemtliche"}):
        cursor.take(_NUMBERS.keys())
        combine = All
    elif cursor.take({"keines", "keine", "keiner"}):
        combine = lambda parts: Not(Some(parts))  # noqa: E731
    elif cursor.take(_ONE):
        if "beiden" in (cursor.peek().word, cursor.peek(1).word):
            cursor.doubt("„Eines der beiden“ kann „mindestens eines“ heißen oder „genau eines“.")
        combine = Some
    else:
        return None
    cursor.take({"von"})
    return combine
