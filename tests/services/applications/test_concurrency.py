"""Many at the same moment: one application per draft, one holder per plate, nothing half written."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection

from kreishaus.casework.models import Task
from kreishaus.ground.jobs import worker
from kreishaus.records.models import Case, Document
from kreishaus.services.applications import actions
from kreishaus.services.applications.models import Application, Draft
from kreishaus.services.booking.models import Claim
from tests.cast import NOON
from tests.factories.applications import RESERVE, a_draft, an_application, an_offering

pytestmark = pytest.mark.django_db(transaction=True)

CLICKS = 6
Result = TypeVar("Result")


def at_once(work: Callable[[int], Result], times: int = CLICKS) -> list[Result]:
    def alone(number: int) -> Result:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(alone, range(times)))


def test_of_many_clicks_at_once_comes_one_application() -> None:
    draft_id = a_draft().pk
    drafts = [Draft.objects.select_related("offering__form", "service").get(pk=draft_id) for _ in range(CLICKS)]

    references = at_once(lambda number: actions.submit(draft=drafts[number], at=NOON).reference)

    assert references == ["63-10-2026-0001"] * CLICKS
    assert (Application.objects.count(), Case.objects.count(), Task.objects.count()) == (1, 1, 1)


def test_of_many_who_want_the_same_plate_one_gets_it_and_no_number_is_lost() -> None:
    offering = an_offering(reserve=RESERVE)
    drafts = [a_draft(offering) for _ in range(CLICKS)]

    def submit(number: int) -> str:
        try:
            return actions.submit(draft=drafts[number], at=NOON).reference
        except actions.ReservationTaken as taken:
            return taken.path

    results = at_once(submit)

    assert sorted(results) == ["63-10-2026-0001", *["person.street"] * (CLICKS - 1)]
    assert (Application.objects.count(), Claim.objects.count(), Draft.objects.count()) == (1, 1, CLICKS - 1)
    Claim.objects.all().delete()
    assert an_application(offering).reference == "63-10-2026-0002"


def test_different_applications_at_once_get_numbers_without_gaps() -> None:
    offering = an_offering()
    drafts = [a_draft(offering) for _ in range(CLICKS)]

    references = at_once(lambda number: actions.submit(draft=drafts[number], at=NOON).reference)

    assert sorted(references) == [f"63-10-2026-{number:04}" for number in range(1, CLICKS + 1)]


def test_of_many_who_save_at_once_one_wins_and_the_others_are_told() -> None:
    draft = a_draft()

    def save(number: int) -> bool:
        try:
            actions.save_answers(
                draft=Draft.objects.get(), answers={"person": {"given_name": str(number)}}, raw={}, revision=1, at=NOON
            )
        except actions.DraftChangedElsewhere:
            return False
        return True

    results = at_once(save)

    assert sum(results) == 1
    draft.refresh_from_db()
    assert (draft.answers, draft.revision) == ({"person": {"given_name": str(results.index(True))}}, 2)


def test_the_copy_of_the_application_is_filed_once() -> None:
    an_application()
    worker.drain()

    at_once(lambda _: actions.add_summary(application=Application.objects.get(), at=NOON).pk, 3)

    assert Document.objects.filter(kind="summary").count() == 1


def test_jobs_that_run_at_the_same_time_file_one_copy() -> None:
    an_application()

    documents = at_once(lambda _: actions.add_summary(application=Application.objects.get(), at=NOON).pk, 4)

    assert len(set(documents)) == 1
    assert Document.objects.filter(kind="summary").count() == 1
