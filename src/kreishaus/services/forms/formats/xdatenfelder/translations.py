"""Translations of a schema (message 0106 of XDatenfelder 3): other languages and easy German.

The texts come as plain mappings, ready for a table of translations: element -> kind of text -> text.
Kinds are `label`, `help`, `output_title`, `output_help`, `content`, `option:<code>`, `option:<code>:help`
and `rule:<number of the rule>:<number of the message>`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kreishaus.base.problems import Problem, Problems
from kreishaus.services.forms.formats.xdatenfelder.model import ImportedSchema, Note
from kreishaus.services.forms.formats.xdatenfelder.parts import Findings, Parts
from kreishaus.services.forms.formats.xdatenfelder.stream import Node, read_tree
from kreishaus.services.forms.formats.xdatenfelder.texts import paragraph_text

Texts = dict[str, str]

MESSAGE = "xdatenfelder.uebersetzung.0106"
_KINDS = {
    "bezeichnungEingabe": "label",
    "bezeichnungAusgabe": "output_title",
    "hilfetextEingabe": "help",
    "hilfetextAusgabe": "output_help",
    "inhalt": "content",
}
_SIMPLE = "simple"


@dataclass(frozen=True, slots=True)
class Translation:
    """A schema in one language; `texts` are those of each element, by its FIM number."""

    language: str
    """two or three letters: `en`"""
    region: str
    """two letters, or empty"""
    variant: str
    """`simple` for easy language, or empty"""
    version: str
    texts: Mapping[str, Texts]

    @property
    def code(self) -> str:
        """Return the language as files are named: `en`, `pt-BR`, `de-simple`."""
        return "-".join(filter(None, (self.language, self.region if self.variant != _SIMPLE else "", self.variant)))

    def by_path(self, schema: ImportedSchema) -> dict[str, Texts]:
        """Return the texts by the path of each element; one that is used ten times has them ten times."""
        found = {
            element.path: dict(self.texts[element.id]) for element in schema.elements() if element.id in self.texts
        }
        if schema.id in self.texts:
            found[""] = dict(self.texts[schema.id])
        return found


@dataclass(frozen=True, slots=True)
class Translations:
    """A whole message: the schema it belongs to and its languages."""

    schema_id: str
    schema_version: str
    translations: tuple[Translation, ...]
    notes: tuple[Note, ...]


def read_translations(source: Path | BinaryIO | bytes, *, name: str) -> Translations:
    """Read the translations of a schema; `name` is what people call the file.

    :raises Problems: if the file cannot be read or is another message.
    """
    root = read_tree(source, file=name)
    if root.name != MESSAGE or not root.namespace.startswith("urn:xoev-de:fim:standard:xdatenfelder_3"):
        hint = f"Erwartet wird die Nachricht {MESSAGE} von XDatenfelder 3."
        raise Problems([Problem("Die Datei enthält keine Übersetzung.", file=name, line=root.line, hint=hint)])
    findings = Findings(name, root.namespace, 3)
    parts = Parts(root, findings, "")
    translated = parts.inner("uebersetzt")
    languages = tuple(_language(node, findings) for node in parts.many("sprache"))
    if not languages:
        findings.note("Die Datei enthält keine Sprache.", path="", node=root)
    findings.raise_if_any()
    return Translations(
        schema_id=translated.line("id") if translated else "",
        schema_version=translated.line("version") if translated else "",
        translations=languages,
        notes=tuple(findings.notes),
    )


def _language(node: Node, findings: Findings) -> Translation:
    language = node.attributes.get("lang", "").strip()
    if not language:
        findings.problem("Bei einer Sprache fehlt das Attribut »lang«.", node=node, hint="Zum Beispiel lang='en'.")
    texts: dict[str, Texts] = {}
    for element in Parts(node, findings, "").many("element"):
        inner = Parts(element, findings, "")
        number = _number(inner)
        if not number:
            findings.note("Eine Übersetzung nennt kein Element. Sie wurde ausgelassen.", path="", node=element)
            continue
        texts[number] = dict(_texts(inner, findings))
    return Translation(
        language=language,
        region=node.attributes.get("region", "").strip(),
        variant=node.attributes.get("variant", "").strip(),
        version=node.attributes.get("version", "").strip(),
        texts=texts,
    )


def _texts(parts: Parts, findings: Findings) -> Iterator[tuple[str, str]]:
    for element, kind in _KINDS.items():
        if text := parts.paragraphs(element):
            yield kind, text
    values = parts.inner("werte")
    for node in values.many("wert") if values else ():
        value = Parts(node, findings, "")
        code = value.line("code")
        if name := value.line("name"):
            yield f"option:{code}", name
        if hint := value.paragraphs("hilfe"):
            yield f"option:{code}:help", hint
    for node in parts.many("regel"):
        rule = Parts(node, findings, "")
        for error in rule.many("fehler"):
            if text := paragraph_text(error.text):
                yield f"rule:{_number(rule)}:{error.attributes.get('code', '')}", text


def _number(parts: Parts) -> str:
    inner = parts.inner("uebersetzt")
    return inner.line("id") if inner else ""
