from datetime import date

import pytest

from kreishaus.ground.audit.models import Event
from kreishaus.records import actions
from kreishaus.records.enums import CaseState
from kreishaus.records.models import Case, CrossReference, File, Hold, Participant
from tests import cast
from tests.cast import MEYER, NOON
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.factories.records import a_case

pytestmark = pytest.mark.django_db
FILE, CASE = "/akte/63-10-2026/", "/vorgang/63-10-2026-0001/"


@pytest.mark.parametrize(("address", "reference"), [(FILE, "63-10-2026-T1"), (CASE, "63-10-2026-0001-1")])
def test_parts_are_opened_on_the_page(at_desk: AtDesk, address: str, reference: str) -> None:
    a_case()
    client = at_desk(cast.meyer())

    page = text_of(client.post(f"{address}teil-anlegen/", {"title": "Anhörung"}, follow=True))

    assert f"{reference} ist angelegt." in page
    assert f"{reference} Anhörung" in page
    assert "Teil von" in look_at(client, f"/{address.split('/')[1]}/{reference}/")


def test_a_case_by_hand_is_opened_in_the_file(at_desk: AtDesk) -> None:
    a_case()

    page = text_of(at_desk(cast.meyer()).post(f"{FILE}vorgang-anlegen/", {"title": "Ortstermin"}, follow=True))

    assert "Der Vorgang 63-10-2026-0002 ist angelegt." in page


def test_what_was_typed_comes_back_if_something_is_missing(at_desk: AtDesk) -> None:
    a_case()
    client = at_desk(cast.meyer())

    for address in (FILE, CASE):
        answer = client.post(f"{address}sperren/", {"reason": "", "until": "2027-01-31"})
        page = text_of(answer, status=422)
        assert "Bitte nennen Sie den Grund. Er steht im Verlauf." in page
        assert 'value="2027-01-31"' in answer.content.decode()
    assert not Hold.objects.exists()


def test_a_hold_is_seen_on_the_file_and_on_the_case_and_is_lifted_with_a_reason(at_desk: AtDesk) -> None:
    a_case()
    client = at_desk(cast.meyer())

    page = text_of(client.post(f"{FILE}sperren/", {"reason": "Klage", "until": ""}, follow=True))

    assert "Löschsperre: Klage" in page
    assert "Gesetzt von Frau Meyer" in page
    assert "Sie steht auf 63-10-2026." in look_at(client, CASE)
    address = f"/loeschsperre/{Hold.objects.get().pk}/aufheben/"
    assert "Bitte nennen Sie den Grund." in text_of(client.post(address, {"reason": ""}, follow=True))
    lifted = text_of(client.post(address, {"reason": "Urteil"}, follow=True))
    assert "Die Löschsperre ist aufgehoben." in lifted
    assert "Frau Meyer hat die Löschsperre aufgehoben. Grund: Urteil" in lifted
    assert "schon aufgehoben" in text_of(client.post(address, {"reason": "Urteil"}, follow=True))
    assert at_desk(cast.janssen()).post(address, {"reason": "x"}).status_code == 404


def test_participants_and_references_stand_on_the_page(at_desk: AtDesk) -> None:
    a_case(), a_case("Carport")
    a_case("Zaun", position="32.17", office=cast.order_office())
    client = at_desk(cast.meyer())

    client.post(f"{CASE}beteiligte/", {"name": "Eilert Onken", "role": "neighbour", "city": "26789 Leer"})
    for target in ("63-10-2026-0002", "32-17-2026-0001", "Amtsgericht Leer, 3 K 12/26"):
        client.post(f"{CASE}verweis/", {"target": target, "note": "gleiches Grundstück"})

    page = look_at(client, CASE)
    assert "Eilert Onken (benachbart), 26789 Leer" in page
    assert "63-10-2026-0002 Carport (gleiches Grundstück)" in page
    assert "Amtsgericht Leer, 3 K 12/26 (gleiches Grundstück)" in page
    assert "32-17-2026-0001" in page
    assert "Zaun" not in page
    assert "Von 63-10-2026-0001" in look_at(client, "/vorgang/63-10-2026-0002/")
    assert Participant.objects.get().case is not None
    # What she may not see stays a text: it tells nothing about whether there is such a case.
    assert sorted(CrossReference.objects.values_list("outside", flat=True)) == [
        "",
        "32-17-2026-0001",
        "Amtsgericht Leer, 3 K 12/26",
    ]


