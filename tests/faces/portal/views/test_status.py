import io
import json
from datetime import timedelta

import pikepdf
import pytest
from django.utils.timezone import localdate, now

from kreishaus.casework import actions as casework
from kreishaus.casework.enums import Outcome
from kreishaus.ground.audit.engine.receipts import ReceiptInvalid, verify_receipt
from kreishaus.people.organisation import queries as organisation
from kreishaus.people.organisation.models import Office
from kreishaus.people.organisation.rules import Acting
from kreishaus.services.applications.models import Application
from kreishaus.services.mailbox.models import Message
from tests import pages
from tests.faces.portal.visiting import (
    LICENSE,
    Visitor,
    a_pdf,
    a_photo,
    a_script,
    begun,
    licence_filled_in,
    send,
    where,
)
from tests.factories.organisation import a_member_of_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(visitor: Visitor, hunting: None) -> str:
    """Return the address of the status page of an application that was just sent."""
    secret = licence_filled_in(visitor)
    send(visitor, secret)
    return f"/status/{secret}/"


def application() -> Application:
    return Application.objects.select_related("offering", "case", "mailbox", "office").get()


def clerk() -> Acting:
    return organisation.acting(
        a_member_of_staff("ehlers", office=Office.objects.get(number="32"), last_name="Ehlers"), on=localdate()
    )


def asked(subject: str = "Passbild", body: str = "Das Bild ist zu dunkel.") -> Message:
    return casework.request_information(application=application(), subject=subject, body=body, acting=clerk(), at=now())


def granted() -> Message:
    acting = clerk()
    decision = casework.draft_decision(application=application(), outcome=Outcome.GRANT, acting=acting, at=now())
    casework.sign_decision(decision=decision, revision=decision.revision, acting=acting, at=now())
    return Message.objects.get(kind="decision")


# The receipt.


def test_the_receipt_says_what_arrived_when_and_what_happens_by_when(visitor: Visitor, sent: str) -> None:
    text = pages.everything(visitor.get(f"{sent}eingang/").content)

    assert "Ihr Antrag ist eingegangen" in text
    assert application().reference in text
    assert "Wir prüfen Ihren Antrag (Ordnungsamt)." in text
    assert "Wir entscheiden bis zum " in text


def test_the_receipt_as_a_file_proves_the_entry_and_fails_on_a_changed_byte(visitor: Visitor, sent: str) -> None:
    answer = visitor.client.get(f"{sent}nachweis.json")

    content = answer.content.decode()
    reference = application().reference
    assert json.loads(content)
    assert reference in verify_receipt(content).in_words()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="nachweis-{reference}.json"'
    with pytest.raises(ReceiptInvalid):
        verify_receipt(content.replace(reference, reference[:-1] + "9"))


