from dataclasses import replace

import pytest
from django.test import Client

from kreishaus.casework import actions
from kreishaus.casework.enums import DecisionState, Outcome
from kreishaus.casework.models import Decision
from kreishaus.ground.typesetting.text import text_of as pdf_text
from kreishaus.people.organisation.enums import Role
from kreishaus.services.applications.models import Application
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.factories.applications import an_application, an_offering
from tests.factories.organisation import a_member_of_staff

pytestmark = pytest.mark.django_db


def test_the_first_question_is_grant_or_refuse(at_desk: AtDesk) -> None:
    page = look_at(at_desk(cast.meyer()), _address(an_application()))

    assert "Wie entscheiden Sie?" in page
    assert "Bewilligung entwerfen" in page
    assert "Ablehnung entwerfen" in page


def test_the_draft_begins_with_the_letter_of_the_service(at_desk: AtDesk) -> None:
    application, client = an_application(), at_desk(cast.meyer())

    answer = client.post(f"{_address(application)}entwerfen/", {"ergebnis": "grant"}, follow=True)

    assert "Der Entwurf ist angelegt." in text_of(answer)
    html = answer.content.decode()
    assert "Sie dürfen Ihre Zufahrt (über 3 Meter) bauen, ab dem 01.05.2026." in html
    assert 'value="45,00"' in html


def test_an_unknown_outcome_is_refused_in_words(at_desk: AtDesk) -> None:
    application, client = an_application(), at_desk(cast.meyer())

    answer = client.post(f"{_address(application)}entwerfen/", {"ergebnis": "vielleicht"}, follow=True)

    assert "Bitte wählen Sie: bewilligen oder ablehnen." in text_of(answer)


def test_saving_turns_lines_into_paragraphs_and_conditions(at_desk: AtDesk) -> None:
    application, client = an_application(), at_desk(cast.meyer())
    decision = _draft(application)

    answer = client.post(_address(application), _typed(decision, fee="30,70"), follow=True)

    assert "Gespeichert um" in text_of(answer)
    decision.refresh_from_db()
    assert decision.paragraphs == ["Erster Absatz.", "Zweiter Absatz\nmit Zeile."]
    assert decision.conditions == ["Eins", "Zwei"]
    assert decision.fee_cents == 3070


def test_a_wrong_fee_is_shown_with_everything_that_was_typed(at_desk: AtDesk) -> None:
    application, client = an_application(), at_desk(cast.meyer())
    decision = _draft(application)

    answer = client.post(_address(application), _typed(decision, fee="dreißig"))

    assert "Bitte so schreiben: 30,70" in text_of(answer, status=422)
    assert "Zweiter Absatz" in answer.content.decode()
    decision.refresh_from_db()
    assert decision.revision == 1


def test_a_conflict_loses_nothing(at_desk: AtDesk) -> None:
    application, client = an_application(), at_desk(cast.meyer())
    decision = _draft(application)
    newer = replace(_wording(decision), paragraphs=["Text von Herrn Hinrichs."])
    actions.update_decision(
        decision=decision, revision=1, wording=newer, acting=cast.at_work(cast.hinrichs()), at=cast.NOON
    )

    answer = client.post(_address(application), {**_typed(decision), "revision": 1})

    page = text_of(answer, status=409)
    assert "Herr Hinrichs hat den Entwurf um 12:00 Uhr geändert." in page
    assert "Text von Herrn Hinrichs." in page
    assert "Zweiter Absatz" in page
    again = client.post(_address(application), {**_typed(decision), "revision": 2}, follow=True)
    assert "Gespeichert um" in text_of(again)


