"""What schema, groups, fields and rules have in common: identity, texts, law, status, validity, rules."""

import re
from collections.abc import Collection
from datetime import date
from typing import TypedDict

from kreishaus.services.forms.formats.xdatenfelder import vocabulary
from kreishaus.services.forms.formats.xdatenfelder.model import (
    History,
    Keyword,
    LegalBasis,
    Reference,
    Relation,
    Rule,
    RuleError,
)
from kreishaus.services.forms.formats.xdatenfelder.parts import Findings, Parts
from kreishaus.services.forms.formats.xdatenfelder.stream import Node
from kreishaus.services.forms.formats.xdatenfelder.texts import line_text, paragraph_text

# Version 2 demands a script; the editors write this empty one.
_STUB = re.compile(r"\s*(function\s+script\s*\(\s*\)\s*\{\s*\}\s*;?\s*)?")
# Versions 1 and 2 put several laws in one text: divided by ";" or each on its line.
_NEXT_LAW = re.compile(r";|\n(?=§|Art\.)")


class About(TypedDict):
    """The fields of `model.Description`."""

    id: str
    version: str
    name: str
    title: str
    output_title: str
    help: str
    output_help: str
    description: str
    definition: str
    bases: tuple[LegalBasis, ...]
    status: str
    valid_from: date | None
    valid_until: date | None
    keywords: tuple[Keyword, ...]
    rules: tuple[Rule, ...]
    history: History
    relations: tuple[Relation, ...]
    line: int | None


def describe(parts: Parts, findings: Findings, standard: int) -> About:
    """Read what every described thing has; strange but readable things become notes."""
    number, version = _identity(parts, findings, standard)
    name = parts.line("name")
    title = parts.line("bezeichnungEingabe") or parts.line("bezeichnung")
    if not title:
        title = name or number
        findings.note(
            "Es fehlt die Bezeichnung für die Eingabe. Wir zeigen den internen Namen.",
            path=parts.path,
            node=parts.node,
            number=1009 if parts.node.name in vocabulary.CONTENTS else 1050,
        )
    return About(
        id=number,
        version=version,
        name=name,
        title=title,
        output_title=parts.line("bezeichnungAusgabe"),
        help=parts.paragraphs("hilfetextEingabe") or parts.paragraphs("hilfetext"),
        output_help=parts.paragraphs("hilfetextAusgabe"),
        description=parts.paragraphs("beschreibung"),
        definition=parts.paragraphs("definition"),
        bases=legal_bases(parts),
        status=status_of(parts),
        valid_from=_day(parts, "gueltigAb", findings),
        valid_until=_day(parts, "gueltigBis", findings),
        keywords=_keywords(parts),
        rules=tuple(_rule(node, parts.path, findings, standard) for node in parts.many("regel")),
        history=_history(parts),
        relations=tuple(Relation(*kind) for kind in sorted(parts.node.relations)),
        line=parts.node.line,
    )


def bare_id(node: Node) -> str:
    """Return the FIM number of an element without any check, empty if it has none."""
    for child in node.children:
        if child.name == "id":
            return line_text(child.text)
        if child.name == "identifikation":
            return bare_id(child)
    return ""


def status_of(parts: Parts) -> str:
    """Return the status code as it stands in the file, empty if there is none."""
    return parts.code("freigabestatus") or parts.code("status")


def check_root_status(parts: Parts, findings: Findings, standard: int) -> None:
    """Refuse a file whose own status nobody can read, for it says whether the file may be used."""
    status = status_of(parts)
    if not status:
        findings.note("Der Freigabestatus fehlt.", path="", node=parts.node, number=1032)
    elif status not in vocabulary.STATUS_OF_STANDARD[standard]:
        allowed = ", ".join(sorted(vocabulary.STATUS_OF_STANDARD[standard]))
        findings.problem(
            f"Den Freigabestatus »{status}« gibt es nicht.",
            node=parts.one("freigabestatus") or parts.one("status") or parts.node,
            hint=f"Erlaubt sind: {allowed}.",
        )
    elif status not in vocabulary.RELEASED:
        findings.note(
            f"Das Schema ist nicht freigegeben. Sein Status ist »{vocabulary.STATUS_NAMES[status]}«.",
            path="",
            node=parts.node,
        )


