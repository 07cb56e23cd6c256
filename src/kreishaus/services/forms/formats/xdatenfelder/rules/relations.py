"""How two values relate: `vor dem Beginn`, `mindestens 3`, `zwischen 1 und 10`, `in der Zukunft`, sums and products.

relation    = ("vor" | "größer" | "mindestens" | …) ["oder" "gleich"] ["als"] term
            | "zwischen" term "und" term | "in der" ("Zukunft" | "Vergangenheit")
term        = ["die"] ("Summe" | "Produkt" | "Differenz") ("aus" | "von") elements | value { ("+" | "-" | "*") value }
"""

from collections.abc import Callable

from kreishaus.services.forms.formats.xdatenfelder.rules import naming, wording
from kreishaus.services.forms.formats.xdatenfelder.rules.cursor import Cursor
from kreishaus.services.forms.formats.xdatenfelder.rules.tokens import Kind
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import (
    Age,
    All,
    Compare,
    Computed,
    Condition,
    Operator,
    Reference,
    Term,
    Today,
    Value,
)

Predicate = Callable[[Reference], Condition]

_BELOW = frozenset(["vor", "kleiner", "frueher", "unter", "weniger", "juenger", "geringer", "niedriger"])
_ABOVE = frozenset(["nach", "groesser", "spaeter", "ueber", "mehr", "aelter", "hoeher"])
_AT_LEAST = frozenset(["mindestens", "wenigstens", "fruehestens"])
_AT_MOST = frozenset(["hoechstens", "maximal", "spaetestens"])
_OF_AGE = frozenset(["juenger", "aelter"])
_YEARS = frozenset(["jahre", "jahren", "jahr", "lebensjahre"])
_AGO = frozenset(["alt", "zurueckliegt", "zurueckliegen", "zurueck"])
_NOUNS = frozenset(["datum", "wert", "zeitpunkt", "betrag", "inhalt", "angabe", "feld", "datenfeld"])
_UNITS = frozenset(["euro", "eur", "€"])
_SIGNS = {"+": "+", "-": "-", "–": "-", "*": "*", "·": "*", "×": "*"}
_SIGN_WORDS = {"plus": "+", "minus": "-", "mal": "*", "zuzueglich": "+", "abzueglich": "-"}
_RESULTS = {"summe": "+", "produkt": "*", "differenz": "-"}
_TWO = 2
_ORDER = {
    (False, True): Operator.LESS,
    (False, False): Operator.GREATER,
    (True, True): Operator.LESS_OR_EQUAL,
    (True, False): Operator.GREATER_OR_EQUAL,
}
"""by whether it may be equal, and whether it is below"""


def relation(cursor: Cursor, subject: Reference) -> Predicate | None:  # noqa: PLR0911 -- one for each kind of relation
    """Read a relation; None if there is none here.

    :raises NotUnderstood: if it begins like one and goes on otherwise.
    """
    word = cursor.word
    if cursor.take_phrase(("in", "der", "zukunft")):
        return lambda each: Compare(Operator.GREATER, each, Today())
    if cursor.take_phrase(("in", "der", "vergangenheit")):
        return lambda each: Compare(Operator.LESS, each, Today())
    if cursor.take({"negativ", "positiv"}):
        operator = Operator.LESS if word == "negativ" else Operator.GREATER
        return lambda each: Compare(operator, each, Value("0"))
    if cursor.take({"zwischen"}):
        first = term(cursor, subject)
        cursor.need({"und"}, "und")
        last = term(cursor, subject)
        return lambda each: All(
            (Compare(Operator.GREATER_OR_EQUAL, each, first), Compare(Operator.LESS_OR_EQUAL, each, last))
        )
    if cursor.take(_AT_LEAST | _AT_MOST):
        return _compared(cursor, subject, _ORDER[True, word in _AT_MOST])
    if cursor.take(_BELOW | _ABOVE):
        equal = bool(cursor.take_phrase(("oder", "gleich"), ("gleich",), ("oder", "am")))
        cursor.take({"als"})
        return _compared(cursor, subject, _ORDER[equal, word in _BELOW], of_age=word in _OF_AGE)
    return None


def _compared(cursor: Cursor, subject: Reference, operator: Operator, *, of_age: bool = False) -> Predicate:
    found = term(cursor, subject)
    years = isinstance(found, Value) and bool(cursor.take(_YEARS))
    cursor.take(_AGO)
    if of_age and not years:
        raise cursor.fail("eine Zahl von Jahren")
    return lambda each: Compare(operator, Age(each) if years else each, found)


def term(cursor: Cursor, subject: Reference | None) -> Term:
    """Read a value, an element, today, or what is computed of several.

    :raises NotUnderstood: if there is none.
    """
    start = cursor.at
    cursor.take(wording.ARTICLES)
    if sign := _RESULTS.get(cursor.word):
        cursor.next()
        cursor.need({"aus", "von", "der", "zwischen"}, "aus")
        parts = naming.elements(cursor)
        if len(parts) < _TWO or (sign == "-" and len(parts) != _TWO):
            raise cursor.fail("mehrere Felder")
        return Computed(sign, parts)
    cursor.at = start
    return _sum(cursor, subject)


def _sum(cursor: Cursor, subject: Reference | None) -> Term:
    found = _operand(cursor, subject)
    signs: set[str] = set()
    parts = [found]
    while sign := _sign(cursor, after=parts[-1]):
        signs.add(sign)
        parts.append(_operand(cursor, subject))
    if not signs:
        return found
    if len(signs) > 1 or (signs == {"-"} and len(parts) > _TWO):
        raise cursor.fail("eine einzige Rechenart")
    return Computed(signs.pop(), tuple(parts))


def _sign(cursor: Cursor, after: Reference | Value | Today) -> str:
    token = cursor.peek()
    sign = _SIGNS.get(token.text, "") if token.kind is Kind.MARK else _SIGN_WORDS.get(cursor.word, "")
    following = cursor.peek(1)
    is_number = following.kind is Kind.NUMBER
    # Between two numbers it is no difference: `213000-213200` is a range of codes.
    if not sign or token.begins_line or (is_number and isinstance(after, Value)):
        return ""
    if not is_number and not naming.element_ahead(cursor, 1):
        return ""
    cursor.next()
    return sign


def _operand(cursor: Cursor, subject: Reference | None) -> Reference | Value | Today:
    start = cursor.at
    cursor.take(wording.ARTICLES)
    if not (cursor.take(_NOUNS) and (cursor.take({"in", "im", "von", "des", "der", "aus"}) or True)) or not (
        naming.element_ahead(cursor) or cursor.peek().kind is Kind.NUMBER
    ):
        cursor.at = start
    if cursor.peek().word in wording.ARTICLES and cursor.peek(1).kind is Kind.NUMBER:
        cursor.next()
    found = naming.value(cursor, subject)
    if isinstance(found, Value) and not cursor.take(_UNITS) and cursor.is_mark("€"):
        cursor.next()
    return found