def test_the_preview_is_the_letter_as_it_would_go_out(at_desk: AtDesk) -> None:
    application, client = an_application(), at_desk(cast.meyer())
    _draft(application)

    answer = client.get(f"{_address(application)}vorschau.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert "Silke Meyer" in pdf_text(answer.content)


def test_a_letter_that_cannot_be_set_is_explained(at_desk: AtDesk) -> None:
    letters = {"grant": {"subject": "x", "paragraphs": ["y"], "template": "letters/a.typ"}}
    offering = an_offering(letters=letters, letter_templates={"letters/a.typ": "#unbekannt()"})
    application, client = an_application(offering), at_desk(cast.meyer())
    _draft(application)

    page = text_of(client.get(f"{_address(application)}vorschau.pdf"), status=422)

    assert "Der Brief lässt sich so noch nicht setzen." in page


def test_signing_asks_once_more_and_then_freezes(at_desk: AtDesk) -> None:
    application, client = an_application(), at_desk(cast.meyer())
    decision = _draft(application)

    question = look_at(client, f"{_address(application)}zeichnen/")
    answer = client.post(f"{_address(application)}zeichnen/", {"revision": decision.revision}, follow=True)

    assert "Danach lässt sich der Bescheid nicht mehr ändern." in question
    page = text_of(answer)
    assert "Der Bescheid ist gezeichnet." in page
    assert "Als Nächstes: Zu den Akten legen" in page
    assert "Frau Meyer hat die Bewilligung gezeichnet." in page
    assert "Gezeichnet von Silke Meyer" in look_at(client, _address(application))


def test_a_changed_draft_is_not_signed(at_desk: AtDesk) -> None:
    application, client = an_application(), at_desk(cast.meyer())
    _draft(application)

    answer = client.post(f"{_address(application)}zeichnen/", {"revision": "7"}, follow=True)

    assert "Der Text wurde inzwischen geändert." in text_of(answer)
    assert Decision.objects.get().state == DecisionState.DRAFT


def test_the_second_signature_is_told_who_was_first(at_desk: AtDesk) -> None:
    application, client = an_application(), at_desk(cast.meyer())
    decision = _draft(application)
    actions.sign_decision(decision=decision, revision=1, acting=cast.at_work(cast.hinrichs()), at=cast.NOON)

    answer = client.post(f"{_address(application)}zeichnen/", {"revision": 1}, follow=True)

    assert "Okko Hinrichs hat diesen Bescheid um 12:00 Uhr gezeichnet." in text_of(answer)


def _without_reasons() -> Application:
    letters = {"refuse": {"subject": "Ihr Antrag", "paragraphs": ["Wir lehnen Ihren Antrag ab."]}}
    return an_application(an_offering(letters=letters))


def test_a_refusal_without_reasons_cannot_be_signed_yet(at_desk: AtDesk) -> None:
    application, client = _without_reasons(), at_desk(cast.meyer())
    client.post(f"{_address(application)}entwerfen/", {"ergebnis": "refuse"})

    page = look_at(client, _address(application))

    assert "Eine Ablehnung braucht eine Begründung." in page
    assert client.get(f"{_address(application)}zeichnen/")["Location"] == _address(application)


def test_what_the_page_calls_impossible_cannot_be_forced(at_desk: AtDesk) -> None:
    application, client = _without_reasons(), at_desk(cast.meyer())
    client.post(f"{_address(application)}entwerfen/", {"ergebnis": "refuse"})

    answer = client.post(f"{_address(application)}zeichnen/", {"revision": 1}, follow=True)

    assert "Es wurde nichts gezeichnet." in text_of(answer)
    assert Decision.objects.get().state == DecisionState.DRAFT


def test_where_the_head_signs_the_clerk_hands_over(at_desk: AtDesk) -> None:
    application = an_application(an_offering(sign_off="head-of-office"))
    clerk, head = at_desk(cast.meyer()), at_desk(cast.hinrichs())
    _draft(application)

    assert "Diesen Bescheid zeichnet: Amtsleitung." in look_at(clerk, _address(application))
    refused = clerk.post(f"{_address(application)}zeichnen/", {"revision": 1}, follow=True)
    assert "nicht zeichnen" in text_of(refused)
    handed = clerk.post(f"{_address(application)}vorlegen/", follow=True)
    assert "Der Entwurf liegt jetzt zur Zeichnung vor." in text_of(handed)
    assert "Bescheid zeichnen" in look_at(head, "/eingang/")
    signed = head.post(f"{_address(application)}zeichnen/", {"revision": 1}, follow=True)
    assert "Der Bescheid ist gezeichnet." in text_of(signed)


def test_beginning_anew_replaces_the_draft(at_desk: AtDesk) -> None:
    application, client = an_application(), at_desk(cast.meyer())
    _draft(application)

    client.post(f"{_address(application)}entwerfen/", {"ergebnis": "refuse"})
    assert Decision.objects.get().outcome == "grant"
    client.post(f"{_address(application)}entwerfen/", {"ergebnis": "refuse", "neu": "ja"})
    assert Decision.objects.get().outcome == "refuse"


@pytest.mark.parametrize("place", ["", "vorschau.pdf", "zeichnen/"])
def test_another_office_finds_nothing(at_desk: AtDesk, place: str) -> None:
    application = an_application()
    _draft(application)

    assert at_desk(cast.janssen()).get(f"{_address(application)}{place}").status_code == 404


def test_who_only_reads_cannot_draft(at_desk: AtDesk) -> None:
    application = an_application()
    auditor: Client = at_desk(a_member_of_staff("prueferin", office=cast.order_office(), roles=(Role.AUDITOR,)))

    answer = auditor.post(f"{_address(application)}entwerfen/", {"ergebnis": "grant"}, follow=True)

    assert "Ihre Stelle darf diesen Bescheid ansehen, aber nicht ändern." in text_of(answer)
    assert Decision.objects.count() == 0


def _address(application: Application) -> str:
    return f"/vorgang/{application.reference}/bescheid/"


def _draft(application: Application) -> Decision:
    return actions.draft_decision(
        application=application, outcome=Outcome.GRANT, acting=cast.at_work(cast.meyer()), at=cast.NOON
    )


def _typed(decision: Decision, **changes: str) -> dict[str, object]:
    return {
        "revision": decision.revision,
        "subject": "Ihre Zufahrt",
        "salutation": "Guten Tag,",
        "paragraphs": "Erster Absatz.\r\n\r\nZweiter Absatz\r\nmit Zeile.",
        "conditions": "Eins\r\n\r\nZwei",
        "reasons": "",
        "fee": "",
        "legal_remedy": "Klage",
        **changes,
    }


def _wording(decision: Decision) -> actions.Wording:
    data = decision.to_data()
    data.pop("outcome")
    return actions.Wording(**data)
