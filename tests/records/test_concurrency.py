"""Many at the same moment: references stay without gaps, one file a year, one closing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection

from kreishaus.records import actions
from kreishaus.records.models import Case, Document, File
from tests import cast
from tests.cast import MEYER, NOON
from tests.factories.records import a_case, a_draft, a_position

pytestmark = pytest.mark.django_db(transaction=True)

CLERKS = 6
Result = TypeVar("Result")


def at_once(work: Callable[[int], Result], times: int) -> list[Result]:
    def alone(number: int) -> Result:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(CLERKS) as pool:
        return list(pool.map(alone, range(times)))


def test_cases_opened_at_the_same_moment_get_numbers_without_gaps_in_one_file() -> None:
    a_position()
    office = cast.building_office()

    def open_one(number: int) -> str:
        return actions.open_case(
            position="63.10", title=f"Antrag {number}", office=office, at=NOON, actor="citizen"
        ).reference

    references = at_once(open_one, 30)

    assert sorted(references) == [f"63-10-2026-{number:04}" for number in range(1, 31)]
    assert File.objects.count() == 1


def test_documents_added_at_the_same_moment_get_numbers_without_gaps() -> None:
    case = a_case()
    draft = a_draft()

    at_once(lambda _: actions.add_documents(Case.objects.get(), [draft, draft], at=NOON, actor=MEYER), 12)

    numbers = Document.objects.filter(case=case).order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 25))


def test_of_many_who_close_a_case_exactly_one_does() -> None:
    a_case()

    def close(_: int) -> bool:
        try:
            actions.close_case(case=Case.objects.get(), actor=MEYER, at=NOON)
        except actions.CaseAlreadyClosed:
            return False
        return True

    assert sorted(at_once(close, CLERKS)) == [False] * (CLERKS - 1) + [True]
