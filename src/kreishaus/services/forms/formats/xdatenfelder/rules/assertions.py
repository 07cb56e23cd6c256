"""Statements about one or two elements that must hold: an order, a limit, a value, a sum.

assertion   = subject ("muss" | "darf" ["nicht"]) said ["sein" | "liegen" | …] | subject operator term
pair        = element ("und" | "oder") element modal ["nicht"] ("gleichzeitig" | "beide" | "identisch") …
"""

from kreishaus.services.forms.formats.xdatenfelder.rules import comparisons, conditions, naming, relations, wording
from kreishaus.services.forms.formats.xdatenfelder.rules.cursor import Cursor
from kreishaus.services.forms.formats.xdatenfelder.rules.relations import Predicate
from kreishaus.services.forms.formats.xdatenfelder.rules.tokens import Kind
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import (
    All,
    Clause,
    Compare,
    Computed,
    Condition,
    Count,
    Effect,
    Filled,
    Not,
    Operator,
    Reference,
    Some,
    Value,
    refused,
)

_MUST = frozenset(["muss", "muessen", "hat", "haben"])
_MAY = frozenset(["darf", "duerfen"])
_ENDS = frozenset(["sein", "liegen", "betragen", "haben", "werden", "enthalten", "aufweisen", "lauten", "ist", "liegt"])
_IN_ALL_CASES = frozenset(["zeitlich", "immer", "stets", "jeweils", "auch", "zwingend"])
_BEYOND = {"ueberschreiten": Operator.LESS_OR_EQUAL, "uebersteigen": Operator.LESS_OR_EQUAL,
           "unterschreiten": Operator.GREATER_OR_EQUAL}  # fmt: skip
_SAME = frozenset(["identisch", "gleich"])
_BOTH = frozenset(["gleichzeitig", "beide", "zusammen", "zugleich", "gemeinsam"])
_EQUALS = frozenset(["entsprechen", "uebereinstimmen"])
_RESULTS = (
    ("ergibt", "sich", "aus"),
    ("berechnet", "sich", "aus"),
    ("berechnet", "sich", "als"),
    ("errechnet", "sich", "aus"),
    ("wird", "berechnet", "aus"),
    ("wird", "berechnet", "als"),
    ("wird", "gebildet", "aus"),
    ("setzt", "sich", "zusammen", "aus"),
    ("ist", "die"),
    ("ist", "das"),
    ("ist", "gleich"),
    ("entspricht",),
)
_PAIR = 2
CALCULATION = "Die Regel kann eine Berechnung sein oder eine Prüfung."


def assertion(cursor: Cursor) -> Clause | None:
    """Read a statement; None if the sentence says something else, and then nothing is taken."""
    start, doubts = cursor.at, len(cursor.doubts)
    found = _limited(cursor) or _of_two(cursor) or _about_one(cursor)
    if found is None:
        cursor.at = start
        del cursor.doubts[doubts:]
    return found


def _limited(cursor: Cursor) -> Clause | None:
    """Read `die Summe aus A und B darf 40 nicht überschreiten`."""
    start = cursor.at
    cursor.take(wording.ARTICLES)
    if cursor.word not in ("summe", "produkt", "differenz"):
        cursor.at = start
        return None
    total = relations.term(cursor, None)
    if isinstance(total, Computed) and isinstance(total.of[0], Reference):
        says = _demand(cursor, total.of[0])
        made = says(total.of[0]) if says else None
        if isinstance(made, Compare):
            return Clause(Effect.VALID, valid=Compare(made.operator, total, made.right))
    return None


