"""Tests with one click: from a real application, without anything personal, or from a persona."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from kreishaus.ground.audit import actions as audit
from kreishaus.services.applications.models import Application
from kreishaus.services.forms.engine.schema import Answers
from kreishaus.services.forms.engine.synthesis import PERSONAS, fill
from kreishaus.workshop.packages import actions, queries
from kreishaus.workshop.packages.enums import PackageState
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.proving.anonymising import CannotAnonymise, anonymised
from kreishaus.workshop.proving.outcomes import Proving
from kreishaus.workshop.proving.recording import recorded
from kreishaus.workshop.proving.reports import proving_of

_FROM_APPLICATION, _FROM_PERSONA = "aus-antrag", "erdacht"


class NoPackage(Exception):
    """The service of this application was not made here, so there is no package to add a test to."""


@dataclass(frozen=True, slots=True)
class Made:
    """A test that was added."""

    version: PackageVersion
    path: str
    name: str
    is_new_version: bool
    """whether a draft had to be begun for it"""


def case_from_application(*, application: Application, actor: str, at: datetime) -> Made:
    """Add a test that is like this application, but of nobody, to the draft of its service.

    Rights are checked by the caller. Without a draft the next version is begun.

    :raises NoPackage: if there is no package for the service.
    :raises CannotAnonymise: if the answers cannot be replaced without changing what comes out.
    :raises ChangedElsewhere: (of packages) if somebody changes the draft at the same moment.
    """
    latest = queries.version_or_none(application.offering.service.key)
    if latest is None:
        raise NoPackage(application.offering.service.key)
    with transaction.atomic():
        version = _draft_of(latest, actor=actor, at=at)
        proving, _ = proving_of(version)
        handed_in = localdate(application.submitted_at)
        answers, on = _of_nobody(proving, application.answers, handed_in)
        name = f"Wie ein Antrag vom {on:%m.%Y}"
        case = recorded(proving, answers, on=on, name=name)
        path = actions.add_test(version=version, case=case, stem=_FROM_APPLICATION, actor=actor, at=at)
        subject = f"application:{application.reference}"
        data = {"package": version.package.key, "version": version.version}
        audit.record(subject=subject, verb="application.test-made", actor=actor, at=at, data=data)
    return Made(version, path, name, version.pk != latest.pk)


def case_from_persona(*, version: PackageVersion, persona: str, seed: int, on: date, actor: str, at: datetime) -> Made:
    """Add a test in which a persona applies.

    :raises KeyError: if there is no such persona.
    :raises NotFillable: (of the engine) if the form cannot be filled in.
    :raises NotADraft: (of packages) if the version was submitted or published.
    :raises ChangedElsewhere: (of packages) if somebody changes the draft at the same moment.
    """
    proving, _ = proving_of(version)
    answers = fill(proving.form, on=on, seed=seed, persona=PERSONAS[persona])
    name = f"{PERSONAS[persona].name} (erdacht, Nr. {seed})"
    case = recorded(proving, answers, on=on, name=name)
    path = actions.add_test(version=version, case=case, stem=_FROM_PERSONA, actor=actor, at=at)
    return Made(version, path, name, is_new_version=False)


def _draft_of(latest: PackageVersion, *, actor: str, at: datetime) -> PackageVersion:
    """Return the draft of the package that was changed last, or begin one."""
    draft = queries.versions().filter(package=latest.package, state=PackageState.DRAFT).first()
    if draft:
        return draft
    taken = set(latest.package.versions.values_list("version", flat=True))
    *front, last = latest.version.split(".")
    step = next(step for step in range(1, 10_000) if ".".join([*front, str(int(last) + step)]) not in taken)
    return actions.start_version(version=latest, number=".".join([*front, str(int(last) + step)]), actor=actor, at=at)


def _of_nobody(proving: Proving, answers: Answers, handed_in: date) -> tuple[Answers, date]:
    """Return made-up answers and a day: the first of the month, unless the very day matters."""
    try:
        first = handed_in.replace(day=1)
        return anonymised(proving, answers, on=handed_in, as_of=first), first
    except CannotAnonymise:
        return anonymised(proving, answers, on=handed_in), handed_in
