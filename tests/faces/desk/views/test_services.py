import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from kreishaus.people.organisation.enums import Role
from kreishaus.services.applications.models import Offering
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages import queries as packages
from kreishaus.workshop.packages.enums import PackageState
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.factories.organisation import a_member_of_staff, an_office
from tests.factories.records import a_position
from tests.services.forms.formats.xdatenfelder.written import field_xml, profile_xml, rule_xml, schema_xml, used
from tests.workshop.packages.conftest import FORM, SERVICE, files

pytestmark = pytest.mark.django_db
PLACE = "/dienste/hundesteuer/1.0.0/"


def test_the_list_shows_all_versions_with_their_state(at_desk: AtDesk) -> None:
    _package()

    page = look_at(at_desk(cast.poppinga()), "/dienste/")

    assert "Hund anmelden" in page
    assert "in Arbeit" in page


def test_an_empty_list_says_how_it_fills(at_desk: AtDesk) -> None:
    assert "Am schnellsten geht es mit einer FIM-Datei" in look_at(at_desk(cast.poppinga()), "/dienste/")


def test_three_services_cost_as_many_queries_as_one(
    at_desk: AtDesk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = at_desk(cast.poppinga())
    _package()
    client.get("/dienste/")
    with CaptureQueriesContext(connection) as one:
        client.get("/dienste/")
    for key in ("katzensteuer", "pferdesteuer"):
        _package(service=SERVICE.replace("hundesteuer", key))

    with django_assert_num_queries(len(one)):
        client.get("/dienste/")


@pytest.mark.parametrize(
    "place", ["/dienste/", "/dienste/einlesen/", PLACE, f"{PLACE}einstellungen/", f"{PLACE}vorschau/"]
)
def test_who_builds_no_services_finds_nothing(at_desk: AtDesk, place: str) -> None:
    _package()

    assert at_desk(cast.meyer()).get(place).status_code == 404


def test_a_fim_file_becomes_a_draft_with_a_report(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())

    answer = client.post("/dienste/einlesen/", {"datei": _fim()}, follow=True)

    page = text_of(answer)
    assert "Eingelesen: Hundesteuer." in page
    assert "Was eingelesen wurde" in page
    assert "Das zuständige Amt fehlt." in page
    assert PackageVersion.objects.get().imported_by == "staff:poppinga"


def test_the_land_is_chosen_with_the_file(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())
    head = rule_xml("Für das Land NI gilt: F00000000001 ist auszublenden.")
    upload = SimpleUploadedFile("S1.xml", schema_xml(used(field_xml(), times="0:1"), head=head), "text/xml")

    assert "Niedersachsen (NI)" in text_of(client.get("/dienste/einlesen/"))
    client.post("/dienste/einlesen/", {"datei": upload, "land": "NI"})

    assert contents.form_of(PackageVersion.objects.get()).schema.facts == {"state": "NI"}


def test_a_document_profile_becomes_a_draft_to_go_on_with(at_desk: AtDesk) -> None:
    upload = SimpleUploadedFile("D1.xml", profile_xml(), "text/xml")

    answer = at_desk(cast.poppinga()).post("/dienste/einlesen/", {"datei": upload}, follow=True)

    assert "Die Datei enthält nur einen Dokumentsteckbrief" in text_of(answer)


def test_a_file_that_is_no_schema_is_refused_in_words(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())

    nothing = client.post("/dienste/einlesen/")
    broken = client.post("/dienste/einlesen/", {"datei": SimpleUploadedFile("brief.xml", b"Sehr geehrte")})

    assert "Bitte wählen Sie eine Datei aus." in text_of(nothing, status=422)
    assert "Die Datei ist nicht eingelesen" in text_of(broken, status=422)
    assert PackageVersion.objects.count() == 0


def test_an_edited_draft_is_only_replaced_on_purpose(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())
    client.post("/dienste/einlesen/", {"datei": _fim()})
    version = PackageVersion.objects.get()
    actions.update_settings(version=version, changes={"summary": "Neu"}, actor="staff:ukena", at=cast.NOON)

    refused = client.post("/dienste/einlesen/", {"datei": _fim()})
    replaced = client.post("/dienste/einlesen/", {"datei": _fim(), "ersetzen": "ja"}, follow=True)

    assert "An diesem Entwurf hat schon jemand gearbeitet." in text_of(refused, status=422)
    assert "Eingelesen: Hundesteuer." in text_of(replaced)


def test_settings_are_saved_by_their_names(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())
    version = _package()
    an_office("32", "Ordnungsamt")
    a_position("32.17", "Jagd")

    answer = client.post(
        f"{PLACE}einstellungen/",
        {
            **_settings(client),
            "office": "32",
            "filing_position": "32.17 Jagd",
            "keywords": "Hund, Welpe",
            "decide_within": "6 Wochen",
        },
        follow=True,
    )

    assert "Die Einstellungen sind gespeichert." in text_of(answer)
    version.refresh_from_db()
    service = packages.service_definition(version)
    assert (service.office, service.filing.position, service.keywords) == ("32", "32.17", ("Hund", "Welpe"))
    assert service.decide_within == "P6W"


def test_the_instruction_on_appeal_of_another_service_is_offered_and_what_was_typed_stays(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())
    other = _finished()
    actions.submit_for_publication(version=other, actor="staff:poppinga", at=cast.NOON)
    actions.publish(version=other, actor="staff:ukena", at=cast.NOON)
    _package(service=SERVICE.replace("hundesteuer", "katzensteuer").replace("Sie können Klage erheben.", '""'))
    place = PLACE.replace("hundesteuer", "katzensteuer")
    assert "Rechtsbehelfsbelehrung eines anderen Dienstes übernehmen" in look_at(client, f"{place}einstellungen/")

    answer = client.post(f"{place}einstellungen/", {"name": "Katze", "summary": "Halb fertig", "vorlage": "0"})

    html = answer.content.decode()
    assert text_of(answer)
    assert "Sie können Klage erheben.</textarea>" in html
    assert "Halb fertig</textarea>" in html


def test_settings_that_do_not_fit_are_shown_at_their_field(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())
    an_office("20", "Kämmerei")
    version = _package()

    answer = client.post(f"{PLACE}einstellungen/", {**_settings(client), "decide_within": "bald"})

    assert "Bitte prüfen Sie eine Angabe" in text_of(answer, status=422)
    assert 'href="#id_decide_within"' in answer.content.decode()
    version.refresh_from_db()
    assert packages.service_definition(version).decide_within == "P4W"


def test_settings_changed_by_somebody_else_are_not_overwritten(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())
    an_office("20", "Kämmerei")
    version = _package()
    typed = _settings(client)
    actions.update_settings(version=version, changes={"summary": "Neu"}, actor="staff:ukena", at=cast.NOON)

    answer = client.post(f"{PLACE}einstellungen/", {**typed, "name": "Hund"})

    assert "Inzwischen hat jemand anderes den Entwurf geändert." in text_of(answer, status=409)
    assert 'value="Hund"' in answer.content.decode()


def test_a_published_service_gets_its_next_version(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())
    version = _finished()
    actions.submit_for_publication(version=version, actor="staff:poppinga", at=cast.NOON)
    actions.publish(version=version, actor="staff:ukena", at=cast.NOON)
    assert 'value="1.0.1"' in client.get(PLACE).content.decode()

    answer = client.post(f"{PLACE}neue-fassung/", {"fassung": "1.0.1"}, follow=True)
    again = client.post(f"{PLACE}neue-fassung/", {"fassung": "1.0.1"}, follow=True)
    wrong = client.post(f"{PLACE}neue-fassung/", {"fassung": "neu"}, follow=True)

    assert "Die Fassung 1.0.1 ist angelegt." in text_of(answer)
    assert "Die Fassung 1.0.1 gibt es schon." in text_of(again)
    assert "Bitte so schreiben: 1.2.0" in text_of(wrong)


def test_missing_code_lists_are_accepted_as_text(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())
    version = _package(service=SERVICE + "code_lists: {missing: ['urn:liste:eins'], text: []}\n")
    assert "urn:liste:eins" in look_at(client, PLACE)

    client.post(f"{PLACE}codelisten/", {"liste": "urn:liste:eins"})

    version.refresh_from_db()
    assert packages.service_definition(version).code_lists_open == ()


def test_what_is_not_finished_is_not_submitted(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())
    version = _package()

    answer = client.post(f"{PLACE}vorlegen/", follow=True)

    page = text_of(answer)
    assert "Noch nicht möglich." in page
    assert "2 Regeln sind noch offen." in page
    version.refresh_from_db()
    assert version.state == PackageState.DRAFT


def test_two_people_put_a_service_online(at_desk: AtDesk) -> None:
    maker, second = at_desk(cast.poppinga()), at_desk(cast.ukena())
    version = _finished()

    assert "Als Nächstes: vorlegen" in look_at(maker, PLACE)
    assert "Vorgelegt." in text_of(maker.post(f"{PLACE}vorlegen/", follow=True))
    alone = maker.post(f"{PLACE}veroeffentlichen/", follow=True)
    assert "Veröffentlichen kann nur eine zweite Person" in text_of(alone)
    assert Offering.objects.count() == 0
    done = second.post(f"{PLACE}veroeffentlichen/", follow=True)

    assert "Hund anmelden ist veröffentlicht und ab sofort online." in text_of(done)
    version.refresh_from_db()
    assert (version.submitted_by, version.published_by) == ("staff:poppinga", "staff:ukena")
    twice = second.post(f"{PLACE}veroeffentlichen/", follow=True)
    assert "wartet auf Freigabe" in text_of(twice)


def test_a_second_person_gives_it_back_with_a_reason(at_desk: AtDesk) -> None:
    version, second = _finished(), at_desk(cast.ukena())
    actions.submit_for_publication(version=version, actor="staff:poppinga", at=cast.NOON)

    without = second.post(f"{PLACE}zurueckgeben/", {"reason": ""}, follow=True)
    back = second.post(f"{PLACE}zurueckgeben/", {"reason": "Die Gebühr stimmt nicht."}, follow=True)

    assert "Bitte schreiben Sie kurz, was zu ändern ist." in text_of(without)
    assert "Die Fassung ist zurück in Arbeit." in text_of(back)


def test_an_editor_builds_but_does_not_publish(at_desk: AtDesk) -> None:
    version = _finished()
    actions.submit_for_publication(version=version, actor="staff:poppinga", at=cast.NOON)
    editor = at_desk(a_member_of_staff("redaktion", office=cast.digital_office(), roles=(Role.EDITOR,)))

    answer = editor.post(f"{PLACE}veroeffentlichen/", follow=True)

    assert "Veröffentlichen kann nur eine zweite Person mit diesem Recht." in text_of(answer)
    assert Offering.objects.count() == 0


def test_the_form_can_be_looked_at_page_by_page(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())
    _package()

    page = look_at(client, f"{PLACE}vorschau/")

    assert "Ihre Angaben" in page
    assert "E-Mail" in page
    assert client.get(f"{PLACE}vorschau/?seite=gibtsnicht").status_code == 404


def test_a_submitted_version_is_shown_but_not_changed(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())
    typed = _finished_settings(client)
    actions.submit_for_publication(version=PackageVersion.objects.get(), actor="staff:ukena", at=cast.NOON)

    assert "Hier lässt sich nichts mehr ändern." in look_at(client, f"{PLACE}einstellungen/")
    refused = client.post(f"{PLACE}einstellungen/", {**typed, "name": "Anders"}, follow=True)
    assert "Diese Fassung ist nicht mehr in Arbeit." in text_of(refused)


def _package(*, service: str = SERVICE, form: str = FORM) -> PackageVersion:
    return actions.import_files(files=files(service=service, form=form), actor="staff:poppinga", at=cast.NOON)


def _finished() -> PackageVersion:
    an_office("20", "Kämmerei")
    a_position("20.31", "Hundesteuer")
    return _package(form=FORM.partition("reviews:")[0])


def _finished_settings(client: Client) -> dict[str, object]:
    _finished()
    return _settings(client)


def _settings(client: Client) -> dict[str, object]:
    """Return what the form shows, as a browser would send it back."""
    form = client.get(f"{PLACE}einstellungen/").context["form"]
    return {name: "" if form.initial.get(name) is None else form.initial.get(name, "") for name in form.fields}


def _fim() -> SimpleUploadedFile:
    return SimpleUploadedFile("hund.xml", schema_xml(used(field_xml())), content_type="application/xml")
