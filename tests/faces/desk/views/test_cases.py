from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from kreishaus.casework import actions
from kreishaus.people.organisation.enums import Role
from kreishaus.records import actions as records
from kreishaus.records.enums import CaseState
from kreishaus.records.models import Case
from kreishaus.services.applications.enums import ApplicationState
from kreishaus.services.applications.models import Application
from kreishaus.services.mailbox.models import Message
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.factories.applications import an_application, an_offering
from tests.factories.organisation import a_member_of_staff
from tests.factories.records import a_case, a_draft

pytestmark = pytest.mark.django_db
REQUEST = {"subject": "Lageplan", "body": "Bitte schicken Sie uns den Lageplan."}


def test_the_page_of_a_case_shows_who_what_and_until_when(at_desk: AtDesk) -> None:
    application = an_application()

    page = look_at(at_desk(cast.meyer()), _address(application))

    assert application.reference in page
    assert "Hilke de Vries" in page
    assert "Zufahrt bauen" in page
    assert "Unser Anhänger passt nicht durch das Tor." in page
    assert "über 3 Meter" in page
    assert "Diesen Vorgang bearbeitet noch niemand." in page
    assert "Die antragstellende Person" in page
    assert "Ihre Stelle „Stelle 63-meyer“ gehört zum Amt Bauamt." in page
    assert "63.10" in page
    assert "45,00\N{NO-BREAK SPACE}€".replace("\N{NO-BREAK SPACE}", " ") in page


def test_somebody_of_another_office_gets_the_page_for_what_is_missing(at_desk: AtDesk) -> None:
    application, janssen = an_application(), at_desk(cast.janssen())

    denied = janssen.get(_address(application))
    missing = janssen.get("/vorgang/63-10-1999-0001/")

    assert denied.status_code == missing.status_code == 404
    assert denied.content == missing.content


def test_a_case_without_an_application_has_a_page(at_desk: AtDesk) -> None:
    case = a_case("Beschwerde über Lärm")

    page = look_at(at_desk(cast.meyer()), f"/vorgang/{case.reference}/")

    assert "Beschwerde über Lärm" in page
    assert "Hier stehen Dokumente, sobald welche in der Akte liegen." in page


def test_after_taking_it_the_next_step_is_to_decide(at_desk: AtDesk) -> None:
    application, client = an_application(), at_desk(cast.meyer())
    _take(application)

    page = look_at(client, _address(application))

    assert "Als Nächstes: Entscheiden" in page
    assert "Zu den Akten geht es noch nicht: Es gibt noch keinen Bescheid." in page
    assert "Frau Meyer hat die Aufgabe übernommen." in page


def test_asking_back_sends_a_message_and_waits(at_desk: AtDesk) -> None:
    application, client = an_application(), at_desk(cast.meyer())
    _take(application)

    answer = client.post(f"{_address(application)}nachfordern/", REQUEST, follow=True)

    page = text_of(answer)
    assert "Die Nachforderung ist gesendet." in page
    assert "Als Nächstes: Auf die Antwort warten" in page
    assert "Frau Meyer hat eine Nachforderung geschickt." in page
    assert Message.objects.get().body == REQUEST["body"]
    assert "wartet auf Antwort" in look_at(client, "/eingang/?zeige=wartet")


def test_an_empty_request_is_shown_again_with_what_is_missing(at_desk: AtDesk) -> None:
    application, client = an_application(), at_desk(cast.meyer())

    answer = client.post(f"{_address(application)}nachfordern/", {"subject": "Lageplan", "body": ""})

    page = text_of(answer, status=422)
    assert "Bitte schreiben Sie, was noch fehlt." in page
    assert 'value="Lageplan"' in answer.content.decode()
    assert Message.objects.count() == 0


def test_another_office_cannot_ask_back(at_desk: AtDesk) -> None:
    application = an_application()

    answer = at_desk(cast.janssen()).post(f"{_address(application)}nachfordern/", REQUEST)

    assert answer.status_code == 404
    assert Message.objects.count() == 0


def test_who_only_reads_is_told_so_and_changes_nothing(at_desk: AtDesk) -> None:
    application = an_application()
    auditor = at_desk(a_member_of_staff("prueferin", office=cast.order_office(), roles=(Role.AUDITOR,)))

    page = look_at(auditor, _address(application))
    answer = auditor.post(f"{_address(application)}nachfordern/", REQUEST, follow=True)

    assert "Sie können diesen Vorgang lesen." in page
    assert "Ihre Stelle hat die Rolle Rechnungsprüfung." in page
    assert "Ihre Stelle darf diesen Vorgang ansehen, aber nicht ändern." in text_of(answer)
    assert Message.objects.count() == 0


