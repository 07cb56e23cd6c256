"""Rules of our own as text in a schema: German words for the effect, CEL for the conditions, exactly readable again."""

import json
import re
from collections.abc import Iterator

from kreishaus.services.forms.engine.schema import Effect, FormSchema
from kreishaus.services.forms.engine.schema import Rule as FormRule
from kreishaus.services.forms.engine.writing import rule_data
from kreishaus.services.forms.formats.xdatenfelder.model import History, LegalBasis, Rule
from kreishaus.services.forms.formats.xdatenfelder.values import Item
from kreishaus.services.forms.formats.xdatenfelder.writing import remembered
from kreishaus.services.forms.formats.xdatenfelder.writing.latin import is_latin
from kreishaus.services.forms.formats.xdatenfelder.writing.numbers import FIRST_VERSION, Numbers

HEADING = "Regel des Formulars, Bedingungen in CEL:"
_WORDS = {
    "id": "Kennung",
    Effect.SHOW.value: "Zeige",
    Effect.HIDE.value: "Verberge",
    Effect.REQUIRE.value: "Pflicht",
    Effect.FORBID.value: "Verboten",
    Effect.VALID.value: "Es muss gelten",
    Effect.SET.value: "Berechne",
    "to": "Wert",
    "when": "Wenn",
    "message": "Meldung",
    "at": "Ort der Meldung",
    "basis": "Rechtsgrundlage",
}
_KEYS = {word: key for key, word in _WORDS.items()}
_LINE = re.compile(r"([A-ZÄÖÜ][A-Za-zÄÖÜäöüß ]*): (.*)")
_KINDS = {Effect.VALID: "V", Effect.SET: "B"}


def own_rules(form: FormSchema, numbers: Numbers, history: History) -> Iterator[Rule]:
    """Yield the rules of the form that no text of FIM stands behind."""
    sources = [form.fim, *(group.fim for group in form.groups), *(field.fim for field in form.fields)]
    from_fim = {rule.id for fim in sources for rule in remembered.rules(fim)}
    for rule in form.rules:
        if rule.id.partition("#")[0].partition(".")[0] not in from_fim:
            yield Rule(
                id=numbers.number_for("R", rule.id),
                version=FIRST_VERSION,
                name=f"Regel {rule.id}",
                text=rule_text(rule),
                kind=_KINDS.get(rule.effect, "K"),
                bases=tuple(LegalBasis(text) for text in rule.basis),
                history=history,
            )


def rule_text(rule: FormRule) -> str:
    """Return the rule as text, one setting on each line."""
    lines = [f"{_WORDS[key]}: {_written(value)}" for key, value in rule_data(rule).items()]
    return "\n".join([HEADING, *lines])


def rule_in(text: str) -> Item | None:
    """Return the rule that a text of `rule_text` holds as data of form.yaml, None if it is none."""
    heading, *lines = text.split("\n")
    if heading != HEADING:
        return None
    found: Item = {}
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or match[1] not in _KEYS:
            return None
        try:
            found[_KEYS[match[1]]] = json.loads(match[2]) if match[2][:1] in '"[' else match[2]
        except ValueError:
            return None
    return found if "id" in found else None


def _written(value: object) -> str:
    """Return a setting as plain text where it survives being read, else as JSON in ASCII."""
    if isinstance(value, str) and value == " ".join(value.split()) and is_latin(value) and value[:1] not in '"[':
        return value
    return json.dumps(value).replace("  ", " \\u0020")
