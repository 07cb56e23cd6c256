"""Reading service.yaml strictly: unknown keys, wrong values and broken CEL are named with their line."""

import re
from dataclasses import dataclass

from kreishaus.base.problems import Problem
from kreishaus.base.yamlsections import Section
from kreishaus.base.yamlsource import SourceMap, load
from kreishaus.services.catalogue.enums import TrustLevel
from kreishaus.services.catalogue.formats.catalogue_yaml import read_audience, read_legal_basis, read_texts
from kreishaus.workshop.packages.enums import Access, Disposal, Process, SignOff
from kreishaus.workshop.packages.formats.definition import (
    Applicant,
    Evidence,
    Filing,
    Letter,
    Reserve,
    ServiceDefinition,
)
from kreishaus.workshop.packages.formats.fees_yaml import condition, read_fee

OUTCOMES = ("grant", "refuse")
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_VERSION = re.compile(r"\d{1,5}(\.\d{1,5}){0,2}")
_LEIKA = re.compile(r"\d{14}")
_TEMPLATE = re.compile(r"letters/[A-Za-z0-9][A-Za-z0-9_.-]*\.typ")


@dataclass(frozen=True, slots=True)
class ReadDefinition:
    """A definition together with the text it came from, so that later findings can name a line."""

    service: ServiceDefinition
    source: SourceMap

    def problem(self, path: tuple[str | int, ...], message: str, *, hint: str = "") -> Problem:
        """Return a problem at a path of service.yaml."""
        return self.source.problem(path, message, hint=hint)


def read_definition(text: str, file: str = "service.yaml") -> ReadDefinition:
    """Return what service.yaml says.

    :raises Problems: with every mistake of the file, each with its line and what to do.
    """
    source = load(text, file)
    top = Section(source)
    deadline, filing, competent = top.section("deadline"), top.section("filing"), top.section("competent")
    code_lists = top.section("code_lists")
    service = ServiceDefinition(
        key=_matching(top, "key", _KEY, "Bitte nur Kleinbuchstaben, Ziffern und Bindestriche verwenden."),
        name=top.text("name", required=True),
        version=_matching(top, "version", _VERSION, "Bitte so schreiben: 1.2.0", default="1.0.0"),
        leika=_matching(top, "leika", _LEIKA, "Der Schlüssel hat 14 Ziffern. Bitte in Anführungszeichen.", default=""),
        audience=tuple(read_audience(top)),
        life_situation=top.text("life_situation"),
        keywords=tuple(top.texts("keywords")),
        popularity=top.whole("popularity"),
        summary=top.text("summary"),
        texts=read_texts(top.section("texts")),
        office=_office(competent),
        trust_level=top.choice("trust_level", TrustLevel.values, TrustLevel.NONE.value),
        legal_basis=tuple(read_legal_basis(top)),
        fees=tuple(read_fee(entry) for entry in top.sections("fees")),
        fee_text=top.text("fee_text"),
        duration_text=top.text("duration_text"),
        decide_within=deadline.duration("decide_within"),
        fiction=deadline.flag("fiction"),
        evidence=tuple(_evidence(entry) for entry in top.sections("evidence")),
        filing=_filing(filing),
        process=top.choice("process", Process.values, Process.DECISION.value),
        sign_off=top.choice("sign_off", SignOff.values, SignOff.CASE_WORKER.value),
        reserve=_reserve(top),
        applicant=_applicant(top.section("applicant")),
        title=condition(top, "title"),
        letters=_letters(top.section("letters")),
        legal_remedy=top.text("legal_remedy"),
        code_lists_missing=tuple(code_lists.texts("missing")),
        code_lists_as_text=tuple(code_lists.texts("text")),
    )
    for section in (deadline, code_lists):
        section.close()
    top.finish()
    return ReadDefinition(service, source)


def _matching(section: Section, key: str, shape: re.Pattern[str], hint: str, *, default: str | None = None) -> str:
    value = section.text(key, default or "", required=default is None)
    if value and not shape.fullmatch(value):
        section.refuse(f"„{value}“ ist hier nicht möglich.", key=key, hint=hint)
    return value


def _office(competent: Section) -> str:
    office = competent.text("office")
    competent.choice("area", ("all",), "all")
    competent.close()
    return office


def _evidence(entry: Section) -> Evidence:
    evidence = Evidence(
        key=entry.text("key", required=True),
        name=entry.text("name", required=True),
        required=entry.flag("required", default=True),
        when=condition(entry, "when"),
        help=entry.text("help"),
    )
    entry.close()
    return evidence


def _filing(section: Section) -> Filing:
    filing = Filing(
        position=section.text("position"),
        file_title=section.text("file_title"),
        retention=section.duration("retention"),
        disposal=section.choice("disposal", Disposal.values, Disposal.DESTROY.value),
        access=section.choice("access", Access.values, Access.OFFICE.value),
    )
    section.close()
    return filing


def _reserve(top: Section) -> Reserve | None:
    if top.raw("reserve") is None:
        return None
    section = top.section("reserve")
    reserve = Reserve(
        register=section.text("register", required=True),
        value=condition(section, "value", required=True),
        hold=section.duration("hold"),
        taken=section.text("taken", "Das ist schon vergeben. Bitte wählen Sie etwas anderes."),
        at=section.text("at"),
    )
    section.close()
    return reserve


def _applicant(section: Section) -> Applicant:
    applicant = Applicant(
        name=condition(section, "name"), email=condition(section, "email"), address=condition(section, "address")
    )
    section.close()
    return applicant


def _letters(section: Section) -> dict[str, Letter]:
    letters = {outcome: _letter(section.section(outcome)) for outcome in OUTCOMES if outcome in section}
    for outcome in OUTCOMES:
        section.raw(outcome)
    section.close()
    return letters


def _letter(section: Section) -> Letter:
    letter = Letter(
        subject=section.text("subject", required=True),
        salutation=section.text("salutation"),
        paragraphs=tuple(section.texts("paragraphs")),
        conditions=tuple(section.texts("conditions")),
        reasons=section.text("reasons"),
        template=_matching(section, "template", _TEMPLATE, "Vorlagen liegen im Ordner letters.", default=""),
    )
    section.close()
    return letter
