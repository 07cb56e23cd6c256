"""The code lists at the desk: looked at, searched, read in, taken into services."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from kreishaus.services.forms.actions import import_code_list
from kreishaus.services.forms.codes import CodeTable
from kreishaus.services.forms.formats.genericode import write_genericode
from kreishaus.services.forms.models import CodeListVersion
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages import queries as packages
from kreishaus.workshop.packages.models import PackageVersion
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.services.forms.codes.lists import PLACES_URN, many, places
from tests.workshop.packages.conftest import MEYER, NOON, SERVICE
from tests.workshop.packages.with_lists import FORM_WITH_VERSION, shorter, with_lists

pytestmark = pytest.mark.django_db
PLACE = "/dienste/hundesteuer/1.0.0/"


def stored(*tables: CodeTable) -> None:
    for table in tables:
        import_code_list(table=table, actor=MEYER, at=NOON)


def package(key: str = "hundesteuer", *, form: str = "") -> PackageVersion:
    made = with_lists(form=form) if form else with_lists()
    made["service.yaml"] = SERVICE.replace("hundesteuer", key).encode()
    return actions.import_files(files=made, actor=MEYER, at=NOON)


def sent(client: Client, *files: SimpleUploadedFile, status: int = 200) -> str:
    return text_of(client.post("/codelisten/einlesen/", {"dateien": list(files)}, follow=True), status=status)


def a_file(table: CodeTable, name: str = "liste.xml") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, write_genericode(table), "text/xml")


def test_an_empty_page_says_how_it_fills(at_desk: AtDesk) -> None:
    assert "Die meisten gibt es im XRepository" in look_at(at_desk(cast.poppinga()), "/codelisten/")


def test_lists_stand_with_their_entries_and_who_asks_for_them(at_desk: AtDesk) -> None:
    stored(places())
    package()

    page = look_at(at_desk(cast.poppinga()), "/codelisten/")

    assert "Gemeinden" in page
    assert "Hund anmelden 1.0.0" in page
    assert "Diese Listen fehlen noch" not in page


def test_missing_lists_come_first_with_the_place_to_get_them(at_desk: AtDesk) -> None:
    package(form=FORM_WITH_VERSION)

    response = at_desk(cast.poppinga()).get("/codelisten/")

    assert "Diese Listen fehlen noch" in text_of(response)
    assert f'href="https://www.xrepository.de/details/{PLACES_URN}"' in response.content.decode()


def test_three_lists_and_services_cost_as_many_queries_as_one(
    at_desk: AtDesk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = at_desk(cast.poppinga())
    stored(places())
    package()
    client.get("/codelisten/")
    with CaptureQueriesContext(connection) as one:
        client.get("/codelisten/")
    stored(many(3), many(3, "2"))
    for key in ("katzensteuer", "pferdesteuer"):
        package(key)

    with django_assert_num_queries(len(one)):
        client.get("/codelisten/")


@pytest.mark.parametrize("place", ["/codelisten/", "/codelisten/einlesen/"])
def test_who_builds_no_services_finds_nothing(at_desk: AtDesk, place: str) -> None:
    assert at_desk(cast.meyer()).get(place).status_code == 404


def test_a_list_shows_its_entries_and_can_be_searched(at_desk: AtDesk) -> None:
    stored(places())
    client = at_desk(cast.poppinga())
    address = f"/codelisten/{CodeListVersion.objects.get().pk}/"

    whole, found, nothing = (look_at(client, f"{address}{query}") for query in ("", "?suche=fehn", "?suche=Berlin"))

    assert "Einträge 1 bis 8 von 8" in whole
    assert "1 Treffer für „fehn“" in found
    assert "Ostrhauderfehn" in found
    assert "Weener" not in found
    assert "Kein Eintrag passt zu „Berlin“." in nothing


def test_a_list_that_is_not_there_is_missing(at_desk: AtDesk) -> None:
    assert at_desk(cast.poppinga()).get("/codelisten/01890000-0000-7000-8000-000000000000/").status_code == 404


def test_several_files_and_a_zip_are_read_in_at_once(at_desk: AtDesk) -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("viele.xml", write_genericode(many(3)))
    zipped = SimpleUploadedFile("listen.zip", stream.getvalue(), "application/zip")

    page = sent(at_desk(cast.poppinga()), a_file(places()), zipped)

    assert "Eingelesen: Gemeinden 2026, 8 Einträge." in page
    assert "Eingelesen: Viele 1, 3 Einträge." in page


def test_what_was_there_before_is_said(at_desk: AtDesk) -> None:
    stored(places())
    client = at_desk(cast.poppinga())

    assert "Diese Listen waren schon da." in sent(client, a_file(places()))
    assert "Ersetzt: Gemeinden 2026, 2 Einträge." in sent(client, a_file(shorter()))


def test_a_wrong_file_is_named_and_the_others_come_in(at_desk: AtDesk) -> None:
    broken = SimpleUploadedFile("kaputt.xml", b"<a>", "text/xml")

    page = sent(at_desk(cast.poppinga()), broken, a_file(places()), status=422)

    assert "kaputt.xml" in page
    assert "Gemeinden 2026: 8 Einträge" in page
    assert CodeListVersion.objects.count() == 1


def test_without_a_file_the_page_asks_for_one(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())

    assert "Bitte wählen Sie mindestens eine Datei aus." in text_of(client.post("/codelisten/einlesen/"), status=422)
    many_files = [a_file(many(1), f"{number}.xml") for number in range(21)]
    assert "Bitte höchstens 20 Dateien auf einmal" in sent(client, *many_files, status=422)


def test_the_service_says_which_lists_it_takes(at_desk: AtDesk) -> None:
    stored(places())
    package()

    page = look_at(at_desk(cast.poppinga()), PLACE)

    assert "Gemeinden, Fassung 2026: 8 Einträge, aus dem Bestand." in page
    assert "Genommen ist die neueste." in page


def test_the_service_says_which_lists_are_missing_and_takes_another_version(at_desk: AtDesk) -> None:
    stored(places())
    version = package(form=FORM_WITH_VERSION)
    client = at_desk(cast.poppinga())

    before = look_at(client, PLACE)
    [wanted] = packages.detail_of(version).code_lists
    after = text_of(
        client.post(f"{PLACE}codelisten/fassung/", {"liste": wanted.address, "fassung": "2026"}, follow=True)
    )

    assert "Liegt nicht vor." in before
    assert "Fassung 2026 nehmen" in before
    assert "Person › Gemeinde" in before
    assert "Die Felder nehmen jetzt die Fassung 2026." in after


def test_a_list_that_the_form_does_not_ask_for_is_refused_in_words(at_desk: AtDesk) -> None:
    package()

    page = at_desk(cast.poppinga()).post(f"{PLACE}codelisten/fassung/", {"liste": "urn:weg"}, follow=True)

    assert "Diese Liste verlangt das Formular nicht mehr." in text_of(page)


def test_lists_are_put_into_the_package(at_desk: AtDesk) -> None:
    stored(places())
    package()
    client = at_desk(cast.poppinga())

    first, second = (text_of(client.post(f"{PLACE}codelisten/ins-paket/", follow=True)) for _ in range(2))

    assert "Die Listen liegen jetzt im Paket." in first
    assert "liegt im Paket." in first
    assert "Alle Listen liegen schon im Paket." in second