def test_the_receipt_as_a_pdf_is_a_pdf(visitor: Visitor, sent: str) -> None:
    answer = visitor.client.get(f"{sent}bestaetigung.pdf")

    assert answer.headers["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1


# The status page.


def test_the_status_page_says_how_far_the_application_is(visitor: Visitor, sent: str) -> None:
    page = visitor.get(sent).content

    text = pages.everything(page)
    assert "Jagdschein Hilke de Vries" in text
    assert "Ihr Antrag ist bei uns." in text
    assert "Wir entscheiden bis zum " in text
    assert "Ordnungsamt" in text
    assert "75,00 €" in text
    assert "Hier stehen Nachrichten des Amtes" in text


def test_a_late_decision_is_owned_up_to(visitor: Visitor, sent: str) -> None:
    Application.objects.update(decide_by=localdate() - timedelta(days=3))

    assert "und bitten um etwas Geduld" in pages.everything(visitor.get(sent).content)


def test_what_was_sent_can_be_read_again(visitor: Visitor, sent: str) -> None:
    text = pages.everything(visitor.get(f"{sent}angaben/").content)

    assert "Hilke" in text
    assert "police.pdf" in text


@pytest.mark.parametrize(
    "path",
    [
        "",
        "eingang/",
        "angaben/",
        "bestaetigung.pdf",
        "nachweis.json",
        f"nachricht/{'0' * 8}-0000-7000-8000-{'0' * 12}/",
    ],
)
def test_another_secret_opens_nothing_and_the_answer_tells_nothing(visitor: Visitor, sent: str, path: str) -> None:
    strange = Visitor().get(f"/status/{'x' * 43}/{path}", code=404)
    nowhere = Visitor().get("/gibt-es-nicht/", code=404)

    assert strange.content == nowhere.content


def test_the_secret_of_a_draft_is_no_status(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)

    visitor.get(f"/status/{secret}/", code=404)


def test_nothing_of_an_application_is_kept_by_the_browser(visitor: Visitor, sent: str) -> None:
    for path in ("", "eingang/", "angaben/", "bestaetigung.pdf", "nachweis.json"):
        assert "no-store" in visitor.client.get(sent + path).headers["Cache-Control"]


# Messages.


def test_a_question_of_the_office_is_seen_answered_with_a_file_and_seen_again(visitor: Visitor, sent: str) -> None:
    message = asked()
    page = visitor.get(sent).content
    assert "Wir brauchen noch etwas von Ihnen." in pages.everything(page)
    assert "Passbild Neu" in pages.everything(page)

    opened = visitor.get(f"{sent}nachricht/{message.pk}/").content
    answered = visitor.post(f"{sent}antwort/", {"body": "Hier ist ein helleres.", "files": [a_photo("hell.jpg")]})

    assert "Das Bild ist zu dunkel." in pages.everything(opened)
    text = pages.everything(answered.content)
    assert "Ihre Nachricht ist angekommen." in text
    assert "Wir bearbeiten Ihren Antrag." in text
    assert "Passbild Neu" not in text
    reply = Message.objects.get(direction="from_applicant")
    file = visitor.client.get(f"{sent}nachricht/{reply.pk}/1/")
    assert (file.headers["Content-Type"], reply.body) == ("image/jpeg", "Hier ist ein helleres.")


def test_an_own_message_can_be_read_but_not_answered(visitor: Visitor, sent: str) -> None:
    visitor.post(f"{sent}antwort/", {"body": "Ich bin umgezogen."})

    page = visitor.get(f"{sent}nachricht/{Message.objects.get().pk}/").content

    assert "Ich bin umgezogen." in pages.everything(page)
    assert "body" not in pages.names(page)


def test_an_empty_reply_is_refused_kindly(visitor: Visitor, sent: str) -> None:
    page = visitor.post(f"{sent}antwort/", {"body": "  "}, code=422).content

    assert Message.objects.count() == 0
    assert 'aria-invalid="true"' in page.decode()


def test_a_reply_with_a_bad_file_keeps_the_words(visitor: Visitor, sent: str) -> None:
    page = visitor.post(
        f"{sent}antwort/", {"body": "Anbei.", "files": [a_pdf(), a_script("böse.pdf")]}, code=422
    ).content

    assert pages.value_of(page, "body") == "Anbei."
    assert "böse.pdf: " in pages.everything(page)
    assert Message.objects.count() == 0


def test_a_reply_with_markup_is_shown_as_it_was_typed(visitor: Visitor, sent: str) -> None:
    visitor.post(f"{sent}antwort/", {"body": "<script>alert(1)</script>"})

    page = visitor.get(f"{sent}nachricht/{Message.objects.get().pk}/").content

    assert b"<script>alert" not in page
    assert "<script>alert(1)</script>" in pages.everything(page)


# The decision.


def test_opening_a_decision_sets_its_day_of_delivery_once(visitor: Visitor, sent: str) -> None:
    message = granted()
    assert "Wir haben entschieden." in pages.everything(visitor.get(sent).content)
    message.refresh_from_db()
    assert message.delivered_on is None

    page = visitor.get(f"{sent}nachricht/{message.pk}/").content

    message.refresh_from_db()
    assert message.delivered_on == localdate() + timedelta(days=1)
    text = pages.everything(page)
    assert "als bekannt gegeben" in text
    assert "§ 41 Abs. 2a VwVfG" in text
    opened_at = message.opened_at
    visitor.get(f"{sent}nachricht/{message.pk}/")
    message.refresh_from_db()
    assert message.opened_at == opened_at


def test_looking_without_reading_is_no_delivery(visitor: Visitor, sent: str) -> None:
    message = granted()

    for path in (f"nachricht/{message.pk}/", f"nachricht/{message.pk}/1/"):
        assert visitor.client.head(sent + path).status_code == 200

    message.refresh_from_db()
    assert (message.opened_at, message.delivered_on) == (None, None)


def test_downloading_a_decision_opens_it(visitor: Visitor, sent: str) -> None:
    message = granted()

    answer = visitor.client.get(f"{sent}nachricht/{message.pk}/1/")

    message.refresh_from_db()
    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"  # type: ignore[attr-defined]
    assert message.delivered_on == localdate() + timedelta(days=1)


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_file_that_a_message_does_not_have_is_not_there(visitor: Visitor, sent: str, number: int) -> None:
    message = granted()

    visitor.get(f"{sent}nachricht/{message.pk}/{number}/", code=404)


def test_a_message_of_somebody_else_is_not_there(visitor: Visitor, sent: str) -> None:
    message = granted()
    other = Visitor()
    secret = licence_filled_in(other)
    send(other, secret)

    other.get(f"/status/{secret}/nachricht/{message.pk}/", code=404)

    message.refresh_from_db()
    assert message.opened_at is None


# Finding one's application again.


def test_a_pasted_link_leads_to_the_status(visitor: Visitor, sent: str) -> None:
    for pasted in (f"http://testserver{sent}", f"  http://testserver{sent}eingang/ ", sent.split("/")[2]):
        assert where(Visitor().post("/status/", {"link": pasted})) == sent


def test_a_pasted_link_of_a_draft_leads_to_the_draft(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)

    found = Visitor().post("/status/", {"link": f"http://testserver/antrag/{secret}/"})

    assert where(found) == f"/antrag/{secret}/seite/person/"


@pytest.mark.parametrize("pasted", ["", "unsinn", "http://[kaputt", "https://boese.example/" + "x" * 43])
def test_a_wrong_link_is_said_to_be_wrong_and_kept(visitor: Visitor, sent: str, pasted: str) -> None:
    page = visitor.post("/status/", {"link": pasted}, code=422).content

    assert "Zu diesem Link gibt es keinen Antrag." in pages.everything(page)
    assert pages.value_of(page, "link") == pasted


def test_a_withdrawn_application_says_that_nothing_more_happens(visitor: Visitor, sent: str) -> None:
    casework.withdraw_application(application=application(), reason="Umzug", at=now())

    assert "Sie haben Ihren Antrag zurückgenommen." in pages.everything(visitor.get(sent).content)
