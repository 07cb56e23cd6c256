"""Drafting a decision from the letter template of the service, and changing its wording."""

from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction

from kreishaus.casework.engine.wording import Wording, fill_letter
from kreishaus.casework.enums import DecisionState, Outcome, TaskKind, TaskState
from kreishaus.casework.models import Decision, Task
from kreishaus.casework.queries.letters import letter_facts
from kreishaus.casework.rules import may_be_decided
from kreishaus.ground.audit import actions as audit
from kreishaus.people.organisation.rules import Acting
from kreishaus.services.applications.models import Application
from kreishaus.services.applications.queries import shown_answers

from .permission import check_may_work_on


class AlreadyDecided(Exception):
    """There is nothing left to decide: decided, withdrawn, or a notice that is only acknowledged."""


class DraftExists(Exception):
    """Somebody drafted a decision before; `decision` is the draft, and nothing of it was changed."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(str(decision.pk))
        self.decision = decision


class DecisionChangedElsewhere(Exception):
    """Somebody saved or signed the decision meanwhile; `decision` is how it stands now."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(str(decision.pk))
        self.decision = decision


def draft_decision(
    *, application: Application, outcome: Outcome, acting: Acting, at: datetime, replace: bool = False
) -> Decision:
    """Draft a decision with the wording of the package's letter for this outcome.

    :raises DraftExists: if there is a draft and `replace` was not asked for.
    :raises AlreadyDecided: if there is nothing left to decide.
    :raises MayNotWorkOnThis: if the acting post may not change this case.
    """
    check_may_work_on(acting, application)
    wording = wording_from_template(application, outcome)
    return write_draft(
        application=application, outcome=outcome, wording=wording, actor=acting.actor, at=at, replace=replace
    )


def wording_from_template(application: Application, outcome: Outcome) -> Wording:
    """Return the wording of the package's letter with every placeholder filled."""
    settings = application.offering.settings
    return fill_letter(
        (settings.get("letters") or {}).get(outcome.value) or {},
        legal_remedy=settings.get("legal_remedy") or "",
        answers=application.answers,
        facts=letter_facts(application),
        shown=shown_answers(application),
        fee_cents=application.fee_cents if outcome == Outcome.GRANT else None,
    )


@transaction.atomic
def write_draft(
    *,
    application: Application,
    outcome: Outcome,
    wording: Wording,
    actor: str,
    at: datetime,
    replace: bool = False,
    is_automatic: bool = False,
) -> Decision:
    """Write the draft row; rights are checked by the caller.

    :raises DraftExists: if there is one already and it is not to be replaced.
    :raises AlreadyDecided: if there is nothing left to decide.
    """
    application.refresh_from_db(fields=("state",))
    if not may_be_decided(application):
        raise AlreadyDecided(application.reference)
    fields = {
        "outcome": outcome,
        "drafted_by": actor,
        "drafted_at": at,
        "is_automatic": is_automatic,
        **asdict(wording),
    }
    decision = Decision(application=application, **fields)
    try:
        # A savepoint: on PostgreSQL a failed INSERT spoils the transaction around it.
        with transaction.atomic():
            decision.save(force_insert=True)
    except IntegrityError:
        decision = Decision.objects.select_for_update().get(application=application)
        if not replace or decision.state == DecisionState.SIGNED:
            raise DraftExists(decision) from None
        for name, value in fields.items():
            setattr(decision, name, value)
        decision.revision += 1
        decision.save()
    _record(decision, "decision.drafted", actor=actor, at=at)
    return decision


@transaction.atomic
def update_decision(*, decision: Decision, revision: int, wording: Wording, acting: Acting, at: datetime) -> Decision:
    """Change the wording of a draft if nobody changed or signed it since `revision`.

    :raises DecisionChangedElsewhere: if somebody was faster; the exception holds what stands there now.
    :raises MayNotWorkOnThis: if the acting post may not change this case.
    """
    check_may_work_on(acting, decision.application)
    changed = Decision.objects.filter(pk=decision.pk, state=DecisionState.DRAFT, revision=revision).update(
        revision=revision + 1, drafted_by=acting.actor, drafted_at=at, **asdict(wording)
    )
    if not changed:
        raise DecisionChangedElsewhere(Decision.objects.get(pk=decision.pk))
    decision.refresh_from_db()
    _record(decision, "decision.changed", actor=acting.actor, at=at)
    return decision


@transaction.atomic
def hand_over_for_signature(*, decision: Decision, acting: Acting, at: datetime) -> Task:
    """Put the draft before whoever signs for this service; asking twice gives the same task.

    :raises MayNotWorkOnThis: if the acting post may not change this case.
    """
    application = decision.application
    check_may_work_on(acting, application)
    task, created = Task.objects.get_or_create(
        application=application,
        kind=TaskKind.SIGN,
        state=TaskState.OPEN,
        defaults={
            "case": application.case,
            "office_id": application.office_id,
            "title": f"Zeichnen: {decision.subject}"[:250],
            "due_on": application.decide_by,
            "created_at": at,
        },
    )
    if created:
        _record(decision, "decision.handed-over", actor=acting.actor, at=at)
    return task


def _record(decision: Decision, verb: str, *, actor: str, at: datetime) -> None:
    audit.record(
        subject=decision.application.subject,
        verb=verb,
        actor=actor,
        at=at,
        data={"decision": str(decision.pk), "outcome": decision.outcome, "revision": decision.revision},
    )
