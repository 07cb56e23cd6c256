"""Answers at their paths."""

import pytest

from kreishaus.services.forms.engine.places import (
    NoSuchPlace,
    answer_at,
    copy_of,
    element_at,
    make_row,
    put,
    steps_of,
)
from kreishaus.services.forms.engine.schema import Answers
from tests.services.forms.parking import parking


def test_a_path_has_keys_and_row_numbers() -> None:
    assert steps_of("vehicle[0].plate") == ("vehicle", 0, "plate")


@pytest.mark.parametrize("path", ["", "a.", ".a", "a[x]", "a[1", "a b", "a[-1]", "_a", "a[1234]"])
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(NoSuchPlace):
        steps_of(path)


def test_an_answer_is_put_where_its_path_says() -> None:
    answers: Answers = {}

    put(answers, "vehicle[1].plate", "LER A 1")

    assert answers == {"vehicle": [None, {"plate": "LER A 1"}]}
    assert answer_at(answers, "vehicle[1].plate") == "LER A 1"
    assert answer_at(answers, "vehicle[0].plate") is None


def test_an_empty_answer_takes_the_old_one_away_and_moves_no_row() -> None:
    answers: Answers = {"g": {"a": "x", "l": ["1", "2", "3"]}}

    put(answers, "g.a", "")
    put(answers, "g.l[1]", None)

    assert answers == {"g": {"l": ["1", None, "3"]}}


def test_a_copy_can_be_changed_without_the_original() -> None:
    answers: Answers = {"g": {"l": [{"a": 1}]}}

    put(copy_of(answers), "g.l[0].a", 2)

    assert answers == {"g": {"l": [{"a": 1}]}}


def test_a_row_can_be_made_inside_of_rows() -> None:
    answers: Answers = {}

    make_row(answers, "a[0].b", 1)

    assert answers == {"a": [{"b": [None, {}]}]}


def test_an_element_is_found_with_row_numbers() -> None:
    assert element_at(parking(), "vehicle[1].plate").label == "Kennzeichen"
    with pytest.raises(NoSuchPlace):
        element_at(parking(), "vehicle[1].farbe")
