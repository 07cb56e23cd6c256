"""The tree of a condition."""

from dataclasses import dataclass
from enum import StrEnum


class Operator(StrEnum):
    """How a value is compared."""

    EQUAL = "equal"
    NOT_EQUAL = "not-equal"
    LESS = "less"
    AT_MOST = "at-most"
    MORE = "more"
    AT_LEAST = "at-least"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    ONE_OF = "one-of"
    NONE_OF = "none-of"
    INCLUDES = "includes"
    EXCLUDES = "excludes"
    YES = "yes"
    NO = "no"
    CONTAINS = "contains"
    STARTS = "starts"


class Measure(StrEnum):
    """What is compared: the answer itself, the age that follows from a date, the number of entries or characters."""

    VALUE = "value"
    AGE = "age"
    SIZE = "size"


class Quantifier(StrEnum):
    """In how many rows a condition has to hold."""

    SOME = "some"
    EVERY = "every"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Other:
    """The answer to another question as the right side of a comparison."""

    path: str


@dataclass(frozen=True, slots=True)
class Today:
    """The day on which the form is filled in, shifted by some days, months or years."""

    count: int = 0
    unit: str = "days"
    """days, months or years"""


Operand = str | int | float | bool | Other | Today | tuple[str | int | float, ...] | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison; paths are those of the form, without row numbers, also inside of rows."""

    path: str
    operator: Operator
    value: Operand = None
    measure: Measure = Measure.VALUE


@dataclass(frozen=True, slots=True)
class All:
    """Everything has to hold."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one has to hold."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """It must not hold."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Rows:
    """It has to hold in some, every or no row of a repeated group."""

    path: str
    quantifier: Quantifier
    part: "Condition"


@dataclass(frozen=True, slots=True)
class DateExists:
    """Day, month and year, asked one by one, have to make a day of the calendar."""

    day: str
    month: str
    year: str


@dataclass(frozen=True, slots=True)
class ExactlyOne:
    """Exactly one of two questions has to be answered."""

    first: str
    second: str


Condition = Comparison | All | AnyOf | Not | Rows | DateExists | ExactlyOne
