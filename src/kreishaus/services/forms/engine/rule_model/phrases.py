"""One comparison in German words."""

from datetime import date

from kreishaus.base.german import short_date
from kreishaus.base.money import euro
from kreishaus.services.forms.engine.rule_model.model import Comparison, Measure, Operand, Operator, Other, Today
from kreishaus.services.forms.engine.rule_model.naming import Name, Sort, name_of
from kreishaus.services.forms.engine.schema import FormSchema

_UNITS = {"days": ("Tag", "Tage"), "months": ("Monat", "Monate"), "years": ("Jahr", "Jahre")}
_AMOUNTS = {
    Operator.EQUAL: "genau {} ist",
    Operator.NOT_EQUAL: "nicht {} ist",
    Operator.LESS: "kleiner als {} ist",
    Operator.AT_MOST: "höchstens {} ist",
    Operator.MORE: "größer als {} ist",
    Operator.AT_LEAST: "mindestens {} ist",
}
_DAYS = {
    Operator.EQUAL: "auf {} fällt",
    Operator.NOT_EQUAL: "nicht auf {} fällt",
    Operator.LESS: "vor {} liegt",
    Operator.AT_MOST: "nicht nach {} liegt",
    Operator.MORE: "nach {} liegt",
    Operator.AT_LEAST: "nicht vor {} liegt",
}
_AGES = {
    Operator.EQUAL: "genau {} alt ist",
    Operator.NOT_EQUAL: "nicht {} alt ist",
    Operator.LESS: "jünger als {} ist",
    Operator.AT_MOST: "höchstens {} alt ist",
    Operator.MORE: "älter als {} ist",
    Operator.AT_LEAST: "mindestens {} alt ist",
}
_SIZES = {
    Operator.EQUAL: "genau {} hat",
    Operator.NOT_EQUAL: "nicht {} hat",
    Operator.LESS: "weniger als {} hat",
    Operator.AT_MOST: "höchstens {} hat",
    Operator.MORE: "mehr als {} hat",
    Operator.AT_LEAST: "mindestens {} hat",
}
_DATIVE = {"Tage": "Tagen", "Monate": "Monaten", "Jahre": "Jahren", "Tag": "Tag", "Monat": "Monat", "Jahr": "Jahr"}
_PHRASES = {
    Operator.ANSWERED: "{label} ausgefüllt ist",
    Operator.UNANSWERED: "{label} leer ist",
    Operator.YES: "{label} mit Ja beantwortet ist",
    Operator.NO: "{label} mit Nein beantwortet ist",
    Operator.INCLUDES: "bei {label} {0} ausgewählt ist",
    Operator.EXCLUDES: "bei {label} {0} nicht ausgewählt ist",
    Operator.CONTAINS: "{label} den Text {0} enthält",
    Operator.STARTS: "{label} mit {0} beginnt",
}


def quoted(text: str) -> str:
    """Return the text in German quotation marks."""
    return f"„{text}“"


def label_of(schema: FormSchema, path: str) -> str:
    """Return what people call a path, the path itself if nobody knows it."""
    name = name_of(schema, path)
    return name.label if name else path


def comparison_in_words(schema: FormSchema, comparison: Comparison) -> str:
    """Return a comparison as the end of a sentence behind "wenn": „Halter“ „Eine andere Person“ ist."""
    name = name_of(schema, comparison.path) or Name(comparison.path, comparison.path, Sort.TEXT)
    label = quoted(name.label)
    operator, value = comparison.operator, comparison.value
    if comparison.measure == Measure.AGE:
        return f"die Person laut {label} {_AGES[operator].format(_counted(value, 'years', schema))}"
    if comparison.measure == Measure.SIZE:
        unit = "Zeichen" if name.sort in (Sort.TEXT, Sort.CHOICE) else "Eintrag" if value == 1 else "Einträge"
        return f"{label} {_SIZES[operator].format(f'{_value(schema, name, value)} {unit}')}"
    if operator in _PHRASES:
        phrase = _PHRASES[operator]
        entries = "" if "{0}" not in phrase else _value(schema, name, value)
        return phrase.format(entries, label=label)
    if operator in (Operator.ONE_OF, Operator.NONE_OF):
        joint, begin = (" oder ", "") if operator == Operator.ONE_OF else (" noch ", "weder ")
        several = value if isinstance(value, tuple) else (value,)
        return f"{label} {begin}{joint.join(_value(schema, name, each) for each in several)} ist"
    return _ordered(schema, name, operator, value)


def _ordered(schema: FormSchema, name: Name, operator: Operator, value: Operand) -> str:
    label = quoted(name.label)
    if value == "" or value is None:
        return f"{label} {'leer' if operator == Operator.EQUAL else 'ausgefüllt'} ist"
    if isinstance(value, bool):
        yes = value == (operator == Operator.EQUAL)
        return f"{label} mit {'Ja' if yes else 'Nein'} beantwortet ist"
    if name.sort == Sort.DATE or isinstance(value, Today):
        return f"{label} {_DAYS[operator].format(_value(schema, name, value))}"
    if name.sort in (Sort.NUMBER, Sort.MONEY) or operator not in (Operator.EQUAL, Operator.NOT_EQUAL):
        return f"{label} {_AMOUNTS[operator].format(_value(schema, name, value))}"
    sign = "nicht " if operator == Operator.NOT_EQUAL else ""
    return f"{label} {sign}{_value(schema, name, value)} ist"


def _value(schema: FormSchema, name: Name, value: Operand) -> str:
    match value:
        case Other(path):
            return quoted(label_of(schema, path))
        case Today():
            return _today(value)
        case bool():
            return "Ja" if value else "Nein"
        case int() | float():
            return euro(int(value)) if name.sort == Sort.MONEY else str(value).replace(".", ",")
        case _:
            return f"dem {_day(str(value))}" if name.sort == Sort.DATE else quoted(name.option(value))


def _today(day: Today) -> str:
    if not day.count:
        return "heute"
    one, many = _UNITS[day.unit]
    unit = one if abs(day.count) == 1 else many
    return f"dem Tag {'in' if day.count > 0 else 'vor'} {abs(day.count)} {_DATIVE.get(unit, unit)}"


def _day(text: str) -> str:
    try:
        return short_date(date.fromisoformat(text))
    except ValueError:
        return text


def _counted(value: Operand, unit: str, schema: FormSchema) -> str:
    if isinstance(value, Other):
        return f"so viele Jahre wie {quoted(label_of(schema, value.path))}"
    one, many = _UNITS[unit]
    return f"{value} {one if value == 1 else many}"
