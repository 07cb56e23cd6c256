"""Limits of months, times and moments."""

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.fields.calendar_limits import limit_problems, range_complaints
from kreishaus.services.forms.fields.month.field import TYPE
from tests.services.forms.fields.contract import field_of


def test_a_value_outside_of_the_limits_hears_the_limit() -> None:
    field = field_of("month", min="2026-03", max="2026-09")

    assert range_complaints("2026-02", field, TYPE.as_read) == ["Bei „Feld“ ist frühestens März 2026 möglich."]
    assert range_complaints("2026-10", field, TYPE.as_read) == ["Bei „Feld“ ist spätestens September 2026 möglich."]
    assert range_complaints("2026-09", field, TYPE.as_read) == []


@pytest.mark.parametrize("limits", [{"min": "März"}, {"max": 7}, {"min": "2026-09", "max": "2026-03"}])
def test_limits_that_mean_nothing_are_refused(limits: dict[str, object]) -> None:
    with pytest.raises(Problems):
        field_of("month", **limits)


def test_right_limits_are_no_problem() -> None:
    assert list(limit_problems(field_of("month", min="2026-03"), bool, "x")) == []
