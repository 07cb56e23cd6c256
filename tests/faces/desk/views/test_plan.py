from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from kreishaus.people.organisation.enums import Role
from kreishaus.records.models import FilingPosition, Succession
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.factories.organisation import a_member_of_staff, an_office
from tests.factories.records import a_case, a_position

pytestmark = pytest.mark.django_db
CHANGE = {
    "title": "Bauberatung",
    "note": "",
    "retention_years": "12",
    "retention_start": "decision",
    "retention_year_end": "True",
    "retention_source": "§ 9",
    "disposal": "destroy",
    "access": "office",
    "lead_office": "",
    "pattern": "{position}-{year}-{number}",
    "valid_from": "",
    "valid_until": "",
    "reason": "Beschluss",
}


@pytest.fixture
def registry(at_desk: AtDesk) -> Client:
    return at_desk(a_member_of_staff("vissering", office=an_office("10.2", "Registratur"), roles=(Role.REGISTRY,)))


def test_everybody_at_work_reads_the_plan_and_only_the_registry_changes_it(at_desk: AtDesk) -> None:
    a_case()
    meyer = at_desk(cast.meyer())

    assert "63.10Bauanfragen10 Jahre" in look_at(meyer, "/aktenplan/")
    page = look_at(meyer, "/aktenplan/63.10/")
    assert "1 Akte zeigen" in page
    assert "Teilen, zusammenlegen oder umbenennen" not in page
    for address in ("63.10/aendern/", "einlesen/"):
        assert meyer.get(f"/aktenplan/{address}").status_code == 404
    assert meyer.post("/aktenplan/63.10/weiterfuehren/").status_code == 404
    assert meyer.get("/aktenplan/99/").status_code == 404


def test_the_plan_costs_the_same_for_one_and_for_three_positions(registry: Client) -> None:
    counts = []
    for number in ("63.10", "63.11", "63.12"):
        a_position(number)
        registry.get("/aktenplan/")
        with CaptureQueriesContext(connection) as asked:
            registry.get("/aktenplan/")
        counts.append(len(asked))

    assert counts[0] == counts[1] == counts[2]


def test_a_position_changes_and_says_what_it_was(registry: Client) -> None:
    a_position()
    assert "Ändern: 63.10 Bauanfragen" in look_at(registry, "/aktenplan/63.10/aendern/")

    wrong = CHANGE | {"pattern": "{year}", "valid_from": "2026-02-01", "valid_until": "2026-01-01"}
    refused = text_of(registry.post("/aktenplan/63.10/aendern/", wrong), status=422)
    page = text_of(registry.post("/aktenplan/63.10/aendern/", CHANGE, follow=True))

    assert "Das Muster braucht" in refused
    assert "Das liegt vor dem Beginn." in refused
    assert "hat „Aufbewahrung in Jahren“ geändert: „10“ → „12“. Grund: Beschluss" in page
    assert "mit der Entscheidung, erst mit dem Ende des Jahres" in page


def test_a_cut_leads_on_from_the_old_number(registry: Client) -> None:
    for number in ("63.10", "63.21", "63.22"):
        a_position(number)
    tomorrow = (localdate() + timedelta(days=1)).isoformat()
    cut = {"kind": "split", "new": "63.21 63.22", "on": tomorrow, "reason": "Neuer Plan"}

    for wrong, said in (
        ({"kind": "rename"}, "Umbenannt: eine wird eine."),
        ({"new": "63.99"}, "63.99 gibt es im Aktenplan nicht."),
        ({"on": localdate().isoformat()}, "Bitte einen Tag in der Zukunft wählen"),
        ({"reason": ""}, "Bitte nennen Sie den Grund."),
    ):
        assert said in text_of(registry.post("/aktenplan/63.10/weiterfuehren/", cut | wrong), status=422)
    assert not Succession.objects.exists()
    page = text_of(registry.post("/aktenplan/63.10/weiterfuehren/", cut, follow=True))

    assert "Es geht weiter als 63.21 Bauanfragen, 63.22 Bauanfragen (geteilt zum" in page
    assert "Früher: 63.10 Bauanfragen." in look_at(registry, "/aktenplan/63.22/")


def test_the_table_goes_out_and_in_and_mistakes_name_their_line(registry: Client) -> None:
    a_position()
    table = registry.get("/aktenplan/aktenplan.csv").content
    look_at(registry, "/aktenplan/einlesen/")

    def read(content: bytes) -> str:
        upload = SimpleUploadedFile("plan.csv", content, "text/csv")
        answer = registry.post("/aktenplan/einlesen/", {"datei": upload}, follow=True)
        return text_of(answer, status=answer.status_code)

    assert "Eingelesen: 0 neu, 0 geändert." in read(table)
    assert "Eingelesen: 1 neu, 0 geändert." in read(b"number,title\n63.11,Baulasten\n")
    assert "Zeile 2: Die Bezeichnung fehlt." in read(b"number,title\n63.12,\n")
    assert "Das Amt 99 gibt es nicht." in read(b"number,title,lead_office\n63.12,Neu,99\n")
    assert "nicht in UTF-8" in read("number,title\n63.12,Öl\n".encode("latin-1"))
    assert "Bitte wählen Sie eine Datei aus." in text_of(registry.post("/aktenplan/einlesen/"), status=422)
    assert sorted(FilingPosition.objects.values_list("number", flat=True)) == ["63.10", "63.11"]
