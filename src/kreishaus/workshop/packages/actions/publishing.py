"""Putting a version online: one person submits it, another one publishes it, and the gate decides."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kreishaus.base.problems import Problem
from kreishaus.ground.audit import actions as audit
from kreishaus.services.applications import actions as applications
from kreishaus.services.applications.models import Offering
from kreishaus.services.catalogue import actions as catalogue
from kreishaus.services.catalogue.models import Service
from kreishaus.services.forms import actions as forms
from kreishaus.workshop.packages.enums import PackageState
from kreishaus.workshop.packages.formats import folder
from kreishaus.workshop.packages.formats.definition import ServiceDefinition
from kreishaus.workshop.packages.formats.offering import offering_settings
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from kreishaus.workshop.packages.rules.languages import shown_texts
from kreishaus.workshop.packages.rules.publication import publication_obstacles


class NotReady(Exception):
    """Something is missing; `obstacles` says what, in plain words."""

    def __init__(self, obstacles: Sequence[Problem]) -> None:
        self.obstacles = tuple(obstacles)
        super().__init__("\n".join(str(obstacle) for obstacle in obstacles))


class NotSubmitted(Exception):
    """The version is not in the state for this step; perhaps somebody was faster."""


class SamePerson(Exception):
    """Who submitted a version cannot publish it: four eyes."""


def submit_for_publication(
    *, version: PackageVersion, actor: str, at: datetime, message: str = "", despite: str = ""
) -> None:
    """Hand a finished draft over to somebody who may publish it; from now on it cannot be changed.

    `message` says what is new, `despite` why it should go online in spite of warnings.

    :raises NotReady: if something is missing.
    :raises NotSubmitted: if it is no draft any more.
    """
    obstacles = publication_obstacles(version)
    if obstacles:
        raise NotReady(obstacles)
    _move(
        version,
        PackageState.DRAFT,
        PackageState.IN_REVIEW,
        verb="package.submitted",
        actor=actor,
        at=at,
        reason=despite.strip(),
        submitted_at=at,
        submitted_by=actor,
        message=message.strip(),
        despite=despite.strip(),
    )


def send_back(*, version: PackageVersion, reason: str, actor: str, at: datetime) -> None:
    """Give a submitted version back to its makers, with a reason.

    :raises NotSubmitted: if it does not wait for publication.
    """
    _move(
        version,
        PackageState.IN_REVIEW,
        PackageState.DRAFT,
        verb="package.sent-back",
        actor=actor,
        at=at,
        reason=reason,
        submitted_at=None,
        submitted_by="",
    )


@transaction.atomic
def publish(*, version: PackageVersion, actor: str, at: datetime) -> Offering:
    """Put a submitted version online: catalogue, form and offering in one transaction.

    The version that was online before is retired; whoever is filling it in finishes on it.

    :raises SamePerson: if the actor submitted the version.
    :raises NotReady: if something is missing by now, for example the office.
    :raises NotSubmitted: if it does not wait for publication.
    """
    if actor == version.submitted_by:
        raise SamePerson("Veröffentlichen kann nur eine andere Person als die, die vorgelegt hat.")
    obstacles = publication_obstacles(version)
    if obstacles:
        raise NotReady(obstacles)
    older = PackageVersion.objects.filter(package=version.package, state=PackageState.PUBLISHED)
    older.update(state=PackageState.RETIRED, retired_at=at)
    _move(
        version,
        PackageState.IN_REVIEW,
        PackageState.PUBLISHED,
        verb="package.published",
        actor=actor,
        at=at,
        published_at=at,
        published_by=actor,
    )
    definition, form = contents.definition_of(version).service, contents.form_of(version).schema
    service = catalogue.store_service(draft=_entry(definition), actor=actor, at=at)
    return applications.publish_offering(
        service=service,
        version=version.version,
        form=forms.store_form(form, at=at),
        settings=offering_settings(definition, form, contents.texts_of(version, folder.LETTERS))
        | {"languages": shown_texts(version, definition, form)},
        digest=version.digest,
        actor=actor,
        at=at,
    )


def _move(
    version: PackageVersion,
    before: PackageState,
    after: PackageState,
    *,
    verb: str,
    actor: str,
    at: datetime,
    reason: str = "",
    **stamps: datetime | str | None,
) -> None:
    with transaction.atomic():
        # One UPDATE decides; the digest makes sure that what was read is what goes on.
        moved = PackageVersion.objects.filter(pk=version.pk, state=before, digest=version.digest).update(
            state=after, changed_at=at, changed_by=actor, **stamps
        )
        if not moved:
            raise NotSubmitted(f"Diese Fassung ist nicht „{before.label}“.")
        data = {"version": version.version, "digest": version.digest}
        audit.record(subject=version.subject, verb=verb, actor=actor, at=at, data=data, reason=reason)
    version.refresh_from_db()


def _entry(definition: ServiceDefinition) -> catalogue.ServiceDraft:
    """Return the catalogue entry; what the package leaves open stays as the catalogue had it."""
    known = Service.objects.filter(key=definition.key).first()
    return catalogue.ServiceDraft(
        key=definition.key,
        name=definition.name,
        summary=definition.summary,
        leika=definition.leika or (known.leika if known else ""),
        audience=definition.audience,
        life_situation=definition.life_situation or (known.life_situation if known else ""),
        office=definition.office,
        texts=dict(definition.texts),
        fee_text=definition.fee_text,
        duration_text=definition.duration_text,
        legal_basis=[dict(basis) for basis in definition.legal_basis],
        evidence=[
            {"name": evidence.name, "required": evidence.required and not evidence.when, "help": evidence.help}
            for evidence in definition.evidence
        ],
        keywords=definition.keywords or (known.keywords if known else ()),
        trust_level=definition.trust_level,
        popularity=definition.popularity or (known.popularity if known else 0),
    )
