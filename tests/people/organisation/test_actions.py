"""Appointing people and building the organisation, with a trace of each change."""

from datetime import date

import pytest

from kreishaus.ground.audit.models import Event
from kreishaus.people.organisation import actions, queries
from kreishaus.people.organisation.enums import Role
from kreishaus.people.organisation.models import Incumbency
from tests import cast
from tests.cast import NOON, SYSTEM, TODAY
from tests.factories.organisation import a_member_of_staff, a_post, hold

pytestmark = pytest.mark.django_db


def events() -> list[tuple[str, str]]:
    return list(Event.objects.order_by("id").values_list("subject", "verb"))


def test_an_office_a_post_and_a_person_make_somebody_who_can_work() -> None:
    office = actions.create_office(number="36", name="Straßenverkehrsamt", phone="0491 555-0136", actor=SYSTEM, at=NOON)
    post = actions.create_post(
        office=office, key="36-zulassung", title="Zulassung", roles=[Role.CASE_WORKER], actor=SYSTEM, at=NOON
    )
    wilts = actions.create_staff(
        username="wilts", password="geheim", first_name="Enno", last_name="Wilts", actor=SYSTEM, at=NOON
    )
    actions.appoint(staff=wilts, post=post, valid_from=TODAY, actor=SYSTEM, at=NOON)

    acting = queries.acting(wilts, on=TODAY)

    assert (acting.name, acting.office_name, acting.roles) == ("Enno Wilts", "Straßenverkehrsamt", {"case_worker"})
    assert wilts.check_password("geheim")
    assert events() == [
        ("office:36", "office.created"),
        ("post:36-zulassung", "post.created"),
        ("staff:wilts", "staff.created"),
        ("staff:wilts", "staff.appointed"),
    ]


def test_an_appointment_cannot_end_before_it_starts() -> None:
    post = a_post("63-a", cast.building_office())

    with pytest.raises(actions.EndsBeforeItStarts, match="63-a"):
        actions.appoint(
            staff=a_member_of_staff("smid"),
            post=post,
            valid_from=TODAY,
            valid_until=date(2026, 1, 1),
            actor=SYSTEM,
            at=NOON,
        )

    assert not Incumbency.objects.exists()
    assert events() == []


def test_ending_an_incumbency_twice_is_refused_and_keeps_the_first_day() -> None:
    staff = a_member_of_staff("smid")
    incumbency = hold(staff, a_post("63-a", cast.building_office()))
    actions.end_incumbency(incumbency=incumbency, last_day=TODAY, actor=SYSTEM, at=NOON)

    with pytest.raises(actions.AlreadyEnded):
        actions.end_incumbency(incumbency=incumbency, last_day=date(2026, 12, 31), actor=SYSTEM, at=NOON)

    incumbency.refresh_from_db()
    assert incumbency.valid_until == TODAY
    assert events() == [("staff:smid", "staff.relieved")]


def test_an_incumbency_cannot_end_before_it_started() -> None:
    incumbency = hold(a_member_of_staff("smid"), a_post("63-a", cast.building_office()), since=TODAY)

    with pytest.raises(actions.EndsBeforeItStarts):
        actions.end_incumbency(incumbency=incumbency, last_day=date(2026, 1, 1), actor=SYSTEM, at=NOON)


def test_who_leaves_holds_no_post_from_that_day_on() -> None:
    smid = a_member_of_staff("smid")
    hold(smid, a_post("63-a", cast.building_office()))
    hold(smid, a_post("63-b", cast.building_office()), since=date(2027, 1, 1))

    actions.deactivate_staff(staff=smid, on=TODAY, actor=SYSTEM, at=NOON)

    smid.refresh_from_db()
    assert not smid.is_active
    assert queries.posts_held(smid, on=TODAY) == []
    assert queries.posts_held(smid, on=date(2027, 6, 1)) == []
    assert [post.key for post in queries.posts_held(smid, on=date(2026, 3, 1))] == ["63-a"]
