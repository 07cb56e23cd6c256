"""Changing the catalogue: services are written and made findable in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.search import actions as search
from kreishaus.people.organisation.models import Office

from .models import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDraft:
    """What the catalogue shall say about a service; `office` is the number of the competent office."""

    key: str
    name: str
    summary: str = ""
    leika: str = ""
    audience: Sequence[str] = ("citizen",)
    life_situation: str = ""
    office: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    fee_text: str = ""
    duration_text: str = ""
    legal_basis: Sequence[dict[str, str]] = ()
    evidence: Sequence[dict[str, Any]] = ()
    keywords: Sequence[str] = ()
    trust_level: str = "none"
    popularity: int = 0
    redirect: dict[str, str] | None = None
    active: bool = True


class UnknownOffice(Exception):
    """A service names an office that the organisation does not have."""


_FIELDS = (
    "name",
    "summary",
    "leika",
    "audience",
    "life_situation",
    "office",
    "texts",
    "fee_text",
    "duration_text",
    "legal_basis",
    "evidence",
    "keywords",
    "trust_level",
    "popularity",
    "redirect",
    "active",
    "updated_at",
)


@transaction.atomic
def store_services(*, drafts: Sequence[ServiceDraft], actor: str, at: datetime) -> list[Service]:
    """Create or update services by their key, index them for everybody and note it in the log.

    Ids of known services stay, so applications keep pointing to them. A fixed number of queries
    whatever the number of services.

    :raises UnknownOffice: if an office number does not exist; nothing is stored then.
    """
    offices = _offices(drafts)
    known = dict(Service.objects.filter(key__in=[draft.key for draft in drafts]).values_list("key", "id"))
    services = [_service(draft, offices, at) for draft in drafts]
    for service in services:
        service.id = known.get(service.key, service.id)
    Service.objects.bulk_create(
        services, update_conflicts=True, unique_fields=["key"], update_fields=list(_FIELDS), batch_size=200
    )
    _index(services, at)
    audit.record_all(
        [
            audit.EventDraft(
                subject=f"service:{service.key}",
                verb="service.updated" if service.key in known else "service.created",
                actor=actor,
                at=at,
                data={"name": service.name, "active": service.active},
            )
            for service in services
        ]
    )
    return services


def store_service(*, draft: ServiceDraft, actor: str, at: datetime) -> Service:
    """Create or update one service.

    :raises UnknownOffice: if the office number does not exist.
    """
    return store_services(drafts=[draft], actor=actor, at=at)[0]


def _offices(drafts: Sequence[ServiceDraft]) -> dict[str, Office]:
    wanted = {draft.office for draft in drafts if draft.office}
    offices = {office.number: office for office in Office.objects.filter(number__in=wanted)}
    missing = wanted - set(offices)
    if missing:
        raise UnknownOffice("Diese Ämter gibt es nicht: " + ", ".join(sorted(missing)))
    return offices


def _service(draft: ServiceDraft, offices: dict[str, Office], at: datetime) -> Service:
    return Service(
        key=draft.key,
        name=draft.name,
        summary=draft.summary,
        leika=draft.leika,
        audience=list(draft.audience),
        life_situation=draft.life_situation,
        office=offices.get(draft.office),
        texts=dict(draft.texts),
        fee_text=draft.fee_text,
        duration_text=draft.duration_text,
        legal_basis=list(draft.legal_basis),
        evidence=list(draft.evidence),
        keywords=list(draft.keywords),
        trust_level=draft.trust_level,
        popularity=draft.popularity,
        redirect=draft.redirect,
        active=draft.active,
        updated_at=at,
    )


def _index(services: Sequence[Service], at: datetime) -> None:
    for service in services:
        if not service.active:
            search.remove("service", service.id)
    search.index_all(
        [
            search.Entry(
                kind="service",
                object_id=service.id,
                title=service.name,
                reference=service.leika,
                text=_searchable(service),
                scope="public",
                at=at,
            )
            for service in services
            if service.active
        ]
    )


def _searchable(service: Service) -> str:
    parts = [service.summary, *service.keywords, service.life_situation, *service.texts.values()]
    return "\n".join(part for part in parts if part)
