"""How answers of each kind can be compared, in the words of the condition editor, and how values are typed."""

import re
from dataclasses import dataclass
from datetime import date

from kreishaus.base.german import short_date
from kreishaus.services.forms.engine.rule_model import Comparison, Measure, Operator, Other, Today
from kreishaus.services.forms.engine.rule_model.model import Operand
from kreishaus.services.forms.engine.rule_model.naming import Name, Sort

_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_TODAY = re.compile(r"heute(?:\s*([+-])\s*(\d{1,4})\s*(tag|monat|jahr)(?:e|en)?)?", re.IGNORECASE)
_UNITS = {"tag": "days", "monat": "months", "jahr": "years"}
_SPOKEN = {"days": "Tage", "months": "Monate", "years": "Jahre"}
_NUMBER = re.compile(r"-?\d{1,12}(?:[.,]\d{1,6})?")


class NotAValue(Exception):
    """What was typed cannot be compared with; the message says how to write it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way of comparing."""

    key: str
    label: str
    needs: str = "value"
    """what stands on the right: value, several or nothing"""


_ANSWERED = (Choice("answered", "ist ausgefüllt", "nothing"), Choice("unanswered", "ist leer", "nothing"))
_SIZES = tuple(
    Choice(f"size:{key}", label)
    for key, label in (
        ("equal", "Anzahl ist genau"), ("more", "Anzahl ist größer als"), ("less", "Anzahl ist kleiner als"),
        ("at-least", "Anzahl ist mindestens"), ("at-most", "Anzahl ist höchstens"),
    )
)  # fmt: skip
_LENGTHS = tuple(Choice(each.key, each.label.replace("Anzahl", "Länge in Zeichen")) for each in _SIZES)
_ORDER = (
    Choice("equal", "ist gleich"), Choice("not-equal", "ist nicht gleich"), Choice("less", "ist kleiner als"),
    Choice("at-most", "ist höchstens"), Choice("more", "ist größer als"), Choice("at-least", "ist mindestens"),
)  # fmt: skip
_BY_SORT: dict[Sort, tuple[Choice, ...]] = {
    Sort.CHOICE: (
        Choice("equal", "ist"), Choice("not-equal", "ist nicht"), Choice("one-of", "ist eine von", "several"),
        Choice("none-of", "ist keine von", "several"), *_ANSWERED,
    ),
    Sort.CHOICES: (Choice("includes", "enthält"), Choice("excludes", "enthält nicht"), *_ANSWERED, *_SIZES),
    Sort.YES_NO: (Choice("yes", "ist Ja", "nothing"), Choice("no", "ist Nein", "nothing"), *_ANSWERED),
    Sort.DATE: (
        Choice("less", "liegt vor"), Choice("at-most", "liegt nicht nach"), Choice("more", "liegt nach"),
        Choice("at-least", "liegt nicht vor"), Choice("equal", "ist am"), Choice("not-equal", "ist nicht am"),
        Choice("age:at-least", "Alter in Jahren ist mindestens"), Choice("age:less", "Alter in Jahren ist unter"),
        Choice("age:more", "Alter in Jahren ist über"), Choice("age:at-most", "Alter in Jahren ist höchstens"),
        Choice("age:equal", "Alter in Jahren ist genau"), *_ANSWERED,
    ),
    Sort.NUMBER: (*_ORDER, *_ANSWERED),
    Sort.MONEY: (*_ORDER, *_ANSWERED),
    Sort.TEXT: (
        Choice("equal", "ist"), Choice("not-equal", "ist nicht"), Choice("contains", "enthält den Text"),
        Choice("starts", "beginnt mit"), *_ANSWERED, *_LENGTHS,
    ),
    Sort.ROWS: (*_ANSWERED, *_SIZES),
    Sort.OTHER: _ANSWERED,
}  # fmt: skip


def operators_of(name: Name) -> tuple[Choice, ...]:
    """Return the ways in which this answer can be compared."""
    return _BY_SORT[name.sort]


def operator_key(comparison: Comparison) -> str:
    """Return the key of the way in which a comparison compares."""
    measure = "" if comparison.measure == Measure.VALUE else f"{comparison.measure.value}:"
    return f"{measure}{comparison.operator.value}"


def comparison_from(name: Name, key: str, texts: list[str], other: str) -> Comparison:
    """Return the comparison for what was chosen and typed; `other` is the path of a second question.

    :raises NotAValue: if the value cannot be read.
    """
    known = {choice.key: choice for choice in operators_of(name)}
    choice = known.get(key) or operators_of(name)[0]
    measure_key, _, operator_key = choice.key.rpartition(":")
    measure = Measure(measure_key) if measure_key else Measure.VALUE
    operator = Operator(operator_key)
    if choice.needs == "nothing":
        return Comparison(name.path, operator, measure=measure)
    if choice.needs == "several":
        if not texts:
            raise NotAValue(f"Bitte wählen Sie bei „{name.label}“ mindestens eine Antwort.")
        return Comparison(name.path, operator, tuple(texts))
    if other:
        return Comparison(name.path, operator, Other(other), measure)
    return Comparison(name.path, operator, _operand(name, measure, texts[0].strip() if texts else ""), measure)


def _operand(name: Name, measure: Measure, text: str) -> Operand:
    if measure != Measure.VALUE or name.sort in (Sort.NUMBER, Sort.MONEY):
        return _number(name, text, cents=name.sort == Sort.MONEY and measure == Measure.VALUE)
    if not text:
        raise NotAValue(f"Bitte geben Sie an, womit „{name.label}“ verglichen wird.")
    return _day(name, text) if name.sort == Sort.DATE else text


def _number(name: Name, text: str, *, cents: bool) -> int | float:
    plain = text.replace("€", "").strip()
    if not _NUMBER.fullmatch(plain):
        raise NotAValue(f"Bitte geben Sie bei „{name.label}“ eine Zahl an.")
    number = float(plain.replace(",", "."))
    if cents:
        return round(number * 100)
    return int(number) if number.is_integer() else number


def _day(name: Name, text: str) -> Operand:
    shifted = _TODAY.fullmatch(text)
    if shifted:
        if not shifted[2]:
            return Today()
        count = int(shifted[2]) * (-1 if shifted[1] == "-" else 1)
        return Today(count, _UNITS[shifted[3].lower()])
    german = _GERMAN_DAY.fullmatch(text)
    try:
        day = date(int(german[3]), int(german[2]), int(german[1])) if german else date.fromisoformat(text)
    except ValueError:
        raise NotAValue(
            f"Bitte geben Sie bei „{name.label}“ einen Tag an: 1.3.2026, heute oder heute + 3 Monate."
        ) from None
    return day.isoformat()


def typed_value(name: Name, comparison: Comparison) -> str:
    """Return the right side as it stands in the input."""
    value = comparison.value
    match value:
        case Other() | None | tuple():
            return ""
        case Today():
            sign = "+" if value.count > 0 else "-"
            return f"heute {sign} {abs(value.count)} {_SPOKEN[value.unit]}" if value.count else "heute"
        case bool():
            return "true" if value else "false"
        case int() | float() if name.sort == Sort.MONEY and comparison.measure == Measure.VALUE:
            return f"{value / 100:.2f}".replace(".", ",")
        case str() if name.sort == Sort.DATE:
            return _german(value)
        case _:
            return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def _german(text: str) -> str:
    try:
        return short_date(date.fromisoformat(text))
    except ValueError:
        return text
