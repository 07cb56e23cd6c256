import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.audit import queries
from kreishaus.ground.authorities.context import current
from kreishaus.ground.storage.local import LocalBlobs
from kreishaus.people.organisation.enums import Role
from kreishaus.people.organisation.models import Staff
from kreishaus.records import actions
from kreishaus.records.models import Case
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.factories.organisation import a_member_of_staff, an_office
from tests.factories.records import a_case, a_draft

pytestmark = pytest.mark.django_db
PLACE = "/protokoll/"


def lost_files(count: int = 1) -> Case:
    case = a_case()
    drafts = [a_draft(f"Ausweis {number}", b"%d" % number) for number in range(count)]
    for document in actions.add_documents(case, drafts, at=cast.NOON, actor=cast.SYSTEM):
        LocalBlobs.of(current()).path(document.latest.sha256).unlink()
    audit.sequence()
    audit.patrol(at=cast.NOON, seconds=60)
    return case


def an_auditor() -> Staff:
    return a_member_of_staff("harms", office=an_office("14", "Rechnungsprüfung"), roles=(Role.AUDITOR,))


def test_the_auditor_reads_what_is_missing_by_name(at_desk: AtDesk) -> None:
    case = lost_files()

    page = look_at(at_desk(an_auditor()), PLACE)

    assert f"Dokument 1 „Ausweis 0“ im Vorgang {case.reference}: Die Datei fehlt." in page


def test_operators_read_which_file_to_bring_back_and_no_content(at_desk: AtDesk) -> None:
    lost_files()

    page = look_at(at_desk(cast.theesen()), PLACE)

    assert "Die Datei fehlt." in page
    assert "Ausweis" not in page
    assert "Ein Alarm wartet" in page


def test_an_alarm_is_acknowledged_with_a_reason_and_stays_in_the_list(at_desk: AtDesk) -> None:
    lost_files()
    client = at_desk(an_auditor())
    address = f"{PLACE}alarm/{queries.open_alarms().get().pk}/quittieren/"

    refused = client.post(address, {"grund": " "}, follow=True)
    done = client.post(address, {"grund": "Sicherung eingespielt"}, follow=True)
    again = client.post(address, {"grund": "noch einmal"}, follow=True)

    assert "Bitte schreiben Sie, warum" in text_of(refused)
    assert "Kein offener Alarm." in text_of(done)
    assert "wartet nicht mehr" in text_of(again)
    assert "Quittiert von Frau Harms: Sicherung eingespielt" in look_at(client, f"{PLACE}?zeigen=alle")


def test_clerks_do_not_see_the_log(at_desk: AtDesk) -> None:
    lost_files()
    client = at_desk(cast.meyer())

    assert client.get(PLACE).status_code == 404
    assert client.post(f"{PLACE}alarm/{queries.open_alarms().get().pk}/quittieren/").status_code == 404
    assert "Alarm" not in look_at(client, "/eingang/")


def test_without_an_alarm_the_page_says_so(at_desk: AtDesk) -> None:
    assert "Kein offener Alarm." in look_at(at_desk(cast.theesen()), PLACE)


def test_one_alarm_costs_as_many_queries_as_three(at_desk: AtDesk) -> None:
    client = at_desk(an_auditor())
    look_at(client, PLACE)  # the first look also settles the session

    assert queries_for(client, 1) == queries_for(client, 3)


def queries_for(client: Client, count: int) -> int:
    lost_files(count)
    with CaptureQueriesContext(connection) as captured:
        look_at(client, PLACE)
    return len(captured)
