import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from kreishaus.records import actions as records
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at
from tests.factories.applications import an_application
from tests.factories.records import a_case, a_draft

pytestmark = pytest.mark.django_db


def test_a_name_finds_the_case_with_the_words_marked(at_desk: AtDesk) -> None:
    application, client = an_application(), at_desk(cast.meyer())

    page = look_at(client, "/suchen/?q=Zufahrt")

    assert application.reference in page
    assert f'href="/vorgang/{application.reference}/"' in client.get("/suchen/?q=Zufahrt").content.decode()
    assert "<mark>" in client.get("/suchen/?q=Anhänger").content.decode()


def test_a_document_leads_to_its_own_page(at_desk: AtDesk) -> None:
    case, client = a_case(), at_desk(cast.meyer())
    records.add_documents(case, [a_draft("Entwässerungsplan")], at=cast.NOON, actor=cast.MEYER)

    html = client.get("/suchen/?q=Entwässerungsplan").content.decode()

    assert f'href="/vorgang/{case.reference}/dokument/1/ansicht/"' in html


def test_another_office_finds_nothing(at_desk: AtDesk) -> None:
    an_application()

    assert "Dazu haben wir nichts gefunden" in look_at(at_desk(cast.janssen()), "/suchen/?q=Zufahrt")


def test_an_empty_question_gets_a_hint(at_desk: AtDesk) -> None:
    assert "Geben Sie oben ein Wort" in look_at(at_desk(cast.meyer()), "/suchen/")


def test_many_hits_have_pages(at_desk: AtDesk) -> None:
    client = at_desk(cast.meyer())
    for _ in range(21):
        a_case("Anfrage wegen Lärm")

    assert "Seite 1 von 2" in look_at(client, "/suchen/?q=Lärm")
    assert "Seite 2 von 2" in look_at(client, "/suchen/?q=Lärm&seite=2")


def test_what_was_typed_is_never_html(at_desk: AtDesk) -> None:
    html = at_desk(cast.meyer()).get("/suchen/?q=<script>alert(1)</script>").content.decode()

    assert "<script>alert" not in html


def test_three_hits_cost_as_many_queries_as_one(
    at_desk: AtDesk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, case = at_desk(cast.meyer()), a_case("Anfrage")
    records.add_documents(case, [a_draft("Lageplan")], at=cast.NOON, actor=cast.MEYER)
    client.get("/suchen/?q=Lageplan")
    with CaptureQueriesContext(connection) as one:
        client.get("/suchen/?q=Lageplan")
    records.add_documents(case, [a_draft("Lageplan alt"), a_draft("Lageplan neu")], at=cast.NOON, actor=cast.MEYER)

    with django_assert_num_queries(len(one)):
        client.get("/suchen/?q=Lageplan")
