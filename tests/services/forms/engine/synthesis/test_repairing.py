from random import Random
from typing import Any

from kreishaus.services.forms.engine.places import copy_of, put
from kreishaus.services.forms.engine.reckoning import Reckoning
from kreishaus.services.forms.engine.synthesis.repairing import is_violated, places_read, repairs
from tests.services.forms.parking import TODAY, complete_answers, parking


def test_changes_make_the_rule_hold_and_leave_the_answers_alone() -> None:
    plan = parking().plan
    check = next(check for check in plan.checks if check.rule.id == "R1")
    answers: dict[str, Any] = complete_answers() | {"period": {"start": "2026-07-01", "end": "2026-06-01"}}
    before = copy_of(answers)
    assert is_violated(check, (), plan, answers, TODAY)

    changes = [change for _, change in zip(range(5), repairs(check, (), plan, answers, on=TODAY, random=Random(1)))]  # noqa: B905

    assert changes
    assert answers == before
    for change in changes:
        trial = copy_of(answers)
        for path, value in change.items():
            put(trial, path, value)
        assert not is_violated(check, (), plan, trial, TODAY)


def test_the_places_of_a_condition_are_found_in_every_row() -> None:
    from kreishaus.services.forms.engine.parsing import parse_form
    from tests.services.forms.parking import form_data

    data = form_data()
    data["rules"].append({"id": "R9", "valid": "vehicle.exists(v, v.owner == 'self')", "message": "x", "at": "period"})
    plan = parse_form(data).plan
    check = next(check for check in plan.checks if check.rule.id == "R9")
    answers: dict[str, Any] = {"vehicle": [{"owner": "other"}, {"owner": "other"}]}

    found = places_read([check.valid], (), Reckoning(plan, answers, TODAY, ahead=False))

    assert [place.path for place in found] == ["vehicle[0].owner", "vehicle[1].owner"]
    assert is_violated(check, (), plan, answers, TODAY)
    assert next(repairs(check, (), plan, answers, on=TODAY, random=Random(1))) == {"vehicle[0].owner": "self"}
