import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kreishaus.services.catalogue import actions as catalogue
from tests import cast, pages
from tests.faces.portal.visiting import Visitor

pytestmark = pytest.mark.django_db


def described(*names: str, **fields: object) -> None:
    drafts = [
        catalogue.ServiceDraft(
            key=f"leistung-{number}",
            name=name,
            summary=f"{name}, ganz einfach.",
            life_situation="Bauen",
            **fields,  # type: ignore[arg-type]
        )
        for number, name in enumerate(names)
    ]
    catalogue.store_services(drafts=drafts, actor=cast.SYSTEM, at=cast.NOON)


def queries_of(visitor: Visitor, path: str) -> int:
    visitor.get(path)
    with CaptureQueriesContext(connection) as seen:
        visitor.get(path)
    return len(seen)


def test_the_start_page_leads_to_services_life_situations_and_status(visitor: Visitor, hunting: None) -> None:
    leads = pages.links(visitor.get("/").content)

    assert leads["Jagdschein erteilen oder verlängern"] == "/leistungen/jagdschein/"
    assert leads["Freizeit und Ehrenamt 1"] == "/leistungen/?lebenslage=Freizeit%20und%20Ehrenamt"
    assert leads["Zum Status"] == "/status/"


def test_an_empty_county_says_what_will_stand_there(visitor: Visitor) -> None:
    assert "Hier stehen bald die Leistungen" in pages.everything(visitor.get("/").content)


@pytest.mark.parametrize("typed", ["jagdschein", "Jagtschein", "jagen gehen", "  JÄGER  "])
def test_a_service_is_found_however_it_is_typed(visitor: Visitor, hunting: None, typed: str) -> None:
    leads = pages.links(visitor.get("/suche/", data={"q": typed}).content)

    assert leads["Jagdschein erteilen oder verlängern"] == "/leistungen/jagdschein/"


def test_a_search_without_a_hit_leads_on(visitor: Visitor, hunting: None) -> None:
    page = visitor.get("/suche/", data={"q": "xyzzy"}).content

    assert "Dazu haben wir nichts gefunden." in pages.everything(page)
    leads = pages.links(page)["Schreiben Sie uns mit dem allgemeinen Antrag"]
    assert leads == "/leistungen/allgemeiner-antrag/antrag/"


def test_a_search_keeps_and_escapes_what_was_typed(visitor: Visitor) -> None:
    typed = '"><script>alert(1)</script>'

    page = visitor.get("/suche/", data={"q": typed}).content

    assert b"<script>alert" not in page
    assert pages.value_of(page, "q") == typed


def test_an_empty_search_only_shows_the_field(visitor: Visitor) -> None:
    assert "gefunden" not in pages.everything(visitor.get("/suche/", data={"q": " "}).content)


def test_suggestions_are_list_items_that_lead_to_the_service(visitor: Visitor, hunting: None) -> None:
    answer = visitor.client.get("/suche/vorschlaege/", {"q": "jag"})

    assert answer.content.decode().startswith('<li><a href="/leistungen/jagdschein/">')


def test_suggestions_say_when_there_are_none(visitor: Visitor) -> None:
    assert "Kein Vorschlag" in visitor.client.get("/suche/vorschlaege/", {"q": "xyzzy"}).content.decode()
    assert visitor.client.get("/suche/vorschlaege/").content.strip() == b""


def test_services_stand_under_their_life_situation(visitor: Visitor, hunting: None) -> None:
    described("Bauantrag", "Abbruch")

    everything = pages.links(visitor.get("/leistungen/").content)
    chosen = pages.links(visitor.get("/leistungen/", data={"lebenslage": "Bauen"}).content)

    names = {"Bauantrag", "Abbruch", "Jagdschein erteilen oder verlängern"}
    assert names <= set(everything)
    assert names & set(chosen) == {"Bauantrag", "Abbruch"}


def test_an_unknown_life_situation_is_an_empty_list(visitor: Visitor, hunting: None) -> None:
    page = visitor.get("/leistungen/", data={"lebenslage": "Raumfahrt"}).content

    assert "gibt es hier noch keine Leistung" in pages.everything(page)


def test_a_service_says_what_it_costs_how_long_it_takes_and_who_does_it(visitor: Visitor, hunting: None) -> None:
    page = visitor.get("/leistungen/jagdschein/").content

    text = pages.everything(page)
    assert "45 Euro für ein Jahr" in text
    assert "bis zu 6 Wochen" in text
    assert "Ordnungsamt" in text
    assert "Zeugnis der Jägerprüfung" in text
    assert pages.links(page)["Jetzt online beantragen"] == "/leistungen/jagdschein/antrag/"


def test_a_service_without_a_form_of_its_own_says_so_and_still_takes_applications(
    visitor: Visitor, anything: None
) -> None:
    described("Bauantrag")

    page = visitor.get("/leistungen/leistung-0/").content

    assert "noch kein eigenes Formular" in pages.everything(page)
    assert pages.links(page)["Jetzt online beantragen"] == "/leistungen/leistung-0/antrag/"


def test_a_service_of_somebody_else_leads_there(visitor: Visitor) -> None:
    redirect = {"name": "Stadt Leer", "reason": "Das macht Ihre Stadt.", "url": "https://stadt.example/"}
    described("Fischereischein", redirect=redirect)

    page = visitor.get("/leistungen/leistung-0/").content

    assert "Dafür ist jemand anderes zuständig: Stadt Leer" in pages.everything(page)
    leads = pages.links(page)
    assert leads["Weiter zu Stadt Leer"] == "https://stadt.example/"
    assert "Jetzt online beantragen" not in leads


def test_an_unknown_service_is_a_page_that_does_not_exist(visitor: Visitor, hunting: None) -> None:
    page = visitor.get("/leistungen/raumfahrt/", code=404).content

    assert "Diese Seite gibt es nicht, oder Sie dürfen sie nicht sehen." in pages.everything(page)


@pytest.mark.parametrize("path", ["/", "/leistungen/", "/suche/?q=leistung", "/suche/vorschlaege/?q=leistung"])
def test_more_services_do_not_take_more_queries(path: str) -> None:
    visitor = Visitor()
    described("Leistung eins")
    if "vorschlaege" in path:
        visitor.get = visitor.client.get  # type: ignore[method-assign,assignment]
    with_one = queries_of(visitor, path)

    described("Leistung eins", "Leistung zwei", "Leistung drei")

    assert queries_of(visitor, path) == with_one
