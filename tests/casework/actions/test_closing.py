"""The end of a case."""

import pytest

from kreishaus.casework import actions
from kreishaus.casework.models import Task
from kreishaus.ground.audit.queries import history
from kreishaus.records.actions import CaseAlreadyClosed
from kreishaus.records.models import Case
from kreishaus.services.applications.enums import ApplicationState
from kreishaus.services.applications.models import Application
from kreishaus.services.booking.models import Claim
from tests import cast
from tests.cast import NOON, ONE
from tests.factories.applications import RESERVE, an_application, an_offering

pytestmark = pytest.mark.django_db


def test_an_undecided_case_cannot_be_put_on_file() -> None:
    application = an_application()

    with pytest.raises(actions.NotYetDecided):
        actions.complete_case(application=application, acting=cast.at_work(cast.meyer()), at=ONE)

    assert Case.objects.get().state == "open"


def test_a_notice_needs_no_decision_to_be_completed() -> None:
    application = an_application(an_offering(process="notice"))

    actions.complete_case(application=application, acting=cast.at_work(cast.meyer()), at=ONE)

    assert Application.objects.get().state == ApplicationState.COMPLETED
    assert (Case.objects.get().state, Task.objects.get().state) == ("closed", "done")
    assert history(application.subject).last().verb == "application.completed"


def test_completing_twice_is_refused_and_keeps_the_first_date() -> None:
    application = an_application(an_offering(process="notice"))
    actions.complete_case(application=application, acting=cast.at_work(cast.meyer()), at=NOON)

    with pytest.raises((CaseAlreadyClosed, actions.NotYetDecided)):
        actions.complete_case(application=application, acting=cast.at_work(cast.meyer()), at=ONE)

    assert Case.objects.get().closed_at == NOON


def test_withdrawing_gives_back_what_was_reserved_and_tells_the_office() -> None:
    application = an_application(an_offering(reserve=RESERVE))

    actions.withdraw_application(application=application, reason="Umgezogen", at=ONE)

    assert Application.objects.get().state == ApplicationState.WITHDRAWN
    assert Claim.objects.get().released_at == ONE
    assert Task.objects.get().state == "open"
    assert history(application.subject).last().reason == "Umgezogen"


def test_withdrawing_twice_is_refused() -> None:
    application = an_application()
    actions.withdraw_application(application=application, reason="", at=NOON)

    with pytest.raises(actions.AlreadyDecided):
        actions.withdraw_application(application=application, reason="", at=ONE)
