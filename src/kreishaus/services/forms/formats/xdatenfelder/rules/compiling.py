"""From conditions over FIM numbers to CEL over the paths of the form.

Every value is matched to the type of its field: a code to an answer of the list, `Ja` to yes, a
number to a number of the right kind. Unanswered fields read as the engine says: `==` is false and
`!=` is true for them, `<` and `>` are undecided and count as not fulfilled.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kreishaus.base.expressions import ExpressionError, compile_expression
from kreishaus.services.forms.formats.xdatenfelder.model import DataType, ImportedField
from kreishaus.services.forms.formats.xdatenfelder.rules.literals import (
    NUMBERS,
    NotComputable,
    kind_of,
    literal,
    need_date,
    quoted,
)
from kreishaus.services.forms.formats.xdatenfelder.rules.places import Place, Places, date_parts, resolve
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import (
    EQUALITY,
    Age,
    All,
    Between,
    Compare,
    Computed,
    Condition,
    Constant,
    Count,
    Exactly,
    Filled,
    InState,
    Not,
    Operator,
    OtherValue,
    Reference,
    Some,
    Today,
    ValidDate,
    Value,
    references,
)

STATE = "facts.state"
_SIGNS = {
    Operator.EQUAL: "==",
    Operator.NOT_EQUAL: "!=",
    Operator.LESS: "<",
    Operator.LESS_OR_EQUAL: "<=",
    Operator.GREATER: ">",
    Operator.GREATER_OR_EQUAL: ">=",
}


@dataclass(slots=True)
class Compiler:
    """Compiles the conditions of one rule on one bearer, as seen from one target."""

    places: Places
    bearer: Place | None
    target: Place | None
    positive: bool = True
    """the condition makes something appear or required, so that one matching row is enough"""
    rows: dict[str, int] = field(default_factory=dict)
    """repeated groups that are looked through, with how often"""

    def text(self, condition: Condition) -> str:
        """Return CEL.

        :raises NotComputable: if a value does not fit its field or rows cannot be told apart.
        :raises Unresolved: if a number cannot be resolved.
        """
        text = self._text(condition, inside=False)
        try:
            compile_expression(text)
        except ExpressionError as error:
            raise NotComputable(str(error)) from None
        return text

    def _text(self, part: Condition, *, inside: bool) -> str:  # noqa: PLR0911 -- one for each kind of condition
        """Return one part; `inside` asks for brackets around what has signs between its parts."""
        if isinstance(part, Compare | Between | Filled | ValidDate | OtherValue):
            return self._test(part)
        if isinstance(part, Constant):
            return "true" if part.holds else "false"
        if isinstance(part, InState):
            return self._state(part)
        if isinstance(part, Not):
            return self._not(part.of, inside=inside)
        if isinstance(part, Exactly):
            return self._exactly(part.of, part.count, inside=inside)
        if isinstance(part, Some) and part.least > 1:
            return self._counted(part.of, f">= {part.least}", inside=inside)
        return self._joined(part.of, " && " if isinstance(part, All) else " || ", inside=inside)

    def _test(self, part: Compare | Between | Filled | ValidDate | OtherValue) -> str:
        if isinstance(part, Compare):
            return self._compare(part)
        if isinstance(part, Between):
            return self._between(part.of, part.first, part.last)
        if isinstance(part, Filled):
            return self._filled(self.place(part.of))
        if isinstance(part, ValidDate):
            return (
                f"valid_date({', '.join(self._single(self.place(each)) for each in (part.day, part.month, part.year))})"
            )
        raise NotComputable("„Alle anderen“ ist nicht aufgelöst.")

    def _not(self, of: Condition, *, inside: bool) -> str:
        if isinstance(of, Filled):
            return f"!{self._text(of, inside=True)}"
        if isinstance(of, InState):
            # An open fact is in no Land, neither in these nor in the others.
            text = f"has({STATE}) && !({self._state(of)})"
            return f"({text})" if inside else text
        return f"!{self._bracketed(of)}"

    def _bracketed(self, part: Condition) -> str:
        text = self._text(part, inside=True)
        return text if text.startswith("(") and text.endswith(")") and _closes_at_end(text) else f"({text})"

    def _joined(self, parts: tuple[Condition, ...], sign: str, *, inside: bool) -> str:
        texts = [self._text(part, inside=True) for part in parts]
        if sign == " && ":
            self._refuse_two_values(parts)
        joined = sign.join(texts)
        return f"({joined})" if inside and len(parts) > 1 else joined

    def _refuse_two_values(self, parts: tuple[Condition, ...]) -> None:
        """Refuse `= 001 und 002` of a field with one answer: it can never be."""
        wanted: dict[str, str] = {}
        for part in parts:
            if not isinstance(part, Compare) or part.operator is not Operator.EQUAL:
                continue
            if isinstance(part.left, Reference) and isinstance(part.right, Value):
                place = self.place(part.left)
                value = literal(place, part.right)
                if not place.is_list and not self._foreign(place) and wanted.setdefault(place.path, value) != value:
                    raise NotComputable(f"„{place.title}“ kann nicht zwei Antworten zugleich haben.")

    def _counted(self, parts: tuple[Condition, ...], test: str, *, inside: bool) -> str:
        terms = " + ".join(f"({self._text(part, inside=True)} ? 1 : 0)" for part in parts)
        return f"({terms} {test})" if inside else f"{terms} {test}"

    def _exactly(self, parts: tuple[Condition, ...], count: int, *, inside: bool) -> str:
        if len(parts) == 2 and count == 1:  # noqa: PLR2004 -- one of two
            first, second = (
                self._bracketed(part) if not isinstance(part, Filled) else self._text(part, inside=True)
                for part in parts
            )
            return f"({first} != {second})" if inside else f"{first} != {second}"
        return self._counted(parts, f"== {count}", inside=inside)

    def _state(self, part: InState) -> str:
        return f"{STATE} in [{', '.join(quoted(code) for code in part.codes)}]"

    def place(self, reference: Reference) -> Place:
        """Return the place that a reference means for this rule."""
        return resolve(reference, self.bearer, self.places)

    # --- fields -------------------------------------------------------------------------------

    def _compare(self, part: Compare) -> str:  # noqa: C901 -- one for each kind of value
        if isinstance(part.left, Age):
            return self._age(part.left, part.operator, part.right)
        if isinstance(part.left, Count):
            return self._chosen(part.left, part.operator, part.right)
        if isinstance(part.left, Computed) or isinstance(part.right, Computed):
            return self._reckoned(part)
        if not isinstance(part.left, Reference):
            raise NotComputable("Links vom Vergleich steht kein Feld.")
        place = self.place(part.left)
        field_ = place.element
        if not isinstance(field_, ImportedField):
            raise NotComputable(f"„{place.title}“ ist eine Gruppe und hat keinen Wert.")
        if place.type in ("file", "information"):
            raise NotComputable(f"„{place.title}“ hat keinen Wert, der sich vergleichen lässt.")
        if isinstance(part.right, Value):
            return self._with_value(place, part.operator, literal(place, part.right, part.operator))
        if place.is_list:
            raise NotComputable(f"„{place.title}“ kann mehrere Werte haben.")
        if isinstance(part.right, Today):
            need_date(place)
            return f"{self._single(place)} {_SIGNS[part.operator]} today"
        if isinstance(part.right, Reference):
            return self._two_fields(place, part.operator, self.place(part.right))
        raise NotComputable("Rechts vom Vergleich steht kein Wert.")

    def _with_value(self, place: Place, operator: Operator, value: str) -> str:
        sign = _SIGNS[operator]
        if not place.is_list:
            return self._in_row(place, lambda path: f"{path} {sign} {value}", operator)
        if operator not in EQUALITY:
            raise NotComputable(f"„{place.title}“ kann mehrere Werte haben.")
        negation = "" if operator is Operator.EQUAL else "!"
        return self._in_row(
            place, lambda path: f"{negation}({value} in {path})" if negation else f"{value} in {path}", operator
        )

    def _two_fields(self, left: Place, operator: Operator, right: Place) -> str:
        if not isinstance(right.element, ImportedField) or right.is_list:
            raise NotComputable(f"„{right.title}“ hat keinen einzelnen Wert.")
        if kind_of(left) != kind_of(right):
            raise NotComputable(f"„{left.title}“ und „{right.title}“ sind nicht von derselben Art.")
        if operator not in EQUALITY and kind_of(left) not in {"date", *NUMBERS}:
            raise NotComputable(f"„{left.title}“ lässt sich nicht der Größe nach vergleichen.")
        return f"{self._single(left)} {_SIGNS[operator]} {self._single(right)}"

    def _between(self, of: Reference, first: str, last: str) -> str:
        place = self.place(of)
        if not isinstance(place.element, ImportedField) or place.is_list or kind_of(place) != "code":
            raise NotComputable(f"„{place.title}“ hat keinen einzelnen Code.")
        if len(first) != len(last) or not (first + last).isdigit() or first > last:
            raise NotComputable(f"{first} bis {last} ist kein Bereich von Codes.")
        path = self._single(place)
        return f"(size({path}) == {len(first)} && {path} >= {quoted(first)} && {path} <= {quoted(last)})"

    def _age(self, age: Age, operator: Operator, right: object) -> str:
        if not isinstance(right, Value) or not right.text.isdigit() or len(right.text) > 3:  # noqa: PLR2004 -- digits
            raise NotComputable("Ein Alter braucht eine Zahl von Jahren.")
        place = self.place(age.of)
        if place.is_list:
            raise NotComputable(f"„{place.title}“ kann mehrere Werte haben.")
        if isinstance(place.element, ImportedField):
            need_date(place)
            years = f"years({self._single(place)}, today)"
        else:
            parts = date_parts(place)
            if not parts:
                raise NotComputable(f"„{place.title}“ ist kein Datum.")
            years = f"age_on({', '.join(self._single(parts[key]) for key in ('day', 'month', 'year'))}, today)"
        return f"{years} {_SIGNS[operator]} {int(right.text)}"

    def _chosen(self, count: Count, operator: Operator, right: object) -> str:
        place = self.place(count.of)
        if not place.is_list or self._foreign(place) or not isinstance(right, Value) or not right.text.isdigit():
            raise NotComputable(f"Bei „{place.title}“ lassen sich Antworten nicht zählen.")
        return f"size({place.path}) {_SIGNS[operator]} {int(right.text)}"

    def _reckoned(self, part: Compare) -> str:
        places = [self.place(reference) for reference in references(part)]
        return f"{self.number(part.left, places)} {_SIGNS[part.operator]} {self.number(part.right, places)}"

    def number(self, term: object, places: Sequence[Place]) -> str:
        """Return a number that is computed of fields; all of them are of one kind.

        :raises NotComputable: if one is no number, or numbers of different kinds meet.
        """
        kinds = {kind_of(place) for place in places}
        if len(kinds) != 1 or not kinds <= NUMBERS:
            raise NotComputable("Rechnen lässt sich nur mit Zahlen derselben Art.")
        if isinstance(term, Computed):
            if term.sign == "*" and kinds == {DataType.NUM_CURRENCY}:
                raise NotComputable("Geld mal Geld ergibt kein Geld.")
            return f" {term.sign} ".join(self.number(part, places) for part in term.of)
        if isinstance(term, Reference):
            return self._single(self.place(term))
        if isinstance(term, Value):
            return literal(places[0], term, Operator.LESS)
        raise NotComputable("Das ist keine Zahl.")

    def _filled(self, place: Place) -> str:
        if not place.has_value:
            raise NotComputable(f"„{place.title}“ lässt sich nicht ausfüllen.")
        if not self._foreign(place):
            return f"has({place.path})"
        if place.is_group:
            raise NotComputable(f"„{place.title}“ liegt in einer anderen Wiederholung.")
        return self._in_row(place, lambda path: f"has({path})", Operator.EQUAL)

    # --- rows ---------------------------------------------------------------------------------

    def _foreign(self, place: Place) -> tuple[Place, ...]:
        """Return the repeated groups around a place that the target does not lie in."""
        own = self.target.outer if self.target else ()
        shared = 0
        while shared < min(len(own), len(place.outer)) and own[shared] is place.outer[shared]:
            shared += 1
        return place.outer[shared:]

    def _single(self, place: Place) -> str:
        if place.is_list or self._foreign(place):
            raise NotComputable(f"„{place.title}“ kann mehrere Werte haben.")
        return place.path

    def _in_row(self, place: Place, test: Callable[[str], str], operator: Operator) -> str:
        foreign = self._foreign(place)
        if not foreign:
            return test(place.path)
        if len(foreign) > 1 or operator is not Operator.EQUAL or not self.positive:
            raise NotComputable(f"„{place.title}“ liegt in einer Gruppe, die mehrfach vorkommt.")
        group = foreign[0]
        self.rows[group.path] = self.rows.get(group.path, 0) + 1
        if self.rows[group.path] > 1:
            raise NotComputable(f"Mehrere Angaben aus „{group.title}“ müssten aus derselben Zeile kommen.")
        member = place.path[len(group.path) + 1 :]
        return f"{group.path}.exists(row, {test(f'row.{member}')})"


def _closes_at_end(text: str) -> bool:
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return place == len(text) - 1
    return False