def test_asking_back_after_the_decision_sends_nothing(at_desk: AtDesk) -> None:
    application, client = an_application(), at_desk(cast.meyer())
    Application.objects.update(state=ApplicationState.DECIDED, decided_at=cast.NOON)

    answer = client.post(f"{_address(application)}nachfordern/", REQUEST, follow=True)

    assert "Über diesen Antrag ist inzwischen entschieden." in text_of(answer)


def test_a_case_that_is_not_decided_cannot_go_on_file(at_desk: AtDesk) -> None:
    application, client = an_application(), at_desk(cast.meyer())

    answer = client.post(f"{_address(application)}zu-den-akten/", follow=True)

    assert "Über den Antrag ist nicht entschieden." in text_of(answer)
    assert Case.objects.get().state == CaseState.OPEN


def test_a_decided_case_goes_on_file_with_one_click(at_desk: AtDesk) -> None:
    application, client = an_application(), at_desk(cast.meyer())
    _take(application)
    Application.objects.update(state=ApplicationState.DECIDED, decided_at=cast.NOON)
    assert "Zu den Akten (z. d. A.)" in look_at(client, _address(application))

    answer = client.post(f"{_address(application)}zu-den-akten/", follow=True)

    page = text_of(answer)
    assert "Der Vorgang liegt jetzt bei den Akten." in page
    assert "Dieser Vorgang liegt bei den Akten." in page
    again = client.post(f"{_address(application)}zu-den-akten/", follow=True)
    assert "Der Vorgang liegt bereits bei den Akten." in text_of(again)


def test_rules_for_people_stand_in_the_checklist(at_desk: AtDesk) -> None:
    review = {"id": "R1", "element": "Breite", "text": "Nur mit Lageplan.", "basis": "§ 5", "note": "Bitte ansehen."}
    application = an_application(an_offering(reviews=[review]))

    page = look_at(at_desk(cast.meyer()), _address(application))

    assert "Diese Regeln prüft ein Mensch." in page
    assert "Nur mit Lageplan." in page


def test_evidence_is_shown_in_the_page(at_desk: AtDesk) -> None:
    application = an_application()
    records.add_documents(application.case, [a_draft("Lageplan")], at=cast.NOON, actor=cast.CITIZEN)

    client = at_desk(cast.meyer())
    html = client.get(_address(application)).content.decode()

    assert "Lageplan" in look_at(client, _address(application))
    assert 'title="Lageplan, Vorschau"' in html


def test_the_list_shows_open_cases_first_and_closed_ones_on_demand(at_desk: AtDesk) -> None:
    client = at_desk(cast.meyer())
    a_case("Anfrage")
    closed = a_case("Erledigtes")
    records.close_case(case=closed, actor=cast.MEYER, at=cast.NOON)

    assert "Erledigtes" not in look_at(client, "/vorgaenge/")
    assert "Erledigtes" in look_at(client, "/vorgaenge/?zeige=geschlossen")
    assert "Anfrage" in look_at(client, "/vorgaenge/?zeige=alle")
    assert "Anfrage" not in look_at(at_desk(cast.janssen()), "/vorgaenge/?zeige=alle")


def test_three_cases_cost_as_many_queries_as_one(
    at_desk: AtDesk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = at_desk(cast.meyer())
    an_application()
    client.get("/vorgaenge/")
    with CaptureQueriesContext(connection) as one:
        client.get("/vorgaenge/")
    an_application()
    a_case()

    with django_assert_num_queries(len(one)):
        client.get("/vorgaenge/")


def test_the_page_of_a_case_costs_the_same_with_many_papers(
    at_desk: AtDesk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, application = at_desk(cast.meyer()), an_application()
    records.add_documents(application.case, [a_draft("Lageplan")], at=cast.NOON, actor=cast.MEYER)
    _ask_back(application)
    client.get(_address(application))
    with CaptureQueriesContext(connection) as one:
        client.get(_address(application))
    papers = [a_draft(f"Lageplan {number}") for number in range(5)]
    records.add_documents(application.case, papers, at=cast.NOON, actor=cast.MEYER)
    _ask_back(application)

    with django_assert_num_queries(len(one)):
        client.get(_address(application))


def test_long_lists_have_pages(at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kreishaus.faces.desk.case_list.LINES", 2)
    client = at_desk(cast.meyer())
    for number in range(3):
        a_case(f"Anfrage {number}", at=cast.NOON + timedelta(minutes=number))

    assert "Anfrage 0" in look_at(client, "/vorgaenge/?seite=2")
    assert "Anfrage 0" not in look_at(client, "/vorgaenge/")


def _address(application: Application) -> str:
    return f"/vorgang/{application.reference}/"


def _take(application: Application) -> None:
    task = application.tasks.get()
    actions.assign(task=task, to=cast.meyer(), acting=cast.at_work(cast.meyer()), at=cast.NOON)


def _ask_back(application: Application) -> None:
    actions.request_information(application=application, **REQUEST, acting=cast.at_work(cast.meyer()), at=cast.NOON)
