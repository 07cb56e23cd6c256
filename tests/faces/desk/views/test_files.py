from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kreishaus.people.organisation.enums import Role
from kreishaus.records import actions
from kreishaus.records.enums import FileState
from kreishaus.records.models import File
from tests import cast
from tests.cast import MEYER, NOON, ONE
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.factories.organisation import a_member_of_staff
from tests.factories.records import a_case, a_draft, a_position

pytestmark = pytest.mark.django_db


def a_file(title: str = "Deichweg 12") -> File:
    return actions.open_file(position=a_position(), title=title, office=cast.building_office(), actor=MEYER, at=NOON)


def test_the_list_shows_the_files_of_ones_office_with_state_and_number_of_cases(at_desk: AtDesk) -> None:
    a_case(), a_case("Carport")
    a_case("Zaun", position="32.17", office=cast.order_office())

    page = look_at(at_desk(cast.meyer()), "/akten/")

    assert "63-10-2026 Bauanfragen 2026 2 offen 02.03.2026" in page
    assert "32-17-2026" not in page
    assert "1 Akte, nach Aktenzeichen" in page


def test_the_chips_and_the_words_narrow_the_list(at_desk: AtDesk) -> None:
    closed, held, paper = a_file("Alt"), a_file("Gesperrt"), a_file("Ordner")
    actions.close_file(file=closed, actor=MEYER, at=NOON)
    actions.set_hold(on=held, reason="Klage", actor=MEYER, at=NOON)
    actions.change_file(file=paper, values={"medium": "hybrid", "paper_location": "Keller"}, actor=MEYER, at=NOON)
    client = at_desk(cast.meyer())

    def shown(query: str) -> list[str]:
        return [line.file.title for line in client.get(f"/akten/?{query}").context["list"].lines]

    assert shown("") == ["Gesperrt", "Ordner"]
    assert shown("zeige=geschlossen") == ["Alt"]
    assert shown("zeige=gesperrt") == ["Gesperrt"]
    assert shown("zeige=papier") == ["Ordner"]
    assert shown("zeige=alle&q=ord") == ["Ordner"]
    assert shown("zeige=alle&q=A0002") == ["Gesperrt"]
    assert shown("zeige=alle&aktenplan=63") == ["Alt", "Gesperrt", "Ordner"]
    assert shown("zeige=alle&aktenplan=6") == []
    assert "bis 31.12.2036" in look_at(client, "/akten/?zeige=geschlossen")


def test_the_list_costs_the_same_for_one_and_for_three_files(at_desk: AtDesk) -> None:
    client = at_desk(cast.meyer())
    a_file("Eins")
    client.get("/akten/")

    counts = []
    for title in ("", "Zwei", "Drei"):
        if title:
            actions.open_case_in(file=a_file(title), title="Fall", office=cast.building_office(), actor=MEYER, at=NOON)
        with CaptureQueriesContext(connection) as asked:
            client.get("/akten/")
        counts.append(len(asked))

    assert counts[0] == counts[1] == counts[2]


def test_the_page_shows_the_tree_the_run_time_and_what_happened(at_desk: AtDesk) -> None:
    case = a_case()
    actions.add_documents(case, [a_draft("Lageplan"), a_draft("Foto")], at=NOON, actor=MEYER)
    part = actions.open_sub_case(case=case, title="Anhörung der Nachbarn", actor=MEYER, at=ONE)
    actions.open_sub_file(file=case.file, title="Statik", actor=MEYER, at=ONE)

    page = look_at(at_desk(cast.meyer()), "/akte/63-10-2026/")

    assert "63-10-2026-T1 Statik" in page
    assert "1. Lageplan" in page
    assert f"{part.reference} Anhörung der Nachbarn" in page
    assert page.index("2. Foto") < page.index("Anhörung der Nachbarn")
    assert "Laufzeit02.03.2026" in page
    assert "Das geht noch nicht:" in page
    assert "Die Teilakte 63-10-2026-T1 ist noch offen." in page
    assert "hat die Akte angelegt" in page
    assert "Dieses Amt führt die Akte." in page


