"""A condition or a rule as a German sentence that anybody understands."""

import re

from kreishaus.base.expressions import ExpressionError
from kreishaus.base.expressions.renaming import CannotFollow, renamed
from kreishaus.services.forms.engine.rule_model.from_cel import BeyondModel, condition_from
from kreishaus.services.forms.engine.rule_model.model import (
    All,
    AnyOf,
    Comparison,
    Condition,
    DateExists,
    ExactlyOne,
    Not,
    Quantifier,
    Rows,
)
from kreishaus.services.forms.engine.rule_model.naming import name_of
from kreishaus.services.forms.engine.rule_model.phrases import comparison_in_words, label_of, quoted
from kreishaus.services.forms.engine.schema import Effect, Field, FormSchema, Group, Page, Rule

_QUANTIFIERS = {
    Quantifier.SOME: "in mindestens einem Eintrag von",
    Quantifier.EVERY: "in jedem Eintrag von",
    Quantifier.NONE: "in keinem Eintrag von",
}
_DOES = {
    Effect.REQUIRE: ("ist Pflicht", "sind Pflicht"),
    Effect.SHOW: ("erscheint nur", "erscheinen nur"),
    Effect.HIDE: ("entfällt", "entfallen"),
    Effect.FORBID: ("muss leer bleiben", "müssen leer bleiben"),
}
_LITERAL = re.compile(r"""'([^'\\\\]*)'""")
_ONE = 1


def condition_in_words(schema: FormSchema, text: str) -> str:
    """Return a condition as the end of a sentence behind "wenn"; CEL beyond the tree is quoted as it stands."""
    plain = text.strip()
    if plain in ("true", "false"):
        return "immer" if plain == "true" else "nie"
    try:
        return _clause(schema, condition_from(text))
    except BeyondModel:
        return f"diese Bedingung stimmt: {_with_labels(schema, plain)}"


def _with_labels(schema: FormSchema, text: str) -> str:
    """Return CEL with the labels of the form instead of its paths, where it can be read."""
    try:
        return renamed(text, lambda path: quoted(label_of(schema, path)) if name_of(schema, path) else path)
    except (CannotFollow, ExpressionError):
        return text


def rule_in_words(schema: FormSchema, rule: Rule) -> str:
    """Return what a rule does as one sentence or two."""
    when = f", wenn {condition_in_words(schema, rule.when)}" if rule.when else ""
    if rule.effect is Effect.VALID:
        begin = f"Wenn {condition_in_words(schema, rule.when)}, muss gelten" if rule.when else "Es muss gelten"
        place = f" bei {quoted(label_of(schema, rule.targets[0]))}" if rule.targets else ""
        return f"{begin}, dass {condition_in_words(schema, rule.valid)}. Sonst erscheint{place}: „{rule.message}“"
    who, several = _targets(schema, rule.targets)
    does = _DOES[rule.effect][several] if rule.effect in _DOES else _set(schema, rule.to, rule.targets[0])
    return f"{who} {does}{when}."


def shown_in_words(schema: FormSchema, element: Field | Group | Page) -> str:
    """Return when an element appears, "" if it always does."""
    if not element.when:
        return ""
    kind = {Field: "Die Frage", Group: "Die Gruppe", Page: "Die Seite"}[type(element)]
    label = element.label if isinstance(element, Field) else element.title
    return f"{kind} {quoted(label or element.key)} erscheint nur, wenn {condition_in_words(schema, element.when)}."


def _set(schema: FormSchema, to: str, target: str) -> str:
    known = name_of(schema, to)
    fixed = _LITERAL.fullmatch(to.strip())
    if fixed:
        aim = name_of(schema, target)
        return f"wird auf {quoted(aim.option(fixed[1]) if aim else fixed[1])} gesetzt"
    return f"wird aus {quoted(known.label)} übernommen" if known else f"wird berechnet: {_with_labels(schema, to)}"


def _targets(schema: FormSchema, paths: tuple[str, ...]) -> tuple[str, bool]:
    labels = [quoted(label_of(schema, path)) for path in paths]
    questions = [bool((name := name_of(schema, path)) and name.is_question) for path in paths]
    if len(labels) == _ONE:
        return f"Die {'Frage' if questions[0] else 'Gruppe'} {labels[0]}", False
    kind = "Fragen" if all(questions) else "Gruppen" if not any(questions) else "Angaben"
    return f"Die {kind} {', '.join(labels[:-1])} und {labels[-1]}", True


def _clause(schema: FormSchema, condition: Condition) -> str:  # noqa: PLR0911 -- one line for each kind
    if isinstance(condition, Comparison):
        return comparison_in_words(schema, condition)
    match condition:
        case All(parts):
            return " und ".join(_part(schema, part) for part in parts) or "immer"
        case AnyOf(parts):
            return " oder ".join(_part(schema, part) for part in parts) or "nie"
        case Not(part):
            return f"es nicht so ist, dass {_part(schema, part)}"
        case Rows(path, quantifier, part):
            return f"{_QUANTIFIERS[quantifier]} {quoted(label_of(schema, path))} {_part(schema, part)}"
        case DateExists():
            paths = (condition.day, condition.month, condition.year)
            day, month, year = (quoted(label_of(schema, path)) for path in paths)
            return f"{day}, {month} und {year} zusammen einen Tag im Kalender ergeben"
        case ExactlyOne(first, second):
            one, other = quoted(label_of(schema, first)), quoted(label_of(schema, second))
            return f"genau eine der Angaben {one} und {other} ausgefüllt ist"


def _part(schema: FormSchema, condition: Condition) -> str:
    text = _clause(schema, condition)
    return f"({text})" if isinstance(condition, All | AnyOf) and len(condition.parts) > _ONE else text
