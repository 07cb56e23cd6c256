"""The automatic decision: granted by the letter of the package, marked as automatic everywhere."""

from datetime import datetime

from kreishaus.casework.enums import DecisionState, Outcome
from kreishaus.casework.models import Decision
from kreishaus.casework.queries.letters import AUTOMATIC
from kreishaus.services.applications.enums import UNDECIDED, Process
from kreishaus.services.applications.models import Application

from .deciding import wording_from_template, write_draft
from .signing import sign_as


class NotAutomatic(Exception):
    """The service is decided by people (§ 35a VwVfG asks for a legal basis for anything else)."""


def decide_automatically(*, application: Application, at: datetime) -> Decision | None:
    """Grant the application, or do nothing if it is decided or withdrawn already.

    May run twice and may be interrupted between draft and signature: the second run takes up
    the draft of the first.

    :raises NotAutomatic: if the service has no automatic process.
    """
    if application.offering.process != Process.AUTOMATIC:
        raise NotAutomatic(application.reference)
    decision = Decision.objects.filter(application=application).first()
    if application.state not in UNDECIDED or (decision and decision.state == DecisionState.SIGNED):
        return decision
    if decision is None:
        decision = write_draft(
            application=application,
            outcome=Outcome.GRANT,
            wording=wording_from_template(application, Outcome.GRANT),
            actor=AUTOMATIC.actor,
            at=at,
            is_automatic=True,
        )
    return sign_as(decision=decision, revision=decision.revision, by=AUTOMATIC, at=at)
