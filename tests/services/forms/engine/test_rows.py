"""Rows come, go, are copied and moved, and what was typed into them goes along."""

from typing import Any

from kreishaus.services.forms.engine.places import element_at
from kreishaus.services.forms.engine.rows import (
    Removed,
    add_row,
    copy_row,
    initial_answers,
    keep_removed,
    move_row,
    put_back,
    removed_from,
    removed_in,
    take_out,
)
from kreishaus.services.forms.engine.schema import Answers
from tests.services.forms.nested import nested


def _three() -> tuple[Answers, dict[str, object]]:
    return {"v": [{"a": 1}, {"a": 2}, {"a": 3}]}, {"v[0].n": "x", "v[1].n": "y", "v[2].n": "z", "other": "o"}


def test_what_was_typed_into_later_rows_moves_up() -> None:
    answers, raw = _three()

    removed = take_out(answers, raw, "v", 1)

    assert removed == Removed("v", 1, {"a": 2}, {".n": "y"})
    assert answers == {"v": [{"a": 1}, {"a": 3}]}
    assert raw == {"v[0].n": "x", "v[1].n": "z", "other": "o"}


def test_a_removed_row_comes_back_to_its_place_with_everything_in_it() -> None:
    answers, raw = _three()
    removed = take_out(answers, raw, "v", 1)
    assert removed is not None

    assert put_back(answers, raw, removed) == 1
    assert (answers, raw) == _three()


def test_the_last_row_comes_back_although_its_list_is_gone() -> None:
    answers: Answers = {"g": {"files": [{"name": "a.pdf"}]}}
    raw: dict[str, object] = {}
    removed = take_out(answers, raw, "g.files", 0)
    answers.clear()
    assert removed is not None

    assert put_back(answers, raw, removed) == 0
    assert answers == {"g": {"files": [{"name": "a.pdf"}]}}


def test_a_row_that_does_not_exist_cannot_be_taken_out() -> None:
    answers, raw = _three()

    assert take_out(answers, raw, "v", 7) is None
    assert (answers, raw) == _three()


def test_a_row_that_only_holds_what_nobody_could_read_is_kept_too() -> None:
    answers: Answers = {}
    raw: dict[str, object] = {"v[0].born": "im März"}

    removed = take_out(answers, raw, "v", 0)

    assert removed == Removed("v", 0, None, {".born": "im März"})
    assert raw == {}


def test_a_copy_stands_behind_its_row_and_is_independent() -> None:
    answers, raw = _three()

    assert copy_row(answers, raw, "v", 0) == 1
    rows: Any = answers["v"]
    rows[1]["a"] = 9
    assert answers == {"v": [{"a": 1}, {"a": 9}, {"a": 2}, {"a": 3}]}
    assert raw == {"v[0].n": "x", "v[1].n": "x", "v[2].n": "y", "v[3].n": "z", "other": "o"}


def test_rows_change_places_and_the_ends_stay() -> None:
    answers, raw = _three()

    assert move_row(answers, raw, "v", 2, -1) == 1
    assert answers == {"v": [{"a": 1}, {"a": 3}, {"a": 2}]}
    assert raw == {"v[0].n": "x", "v[1].n": "z", "v[2].n": "y", "other": "o"}
    assert move_row(answers, raw, "v", 0, -1) == 0
    assert move_row(answers, raw, "v", 2, 1) == 2
    assert answers == {"v": [{"a": 1}, {"a": 3}, {"a": 2}]}


def test_only_the_row_removed_last_is_remembered_and_only_if_it_says_something() -> None:
    raw: dict[str, object] = {}
    keep_removed(raw, Removed("v", 1, {"a": 2}, {}))
    assert removed_in(raw) == Removed("v", 1, {"a": 2}, {})

    keep_removed(raw, Removed("v", 0, {}, {}))
    assert raw == {}


def test_what_is_no_removed_row_is_none() -> None:
    assert [removed_from(data) for data in (None, [], {}, {"path": "v", "index": "1", "typed": {}})] == [None] * 4


def test_a_new_row_begins_with_its_defaults_at_every_depth() -> None:
    answers: Answers = {}

    add_row(answers, element_at(nested(), "household"), "household", 0)

    assert answers == {"household": [{"country": "DE", "person": [{"role": "adult"}]}]}


def test_rows_that_have_to_be_there_begin_with_their_defaults() -> None:
    assert initial_answers(nested(least=1)) == {"household": [{"country": "DE", "person": [{"role": "adult"}]}]}
    assert initial_answers(nested(least=0)) == {}
