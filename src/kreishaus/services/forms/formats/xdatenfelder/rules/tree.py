"""What a rule says, as a tree: the conditions of FITKO's own translations, and effects on elements.

Conditions are built from nodes that name elements by FIM numbers as the text does. `json` turns
them into the form in which FITKO publishes its translations (`{"equal": [{"identifier": "F…"},
"001"]}`) and back. What FITKO's trees do not know (ages, states, counts) has an operator of ours.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Operator(StrEnum):
    """How two values are compared; the words are FITKO's."""

    EQUAL = "equal"
    NOT_EQUAL = "not_equal"
    LESS = "less_than"
    LESS_OR_EQUAL = "less_than_or_equal"
    GREATER = "greater_than"
    GREATER_OR_EQUAL = "greater_than_or_equal"


OPPOSITE = {
    Operator.EQUAL: Operator.NOT_EQUAL,
    Operator.NOT_EQUAL: Operator.EQUAL,
    Operator.LESS: Operator.GREATER_OR_EQUAL,
    Operator.LESS_OR_EQUAL: Operator.GREATER,
    Operator.GREATER: Operator.LESS_OR_EQUAL,
    Operator.GREATER_OR_EQUAL: Operator.LESS,
}


EQUALITY = frozenset({Operator.EQUAL, Operator.NOT_EQUAL})


@dataclass(frozen=True, slots=True)
class Reference:
    """An element by its FIM numbers from the outside in, with the name that the text gives it."""

    ids: tuple[str, ...]
    label: str = ""

    def __str__(self) -> str:
        return ".".join(self.ids)


@dataclass(frozen=True, slots=True)
class Value:
    """A value as written: a code with the name of the answer, one of the two, or a word such as `wahr`."""

    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """The day on which the form is filled in."""


@dataclass(frozen=True, slots=True)
class Age:
    """Full years since a date, or since a date that is known in part."""

    of: Reference


@dataclass(frozen=True, slots=True)
class Count:
    """How many answers of a list are chosen."""

    of: Reference


@dataclass(frozen=True, slots=True)
class Computed:
    """Several numbers in one: `+`, `-` or `*` between all of them."""

    sign: str
    of: "tuple[Reference | Value | Today, ...]"


Term = Reference | Value | Today | Age | Count | Computed


@dataclass(frozen=True, slots=True)
class Compare:
    """Two values in comparison."""

    operator: Operator
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Between:
    """A code within a range of codes, both ends included."""

    of: Reference
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class OtherValue:
    """The element has an answer that the rule does not name elsewhere."""

    of: Reference


@dataclass(frozen=True, slots=True)
class Filled:
    """Something is answered."""

    of: Reference


@dataclass(frozen=True, slots=True)
class ValidDate:
    """Day, month and year make a day of the calendar."""

    day: Reference
    month: Reference
    year: Reference


@dataclass(frozen=True, slots=True)
class InState:
    """The authority lies in one of these states (Länder, by their two letters)."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Constant:
    """Always, or never."""

    holds: bool


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    of: "Condition"


@dataclass(frozen=True, slots=True)
class All:
    """Every one holds."""

    of: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Some:
    """At least so many hold."""

    of: "tuple[Condition, ...]"
    least: int = 1


@dataclass(frozen=True, slots=True)
class Exactly:
    """So many hold and no more."""

    of: "tuple[Condition, ...]"
    count: int = 1


Condition = Compare | Between | OtherValue | Filled | ValidDate | InState | Constant | Not | All | Some | Exactly
ALWAYS = Constant(holds=True)


class Effect(StrEnum):
    """What a rule does. `forbidden` is FITKO's word for what must not be filled in."""

    REQUIRE = "require"
    FORBID = "forbid"
    SHOW = "show"
    HIDE = "hide"
    VALID = "valid"
    SET = "set"
    PERMIT = "permit"
    """`darf … befüllt werden`: says something only with `nur … wenn` behind it"""
    OPTIONAL = "optional"
    """it may be left out; the form does nothing about it if the structure says the same"""
    CONCEAL = "conceal"
    """the field is never shown, but its value is sent"""


@dataclass(frozen=True, slots=True)
class Clause:
    """One effect under one condition. `valid` clauses say what must hold; `set` clauses bring a value."""

    effect: Effect
    targets: tuple[Reference, ...] = ()
    when: Condition = ALWAYS
    valid: Condition | None = None
    value: Value | Computed | None = None


@dataclass(slots=True)
class Understood:
    """A whole rule; `doubts` say why its translation is a proposal only."""

    clauses: list[Clause] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def both(first: Condition, second: Condition) -> Condition:
    """Return the condition that both hold, without needless layers."""
    if first == ALWAYS:
        return second
    if second == ALWAYS:
        return first
    parts = (
        *(first.of if isinstance(first, All) else (first,)),
        *(second.of if isinstance(second, All) else (second,)),
    )
    return All(parts)


def decided(condition: Condition) -> Condition:
    """Return the condition so that `<>` needs an answer: nobody is asked for more because a question is still open."""
    if isinstance(condition, Compare) and condition.operator is Operator.NOT_EQUAL:
        return both(Filled(condition.left), condition) if isinstance(condition.left, Reference) else condition
    if isinstance(condition, All):
        parts: list[Condition] = []
        for part in condition.of:
            known = decided(part)
            parts += known.of if isinstance(known, All) else (known,)
        return All(tuple(dict.fromkeys(parts)))
    if isinstance(condition, Some):
        return Some(tuple(decided(part) for part in condition.of), condition.least)
    return condition


def refused(condition: Condition) -> Condition:
    """Return what must hold if this must not: of an order the other one, so that open answers stay open."""
    if isinstance(condition, Compare):
        return Compare(OPPOSITE[condition.operator], condition.left, condition.right)
    if isinstance(condition, Not):
        return condition.of
    return Not(condition)


def opposite(condition: Condition) -> Condition:
    """Return the condition that holds exactly when this one does not."""
    if isinstance(condition, Not):
        return condition.of
    if isinstance(condition, Compare) and condition.operator in EQUALITY:
        return Compare(OPPOSITE[condition.operator], condition.left, condition.right)
    if isinstance(condition, Constant):
        return Constant(holds=not condition.holds)
    return Not(condition)


def parts_of(condition: Condition) -> "Iterator[Condition]":
    """Yield a condition and every condition in it."""
    yield condition
    if isinstance(condition, Not):
        yield from parts_of(condition.of)
    elif isinstance(condition, All | Some | Exactly):
        for inner in condition.of:
            yield from parts_of(inner)


def references(condition: Condition) -> list[Reference]:
    """Return the elements that a condition reads, in its order."""
    found: list[Reference] = []
    _collect(condition, found)
    return found


def _collect(part: Condition | Term, found: list[Reference]) -> None:
    if isinstance(part, Reference):
        found.append(part)
    elif isinstance(part, Compare):
        _collect(part.left, found)
        _collect(part.right, found)
    elif isinstance(part, ValidDate):
        found += [part.day, part.month, part.year]
    elif isinstance(part, Age | Between | OtherValue | Filled | Count):
        found.append(part.of)
    elif isinstance(part, Not):
        _collect(part.of, found)
    elif isinstance(part, All | Some | Exactly | Computed):
        for inner in part.of:
            _collect(inner, found)
