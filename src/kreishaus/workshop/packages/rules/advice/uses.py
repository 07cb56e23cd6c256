"""Where an answer is used: letters, fees, evidence, the applicant's name and address, rules."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from kreishaus.services.forms.engine.rule_model import rule_in_words
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.workshop.packages.engine.references import paths_in, touches
from kreishaus.workshop.packages.formats.definition import ServiceDefinition
from kreishaus.workshop.packages.formats.expressions import PLACEHOLDER

_REMEMBERED = 256


def uses_of(form: FormSchema, path: str, service: ServiceDefinition | None = None) -> list[str]:
    """Return what the answer is needed for beyond being read by a clerk, each in words."""
    found = [words for words, paths in _of_service(service) if any(touches(each, path) for each in paths)]
    reading = [
        rule for rule in form.rules if any(touches(each, path) for each in _read_by(rule.when, rule.valid, rule.to))
    ]
    return [*found, *(f"entscheidet mit: {rule_in_words(form, rule)}" for rule in reading)]


def _of_service(service: ServiceDefinition | None) -> list[tuple[str, frozenset[str]]]:
    if service is None:
        return []
    who = service.applicant
    found = [
        ("Name im Bescheid und am Vorgang", paths_in(who.name)),
        ("E-Mail-Adresse für Nachrichten", paths_in(who.email)),
        ("Anschrift im Bescheid", paths_in(who.address)),
        ("Titel des Vorgangs", paths_in(service.title)),
    ]
    for fee in service.fees:
        texts = (fee.when, *_expressions(fee.to_data()))
        found.append((f"Gebühr „{fee.name}“", _read_by(*texts)))
    found += [(f"Nachweis „{each.name}“", paths_in(each.when)) for each in service.evidence]
    for outcome, letter in service.letters.items():
        name = {"grant": "der Bewilligung", "refuse": "der Ablehnung"}.get(outcome, outcome)
        found.append((f"Text {name}", _read_by(*_placeholders(letter.texts))))
    return found


@lru_cache(maxsize=_REMEMBERED)
def _read_by(*texts: str) -> frozenset[str]:
    return frozenset().union(*map(paths_in, texts))


def _placeholders(texts: Iterable[str]) -> Iterator[str]:
    return (found.group(1) for text in texts for found in PLACEHOLDER.finditer(text))


def _expressions(value: object) -> Iterator[str]:
    """Yield the texts inside of a fee that can be read as an expression; names and laws read nothing."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in ("name", "basis", "because"):
                yield from _expressions(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _expressions(inner)
    elif isinstance(value, str):
        yield value
