"""Who acts from which post, and what that lets them see."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kreishaus.people.organisation import queries
from kreishaus.people.organisation.enums import Role
from kreishaus.people.organisation.models import Incumbency
from tests import cast
from tests.cast import TODAY
from tests.factories.organisation import a_member_of_staff, a_post, an_office, hold

pytestmark = pytest.mark.django_db


def test_a_clerk_acts_for_her_own_office_only() -> None:
    an_office("63.1", parent=cast.building_office())

    meyer = cast.at_work(cast.meyer())

    assert meyer.actor == "staff:meyer"
    assert meyer.name == "Silke Meyer"
    assert meyer.office_number == "63"
    assert meyer.office_ids == {cast.building_office().pk}
    assert meyer.scopes == ("authority", f"office:{cast.building_office().pk}")
    assert meyer.has(Role.CASE_WORKER)
    assert not meyer.has(Role.HEAD_OF_OFFICE)


def test_a_head_of_office_also_acts_for_everything_below() -> None:
    section = an_office("63.1", parent=cast.building_office())
    team = an_office("63.1.2", parent=section)
    cast.order_office()

    hinrichs = cast.at_work(cast.hinrichs())

    assert hinrichs.office_ids == {cast.building_office().pk, section.pk, team.pk}


def test_a_department_head_acts_for_the_offices_of_the_department() -> None:
    department = an_office("III")
    building, planning = an_office("63", parent=department), an_office("61", parent=department)
    cast.order_office()
    head = a_member_of_staff("gerdes", office=department, roles=(Role.DEPARTMENT_HEAD,))

    assert cast.at_work(head).office_ids == {department.pk, building.pk, planning.pk}


def test_the_auditor_reads_in_every_office() -> None:
    offices = {cast.building_office().pk, cast.order_office().pk}
    audit = an_office("14")
    auditor = a_member_of_staff("abels", office=audit, roles=(Role.AUDITOR,))

    assert cast.at_work(auditor).office_ids == offices | {audit.pk}


def test_the_landrat_does_not_read_every_file() -> None:
    top = an_office("LR")
    an_office("50", parent=top)
    landrat = a_member_of_staff("reershemius", office=top, roles=(Role.COMMISSIONER,))

    assert cast.at_work(landrat).office_ids == {top.pk}


@pytest.mark.parametrize("more", [(), (Role.HEAD_OF_OFFICE,), (Role.AUDITOR,), (Role.CASE_WORKER,)])
def test_whoever_runs_the_machines_sees_no_content_whatever_else_the_post_carries(more: tuple[Role, ...]) -> None:
    post = a_post("16-betrieb", an_office("16"), (Role.IT_OPERATIONS, *more))
    operator = a_member_of_staff("theesen")
    hold(operator, post)

    acting = cast.at_work(operator)

    assert acting.office_ids == frozenset()
    assert acting.scopes == ()


def test_a_post_without_roles_sees_nothing() -> None:
    guest = a_member_of_staff("gast", office=cast.building_office(), roles=())

    assert cast.at_work(guest).scopes == ()


def test_without_a_post_nobody_acts() -> None:
    stranger = a_member_of_staff("fremd")

    with pytest.raises(queries.HoldsNoPost, match="fremd"):
        cast.at_work(stranger)


def test_an_incumbency_counts_from_its_first_to_its_last_day() -> None:
    staff = a_member_of_staff("smid")
    first, last = date(2026, 3, 1), date(2026, 3, 31)
    hold(staff, a_post("63-smid", cast.building_office()), since=first, until=last)

    for day in (first, last):
        assert cast.at_work(staff, on=day).post_key == "63-smid"
    for day in (first - timedelta(days=1), last + timedelta(days=1)):
        with pytest.raises(queries.HoldsNoPost):
            cast.at_work(staff, on=day)


def test_who_holds_two_posts_acts_on_the_longest_held_and_can_switch() -> None:
    fischer = a_member_of_staff("fischer")
    hold(fischer, a_post("65-vertretung", an_office("65")), since=date(2025, 6, 1))
    hold(fischer, a_post("66-brunnen", an_office("66")), since=date(2021, 6, 1))

    assert [post.key for post in queries.posts_held(fischer, on=TODAY)] == ["66-brunnen", "65-vertretung"]
    assert cast.at_work(fischer).office_number == "66"
    assert cast.at_work(fischer, post_key="65-vertretung").office_number == "65"
    assert an_office("66").pk not in cast.at_work(fischer, post_key="65-vertretung").office_ids
    with pytest.raises(queries.HoldsNoPost, match="63-leitung"):
        cast.at_work(fischer, post_key="63-leitung")


def test_the_office_tree_is_read_once_however_deep_it_is() -> None:
    head = cast.hinrichs()
    parent = cast.building_office()
    for depth in range(5):
        parent = an_office(f"63.{depth}", parent=parent)

    with CaptureQueriesContext(connection) as asked:
        acting = cast.at_work(head)

    assert len(acting.office_ids) == 6
    assert len(asked) == 3


def test_a_tree_that_bites_its_tail_still_ends() -> None:
    upper = an_office("63")
    lower = an_office("63.1", parent=upper)
    upper.parent = lower
    upper.save()

    assert queries.offices_below(upper.pk) == {upper.pk, lower.pk}


def test_staff_of_an_office_are_those_who_hold_a_post_there_today() -> None:
    meyer = cast.meyer()
    cast.janssen()
    gone = a_member_of_staff("weg", office=cast.building_office())
    Incumbency.objects.filter(staff=gone).update(valid_until=TODAY - timedelta(days=1))
    inactive = a_member_of_staff("ruhend", office=cast.building_office())
    inactive.is_active = False
    inactive.save()

    assert list(queries.staff_of(cast.building_office(), on=TODAY)) == [meyer]
