"""Lists, direct access and search show the same cases."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kreishaus.ground.search.queries import search
from kreishaus.people.organisation.enums import Role
from kreishaus.people.organisation.models import Office
from kreishaus.records import actions, queries, rules
from kreishaus.records.enums import Access
from kreishaus.records.models import Case, FilingPosition
from tests import cast
from tests.cast import MEYER, NOON, TODAY
from tests.factories.organisation import a_member_of_staff, an_office
from tests.factories.records import a_case, a_draft, a_position

OFFICES = 5
House = tuple[list[int | None], list[tuple[int, set[Role]]], list[tuple[int, Access]]]


@pytest.mark.django_db
def test_a_clerk_sees_the_cases_of_her_office_and_no_others() -> None:
    mine, other = a_case(), a_case(office=cast.order_office())
    meyer = cast.at_work(cast.meyer())

    assert list(queries.cases_visible_to(meyer)) == [mine]
    assert queries.case_or_none(meyer, mine.reference) == mine
    assert queries.case_or_none(meyer, other.reference) is None
    assert queries.case_or_none(meyer, "63-10-2026-9999") is None


@pytest.mark.django_db
def test_a_document_of_another_office_looks_like_a_missing_one() -> None:
    case = a_case()
    actions.add_documents(case, [a_draft("Lageplan")], at=NOON, actor="citizen")

    seen = queries.document_or_none(cast.at_work(cast.meyer()), case.reference, 1)

    assert seen is not None
    assert seen.title == "Lageplan"
    assert queries.document_or_none(cast.at_work(cast.janssen()), case.reference, 1) is None
    assert queries.document_or_none(cast.at_work(cast.theesen()), case.reference, 1) is None
    assert queries.document_or_none(cast.at_work(cast.meyer()), case.reference, 2) is None


@pytest.mark.django_db
def test_cases_come_in_the_order_of_their_numbers() -> None:
    for _ in range(11):
        a_case()
    Case.objects.filter(reference="63-10-2026-0011").update(opened_at=NOON - timedelta(days=900))

    listed = [case.reference[-2:] for case in queries.cases_visible_to(cast.at_work(cast.meyer()))]

    assert listed == [f"{number:02}" for number in range(1, 12)]


@pytest.mark.django_db
def test_open_cases_are_those_still_worked_on() -> None:
    closed, still_open = a_case(), a_case()
    actions.close_case(case=closed, actor=MEYER, at=NOON)

    assert list(queries.open_cases_visible_to(cast.at_work(cast.meyer()))) == [still_open]


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_of_cases_is_one_query_however_long(rows: int) -> None:
    for _ in range(rows):
        a_case()
    meyer = cast.at_work(cast.meyer())

    with CaptureQueriesContext(connection) as asked:
        seen = [(case.file.reference, case.lead_office.name) for case in queries.cases_visible_to(meyer)]

    assert len(seen) == rows
    assert len(asked) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_of_documents_is_two_queries_however_long(rows: int) -> None:
    case = a_case()
    actions.add_documents(case, [a_draft(f"Anlage {row}") for row in range(rows)], at=NOON, actor="citizen")
    meyer = cast.at_work(cast.meyer())

    with CaptureQueriesContext(connection) as asked:
        seen = [(document.case.reference, document.latest.size) for document in queries.documents_visible_to(meyer)]

    assert len(seen) == rows
    assert len(asked) == 2


@pytest.mark.django_db
def test_the_filing_plan_shows_what_is_valid_that_day_in_its_own_order() -> None:
    for number in ("32.9", "32.10", "4"):
        a_position(number)
    FilingPosition.objects.create(number="32.11", title="Alt", valid_until=date(2025, 12, 31))
    FilingPosition.objects.create(number="32.12", title="Neu", valid_from=date(2027, 1, 1))

    assert [position.number for position in queries.filing_plan(on=TODAY)] == ["32.9", "32.10", "4"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("roles", "may"),
    [((Role.CASE_WORKER,), True), ((Role.HEAD_OF_OFFICE,), True), ((Role.AUDITOR,), False), ((Role.MAIL_ROOM,), False)],
)
def test_only_those_who_work_on_a_case_may_close_it(roles: tuple[Role, ...], may: bool) -> None:
    case = a_case()

    acting = cast.at_work(a_member_of_staff("jemand", office=cast.building_office(), roles=roles))

    assert rules.may_close(acting, case) is may
    assert not rules.may_close(cast.at_work(cast.janssen()), case)


@st.composite
def houses(draw: st.DrawFn) -> House:
    """Draw an organisation, its staff and its cases: parents, (office, roles), (office, access)."""
    parents = [draw(st.one_of(st.none(), st.integers(0, index - 1))) if index else None for index in range(OFFICES)]
    office = st.integers(0, OFFICES - 1)
    staff = draw(st.lists(st.tuples(office, st.sets(st.sampled_from(Role), max_size=2)), min_size=1, max_size=4))
    cases = draw(st.lists(st.tuples(office, st.sampled_from(Access)), min_size=1, max_size=6))
    return parents, staff, cases


class ListAndAccessAndSearchAgree(TestCase):
    """A class only because Hypothesis rolls the database back between examples through it."""

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(houses())
    def test_list_direct_access_and_search_show_the_same(self, house: House) -> None:
        parents, staff, cases = house
        offices = _offices(parents)
        opened = [_open(offices[index], access) for index, access in cases]

        for number, (index, roles) in enumerate(staff):
            acting = cast.at_work(a_member_of_staff(f"person{number}", office=offices[index], roles=roles))
            listed = {case.reference for case in queries.cases_visible_to(acting)}

            assert listed == {
                case.reference for case in opened if queries.case_or_none(acting, case.reference) is not None
            }
            assert listed == {case.reference for case in opened if rules.may_see(acting, case)}
            for kind in ("case", "document"):
                hits = search("Gartenpforte", scopes=acting.scopes, kinds=(kind,), limit=50).hits
                assert {hit.reference for hit in hits} == listed
            assert {document.case.reference for document in queries.documents_visible_to(acting)} == listed
            if Role.IT_OPERATIONS in roles:
                assert listed == set()


def _offices(parents: list[int | None]) -> list[Office]:
    offices: list[Office] = []
    for number, parent in enumerate(parents):
        offices.append(an_office(f"H{number}", parent=None if parent is None else offices[parent]))
    return offices


def _open(office: Office, access: Access) -> Case:
    position = "10" if access == Access.OFFICE else "11"
    a_position(position, access=access)
    return actions.open_case(
        position=position,
        title="Gartenpforte",
        office=office,
        at=NOON,
        actor="citizen",
        documents=[a_draft("Gartenpforte")],
    )


@pytest.mark.django_db
def test_a_file_is_seen_by_its_office_and_by_whoever_sees_a_case_in_it() -> None:
    case = a_case()
    order = cast.order_office()
    meyer, janssen, theesen = (cast.at_work(person()) for person in (cast.meyer, cast.janssen, cast.theesen))

    assert queries.file_or_none(meyer, case.file.reference) == case.file
    assert queries.file_or_none(janssen, case.file.reference) is None
    a_case("Zaun", office=order)
    assert queries.file_or_none(janssen, case.file.reference) == case.file
    assert queries.file_or_none(theesen, case.file.reference) is None
    assert list(queries.files_visible_to(theesen)) == []


@pytest.mark.django_db
def test_a_file_of_an_open_part_of_the_plan_is_seen_by_the_whole_house() -> None:
    a_position("01.10", "Hausmitteilungen", access=Access.AUTHORITY)
    case = a_case(position="01.10")

    assert queries.file_or_none(cast.at_work(cast.janssen()), case.file.reference) == case.file
