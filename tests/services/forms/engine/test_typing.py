"""Conditions that cannot work with the fields of the form are refused with their line and a way out."""

from typing import Any

import pytest

from kreishaus.base.expressions.kinds import DAY, DECIMAL, GROUP, LIST, TEXT, WHOLE, YES_NO
from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.typing import node_kind
from tests.services.forms.nested import nested_data
from tests.services.forms.parking import form_data, form_of


def refusals(data: dict[str, Any], **rule: Any) -> list[str]:
    """Return what is said about a form with one more rule."""
    data["rules"].append({"id": "X", **rule})
    try:
        parse_form(data)
    except Problems as problems:
        return [f"{problem.message} {problem.hint}".strip() for problem in problems.problems]
    return []


@pytest.mark.parametrize(
    ("settings", "kind"),
    [
        ({"type": "text"}, TEXT),
        ({"type": "date"}, DAY),
        ({"type": "integer"}, WHOLE),
        ({"type": "number"}, DECIMAL),
        ({"type": "money"}, WHOLE),
        ({"type": "yes-no"}, YES_NO),
        ({"type": "multiple-choice", "options": ["a"]}, LIST),
        ({"type": "file", "accept": ["pdf"]}, LIST),
        ({"type": "text", "repeat": "0..3"}, LIST),
    ],
)
def test_a_field_has_the_kind_that_conditions_see(settings: dict[str, Any], kind: str) -> None:
    schema = form_of({"key": "f", "label": "Feld", **settings})

    assert node_kind(schema.plan.tree.by_path["g.f"]).type == kind


def test_a_repeated_group_is_a_list_of_groups() -> None:
    kind = node_kind(parse_form(nested_data()).plan.tree.by_path["household"], keys_known=True)

    assert kind.type == LIST
    assert kind.entry is not None
    assert kind.entry.type == GROUP
    person = kind.entry.members["person"].entry
    assert person is not None
    assert person.members["role"].keys == ("adult", "child")


def test_a_wrong_comparison_is_found_in_the_same_row_and_through_a_list() -> None:
    same_row = refusals(form_data(), require="vehicle.consent", when="vehicle.owner == 3")
    through = refusals(form_data(), require="person.born", when="vehicle.exists(v, v.owner == 3)")

    expected = [
        (
            "Regel „X“: „Halter“ (Text) und eine ganze Zahl (3) lassen sich nicht vergleichen. "
            "Texte stehen in Anführungszeichen: '3'."
        )
    ]
    assert same_row == expected
    assert through == expected


def test_the_value_of_a_set_rule_is_checked_too() -> None:
    assert refusals(form_data(), set="period.days", to="period.start + 1") == [
        (
            "Regel „X“: Mit „Beginn“ (Datum) und eine ganze Zahl (1) lässt sich nicht rechnen. "
            "Für Tage gibt es days(…), plus_days(…), plus_months(…) und years(…)."
        )
    ]


def test_a_loop_through_all_rows_at_every_depth_is_fine() -> None:
    rule = "household.exists(h, h.person.exists(p, p.paper.exists(z, z.name == 'Abitur')))"

    assert refusals(nested_data(), valid=rule, message="m") == []


@pytest.mark.parametrize(
    "condition",
    [
        "household.exists(a, household.exists(b, household.exists(c, a.street == b.street && b.street == c.street)))",
        "household.exists(h, h.person.exists(p, household.exists(g, g.person.exists(q, true))))",
    ],
)
def test_loops_that_would_take_too_long_are_found_before_anybody_answers(condition: str) -> None:
    [said] = refusals(nested_data(), valid=condition, message="m")[:1]

    assert "Höchstens 3 Listen" in said or "zu lange Listen ineinander" in said


def test_a_loop_that_is_bearable_once_is_not_so_in_every_row() -> None:
    condition = "household.exists(a, household.exists(b, a.street == b.street))"

    assert refusals(nested_data(), valid=condition, message="m") == []
    [said] = refusals(nested_data(), require="household.person.school", when=condition)
    assert "zu lange Listen ineinander" in said
    assert "„repeat“" in said