def _of_two(cursor: Cursor) -> Clause | None:
    start = cursor.at
    pair = naming.elements(cursor, wording.AND | wording.OR) if naming.element_ahead(cursor) else ()
    joined_by_or = any(token.word in wording.OR for token in cursor.tokens[start : cursor.at])
    modal = cursor.take(_MUST | _MAY | {"ist", "sind"}) if len(pair) > 1 else ""
    filled: tuple[Condition, ...] = tuple(Filled(each) for each in pair)
    valid: Condition | None = None
    if modal in _MUST and joined_by_or and cursor.take(wording.FILL):
        valid = Some(filled)
    elif modal in _MAY and cursor.take({"nicht"}):
        together = cursor.take(_BOTH) or cursor.take({"alle"})
        if together and cursor.take({"leer"}):
            valid = Some(filled)
        elif together and cursor.take(wording.FILL):
            valid = Not(All(filled))
        elif len(pair) == _PAIR and cursor.take(_SAME):
            valid = Some((*(Not(each) for each in filled), Compare(Operator.NOT_EQUAL, *pair)))
    elif modal in _MUST and len(pair) == _PAIR and not joined_by_or and cursor.take({"identisch", "uebereinstimmen"}):
        valid = Some((*(Not(each) for each in filled), Compare(Operator.EQUAL, *pair)))
    if valid is None:
        cursor.at = start
        return None
    cursor.take_all(wording.AUXILIARIES)
    return Clause(Effect.VALID, valid=valid)


def _about_one(cursor: Cursor) -> Clause | None:
    if not naming.element_ahead(cursor, 1 if cursor.word in ("in", "im", "bei") else 0):
        return None
    cursor.take({"in", "im", "bei"})
    subject = naming.element(cursor)
    if cursor.peek().kind is Kind.OPERATOR or (cursor.at_phrase(("ist",)) and cursor.peek(1).kind is Kind.OPERATOR):
        return _formula(cursor, subject)
    if (result := _result(cursor, subject)) is not None:
        return result
    says = _demand(cursor, subject)
    return Clause(Effect.VALID, valid=says(subject)) if says else None


def after_modal(cursor: Cursor) -> Clause | None:
    """Read `dann muss A nach B liegen`, `dann darf A nicht größer als 3 sein`; None if it is something else."""
    start, doubts = cursor.at, len(cursor.doubts)
    modal = cursor.take({"muss", "muessen", "darf", "duerfen", "ist", "sind"})
    if modal:
        inside = cursor.take({"in", "im", "bei"})
        if naming.element_ahead(cursor):
            subject = naming.element(cursor)
            says = _demanded(cursor, subject, "darf" if inside and cursor.word == "nur" else modal)
            if says:
                return Clause(Effect.VALID, valid=says(subject))
    cursor.at = start
    del cursor.doubts[doubts:]
    return None


def _formula(cursor: Cursor, subject: Reference) -> Clause | None:
    """Read `A >= B`, `A = B + C`: the second may be a check or a calculation."""
    cursor.take({"ist"})
    operator = cursor.next().operator
    if operator is None or (cursor.word in wording.DUTY | wording.OPTIONAL):
        return None
    found = relations.term(cursor, subject)
    if isinstance(found, Computed) and operator is Operator.EQUAL:
        cursor.doubt(CALCULATION)
        return Clause(Effect.SET, (subject,), value=found)
    if operator in (Operator.EQUAL, Operator.NOT_EQUAL):
        return None
    return Clause(Effect.VALID, valid=Compare(operator, subject, found))


def _result(cursor: Cursor, subject: Reference) -> Clause | None:
    start = cursor.at
    if cursor.take_phrase(*_RESULTS):
        cursor.take({"der", "die", "das", "dem"})
        starts_with_value = cursor.word in ("summe", "produkt", "differenz") or naming.element_ahead(cursor)
        found = relations.term(cursor, subject) if starts_with_value else None
        if isinstance(found, Computed):
            return Clause(Effect.SET, (subject,), value=found)
    cursor.at = start
    return None


def _demand(cursor: Cursor, subject: Reference) -> Predicate | None:
    modal = cursor.take(_MUST | _MAY)
    return _demanded(cursor, subject, modal) if modal else None


