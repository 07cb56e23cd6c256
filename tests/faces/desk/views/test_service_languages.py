"""Texts and languages at the desk: seen, searched, written many at once, out to a table and in again."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages import queries as packages
from kreishaus.workshop.packages.formats.languages.table import TextRow, read_table, write_csv, write_xlsx
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import languages
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.workshop.packages.conftest import MEYER, NOON, files

pytestmark = pytest.mark.django_db
PLACE = "/dienste/hundesteuer/1.0.0/sprachen/"


@pytest.fixture
def draft() -> PackageVersion:
    return actions.import_files(files=files(), actor=MEYER, at=NOON)


@pytest.fixture
def client(at_desk: AtDesk, draft: PackageVersion) -> Client:
    return at_desk(cast.poppinga())


def _now() -> PackageVersion:
    version = packages.version_or_none("hundesteuer", "1.0.0")
    assert version is not None
    return version


def _texts() -> dict[str, str]:
    return {key: entry.text for key, entry in languages.translation_of(_now(), "en").entries.items()}


def test_all_texts_stand_in_one_table(client: Client) -> None:
    seen = look_at(client, PLACE)
    for words in ("Hund anmelden", "Ihre Angaben", "0 von", "fehlt", "Leichte Sprache"):
        assert words in seen
    assert "Hund anmelden" not in look_at(client, f"{PLACE}?suche=e-mail").partition("Stand")[2].partition("Ort")[2]
    assert "Hier ist nichts" in look_at(client, f"{PLACE}?stand=done")


def test_many_are_saved_at_once_and_german_ones_too(client: Client, draft: PackageVersion) -> None:
    typed = {
        "shown": draft.digest,
        "sprache": "en",
        "t.service.name": "Register a dog",
        "t.person.name.label": "Your name",
        "de.person.name.label": "Ihr Name",
    }
    assert "3 Texte sind gespeichert" in text_of(client.post(PLACE, typed, follow=True))
    assert _texts() == {"service.name": "Register a dog", "person.name.label": "Your name"}
    assert languages.german_of(_now())["person.name.label"] == "Ihr Name"
    late = text_of(client.post(PLACE, {**typed, "t.service.name": "Late"}, follow=True), status=409)
    assert "jemand anderes" in late
    assert _texts()["service.name"] == "Register a dog"


def test_a_stale_text_is_kept_with_a_tick(client: Client, draft: PackageVersion) -> None:
    first = {"shown": draft.digest, "sprache": "en", "t.person.name.label": "Name"}
    client.post(PLACE, first)
    client.post(PLACE, {"shown": _now().digest, "sprache": "en", "de.person.name.label": "Ihr Name"})
    assert "veraltet" in look_at(client, f"{PLACE}?stand=stale")
    again = {"shown": _now().digest, "sprache": "en", "t.person.name.label": "Name", "ok.person.name.label": "on"}
    client.post(PLACE, again)
    assert "Hier ist nichts" in look_at(client, f"{PLACE}?stand=stale")


@pytest.mark.parametrize(("kind", "write"), [("csv", write_csv), ("xlsx", write_xlsx)])
def test_a_table_goes_out_and_comes_back(client: Client, kind: str, write: "object") -> None:
    content = client.get(f"{PLACE}ausgeben/{kind}/?sprache=en").content
    rows = read_table(content, f"texte.{kind}")
    assert {row.key: row.german for row in rows} == languages.german_of(_now())
    filled = [TextRow(row.key, row.german, "Register a dog" if row.key == "service.name" else "") for row in rows]
    filled[1] = TextRow(filled[1].key, "Ein alter Satz", "An old sentence")
    upload = SimpleUploadedFile(f"texte.{kind}", write(filled))  # type: ignore[operator]
    shown = client.post(f"{PLACE}einlesen/", {"datei": upload, "sprache": "en"})
    seen = text_of(shown)
    assert "1 Texte ändern sich" in seen
    assert "An old sentence" in seen
    assert _texts() == {}
    carried = re.search(r'name="zeilen" value="([^"]*)"', shown.content.decode())
    assert carried
    lines = carried[1].replace("&quot;", '"')
    taken = client.post(f"{PLACE}uebernehmen/", {"zeilen": lines, "sprache": "en"}, follow=True)
    assert "Übernommene Texte: 1." in text_of(taken)
    assert _texts() == {"service.name": "Register a dog"}


def test_other_files_are_refused_in_words(client: Client) -> None:
    upload = SimpleUploadedFile("texte.xlsx", b"PK\x03\x04 nothing")
    refused = client.post(f"{PLACE}einlesen/", {"datei": upload, "sprache": "en"})
    assert "nicht lesen" in text_of(refused, status=422)
    assert "wählen Sie eine Datei" in text_of(client.post(f"{PLACE}einlesen/", {"sprache": "en"}), status=422)
    assert client.post(f"{PLACE}uebernehmen/", {"zeilen": "{", "sprache": "en"}).status_code == 404
    assert client.get(f"{PLACE}ausgeben/exe/").status_code == 404


def test_more_texts_cost_no_more_questions(
    client: Client, draft: PackageVersion, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    look_at(client, PLACE)
    with django_assert_max_num_queries(20) as counted:
        look_at(client, f"{PLACE}?suche=hund")
    few = len(counted)
    with django_assert_max_num_queries(few):
        look_at(client, PLACE)
