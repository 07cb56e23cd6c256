"""Signing: the PDF is frozen, filed and delivered, exactly once."""

import io
import json

import pikepdf
import pytest

from kreishaus.casework import actions
from kreishaus.casework.enums import DecisionState, Outcome
from kreishaus.casework.models import Decision, Task
from kreishaus.ground.audit.queries import history
from kreishaus.ground.notices.models import OutgoingMail
from kreishaus.ground.search.queries import search
from kreishaus.ground.storage import store
from kreishaus.ground.typesetting.text import text_of
from kreishaus.services.applications.enums import ApplicationState
from kreishaus.services.applications.models import Application
from kreishaus.services.booking.models import Claim
from kreishaus.services.mailbox.enums import MessageKind
from kreishaus.services.mailbox.models import Message
from tests import cast
from tests.cast import NOON, ONE
from tests.factories.applications import RESERVE, an_application, an_offering
from tests.factories.casework import a_decision

pytestmark = pytest.mark.django_db


def signed(decision: Decision) -> Decision:
    return actions.sign_decision(
        decision=decision, revision=decision.revision, acting=cast.at_work(cast.meyer()), at=ONE
    )


def letter_of(decision: Decision) -> bytes:
    return store().read(decision.document.latest.sha256)


def test_the_signed_decision_lies_in_the_file_in_the_mailbox_and_in_the_log() -> None:
    decision = signed(a_decision())

    stored = Decision.objects.get()
    assert (stored.state, stored.signed_by, stored.signed_at) == ("signed", cast.MEYER, ONE)
    assert (stored.document.kind, stored.document.direction) == ("letter", "outgoing")
    message = Message.objects.get()
    assert (stored.message, message.kind, message.subject) == (message, MessageKind.DECISION, "Ihre Zufahrt")
    sha = decision.document.latest.sha256
    assert [attached["sha256"] for attached in message.attachments] == [sha]
    assert Application.objects.get().state == ApplicationState.DECIDED
    assert Task.objects.get().state == "done"
    event = history(decision.application.subject).get(verb="decision.signed")
    assert (event.actor, event.data["sha256"], event.data["automatic"]) == (cast.MEYER, sha, False)


def test_the_letter_says_what_was_drafted_and_carries_the_data() -> None:
    letter = letter_of(signed(a_decision()))

    text = " ".join(text_of(letter).split())
    for part in (
        "Ihre Zufahrt",
        "Sie dürfen Ihre Zufahrt (über 3 Meter) bauen, ab dem 01.05.2026.",
        "Bitte melden Sie uns das Ende der Arbeiten.",
        "45,00 €",
        "63-10-2026-0001",
        "2. März 2026",
        "Silke Meyer",
        "Klage erheben",
    ):
        assert part in text.replace("\xa0", " ")
    with pikepdf.open(io.BytesIO(letter)) as pdf:
        data = json.loads(pdf.attachments["bescheid.json"].get_file().read_bytes())
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
    assert (data["reference"], data["signed_by"]) == ("63-10-2026-0001", cast.MEYER)
    assert data["decision"]["outcome"] == "grant"


def test_the_preview_is_the_letter_and_changes_nothing() -> None:
    decision = a_decision()

    preview = actions.preview_decision(decision=decision, acting=cast.at_work(cast.meyer()), at=ONE)

    assert "Guten Tag Hilke de Vries," in text_of(preview)
    assert (Decision.objects.get().state, Message.objects.count()) == ("draft", 0)


def test_the_stored_wording_is_signed_not_that_of_an_old_page() -> None:
    decision = a_decision()
    decision.subject = "Heimlich geändert"

    signed(decision)

    assert Message.objects.get().subject == "Ihre Zufahrt"


def test_signing_a_wording_that_changed_since_is_refused() -> None:
    decision = a_decision()
    Decision.objects.update(revision=2)

    with pytest.raises(actions.DecisionChangedElsewhere):
        signed(decision)

    assert Message.objects.count() == 0


def test_signing_twice_is_refused_and_names_the_first() -> None:
    decision = a_decision()
    signed(decision)

    with pytest.raises(actions.AlreadySigned) as late:
        actions.sign_decision(decision=decision, revision=1, acting=cast.at_work(cast.hinrichs()), at=ONE)

    assert (late.value.name, late.value.at) == ("Silke Meyer", ONE)
    assert Message.objects.count() == 1


def test_only_those_who_may_sign_do() -> None:
    decision = a_decision(an_application(an_offering(sign_off="head-of-office")))

    with pytest.raises(actions.MayNotSign):
        signed(decision)
    with pytest.raises(actions.MayNotSign):
        actions.sign_decision(decision=decision, revision=1, acting=cast.at_work(cast.janssen()), at=ONE)

    actions.sign_decision(decision=decision, revision=1, acting=cast.at_work(cast.hinrichs()), at=ONE)
    assert Decision.objects.get().signed_by == cast.HINRICHS


def test_what_was_withdrawn_meanwhile_is_not_decided() -> None:
    decision = a_decision()
    actions.withdraw_application(application=Application.objects.get(), reason="", at=NOON)

    with pytest.raises(actions.AlreadyDecided):
        signed(decision)

    assert (Decision.objects.get().state, Message.objects.count()) == ("draft", 0)
    assert decision.application.case.documents.filter(kind="letter").count() == 0


def test_the_mail_about_the_decision_does_not_say_what_was_decided() -> None:
    decision = a_decision(outcome=Outcome.REFUSE)
    OutgoingMail.objects.all().delete()

    signed(decision)

    mail = OutgoingMail.objects.get()
    assert mail.subject == "Neue Nachricht zu Ihrem Antrag"
    assert "lehn" not in mail.body


def test_a_refusal_gives_back_what_was_reserved_and_a_grant_keeps_it() -> None:
    offering = an_offering(reserve=RESERVE)
    signed(a_decision(an_application(offering), outcome=Outcome.REFUSE))
    assert Claim.objects.get().released_at == ONE

    signed(a_decision(an_application(offering)))

    assert Claim.objects.filter(released_at__isnull=True).count() == 1


def test_a_refusal_without_reasons_cannot_be_signed_by_anybody() -> None:
    letters = {"refuse": {"subject": "Ihre Zufahrt", "paragraphs": ["Wir lehnen ab."]}}
    decision = a_decision(an_application(an_offering(letters=letters)), outcome=Outcome.REFUSE)

    with pytest.raises(actions.LetterIncomplete, match="braucht eine Begründung"):
        signed(decision)

    decision.refresh_from_db()
    assert (decision.state, decision.document) == (DecisionState.DRAFT, None)


def test_the_decision_is_found_by_its_words() -> None:
    signed(a_decision())

    hits = search("Ende der Arbeiten", scopes=cast.at_work(cast.meyer()).scopes).hits

    assert [hit.title for hit in hits] == ["Bescheid: Ihre Zufahrt"]


def test_a_letter_form_of_the_package_is_used() -> None:
    source = '#import "/letter.typ": *\n#show: letter\nEigene Vorlage: #data.reference\n#closing\n'
    letters = {"grant": {"subject": "Ihre Zufahrt", "paragraphs": [], "template": "letters/zufahrt.typ"}}
    offering = an_offering(letters=letters, letter_templates={"letters/zufahrt.typ": source})

    letter = letter_of(signed(a_decision(an_application(offering))))

    assert "Eigene Vorlage: 63-10-2026-0001" in text_of(letter)
