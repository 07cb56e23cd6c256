"""Files of a subject, parts of files and parts of cases."""

from datetime import date

import pytest

from kreishaus.ground.audit.models import Event
from kreishaus.records import actions, queries
from kreishaus.records.models import File
from tests import cast
from tests.cast import MEYER, NOON, ONE
from tests.factories.records import a_case, a_position

pytestmark = pytest.mark.django_db


def a_file(title: str = "Deichweg 12") -> File:
    return actions.open_file(position=a_position(), title=title, office=cast.building_office(), actor=MEYER, at=NOON)


def test_files_of_a_subject_are_counted_per_position() -> None:
    first, second = a_file(), a_file("Deichweg 14")

    assert [first.reference, second.reference] == ["63-10-A0001", "63-10-A0002"]
    assert (first.year, first.begins_on) == (None, date(2026, 3, 2))
    assert Event.objects.get(subject="file:63-10-A0001").data == {
        "title": "Deichweg 12",
        "position": "63.10",
        "part_of": None,
    }


def test_a_position_that_is_over_takes_no_file() -> None:
    position = a_position()
    position.valid_until = date(2026, 1, 31)
    position.save()

    with pytest.raises(actions.PositionNotValid, match=r"63\.10"):
        a_file()


def test_a_part_of_a_file_takes_over_what_holds_for_the_file() -> None:
    file = a_file()
    actions.change_file(file=file, values={"confidentiality": "confidential"}, actor=MEYER, at=NOON)

    part = actions.open_sub_file(file=file, title="Statik", actor=MEYER, at=ONE)
    case = actions.open_case_in(file=part, title="Prüfbericht", office=cast.building_office(), actor=MEYER, at=ONE)

    assert (part.reference, part.parent, part.position) == ("63-10-A0001-T1", file, file.position)
    assert part.confidentiality == case.confidentiality == "confidential"
    assert case.reference == "63-10-A0001-T1-0001"


def test_a_part_of_a_case_lies_in_the_same_file_and_is_seen_by_the_same_people() -> None:
    case = a_case()

    part = actions.open_sub_case(case=case, title="Anhörung", actor=MEYER, at=ONE)

    assert (part.reference, part.parent, part.file) == ("63-10-2026-0001-1", case, case.file)
    assert queries.case_or_none(cast.at_work(cast.meyer()), part.reference) == part
    assert queries.case_or_none(cast.at_work(cast.janssen()), part.reference) is None


def test_a_case_by_hand_in_the_file_of_a_year_goes_on_counting() -> None:
    case = a_case()

    by_hand = actions.open_case_in(
        file=case.file, title="Ortstermin", office=cast.building_office(), actor=MEYER, at=ONE
    )

    assert (by_hand.reference, a_case("Carport").reference) == ("63-10-2026-0002", "63-10-2026-0003")


def test_closed_files_and_cases_get_no_parts() -> None:
    case = a_case()
    actions.close_case(case=case, actor=MEYER, at=NOON)
    actions.close_file(file=case.file, actor=MEYER, at=NOON)

    with pytest.raises(actions.CaseIsClosed):
        actions.open_sub_case(case=case, title="Anhörung", actor=MEYER, at=ONE)
    with pytest.raises(actions.FileIsClosed):
        actions.open_sub_file(file=case.file, title="Statik", actor=MEYER, at=ONE)
    with pytest.raises(actions.FileIsClosed):
        actions.open_case_in(file=case.file, title="?", office=cast.building_office(), actor=MEYER, at=ONE)
