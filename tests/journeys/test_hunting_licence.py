"""A whole story: Frauke Harms wants to hunt, from the empty form to the receipt anybody can verify.

The package is the one of the demo county. In this story the order office is competent; its clerk
is Ehlers, and Meyer of the building office is the stranger.
"""

import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from kreishaus.casework import actions as casework
from kreishaus.casework import queries as desk
from kreishaus.casework.enums import Light, Outcome
from kreishaus.ground.audit.engine.receipts import ReceiptInvalid, render_receipt, verify_receipt
from kreishaus.ground.audit.queries import history
from kreishaus.ground.jobs import worker
from kreishaus.ground.notices.models import OutgoingMail
from kreishaus.ground.search.queries import search
from kreishaus.ground.storage import store
from kreishaus.ground.typesetting.compiler import typeset
from kreishaus.ground.typesetting.text import text_of
from kreishaus.people.organisation.enums import Role
from kreishaus.people.organisation.models import Staff
from kreishaus.services.applications import actions, queries
from kreishaus.services.applications.engine.files import FileAnswer
from kreishaus.services.applications.enums import ApplicationState
from kreishaus.services.applications.models import Application, Draft, Offering
from kreishaus.services.mailbox import actions as mailbox
from kreishaus.services.mailbox import queries as mailboxes
from kreishaus.workshop.packages.actions import import_package_folder, publish, submit_for_publication
from tests import cast
from tests.factories.organisation import a_member_of_staff
from tests.factories.records import a_position

pytestmark = pytest.mark.django_db(transaction=True)

PACKAGE = Path(__file__).resolve().parents[2] / "demo" / "services" / "jagdschein"
MONDAY = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
TUESDAY, FRIDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)
LINK = "https://leer.example/antrag/geheim"


def the_offering() -> Offering:
    cast.order_office()
    a_position("32.17", "Jagdscheine")
    version = import_package_folder(folder=PACKAGE, actor="staff:poppinga", at=MONDAY)
    submit_for_publication(version=version, actor="staff:poppinga", at=MONDAY)
    return publish(version=version, actor="staff:ukena", at=MONDAY)


def ehlers() -> Staff:
    return a_member_of_staff("ehlers", office=cast.order_office(), roles=(Role.CASE_WORKER,), first_name="Antje")


def a_pdf(word: str) -> bytes:
    data = {
        "authority": {"name": "Versicherung Beispiel"},
        "title": word,
        "reference": "JH-4711",
        "submitted_at_text": "heute",
        "pages": [],
    }
    return typeset("summary", data, title=word, on=MONDAY.date())


def a_photo() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 50), "green").save(stream, "JPEG")
    return stream.getvalue()


def uploaded(content: bytes, name: str, media_type: str) -> FileAnswer:
    blob = store().put(content)
    return FileAnswer(sha256=blob.sha256, name=name, size=blob.size, media_type=media_type)


ANSWERS: dict[str, Any] = {
    "license": {"kind": "year", "occasion": "first", "valid_from": "2026-04-01"},
    "person": {
        "given_name": "Frauke",
        "family_name": "Harms",
        "birth_date": "1988-05-17",
        "birth_place": "Weener",
        "nationality": "deutsch",
    },
    "address": {"street": "Deichweg", "house_number": "12", "postcode": "26826", "city": "Weener"},
    "contact": {"email": "frauke.harms@example.org"},
    "insurance": {
        "insurer": "Versicherung Beispiel",
        "policy_number": "JH-4711",
        "valid_until": "2027-03-31",
    },
    "reliability": {"proceedings": False, "proceedings_text": "doch nicht", "truthful": True},
}


def filled_in(offering: Offering) -> tuple[Draft, str]:
    draft, secret = actions.start_draft(offering=offering, service=offering.service, at=MONDAY)
    assert draft.answers == {"person": {"nationality": "deutsch"}}
    draft = actions.save_answers(draft=draft, answers=ANSWERS, raw={}, revision=0, at=MONDAY)
    for path, file in (
        ("insurance.policy", uploaded(a_pdf("Hundebisswiderrufsklausel"), "versicherung.pdf", "application/pdf")),
        ("documents.exam", uploaded(a_pdf("Zeugnis"), "zeugnis.pdf", "application/pdf")),
        ("documents.photo", uploaded(a_photo(), "bild.jpg", "image/jpeg")),
    ):
        draft = actions.attach_file(draft=draft, path=path, file=file, revision=draft.revision, at=MONDAY)
    return draft, secret


