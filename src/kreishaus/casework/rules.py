"""Rights and dates of casework: who may do what, and how urgent a task is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kreishaus.people.organisation.enums import Role
from kreishaus.people.organisation.rules import Acting
from kreishaus.services.applications.enums import UNDECIDED, ApplicationState
from kreishaus.services.applications.models import Application

from .enums import Light, Outcome, SignOff
from .models import Decision

_WORKS_ON_CASES = (Role.CASE_WORKER, Role.TEAM_LEAD, Role.HEAD_OF_OFFICE, Role.DEPARTMENT_HEAD)
_HEADS = (Role.HEAD_OF_OFFICE, Role.DEPARTMENT_HEAD)
_SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class Urgency:
    """How urgent a task is: the colour and the same in words."""

    light: Light
    text: str


def urgency(due_on: date | None, *, on: date) -> Urgency:
    """Return the traffic light of a task by its legal deadline; the colour never stands alone."""
    if due_on is None:
        return Urgency(Light.NONE, "ohne Frist")
    days = (due_on - on).days
    if days < 0:
        return Urgency(Light.RED, "seit 1 Tag überfällig" if days == -1 else f"seit {-days} Tagen überfällig")
    if days == 0:
        return Urgency(Light.RED, "heute fällig")
    if days <= _SOON_DAYS:
        return Urgency(Light.YELLOW, "noch 1 Tag" if days == 1 else f"noch {days} Tage")
    return Urgency(Light.GREEN, f"noch {days} Tage")


def may_work_on(acting: Acting, application: Application) -> bool:
    """Say whether the post works on cases of that office; looking at them is a wider right."""
    return application.office_id in acting.office_ids and acting.has(*_WORKS_ON_CASES)


def may_sign(acting: Acting, application: Application) -> bool:
    """Say whether the post may sign the decision: as the service says, case worker or head."""
    if not may_work_on(acting, application):
        return False
    return acting.has(*_HEADS) if sign_off(application) == SignOff.HEAD_OF_OFFICE else True


def sign_off(application: Application) -> SignOff:
    """Return who signs decisions of this service; the case worker unless the package says otherwise."""
    return SignOff(application.offering.settings.get("sign_off", SignOff.CASE_WORKER))


def may_be_decided(application: Application) -> bool:
    """Say whether a decision can still be made."""
    return application.state in UNDECIDED and application.offering.process != "notice"


def gaps_in(decision: Decision) -> Iterator[str]:
    """Return what the letter itself still lacks, whoever signs it, each in one sentence.

    §§ 37 and 39 VwVfG: a decision says what is decided and why; a refusal without reasons is unlawful.
    """
    letter = (decision.application.offering.settings.get("letters") or {}).get(decision.outcome) or {}
    # A letter form of the package brings its own text.
    if not letter.get("template") and not any(paragraph.strip() for paragraph in decision.paragraphs):
        yield "Der Text der Entscheidung fehlt."
    if decision.outcome == Outcome.REFUSE and not decision.reasons.strip():
        yield "Eine Ablehnung braucht eine Begründung."
    if not decision.legal_remedy.strip():
        yield "Die Rechtsbehelfsbelehrung fehlt."


def may_be_completed(application: Application) -> bool:
    """Say whether the case can be closed: decided, withdrawn, or nothing to decide."""
    if application.state in (ApplicationState.DECIDED, ApplicationState.WITHDRAWN):
        return True
    return application.offering.process == "notice" and application.state in UNDECIDED
