"""Keys with words inside of settings."""

import pytest

from kreishaus.services.forms.fields.worded import list_problems, worded


def test_both_spellings_of_options_are_read() -> None:
    assert [(each.key, each.label) for each in worded([{"a": "A"}, {"key": "b", "label": "B"}, {"c": 2026}])] == [
        ("a", "A"),
        ("b", "B"),
        ("c", "2026"),
    ]


def test_what_is_none_is_left_out() -> None:
    assert worded("x") == worded([7, {}, {"a": 1, "b": 2}, {"a": None}, {"": "A"}]) == ()


@pytest.mark.parametrize(
    "setting", [None, [], "x", [{"a": "A"}, 7], [{"a": "A"}, {"a": "B"}], [{"ä": "A"}], [{"1a": "A"}]]
)
def test_a_list_that_cannot_be_used_is_a_problem(setting: object) -> None:
    assert list(list_problems("rows", setting)) != []


def test_a_right_list_is_none() -> None:
    assert list(list_problems("rows", [{"a_1": "A"}])) == []