def legal_bases(parts: Parts) -> tuple[LegalBasis, ...]:
    """Return the laws named in `bezug`, each once."""
    bases: dict[LegalBasis, None] = {}
    for node in parts.many("bezug"):
        link = node.attributes.get("link", "").strip()
        whole = paragraph_text(node.text)
        # From version 3 on each law has an element of its own; what stands together there stays together.
        is_one = link or parts.standard >= 3  # noqa: PLR2004
        for text in (whole,) if is_one else _NEXT_LAW.split(whole):
            clean = paragraph_text(text)
            if clean or link:
                bases[LegalBasis(clean or link, link)] = None
    return tuple(bases)


def note_unknown(parts: Parts, findings: Findings, known: Collection[str]) -> None:
    """Note what the standard does not know: the element is readable without it."""
    for name, node in parts.unknown(known):
        findings.note(
            f"Das Element <{name}> kennen wir nicht. Es wurde nicht übernommen.",
            path=parts.path,
            node=node,
        )


def refuse_unknown(parts: Parts, findings: Findings, known: Collection[str]) -> bool:
    """Refuse strangers where identity and structure are told, and say whether there were any."""
    strangers = list(parts.unknown(known))
    for name, node in strangers:
        findings.problem(
            f"In <{parts.node.name}> steht das unbekannte Element <{name}>.",
            node=node,
            hint=f"Bitte entfernen Sie <{name}> oder exportieren Sie die Datei neu.",
        )
    return bool(strangers)


def _identity(parts: Parts, findings: Findings, standard: int) -> tuple[str, str]:
    # Version 1 has no <identifikation>; its <id> stands in the element itself.
    inner = parts.inner("identifikation")
    if inner is not None:
        refuse_unknown(inner, findings, vocabulary.IDENTIFICATION)
    source = inner or parts
    number = source.line("id")
    if not number:
        findings.problem(
            f"In <{parts.node.name}> fehlt die FIM-Nummer (<id>), oder sie ist leer.",
            node=source.one("id") or source.node,
            hint="Jedes Element braucht eine Nummer, zum Beispiel F60000000227.",
        )
    elif not vocabulary.ID_OF_STANDARD[standard].fullmatch(number):
        message = f"Die Nummer »{number}« hat nicht die übliche Form."
        findings.note(message, path=parts.path, node=parts.node, number=1039)
    return number, source.line("version")


def _day(parts: Parts, name: str, findings: Findings) -> date | None:
    raw = parts.line(name)
    try:
        return date.fromisoformat(raw[:10]) if raw else None
    except ValueError:
        findings.note(f"Das Datum in <{name}> ist nicht lesbar: »{raw}«.", path=parts.path, node=parts.node)
        return None


def _history(parts: Parts) -> History:
    return History(
        status_set_on=parts.line("statusGesetztAm"),
        status_set_by=parts.line("statusGesetztDurch"),
        creator=parts.line("fachlicherErsteller"),
        version_note=parts.paragraphs("versionshinweis"),
        released_on=parts.line("freigabedatum"),
        published_on=parts.line("veroeffentlichungsdatum"),
        changed_at=parts.line("letzteAenderung"),
    )


def _keywords(parts: Parts) -> tuple[Keyword, ...]:
    return tuple(
        Keyword(text, node.attributes.get("uri", "").strip())
        for node in parts.many("stichwort")
        if (text := line_text(node.text))
    )


def _rule(node: Node, path: str, findings: Findings, standard: int) -> Rule:
    parts = Parts(node, findings, path)
    note_unknown(parts, findings, vocabulary.RULE)
    number, version = _identity(parts, findings, standard)
    name = parts.line("name")
    script = parts.paragraphs("skript") or parts.paragraphs("script")
    description = parts.paragraphs("beschreibung")
    text = parts.paragraphs("freitextRegel") or parts.paragraphs("definition") or description
    if not text:
        text = name
        findings.note(f"Die Regel {number} hat keinen Text.", path=path, node=node, number=1024)
    return Rule(
        id=number,
        version=version,
        name=name,
        text=text,
        description=description,
        kind=parts.code("typ"),
        script="" if _STUB.fullmatch(script) else script,
        targets=tuple(_reference(child) for child in parts.many("ziel")),
        parameters=tuple(_reference(child) for child in parts.many("param")),
        errors=tuple(_error(child) for child in parts.many("fehler")),
        bases=legal_bases(parts),
        keywords=_keywords(parts),
        history=_history(parts),
        line=node.line,
    )


def _reference(node: Node) -> Reference:
    kind = next((child for child in node.children if child.name == "typ"), None)
    word = "" if kind is None else line_text(kind.text or "".join(inner.text for inner in kind.children))
    return Reference(node.attributes.get("element", ""), node.attributes.get("name", ""), word)


def _error(node: Node) -> RuleError:
    return RuleError(node.attributes.get("code", ""), line_text(node.text))
