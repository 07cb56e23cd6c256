import pytest

from kreishaus.people.organisation.enums import Role
from kreishaus.workshop.packages import actions
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.factories.applications import an_application
from tests.factories.organisation import a_member_of_staff
from tests.workshop.packages.conftest import FORM, NOON, files
from tests.workshop.proving.application import a_package

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


def test_a_test_is_made_from_a_case_with_one_click(at_desk: AtDesk) -> None:
    a_package()
    application = an_application()
    staff = a_member_of_staff("ubben", office=cast.building_office(), roles=(Role.CASE_WORKER, Role.DIGITAL_OFFICE))
    client = at_desk(staff)
    address = f"/vorgang/{application.reference}/"
    assert "Aus diesem Antrag einen Test machen" in look_at(client, address)

    page = text_of(client.post(f"{address}test-machen/", follow=True))

    assert "ist aufgenommen, ohne persönliche Angaben." in page
    assert "Wie ein Antrag vom 03.2026" in page
    assert "de Vries" not in page
    assert "hat daraus einen Test gemacht" in look_at(client, address)


def test_who_works_on_the_case_may_make_a_test_as_well(at_desk: AtDesk) -> None:
    a_package()
    application = an_application()

    page = text_of(at_desk(cast.meyer()).post(f"/vorgang/{application.reference}/test-machen/", follow=True))

    assert "ist aufgenommen, ohne persönliche Angaben." in page


def test_a_case_that_is_not_seen_makes_no_test(at_desk: AtDesk) -> None:
    a_package()
    application = an_application()
    client = at_desk(cast.janssen())

    assert client.post(f"/vorgang/{application.reference}/test-machen/").status_code == 404
    assert client.get(f"/vorgang/{application.reference}/test-machen/").status_code in (404, 405)


def test_without_a_package_it_is_said_why(at_desk: AtDesk) -> None:
    application = an_application()

    page = text_of(at_desk(cast.meyer()).post(f"/vorgang/{application.reference}/test-machen/", follow=True))

    assert "nicht hier entstanden" in page


def test_a_persona_is_kept_as_a_test(at_desk: AtDesk) -> None:
    imported()
    client = at_desk(cast.poppinga())

    page = text_of(client.post(f"{PLACE}festhalten/", {"persona": "minimal", "zahl": "7"}, follow=True))

    assert "Der Test „Nur das Nötigste (erdacht, Nr. 7)“ ist aufgenommen." in page
    wrong = text_of(client.post(f"{PLACE}festhalten/", {"persona": "kaiser", "zahl": "7"}, follow=True))
    assert "Bitte wählen Sie" in wrong
