"""Asking for more, and what the answer sets in motion."""

import pytest

from kreishaus.casework import actions
from kreishaus.casework.models import Task
from kreishaus.ground.jobs.queries import pending
from kreishaus.ground.storage import store
from kreishaus.records.models import Case
from kreishaus.services.applications.enums import ApplicationState
from kreishaus.services.applications.models import Application
from kreishaus.services.mailbox.actions import AttachedFile, EmptyReply
from kreishaus.services.mailbox.enums import MessageKind
from kreishaus.services.mailbox.models import Message
from tests import cast
from tests.cast import NOON, ONE
from tests.factories.applications import an_application
from tests.factories.records import a_blob

pytestmark = pytest.mark.django_db


def asked(application: Application) -> Message:
    return actions.request_information(
        application=application,
        subject="Lageplan fehlt",
        body="Bitte senden Sie uns einen Lageplan.",
        acting=cast.at_work(cast.meyer()),
        at=ONE,
    )


def test_a_request_is_delivered_filed_and_the_task_waits() -> None:
    application = an_application()

    message = asked(application)

    assert (message.kind, message.sender) == (MessageKind.REQUEST, "Bauamt, Silke Meyer")
    assert Application.objects.get().state == ApplicationState.ACTION_REQUIRED
    assert Task.objects.get().is_waiting
    filed = application.case.documents.get(kind="message")
    assert (filed.title, filed.direction) == ("Nachforderung: Lageplan fehlt", "outgoing")
    assert store().read(filed.latest.sha256).decode() == "Lageplan fehlt\n\nBitte senden Sie uns einen Lageplan.\n"


def test_the_reply_lies_in_the_file_and_on_the_desk() -> None:
    application = an_application()
    actions.assign(task=Task.objects.get(), to=cast.meyer(), acting=cast.at_work(cast.meyer()), at=NOON)
    asked(application)
    blob = a_blob(b"%PDF plan")
    plan = AttachedFile(name="plan.pdf", sha256=blob.sha256, size=blob.size, media_type="application/pdf")

    actions.receive_reply(application=application, body="Hier ist der Plan.", attachments=[plan], at=ONE)

    assert application.state == ApplicationState.PROCESSING
    titles = [(d.kind, d.title) for d in application.case.documents.order_by("number")][-2:]
    assert titles == [("message", "Nachricht der antragstellenden Person"), ("attachment", "plan.pdf")]
    task = Task.objects.get(kind="reply")
    assert (task.title, task.assignee) == ("Antwort: Zufahrt Am Deich 1", cast.meyer())
    assert Task.objects.filter(is_waiting=True).count() == 0
    assert "index_attachments" in {job.task_path.rpartition(".")[2] for job in pending()}


def test_a_reply_to_a_case_on_file_takes_it_up_again() -> None:
    application = an_application()
    actions.withdraw_application(application=application, reason="", at=NOON)
    actions.complete_case(application=application, acting=cast.at_work(cast.meyer()), at=NOON)

    actions.receive_reply(application=application, body="Ich habe noch eine Frage.", at=ONE)

    assert Case.objects.get().state == "open"
    assert Task.objects.get(state="open").kind == "reply"
    assert application.state == ApplicationState.WITHDRAWN


def test_an_empty_reply_leaves_nothing() -> None:
    application = an_application()

    with pytest.raises(EmptyReply):
        actions.receive_reply(application=application, body=" ", at=ONE)

    assert Task.objects.filter(kind="reply").count() == 0
    assert application.case.documents.count() == 1


def test_nobody_is_asked_about_what_is_withdrawn() -> None:
    application = an_application()
    actions.withdraw_application(application=application, reason="Umgezogen", at=NOON)

    with pytest.raises(actions.AlreadyDecided):
        asked(application)

    assert Message.objects.count() == 0


def test_a_foreign_clerk_cannot_ask() -> None:
    application = an_application()

    with pytest.raises(actions.MayNotWorkOnThis):
        actions.request_information(
            application=application, subject="x", body="y", acting=cast.at_work(cast.janssen()), at=ONE
        )
