import pytest

from kreishaus.workshop.packages import actions
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.workshop.packages.conftest import FORM, NOON, files

pytestmark = pytest.mark.django_db
PLACE = "/dienste/hundesteuer/1.0.0/pruefung/"


def imported(form: str = FORM) -> None:
    """Have the package as a draft."""
    actions.import_files(files=files(form=form), actor="staff:meyer", at=NOON)


def test_the_report_says_what_was_tried(at_desk: AtDesk) -> None:
    imported()

    page = look_at(at_desk(cast.poppinga()), PLACE)

    assert "Prüfbericht zum Dienst" in page
    assert "Bestanden:" in page
    assert "Musterbrief Bewilligung (PDF)" in page


def test_the_report_can_be_kept(at_desk: AtDesk) -> None:
    imported()

    kept = at_desk(cast.poppinga()).get(f"{PLACE}?als=datei")

    assert kept["Content-Disposition"] == 'attachment; filename="pruefbericht-hundesteuer-1.0.0.html"'
    assert "<!doctype html>" in kept.content.decode()


def test_a_sample_letter_is_a_pdf(at_desk: AtDesk) -> None:
    imported()
    client = at_desk(cast.poppinga())

    assert client.get(f"{PLACE}brief/grant.pdf").content.startswith(b"%PDF-")
    assert client.get(f"{PLACE}brief/maybe.pdf").status_code == 404


def test_who_builds_no_services_finds_nothing(at_desk: AtDesk) -> None:
    imported()

    client = at_desk(cast.meyer())

    assert client.get(PLACE).status_code == 404
    assert client.get(f"{PLACE}brief/grant.pdf").status_code == 404


def test_what_is_wrong_stands_on_the_page_of_the_service_with_a_link(at_desk: AtDesk) -> None:
    imported(FORM.replace("label: E-Mail}", "label: E-Mail, when: \"person.name == 'A' && person.name == 'B'\"}"))

    page = at_desk(cast.poppinga()).get("/dienste/hundesteuer/1.0.0/")

    assert "wird aber nie gezeigt" in text_of(page)
    assert PLACE in page.content.decode()
