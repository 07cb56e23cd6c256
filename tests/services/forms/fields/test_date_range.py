"""A span of days."""

from typing import Any

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.fields.date_range.field import TYPE
from tests.services.forms.fields.contract import entered, field_of
from tests.services.forms.parking import TODAY, form_of


def said(start: str, end: str, **settings: Any) -> dict[str, list[str]]:
    """Return what is wrong with a span that somebody types."""
    return entered("date-range", {"start": [start], "end": [end]}, **settings).errors


def test_one_day_is_a_span() -> None:
    assert said("1.7.2026", "1.7.2026") == {}
    assert TYPE.note({"start": "2026-07-01", "end": "2026-07-01"}, field_of("date-range")) == "1 Tag"


def test_an_end_before_the_start_is_said_at_the_end() -> None:
    assert said("2.7.2026", "1.7.2026") == {
        "g.f.end": ["„Bis“ liegt vor „Von“ (02.07.2026). Bitte wählen Sie ein späteres Datum."]
    }


def test_the_length_has_limits() -> None:
    assert said("1.7.2026", "2.7.2026", min_days=3) == {
        "g.f.end": ["Der Zeitraum muss mindestens 3 Tage umfassen (jetzt 2 Tage)."]
    }
    assert said("1.7.2026", "3.7.2026", max_days=2) == {
        "g.f.end": ["Der Zeitraum darf höchstens 2 Tage umfassen (jetzt 3 Tage)."]
    }


def test_both_days_keep_the_limits_of_the_field() -> None:
    assert list(said("31.12.2025", "1.1.2027", min="2026-01-01", max="2026-12-31")) == ["g.f.start", "g.f.end"]


def test_a_missing_day_is_asked_for_where_it_belongs() -> None:
    assert list(said("1.7.2026", "")) == ["g.f.end"]


def test_conditions_read_the_number_of_days() -> None:
    span = {"key": "span", "type": "date-range", "label": "Zeitraum"}
    schema = form_of(span, {"key": "why", "type": "text", "label": "Warum so lange?", "when": "g.span.days > 30"})
    answers = {"g": {"span": {"start": "2026-07-01", "end": "2026-07-31"}}}

    assert "g.why" in evaluate(schema, answers, on=TODAY).visible
    assert "g.why" not in evaluate(schema, {}, on=TODAY).visible


def test_the_days_can_have_other_names() -> None:
    field = field_of("date-range", labels={"start": "Anreise", "end": "Abreise"})

    assert [member.label for member in TYPE.members_of(field)] == ["Anreise", "Abreise"]


def test_half_a_span_reads_as_half_a_span() -> None:
    assert TYPE.display({"start": "2026-07-01"}, field_of("date-range")) == "ab 01.07.2026"
    assert TYPE.display({"end": "2026-07-01"}, field_of("date-range")) == "bis 01.07.2026"


@pytest.mark.parametrize(
    "settings",
    [
        {"min": "gestern"},
        {"min_days": 0},
        {"max_days": "x"},
        {"min_days": 5, "max_days": 2},
        {"labels": {"middle": "x"}},
    ],
)
def test_settings_that_mean_nothing_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(Problems):
        field_of("date-range", **settings)