def test_a_hunting_licence_from_the_empty_form_to_the_verified_receipt() -> None:  # noqa: PLR0915 -- one story
    offering = the_offering()

    # She begins at home, goes on elsewhere with the link, and forgets the exam first.
    _, secret = filled_in(offering)
    resumed = queries.draft_by_secret(secret, at=TUESDAY)
    assert resumed is not None
    without_exam = actions.detach_file(draft=resumed, path="documents.exam", index=0, revision=4, at=TUESDAY)
    with pytest.raises(actions.InvalidAnswers) as incomplete:
        actions.submit(draft=without_exam, at=TUESDAY, link=LINK)
    assert list(incomplete.value.evaluation.errors) == ["documents.exam"]
    exam = uploaded(a_pdf("Zeugnis"), "zeugnis.pdf", "application/pdf")
    complete = actions.attach_file(draft=without_exam, path="documents.exam", file=exam, revision=5, at=TUESDAY)

    # It comes in: reference, fee, day of decision, and a mail with the link.
    application = actions.submit(draft=complete, at=TUESDAY, link=LINK)
    assert (application.reference, application.fee_cents) == ("32-17-2026-0001", 7500)
    assert application.decide_by == date(2026, 4, 14)
    assert "proceedings_text" not in application.answers["reliability"]
    assert queries.application_by_secret(secret) == application

    # The receipt proves the entry at once, and no byte of it can be changed.
    receipt = render_receipt(actions.receipt(application))
    assert "32-17-2026-0001" in receipt
    verify_receipt(receipt)
    with pytest.raises(ReceiptInvalid):
        verify_receipt(receipt.replace("32-17-2026-0001", "32-17-2026-0002"))
    assert LINK in text_of(actions.receipt_pdf(application, status_url=LINK)).replace("\n", "")

    # The jobs file the copy, make the attachments findable and send the mail.
    worker.drain(raise_errors=True)
    kinds = [document.kind for document in application.case.documents.order_by("number")]
    assert kinds == ["data", "attachment", "attachment", "attachment", "summary"]
    copy = application.case.documents.get(kind="summary").latest
    text = text_of(store().read(copy.sha256))
    assert "Jahresjagdschein (ein Jagdjahr)" in text
    assert "doch nicht" not in text
    assert OutgoingMail.objects.get().state == "sent"

    # Ehlers finds it in her inbox and by a word of the policy; Meyer finds nothing.
    clerk, stranger = cast.at_work(ehlers()), cast.at_work(cast.meyer())
    row = desk.inbox(clerk, on=TUESDAY.date())[0]
    assert (row.reference, row.applicant, row.urgency.light) == ("32-17-2026-0001", "Frauke Harms", Light.GREEN)
    found = search("Hundebisswiderrufsklausel", scopes=clerk.scopes).hits
    assert [hit.reference for hit in found] == ["32-17-2026-0001"]
    assert desk.inbox(stranger, on=TUESDAY.date()) == []
    assert search("Hundebisswiderrufsklausel", scopes=stranger.scopes).hits == ()
    assert desk.application_or_none(stranger, "32-17-2026-0001") is None

    # She takes it, asks for a better picture, and gets one.
    casework.assign(task=row.task, to=ehlers(), acting=clerk, at=TUESDAY)
    casework.request_information(
        application=application, subject="Passbild", body="Das Bild ist zu dunkel.", acting=clerk, at=TUESDAY
    )
    assert current(application).state == ApplicationState.ACTION_REQUIRED
    photo = mailbox.AttachedFile(**uploaded(a_photo() + b"\x00", "neu.jpg", "image/jpeg"))
    casework.receive_reply(application=application, body="Hier ist ein neues.", attachments=[photo], at=FRIDAY)
    assert current(application).state == ApplicationState.PROCESSING
    assert [row.task.kind for row in desk.inbox(clerk, on=FRIDAY.date())] == ["check", "reply"]

    # She grants it, looks at the letter, and signs.
    application = desk.application_or_none(clerk, "32-17-2026-0001") or pytest.fail("not visible")
    decision = casework.draft_decision(application=application, outcome=Outcome.GRANT, acting=clerk, at=FRIDAY)
    preview = casework.preview_decision(decision=decision, acting=clerk, at=FRIDAY)
    assert "75,00 €" in " ".join(text_of(preview).replace("\xa0", " ").split())
    decision = casework.sign_decision(decision=decision, revision=1, acting=clerk, at=FRIDAY)
    assert desk.inbox(clerk, on=FRIDAY.date()) == []

    # The letter is frozen and carries its data; the mail about it says nothing.
    letter = store().read(decision.document.latest.sha256)
    with pikepdf.open(io.BytesIO(letter)) as pdf:
        assert json.loads(pdf.attachments["bescheid.json"].get_file().read_bytes())["decision"]["fee_cents"] == 7500
    worker.drain(raise_errors=True)
    assert all("Jagdschein" not in mail.body for mail in OutgoingMail.objects.all())

    # Frauke Harms reads it on Saturday night; from Sunday on it counts as delivered, however often she reads.
    box = current(application).mailbox
    message = mailboxes.messages_unread_first(box)[0]
    night = datetime(2026, 3, 7, 21, 0, tzinfo=UTC)
    mailbox.open_message(message=message, at=night)
    mailbox.open_message(message=message, at=night + timedelta(days=20))
    message.refresh_from_db()
    assert message.delivered_on == date(2026, 3, 8)
    assert message.attachments[0]["sha256"] == decision.document.latest.sha256

    # The case is put on file, and the log tells the whole story, provable for every step.
    casework.complete_case(application=current(application), acting=clerk, at=night)
    assert current(application).state == ApplicationState.COMPLETED
    assert [event.verb for event in history(application.subject)] == [
        "application.received",
        "message.sent",
        "application.information-requested",
        "message.received",
        "decision.drafted",
        "message.sent",
        "decision.signed",
        "message.opened",
        "application.completed",
        # The job runs by the real clock, the story by its own.
        "application.confirmed",
    ]
    assert render_receipt(actions.receipt(current(application))) == receipt


def current(application: Application) -> Application:
    return Application.objects.select_related("offering", "case", "mailbox", "entry_event").get(pk=application.pk)
