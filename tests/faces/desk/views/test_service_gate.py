import pytest
from django.test import Client

from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.workshop.packages.conftest import FORM, NOON, SERVICE, files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
PLACE = "/dienste/hundesteuer/1.0.0/"
AGAIN = "\n      - {key: kontakt, title: Kontakt, fields: [{key: mail, type: text, label: E-Mail}]}\nrules:"
SETTLED = FORM[: FORM.index("reviews:")].replace("label: E-Mail}", "label: E-Mail, required: true}")
WORSE = SETTLED.replace("\nrules:", AGAIN).replace("label: Name,", "label: Geburtsname, autocomplete: name,")


@pytest.fixture
def office() -> None:
    from tests.factories.organisation import an_office
    from tests.factories.records import a_position

    an_office("20", "Kämmerei")
    a_position("20.31", "Hundesteuer")


@pytest.fixture
def desk(at_desk: AtDesk) -> Client:
    return at_desk(cast.poppinga())


def draft(form: str = SETTLED, service: str = SERVICE) -> PackageVersion:
    tests = "cases: []\n"
    return actions.import_files(files=files(form=form, service=service, tests=tests), actor="staff:ukena", at=NOON)


BORN = SETTLED.replace("\nrules:", "\n          - {key: born, type: date, label: Geburtsdatum}\nrules:")


def test_everything_stands_in_one_list_by_how_much_it_matters(desk: Client) -> None:
    draft(form=BORN.replace("\nrules:", AGAIN), service=SERVICE.replace('{office: "20"}', '{office: ""}'))

    page = look_at(desk, f"{PLACE}freigabe/")

    assert "Das fehlt noch (1)Das zuständige Amt fehlt." in page
    assert "Warnungen: vorlegen geht, mit Begründung (1)" in page
    assert "„E-Mail“ wird zweimal gefragt" in page
    assert "Zur Freigabe vorlegen" not in page


def test_one_click_says_what_a_whole_group_is_asked_for(desk: Client) -> None:
    version = draft(form=BORN)
    assert "PersonGeburtsdatum" in look_at(desk, f"{PLACE}freigabe/")

    sent = {"gruppe": "person", "zweck": "Wir prüfen Ihr Alter."}
    page = text_of(desk.post(f"{PLACE}freigabe/zweck/", sent, follow=True))

    assert "Der Zweck steht jetzt bei 1 Angaben." in page
    assert "Es gibt nichts anzumerken." in page
    version.refresh_from_db()
    assert contents.form_of(version).schema.fields[2].purpose == "Wir prüfen Ihr Alter."
    again = desk.post(f"{PLACE}freigabe/zweck/", sent, follow=True)
    assert "steht schon" in text_of(again)


def test_an_empty_purpose_is_refused_in_words(desk: Client) -> None:
    draft(form=BORN)

    page = text_of(desk.post(f"{PLACE}freigabe/zweck/", {"alle": "ja", "zweck": ""}, follow=True))

    assert "Bitte schreiben Sie, wofür wir die Angaben brauchen." in page


def test_an_answer_is_taken_over_instead_of_asked_twice(desk: Client) -> None:
    version = draft(form=SETTLED.replace("\nrules:", AGAIN))

    page = text_of(desk.post(f"{PLACE}freigabe/uebernehmen/", {"frage": "kontakt.mail"}, follow=True))

    assert "kommt jetzt aus der ersten Antwort" in page
    version.refresh_from_db()
    rule = contents.form_of(version).schema.rules[-1]
    assert (rule.effect, rule.targets, rule.to) == ("set", ("kontakt.mail",), "person.email")
    assert desk.post(f"{PLACE}freigabe/uebernehmen/", {"frage": "kontakt.mail"}).status_code == 404


def test_a_warning_needs_a_reason_and_what_was_typed_stays(desk: Client) -> None:
    version = draft(form=BORN)

    refused = desk.post(f"{PLACE}vorlegen/", {"neu": "Alles neu.", "trotzdem": ""})
    done = desk.post(f"{PLACE}vorlegen/", {"neu": "Alles neu.", "trotzdem": "Eilt."}, follow=True)

    assert "warum der Dienst trotz der Warnungen online gehen soll" in text_of(refused, status=422)
    assert ">Alles neu.</textarea>" in refused.content.decode()
    assert "Vorgelegt." in text_of(done)
    version.refresh_from_db()
    assert (version.message, version.despite) == ("Alles neu.", "Eilt.")


def test_the_second_version_needs_a_message_and_the_history_tells_it(desk: Client) -> None:
    first = draft()
    actions.submit_for_publication(version=first, actor="staff:ukena", at=NOON, message="Der Anfang.")
    actions.publish(version=first, actor="staff:poppinga", at=NOON)
    actions.start_version(version=first, number="1.1.0", actor="staff:ukena", at=NOON)
    place = PLACE.replace("1.0.0", "1.1.0")

    refused = desk.post(f"{place}vorlegen/", {"neu": " "})
    desk.post(f"{place}vorlegen/", {"neu": "Neue Gebühr."})

    assert "Bitte schreiben Sie kurz, was neu ist." in text_of(refused, status=422)
    page = look_at(desk, f"{place}fassungen/")
    assert "Fassung 1.1.0wartet auf Freigabe Neue Gebühr." in page
    assert "Der Anfang." in page
    assert "Was ist anders als in Fassung 1.0.0?" in page
    assert "Begonnene Anträge 0" in page


def test_the_hardest_texts_stand_first_with_what_to_do(desk: Client) -> None:
    draft(service=SERVICE.replace("Melden Sie Ihren Hund an.", "Melden Sie Ihren Hund unverzüglich an."))

    page = look_at(desk, f"{PLACE}texte/")

    assert "„unverzüglich“ ist ein Amtswort. Einfacher: sofort." in page
    assert "von 100 Punkten: gut zu verstehen" in page
    assert "Alle Texte lesen sich leicht." in text_of(_easy(desk))


def _easy(desk: Client) -> object:
    draft(service=SERVICE.replace("hundesteuer", "katzensteuer"))
    return desk.get("/dienste/katzensteuer/1.0.0/texte/")


@pytest.mark.parametrize("place", ["freigabe/", "texte/", "fassungen/", "regeln/"])
def test_who_builds_no_services_finds_nothing(at_desk: AtDesk, place: str) -> None:
    draft()

    assert at_desk(cast.meyer()).get(PLACE + place).status_code == 404