def test_a_closed_case_shows_its_derivation_takes_a_deviation_and_can_be_reopened(at_desk: AtDesk) -> None:
    case, client = a_case(), at_desk(cast.meyer())

    closed = text_of(client.post(f"{CASE}zu-den-akten/", follow=True))
    assert "Der Vorgang liegt jetzt bei den Akten. Geschlossen am" in closed
    assert "Frist 10 Jahre ab Jahresende (Aktenplan 63.10)" in closed

    deviated = text_of(client.post(f"{CASE}frist/", {"until": "2060-12-31", "reason": "Denkmal"}, follow=True))
    assert "Abweichend: bis 31.12.2060. Grund: Denkmal" in deviated
    assert "hat „aufzubewahren bis“ geändert: 31.12.2036 → 31.12.2060" in deviated

    case.refresh_from_db()
    assert case.state == CaseState.CLOSED
    opened = text_of(client.post(f"{CASE}wieder-aufnehmen/", {"reason": "Klage"}, follow=True))
    assert "Der Vorgang ist wieder in Bearbeitung." in opened
    assert "hat den Vorgang wieder aufgenommen. Grund: Klage" in opened
    again = text_of(client.post(f"{CASE}wieder-aufnehmen/", {"reason": "Klage"}, follow=True))
    assert "Das ist schon offen" in again
    early = text_of(client.post(f"{CASE}frist/", {"until": "", "reason": "x"}, follow=True))
    assert "Es hat sich nichts geändert." in early


def test_a_case_with_an_open_part_says_why_it_stays_open(at_desk: AtDesk) -> None:
    case, client = a_case(), at_desk(cast.meyer())
    actions.open_sub_case(case=case, title="Anhörung", actor=MEYER, at=NOON)

    assert "Der Teilvorgang 63-10-2026-0001-1 ist noch in Bearbeitung." in look_at(client, CASE)
    refused = text_of(client.post(f"{CASE}zu-den-akten/", follow=True))
    assert "Der Vorgang kann noch nicht zu den Akten: Der Teilvorgang" in refused
    assert Case.objects.get(pk=case.pk).state == CaseState.OPEN


def test_noted_values_change_with_old_and_new_in_the_history(at_desk: AtDesk) -> None:
    case, client = a_case(), at_desk(cast.meyer())
    values = {
        "title": "Mauer",
        "begins_on": "2026-03-02",
        "relevant_on": "2026-05-01",
        "confidentiality": "open",
        "medium": "hybrid",
        "paper_location": "",
        "reason": "Irrtum",
    }
    assert "Angaben ändern: Zufahrt verbreitern" in look_at(client, f"{CASE}aendern/")

    refused = text_of(client.post(f"{CASE}aendern/", values), status=422)
    assert "Bitte sagen Sie, wo das Papier liegt." in refused
    page = text_of(client.post(f"{CASE}aendern/", values | {"paper_location": "Regal 4"}, follow=True))

    assert "Frau Meyer hat „Titel“ geändert: „Zufahrt verbreitern“ → „Mauer“. Grund: Irrtum" in page
    assert "hat „Bezugsdatum“ geändert: leer → 01.05.2026" in page
    assert "elektronisch und Papier" in page
    case.refresh_from_db()
    assert (case.title, case.relevant_on) == ("Mauer", date(2026, 5, 1))
    assert Event.objects.filter(verb="case.changed").count() == 4
    actions.close_case(case=case, actor=MEYER, at=NOON)
    closed = text_of(client.post(f"{CASE}aendern/", values | {"title": "Wall", "paper_location": "x"}), status=422)
    assert "Das ist geschlossen." in closed


def test_noted_values_of_a_file_change_too(at_desk: AtDesk) -> None:
    a_case()
    client = at_desk(cast.meyer())
    values = {"title": "Bauen 2026", "begins_on": "", "confidentiality": "confidential", "medium": "electronic"}

    page = text_of(client.post(f"{FILE}aendern/", values, follow=True))

    assert "hat „Vertraulichkeit“ geändert: „offen“ → „vertraulich“" in page
    assert File.objects.get().title == "Bauen 2026"
