"""Services that nobody has to decide: granted by a job, and everywhere marked as automatic."""

import pytest

from kreishaus.casework import actions
from kreishaus.casework.models import Decision, Task
from kreishaus.ground.audit.queries import history
from kreishaus.ground.jobs import worker
from kreishaus.ground.storage import store
from kreishaus.ground.typesetting.text import text_of
from kreishaus.services.applications.enums import ApplicationState
from kreishaus.services.applications.models import Application
from kreishaus.services.mailbox.models import Message
from tests.cast import NOON, ONE
from tests.factories.applications import an_application, an_offering

pytestmark = pytest.mark.django_db


def test_the_job_decides_right_after_submission_and_says_so() -> None:
    application = an_application(an_offering(process="automatic"))
    assert Task.objects.get().state == "open"

    worker.drain(raise_errors=True)

    decision = Decision.objects.get()
    assert (decision.state, decision.signed_by, decision.is_automatic) == ("signed", "system:automatic", True)
    assert (Application.objects.get().state, Task.objects.get().state) == (ApplicationState.DECIDED, "done")
    text = " ".join(text_of(store().read(decision.document.latest.sha256)).split())
    assert "Diesen Bescheid hat unser System automatisch erlassen (§ 35a VwVfG)." in text
    event = history(application.subject).get(verb="decision.signed")
    assert (event.actor, event.data["automatic"]) == ("system:automatic", True)


def test_what_the_job_cannot_decide_stays_on_a_desk() -> None:
    letters = {"grant": {"subject": "x", "paragraphs": [], "template": "letters/fehlt.typ"}}
    an_application(an_offering(process="automatic", letters=letters, letter_templates={}))

    worker.drain()

    assert Task.objects.get().state == "open"
    assert Application.objects.get().state == ApplicationState.RECEIVED


def test_running_twice_decides_once() -> None:
    application = an_application(an_offering(process="automatic"))
    actions.decide_automatically(application=application, at=NOON)

    actions.decide_automatically(application=application, at=ONE)
    actions.decide_automatically(application=Application.objects.get(), at=ONE)

    assert (Decision.objects.get().signed_at, Message.objects.count()) == (NOON, 1)


def test_a_run_that_broke_off_after_the_draft_is_finished_by_the_next() -> None:
    application = an_application(an_offering(process="automatic"))
    actions.decide_automatically(application=application, at=NOON)
    Decision.objects.update(state="draft", signed_at=None, document=None, message=None)
    Application.objects.update(state=ApplicationState.RECEIVED)

    actions.decide_automatically(application=Application.objects.get(), at=ONE)

    assert (Decision.objects.get().state, Decision.objects.get().signed_at) == ("signed", ONE)


def test_a_withdrawn_application_is_not_decided() -> None:
    application = an_application(an_offering(process="automatic"))
    actions.withdraw_application(application=application, reason="", at=NOON)

    worker.drain()

    assert Decision.objects.count() == 0


def test_a_service_that_people_decide_is_never_decided_by_the_job() -> None:
    with pytest.raises(actions.NotAutomatic):
        actions.decide_automatically(application=an_application(), at=ONE)
