"""Re-cutting the plan keeps old references valid, and they lead on."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kreishaus.ground.audit.models import Event
from kreishaus.records import actions, queries
from kreishaus.records.engine import PlanLine, read_plan, write_plan
from kreishaus.records.enums import SuccessionKind
from kreishaus.records.models import Case, FilingPosition, Succession
from tests import cast
from tests.cast import MEYER, NOON, ONE
from tests.factories.records import a_case, a_position

pytestmark = pytest.mark.django_db
TOMORROW = cast.TODAY + timedelta(days=1)
LATER = NOON + timedelta(days=2)


def recut(old: list[FilingPosition], new: list[FilingPosition], kind: SuccessionKind) -> list[Succession]:
    return actions.continue_positions(
        old=old, new=new, kind=kind, on=TOMORROW, actor=MEYER, at=NOON, reason="Neuer Aktenplan"
    )


def test_a_changed_position_says_what_it_was_before() -> None:
    position = a_position()

    actions.change_position(
        position=position, values={"retention_years": 30, "title": "Bauanfragen"}, actor=MEYER, at=NOON, reason="§ 9"
    )

    event = Event.objects.get(verb="position.changed")
    assert event.data == {"field": "retention_years", "metadatum": "Aufbewahrung in Jahren", "old": 10, "new": 30}
    assert (event.subject, event.reason) == ("position:63.10", "§ 9")
    with pytest.raises(actions.NotChangeable):
        actions.change_position(position=position, values={"number": "63.99"}, actor=MEYER, at=NOON)
    with pytest.raises(ValidationError):
        actions.change_position(position=position, values={"pattern": "{year}"}, actor=MEYER, at=NOON)


def test_what_is_closed_keeps_the_date_it_was_given() -> None:
    case = a_case()
    actions.close_case(case=case, actor=MEYER, at=NOON)

    actions.change_position(position=case.file.position, values={"retention_years": 30}, actor=MEYER, at=ONE)

    assert Case.objects.get().retention_until == date(2036, 12, 31)


def test_after_a_new_number_old_cases_stay_and_new_ones_go_on_under_it() -> None:
    old, before = a_position("63.10"), a_case("Vorher")
    new = a_position("63.20", "Bauberatung")

    recut([old], [new], SuccessionKind.RENAME)
    after = a_case("Nachher", position="63.10", at=LATER)

    assert (before.reference, after.reference) == ("63-10-2026-0001", "63-20-2026-0001")
    assert queries.case_or_none(cast.at_work(cast.meyer()), "63-10-2026-0001") == before
    assert after.file.position == new
    old.refresh_from_db()
    assert old.valid_until == cast.TODAY
    assert Event.objects.get(verb="position.continued").data == {"kind": "rename", "to": ["63.20"], "on": "2026-03-03"}
    with pytest.raises(actions.AlreadyContinued, match=r"63\.10"):
        recut([old], [new], SuccessionKind.RENAME)


def test_until_the_day_of_the_cut_nothing_changes() -> None:
    recut([a_position("63.10")], [a_position("63.20", "Bauberatung")], SuccessionKind.RENAME)

    assert a_case(position="63.10", at=ONE).reference == "63-10-2026-0001"


def test_two_positions_merge_and_a_chain_leads_to_its_end() -> None:
    first, second, third, last = (a_position(number) for number in ("63.10", "63.11", "63.20", "63.30"))

    recut([first, second], [third], SuccessionKind.MERGE)
    actions.continue_positions(
        old=[third], new=[last], kind=SuccessionKind.RENAME, on=TOMORROW, actor=MEYER, at=NOON, reason="doch anders"
    )

    assert a_case(position="63.10", at=LATER).reference == "63-30-2026-0001"
    assert a_case(position="63.11", at=LATER).reference == "63-30-2026-0002"


def test_of_a_split_the_first_takes_what_nobody_assigns() -> None:
    old, small, large = a_position("63.10"), a_position("63.21", "Klein"), a_position("63.22", "Groß")

    recut([old], [small, large], SuccessionKind.SPLIT)

    assert a_case(position="63.10", at=LATER).reference == "63-21-2026-0001"
    assert list(old.successions.values_list("new__number", flat=True)) == ["63.21", "63.22"]


def test_the_way_of_a_submission_costs_no_more_than_before() -> None:
    a_case()
    office = cast.building_office()

    with CaptureQueriesContext(connection) as asked:
        actions.open_case(position="63.10", title="Carport", office=office, at=NOON, actor="citizen")

    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) == 5


def test_the_plan_goes_out_as_a_table_and_comes_back_the_same() -> None:
    cast.building_office()
    parent = a_position("63", "Bauen")
    child = a_position("63.10")
    child.parent, child.lead_office = parent, cast.building_office()
    child.save()
    text = write_plan(queries.plan_lines())

    Succession.objects.all().delete()
    FilingPosition.objects.filter(number="63.10").delete()
    FilingPosition.objects.all().delete()

    assert actions.load_plan(lines=read_plan(text), actor=MEYER, at=NOON) == (2, 0)
    assert write_plan(queries.plan_lines()) == text
    assert actions.load_plan(lines=read_plan(text), actor=MEYER, at=ONE) == (0, 0)


def test_a_table_that_names_what_is_not_there_changes_nothing() -> None:
    for line, said in (
        (PlanLine(number="63", title="Bauen", lead_office="99"), "Das Amt 99 gibt es nicht."),
        (PlanLine(number="63.10", title="Bauen", parent="63"), "Die übergeordnete Einheit 63 gibt es nicht."),
    ):
        with pytest.raises(actions.UnknownInPlan, match=said):
            actions.load_plan(lines=[line], actor=MEYER, at=NOON)
    assert not FilingPosition.objects.exists()
