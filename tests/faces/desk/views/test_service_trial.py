import pytest
from django.test import Client

from kreishaus.services.applications.models import Application, Draft
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from kreishaus.workshop.proving.formats.cases import read_cases
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.workshop.packages.conftest import FORM, NOON, files

pytestmark = pytest.mark.django_db
PLACE = "/dienste/hundesteuer/1.0.0/probelauf/"
SETTLED = FORM[: FORM.index("reviews:")]


@pytest.fixture
def draft() -> PackageVersion:
    return actions.import_files(files=files(form=SETTLED), actor="staff:ukena", at=NOON)


@pytest.fixture
def desk(at_desk: AtDesk) -> Client:
    return at_desk(cast.poppinga())


def test_a_persona_fills_every_page_and_one_goes_through_to_the_letter(desk: Client, draft: PackageVersion) -> None:
    assert "Verheiratet, zwei Kinder" in look_at(desk, PLACE)

    first = desk.post(PLACE, {"persona": "everything"}, follow=True)
    page = text_of(first)
    assert "Alles ausgefüllt, eine erdachte Person. Es entsteht kein Antrag und kein Vorgang." in page

    answers = {"person.name": "Hilke", "person.email": "hilke@example.org", "_next": "1"}
    check = desk.post(f"{PLACE}seite/person/", answers, follow=True)

    shown = text_of(check)
    assert "Probelauf: Prüfen" in shown
    assert "Hund von Hilke" in shown
    assert "90,00" in shown
    assert "Guten Tag Hilke, Ihr Hund ist angemeldet." in shown
    assert (Application.objects.count(), Draft.objects.count()) == (0, 0)


def test_a_mistake_is_shown_at_its_field_and_on_the_check_page(desk: Client, draft: PackageVersion) -> None:
    desk.post(PLACE, {"persona": "minimal"})

    wrong = desk.post(f"{PLACE}seite/person/", {"person.name": "Hilke", "person.email": "", "_next": "1"})

    assert 'href="#' in wrong.content.decode()
    assert text_of(wrong, status=422)
    assert "Auf diesen Seiten fehlt noch etwas" in look_at(desk, f"{PLACE}pruefen/")


def test_the_letter_is_set_as_a_pdf(desk: Client, draft: PackageVersion) -> None:
    desk.post(PLACE, {"persona": "everything"})

    answer = desk.get(f"{PLACE}brief/grant.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert desk.get(f"{PLACE}brief/nichts.pdf").status_code == 404


def test_the_run_is_kept_as_a_test_that_passes(desk: Client, draft: PackageVersion) -> None:
    desk.post(PLACE, {"persona": "everything"})

    page = text_of(desk.post(f"{PLACE}festhalten/", {"name": "Hilke zieht her"}, follow=True))

    assert "Der Test „Hilke zieht her“ ist aufgenommen." in page
    draft.refresh_from_db()
    (case,) = read_cases(contents.texts_of(draft, "tests/probelauf")["tests/probelauf-1.yaml"], "x")
    assert case.name == "Hilke zieht her"
    assert case.expect.errors == {}


def test_without_a_run_there_is_nothing_to_see(desk: Client, draft: PackageVersion) -> None:
    for place in ("seite/person/", "pruefen/", "brief/grant.pdf"):
        assert desk.get(PLACE + place).status_code == 404, place
    desk.post(PLACE, {"persona": "minimal"})
    assert desk.get(f"{PLACE}seite/nirgends/").status_code == 404
    assert "Den letzten Probelauf fortsetzen" in look_at(desk, PLACE)


def test_who_builds_no_services_finds_nothing(at_desk: AtDesk, draft: PackageVersion) -> None:
    assert at_desk(cast.meyer()).get(PLACE).status_code == 404