def _demanded(cursor: Cursor, subject: Reference, modal: str) -> Predicate | None:
    """Read what stands behind `muss` or `darf nicht`, to the end of its verb; None if it is no comparison."""
    negated = bool(cursor.take({"nicht"}))
    cursor.take_all(_IN_ALL_CASES)
    if (chosen := _number_chosen(cursor, modal, negated=negated)) is not None:
        return chosen
    says = _limit(cursor, subject, modal, negated=negated)
    if says is not None:
        return says
    bounded = cursor.word in ("hoechstens", "maximal", "mindestens", "nur")
    if cursor.word == "nur" and modal in _MAY:
        return _only(cursor, subject)
    says = relations.relation(cursor, subject)
    if says is not None:
        if (modal in _MAY and not (negated or bounded)) or (modal in _MUST and negated):
            raise cursor.fail("„darf nicht“ oder „muss“, denn „muss nicht“ lässt es offen")
        cursor.take(_ENDS)
        return (lambda each: refused(says(each))) if negated else says
    return _equal(cursor, subject) if modal in _MUST and not negated else None


def _number_chosen(cursor: Cursor, modal: str, *, negated: bool) -> Predicate | None:
    """Read `dürfen maximal zwei Werte ausgewählt werden`."""
    start = cursor.at
    at_most, least = cursor.take(conditions.AT_MOST), False
    if not at_most:
        least = bool(cursor.take({"mindestens", "wenigstens"}))
    numbered = cursor.word not in wording.ARTICLES and cursor.peek(1).word in (
        "werte",
        "antworten",
        "optionen",
        "auspraegungen",
        "eintraege",
        "wert",
        "option",
    )
    if not (at_most or least) or negated or not numbered or (least and modal in _MAY):
        cursor.at = start
        return None
    number = Value(str(conditions.count(cursor)))
    cursor.next()
    cursor.take(wording.CHOSEN)
    cursor.take_all(wording.AUXILIARIES)
    operator = Operator.LESS_OR_EQUAL if at_most else Operator.GREATER_OR_EQUAL
    return lambda each: Compare(operator, Count(each), number)


def _limit(cursor: Cursor, subject: Reference, modal: str, *, negated: bool) -> Predicate | None:
    """Read `darf [den Wert] 10 nicht überschreiten`."""
    start = cursor.at
    cursor.take_phrase(("den", "wert"), ("den", "betrag"), ("den", "wert", "von"))
    if modal in _MAY and not negated and (cursor.peek().kind is Kind.NUMBER or naming.element_ahead(cursor)):
        found = relations.term(cursor, subject)
        if cursor.take({"nicht"}) and (word := cursor.take(_BEYOND.keys())):
            return lambda each: Compare(_BEYOND[word], each, found)
    cursor.at = start
    return None


def _only(cursor: Cursor, subject: Reference) -> Predicate | None:
    """Read `darf nur die Werte A oder B haben`."""
    start = cursor.at
    cursor.next()
    cursor.take({"die", "den", "der"})
    cursor.take({"wert", "werte", "werten", "code", "codes", "auspraegungen", "auspraegung"})
    if cursor.peek().kind not in (Kind.NUMBER, Kind.TEXT):
        cursor.at = start
        return None
    values = comparisons.values(cursor, subject)
    if not cursor.take(
        {"zulaessig", "erlaubt", "haben", "annehmen", "enthalten", "ausgewaehlt", "gewaehlt", "moeglich"}
    ):
        cursor.at = start
        return None
    cursor.take_all(wording.AUXILIARIES)
    return lambda _: Some((Not(Filled(subject)), *values))


def _equal(cursor: Cursor, subject: Reference) -> Predicate | None:
    """Read `den Wert V haben`, `mit Ja beantwortet werden`, `mit B übereinstimmen`, `der Summe … entsprechen`."""
    start = cursor.at
    cursor.take_phrase(("den", "wert"), ("mit",), ("gleich",), ("auf",))
    cursor.take(wording.ARTICLES)
    is_value = cursor.peek().kind in (Kind.NUMBER, Kind.TEXT) or cursor.word in wording.YES | wording.NO
    if is_value or cursor.word in ("summe", "produkt", "differenz") or naming.element_ahead(cursor):
        found = relations.term(cursor, subject)
        given = start != cursor.at and cursor.take({"haben", "aufweisen", "sein", "beantwortet", "lauten", "enthalten"}
                                                   | _EQUALS)  # fmt: skip
        if given:
            cursor.take_all(wording.AUXILIARIES)
            return lambda each: Compare(Operator.EQUAL, each, found)
    cursor.at = start
    return None
