"""Every text of a service that applicants read, with its score and what makes it hard."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kreishaus.base.readability import Hint, Measure, hints_on, measure
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.workshop.packages.engine.settings import words_of
from kreishaus.workshop.packages.formats.definition import ServiceDefinition

_OF_SERVICE = {
    "description": "Beschreibung", "prerequisites": "Voraussetzungen", "procedure": "Ablauf",
    "legal_remedy": "Rechtsbehelf", "notes": "Hinweise",
}  # fmt: skip


@dataclass(frozen=True)
class ServiceText:
    """One text: where it stands (the address of an element, "" for the service itself) and what it says."""

    address: str
    name: str
    setting: str
    text: str

    @cached_property
    def measure(self) -> Measure:
        """Its figures."""
        return measure(self.text)

    @cached_property
    def hints(self) -> list[Hint]:
        """What makes it hard."""
        return hints_on(self.text)

    @property
    def score(self) -> int | None:
        """From 0 to 100; None if it has too few words for that."""
        return self.measure.score if self.measure.is_enough else None


def texts_of(form: FormSchema, service: ServiceDefinition | None = None) -> list[ServiceText]:
    """Return the texts in the order in which people meet them. Laws and words of computers are left out."""
    return [each for each in (*_service(service), *_form(form)) if each.text.strip()]


def overall(texts: list[ServiceText]) -> Measure:
    """Return all texts as if they were one."""
    return sum((each.measure for each in texts), Measure())


def hardest_first(texts: list[ServiceText]) -> list[ServiceText]:
    """Return the texts that could be better: low scores first, then those with most hints."""
    poor = [each for each in texts if each.hints or (each.score is not None and each.score < _FAIR)]
    return sorted(poor, key=lambda each: (_UNKNOWN if each.score is None else each.score, -len(each.hints)))


_FAIR, _UNKNOWN = 40, 50


def _service(service: ServiceDefinition | None) -> Iterator[ServiceText]:
    if service is None:
        return
    yield ServiceText("", service.name, "In einem Satz", service.summary)
    for key, text in service.texts.items():
        yield ServiceText("", service.name, _OF_SERVICE.get(key, key), text)
    for outcome, letter in service.letters.items():
        name = {"grant": "Bewilligung", "refuse": "Ablehnung"}.get(outcome, outcome)
        yield ServiceText("", service.name, f"Bescheidtext: {name}", "\n".join(letter.paragraphs))


def _form(form: FormSchema) -> Iterator[ServiceText]:
    top = {group.key: page for page in form.pages for group in page.groups}
    for node in form.plan.tree.nodes:
        page = top.get(node.path)
        if page is not None and page.groups[0].key == node.path:
            yield from _settings(f"@{page.key}", page.title, {"title": page.title, "help": page.help})
        if node.field is None:
            group = node.item
            yield from _settings(node.path, node.label, {"title": node.label, "help": group.help})
        elif not node.field.hidden:
            field = node.field
            texts = {"label": field.label, "hint": field.hint, "help": field.help, "text": field.text}
            yield from _settings(node.path, field.label, texts)
    for rule in form.rules:
        if rule.message:
            yield ServiceText(f"rule:{rule.id}", f"Regel {rule.id}", "Meldung", rule.message)


def _settings(address: str, name: str, texts: dict[str, str]) -> Iterator[ServiceText]:
    for setting, text in texts.items():
        yield ServiceText(address, name, words_of(setting), text)
