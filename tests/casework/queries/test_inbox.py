"""The inbox: due first, only one's own office, one query."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kreishaus.casework import actions, queries
from kreishaus.casework.enums import Holder, Light
from kreishaus.casework.models import Task
from kreishaus.casework.queries import InboxFilters
from kreishaus.records.enums import Access
from kreishaus.records.models import Case
from tests import cast
from tests.cast import NOON, ONE, TODAY
from tests.factories.applications import a_service, an_application, an_offering

pytestmark = pytest.mark.django_db


def test_the_inbox_shows_what_is_due_first_and_what_has_no_deadline_last() -> None:
    offering = an_offering()
    late = an_application(offering, at=NOON - timedelta(days=50))
    fresh = an_application(offering)
    endless = an_application(an_offering(service=a_service("ohne-frist"), deadline=None), at=NOON - timedelta(days=80))

    rows = queries.inbox(cast.at_work(cast.meyer()), on=TODAY)

    assert [row.reference for row in rows] == [late.reference, fresh.reference, endless.reference]
    assert [row.urgency.light for row in rows] == [Light.RED, Light.GREEN, Light.NONE]
    first = rows[0]
    assert (first.title, first.applicant, first.service) == ("Zufahrt Am Deich 1", "Hilke de Vries", "Zufahrt bauen")
    assert (first.state, first.assignee, first.is_mine) == ("Eingegangen", "", False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_inbox_takes_one_query(count: int) -> None:
    offering = an_offering()
    for _ in range(count):
        an_application(offering)
    meyer = cast.at_work(cast.meyer())

    with CaptureQueriesContext(connection) as captured:
        rows = queries.inbox(meyer, on=TODAY)

    assert (len(rows), len(captured)) == (count, 1)


def test_nobody_sees_what_is_not_theirs() -> None:
    application = an_application()
    task = Task.objects.get()

    for staff in (cast.janssen(), cast.theesen()):
        acting = cast.at_work(staff)
        assert queries.inbox(acting, on=TODAY) == []
        assert queries.inbox_count(acting) == 0
        assert queries.application_or_none(acting, application.reference) is None
        assert queries.task_or_none(acting, task.pk) is None


def test_a_case_open_to_the_whole_house_is_seen_but_is_not_in_every_inbox() -> None:
    application = an_application()
    Case.objects.update(access=Access.AUTHORITY)
    janssen = cast.at_work(cast.janssen())

    assert queries.application_or_none(janssen, application.reference) == application
    assert queries.inbox(janssen, on=TODAY) == []


def test_filters_narrow_the_inbox() -> None:
    offering = an_offering()
    mine, nobodys = an_application(offering), an_application(offering)
    meyer = cast.at_work(cast.meyer())
    actions.assign(task=mine.tasks.get(), to=cast.meyer(), acting=meyer, at=NOON)
    actions.request_information(application=nobodys, subject="Plan", body="Bitte", acting=meyer, at=ONE)

    def shown(filters: InboxFilters) -> list[str]:
        return [row.reference for row in queries.inbox(meyer, on=TODAY, filters=filters)]

    assert shown(InboxFilters(holder=Holder.MINE)) == [mine.reference]
    assert shown(InboxFilters(holder=Holder.UNASSIGNED)) == [nobodys.reference]
    assert shown(InboxFilters(is_waiting=True)) == [nobodys.reference]
    assert shown(InboxFilters(kind="reply")) == []
    assert shown(InboxFilters(service_key="zufahrt")) == [mine.reference, nobodys.reference]
    assert queries.inbox_count(meyer) == 1


def test_the_checklist_holds_the_rules_that_were_left_to_the_case_worker() -> None:
    offering = an_offering(
        reviews=[
            {"id": "R1", "element": "person", "text": "Wohnsitz prüfen", "basis": "§ 3", "note": "Melderegister"},
            {"id": "R2", "text": "x", "settled": {"by": "rule"}},
            {"id": "R3", "text": "Alter", "settled": {"by": "case-worker", "note": "Ausweis"}},
        ]
    )

    notes = queries.review_notes(an_application(offering))

    assert [(note.id, note.text, note.note) for note in notes] == [
        ("R1", "Wohnsitz prüfen", "Melderegister"),
        ("R3", "Alter", "Ausweis"),
    ]