def test_the_page_costs_the_same_for_one_and_for_three_cases(at_desk: AtDesk) -> None:
    client = at_desk(cast.meyer())
    counts = []
    for title in ("Eins", "Zwei", "Drei"):
        case = a_case(title)
        actions.add_documents(case, [a_draft(), a_draft("Foto")], at=NOON, actor=MEYER)
        actions.open_sub_case(case=case, title="Teil", actor=MEYER, at=NOON)
        client.get("/akte/63-10-2026/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/akte/63-10-2026/")
        counts.append(len(asked))

    assert counts[0] == counts[1] == counts[2]


def test_a_file_of_another_office_looks_like_a_missing_one(at_desk: AtDesk) -> None:
    a_case()
    janssen = at_desk(cast.janssen())

    denied, missing = janssen.get("/akte/63-10-2026/"), janssen.get("/akte/63-10-1999/")

    assert denied.status_code == missing.status_code == 404
    assert denied.content == missing.content


def test_in_a_shared_file_everybody_sees_the_cases_that_are_theirs(at_desk: AtDesk) -> None:
    a_case("Geheim")
    a_case("Unser Zaun", office=cast.order_office())

    page = look_at(at_desk(cast.janssen()), "/akte/63-10-2026/")

    assert "Unser Zaun" in page
    assert "Geheim" not in page
    assert "Andere Vorgänge darin sehen Sie nicht." in page
    assert "Löschsperre setzen" not in page


def test_opening_a_file_gives_it_a_reference(at_desk: AtDesk) -> None:
    position, client = a_position(), at_desk(cast.meyer())
    assert "Akte anlegen" in look_at(client, "/akten/neu/")

    nothing = client.post("/akten/neu/", {"title": ""})
    done = client.post(
        "/akten/neu/",
        {"position": str(position.pk), "title": "Deichweg 12", "office": str(cast.building_office().pk)},
        follow=True,
    )

    assert "Bitte wählen Sie die Stelle im Aktenplan." in text_of(nothing, status=422)
    assert "Die Akte 63-10-A0001 ist angelegt." in text_of(done)


def test_closing_says_what_is_missing_and_then_until_when_it_is_kept(at_desk: AtDesk) -> None:
    case, client = a_case(), at_desk(cast.meyer())

    refused = text_of(client.post("/akte/63-10-2026/schliessen/", follow=True))
    actions.close_case(case=case, actor=MEYER, at=NOON)
    closed = text_of(client.post("/akte/63-10-2026/schliessen/", follow=True))

    assert "Die Akte bleibt offen. 1 Vorgang ist noch in Bearbeitung: 63-10-2026-0001." in refused
    assert "Die Akte ist geschlossen. Geschlossen am" in closed
    assert "Frist 10 Jahre ab Jahresende (Aktenplan 63.10) → bis 31.12." in closed
    again = text_of(client.post("/akte/63-10-2026/schliessen/", follow=True))
    assert "Die Akte ist schon geschlossen." in again
    assert File.objects.get().state == FileState.CLOSED


def test_who_only_looks_changes_nothing(at_desk: AtDesk) -> None:
    a_case()
    auditor = a_member_of_staff("harms", office=cast.order_office(), roles=(Role.AUDITOR,))
    client = at_desk(auditor)

    told = text_of(client.post("/akte/63-10-2026/schliessen/", follow=True))

    assert "Ihre Stelle darf diese Akte ansehen, aber nicht ändern." in told
    assert client.get("/akte/63-10-2026/aendern/").status_code == 404
    held = text_of(client.post("/akte/63-10-2026/sperren/", {"reason": "x"}, follow=True))
    assert "Ihre Stelle darf das ansehen, aber nicht ändern." in held
    assert File.objects.get().holds.count() == 0
    assert File.objects.get().begins_on == date(2026, 3, 2)
