"""Values of rules matched to the type of their field: a code to an answer, `Ja` to yes, a number to its kind."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from kreishaus.services.forms.formats.xdatenfelder.model import DataType, ImportedField
from kreishaus.services.forms.formats.xdatenfelder.rules.cursor import likeness
from kreishaus.services.forms.formats.xdatenfelder.rules.places import Place
from kreishaus.services.forms.formats.xdatenfelder.rules.tokens import fold
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import EQUALITY, Operator, Value
from kreishaus.services.forms.formats.xdatenfelder.rules.wording import NO, YES

NUMBERS = frozenset({DataType.NUM, DataType.NUM_INT, DataType.NUM_CURRENCY})
_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_PLAIN = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
_MOST_DIGITS = 30


class NotComputable(Exception):
    """A condition cannot be put into CEL with certainty; the message says why, in German."""


def kind_of(place: Place) -> object:
    """Return what values of a field are: yes or no, a code, a date, a kind of number, a text."""
    element = place.element
    if not isinstance(element, ImportedField):
        return "group"
    if place.type == "yes-no":
        return "yes-no"
    if element.choices or element.code_list:
        return "code"
    if element.data_type is DataType.DATE:
        return "date"
    return element.data_type if element.data_type in NUMBERS else "text"


def need_date(place: Place) -> None:
    """Refuse a field that is no date.

    :raises NotComputable: if it is none.
    """
    if kind_of(place) != "date":
        raise NotComputable(f"„{place.title}“ ist kein Datum.")


def literal(place: Place, value: Value, operator: Operator = Operator.EQUAL) -> str:
    """Return a value as CEL writes it for this field.

    :raises NotComputable: if the field cannot have this value.
    """
    kind = kind_of(place)
    if kind != "code" and value.name and kind != "text":
        raise NotComputable(f"„{place.title}“ kennt keine Antwort „{value.name}“.")
    if operator not in EQUALITY and kind in ("yes-no", "text", "code"):
        raise NotComputable(f"„{place.title}“ lässt sich nicht der Größe nach vergleichen.")
    if kind == "yes-no":
        return _yes_or_no(place, value)
    if kind == "code":
        return quoted(code_of(place, value))
    if kind == "date":
        return _day(place, value)
    if kind in NUMBERS:
        return _number(place, value, kind)
    return _text(place, value)


def _yes_or_no(place: Place, value: Value) -> str:
    word = fold(value.text)
    if word in YES or word in NO:
        return "true" if word in YES else "false"
    raise NotComputable(f"„{place.title}“ lässt sich nur mit Ja oder Nein beantworten, nicht mit „{value.text}“.")


def code_of(place: Place, value: Value) -> str:
    """Return the code of the answer that a value means.

    :raises NotComputable: if the list has none like it, or code and name mean two different answers.
    """
    choices = place.element.choices if isinstance(place.element, ImportedField) else ()
    if not choices:
        # The list lies elsewhere: the code is taken as written. A bare name is no code.
        if value.text and (value.name or value.text.isdigit()):
            return value.text
        raise NotComputable(
            f"Die Codeliste von „{place.title}“ liegt nicht vor, und „{value.text or value.name}“ ist kein Code."
        )
    by_code = [choice for choice in choices if choice.code == value.text]
    if not by_code and value.text.isdigit() and len(value.text) < _MOST_DIGITS:
        by_code = [choice for choice in choices if choice.code.isdigit() and int(choice.code) == int(value.text)]
    name = value.name or ("" if by_code else value.text)
    if not by_code:
        by_code = [choice for choice in choices if fold(choice.name) == fold(name)]
    if len(by_code) != 1:
        raise NotComputable(f"„{place.title}“ kennt keine Antwort „{value.text or value.name}“.")
    if name and not value.text.isdigit():
        return by_code[0].code
    if name and _names_another(by_code[0].name, name, [choice.name for choice in choices]):
        raise NotComputable(f"„{value.text}“ heißt bei „{place.title}“ nicht „{name}“.")
    return by_code[0].code


def _names_another(own: str, name: str, names: list[str]) -> bool:
    """Tell whether the text names another answer of the list than its code does."""
    nearest = likeness(own, name)
    return any(likeness(other, name) > nearest for other in names if other != own)


def _day(place: Place, value: Value) -> str:
    match = _GERMAN_DAY.fullmatch(value.text)
    try:
        day = date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(value.text)
    except ValueError:
        raise NotComputable(f"„{value.text}“ ist kein Datum für „{place.title}“.") from None
    return quoted(day.isoformat())


def _number(place: Place, value: Value, kind: object) -> str:
    text = value.text.replace(".", "") if _THOUSANDS.fullmatch(value.text) else value.text
    plain = text.replace(",", ".")
    try:
        if not _PLAIN.fullmatch(plain):
            raise InvalidOperation
        number = Decimal(plain)
    except InvalidOperation:
        raise NotComputable(f"„{value.text}“ ist keine Zahl für „{place.title}“.") from None
    if kind is DataType.NUM_CURRENCY:
        number *= 100
    if kind is DataType.NUM:
        return f"{float(number)}"
    if number != number.to_integral_value():
        raise NotComputable(f"„{value.text}“ ist keine ganze Zahl für „{place.title}“.")
    return str(int(number))


def _text(place: Place, value: Value) -> str:
    if fold(value.text) in YES | NO or (value.name and value.text):
        raise NotComputable(f"„{place.title}“ ist ein Textfeld. „{value.text}“ kann vieles heißen.")
    return quoted(value.text or value.name)


def quoted(text: str) -> str:
    """Return a text as CEL writes it."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ")
    return f"'{escaped}'"
