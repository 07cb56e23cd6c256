"""Decisions for tests, made by the real actions as the clerk Meyer."""

from kreishaus.casework import actions
from kreishaus.casework.enums import Outcome
from kreishaus.casework.models import Decision
from kreishaus.services.applications.models import Application
from tests import cast
from tests.factories.applications import an_application


def a_decision(application: Application | None = None, *, outcome: Outcome = Outcome.GRANT) -> Decision:
    """Return a drafted decision on the application of Frau de Vries."""
    return actions.draft_decision(
        application=application or an_application(), outcome=outcome, acting=cast.at_work(cast.meyer()), at=cast.ONE
    )
