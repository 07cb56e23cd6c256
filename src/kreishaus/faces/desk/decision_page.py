"""What the page of a decision knows: the draft, who wrote it, and what still stands in the way of signing."""

from collections.abc import Iterator
from dataclasses import dataclass

from kreishaus.casework import queries as casework
from kreishaus.casework import rules
from kreishaus.casework.enums import Outcome, SignOff
from kreishaus.casework.models import Decision
from kreishaus.faces.desk import chronicle
from kreishaus.people.organisation.rules import Acting
from kreishaus.services.applications.models import Application
from kreishaus.services.mailbox.models import Message


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """The page of a decision, drafted or signed or not begun."""

    application: Application
    decision: Decision | None
    drafted_by: str
    may_work: bool
    may_sign: bool
    may_be_decided: bool
    is_handed_over: bool
    signs: str
    obstacles: tuple[str, ...]

    @property
    def outcomes(self) -> list[tuple[str, str, str]]:
        """The letters one can begin with: value, name, first sentence of the letter of the service."""
        letters = self.application.offering.settings.get("letters") or {}
        return [
            (outcome.value, outcome.label, str((letters.get(outcome.value) or {}).get("subject", "")))
            for outcome in Outcome
        ]

    @property
    def message(self) -> Message | None:
        """The message by which the signed decision went out."""
        return self.decision.message if self.decision else None


def decision_page(application: Application, acting: Acting) -> DecisionPage:
    """Return the page of the decision on an application."""
    decision = casework.decision_of(application)
    sign_off = rules.sign_off(application)
    return DecisionPage(
        application=application,
        decision=decision,
        drafted_by=_author(decision),
        may_work=rules.may_work_on(acting, application),
        may_sign=rules.may_sign(acting, application),
        may_be_decided=rules.may_be_decided(application),
        is_handed_over=casework.open_tasks(application).filter(kind="sign").exists(),
        signs=SignOff(sign_off).label,
        obstacles=tuple(obstacles_to_signing(decision, application, acting)) if decision else (),
    )


def obstacles_to_signing(decision: Decision, application: Application, acting: Acting) -> Iterator[str]:
    """Return why the decision cannot be signed yet, each in one sentence."""
    if not rules.may_be_decided(application):
        yield f"Der Antrag ist schon „{application.get_state_display()}“."
    yield from rules.gaps_in(decision)
    if not rules.may_sign(acting, application):
        yield f"Diesen Bescheid zeichnet: {rules.sign_off(application).label}."


def _author(decision: Decision | None) -> str:
    if decision is None:
        return ""
    names = chronicle.names_of({decision.drafted_by.removeprefix("staff:")})
    return chronicle.actor_name(decision.drafted_by, names)
