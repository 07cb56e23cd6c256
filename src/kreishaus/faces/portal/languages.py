"""Languages on the way of an applicant: which a service offers, which was chosen, and its words in that one."""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass

from django.http import HttpRequest

from kreishaus.base.words import GERMAN, current_language, language_named
from kreishaus.services.applications import queries
from kreishaus.services.applications.models import Offering
from kreishaus.services.catalogue.models import Service
from kreishaus.services.forms.engine.localising import Untranslated

PARAMETER = "sprache"


@dataclass(frozen=True, slots=True)
class Choice:
    """A language in the list to choose from."""

    code: str
    name: str
    current: bool
    address: str = ""


def chosen(request: HttpRequest, offering: Offering | None, usual: str = GERMAN) -> str:
    """Return the language that the address asks for, the usual one if it is not offered."""
    wanted = request.GET.get(PARAMETER, "") or usual
    return wanted if wanted in queries.languages_of(offering) else GERMAN


def choices(offering: Offering | None, address: Callable[[str], str] | None = None) -> list[Choice]:
    """Return the languages to choose from; none where there is no choice."""
    codes = queries.languages_of(offering)
    here = current_language()
    found = [Choice(code, language_named(code).name, code == here, address(code) if address else "") for code in codes]
    return found if len(found) > 1 else []


def with_language(address: str) -> str:
    """Return an address that goes on in the language that is spoken; German needs no mark."""
    language = current_language()
    return address if language == GERMAN else f"{address}?{PARAMETER}={language}"


def said_service(service: Service, offering: Offering | None) -> Service:
    """Return a copy of the catalogue entry, never to be saved, in the language that is spoken."""
    language = current_language()
    if language == GERMAN:
        return service
    own = offering is not None and offering.service_id == service.pk
    texts = queries.texts_in(offering, language) if own and offering is not None else {}
    said = copy(service)
    said.name = _said(texts, "service.name", service.name)
    said.summary = _said(texts, "service.summary", service.summary)
    said.fee_text = _said(texts, "service.fee_text", service.fee_text)
    said.duration_text = _said(texts, "service.duration_text", service.duration_text)
    said.texts = {name: _said(texts, f"service.texts.{name}", text) for name, text in service.texts.items()}
    keys = {entry["name"]: entry["key"] for entry in (offering.settings if offering else {}).get("evidence", [])}
    said.evidence = [
        {**entry, "name": _said(texts, f"service.evidence.{keys.get(entry['name'])}.name", entry["name"])}
        for entry in service.evidence
    ]
    return said


def _said(texts: Mapping[str, str], key: str, german: str) -> str:
    return texts.get(key) or (Untranslated(german) if german else german)
