"""Buttons for rows, at every depth and without JavaScript."""

from typing import Any

import pytest
from django.http import QueryDict

from kreishaus.services.forms.engine.reckoning import MAX_ROWS, MAX_ROWS_IN_ALL
from kreishaus.services.forms.paging import PageInput, read_page, removed_on
from tests.services.forms.nested import PAPER, nested
from tests.services.forms.parking import TODAY, form_of, one_field

_DEEP: dict[str, Any] = {
    "household": [
        {
            "street": "Deichweg 1",
            "person": [
                {"name": "Antje", "paper": [{"name": "A", "scan": [PAPER]}, {"name": "B"}]},
                {"name": "Enno"},
            ],
        },
        {"street": "Hafen 2"},
    ]
}


def press(data: str, answers: dict[str, Any], raw: dict[str, Any] | None = None) -> PageInput:
    """Return what comes of a button on the nested form."""
    return read_page(nested(), "p", QueryDict(data), answers=answers, raw=raw or {}, on=TODAY)


def test_a_row_is_added_at_the_third_depth_and_what_was_typed_stays() -> None:
    result = press("household[0].person[1].name=Enno+Janssen&_add=household[0].person[1].paper", _DEEP)

    assert result.focus == "household[0].person[1].paper[0]"
    assert result.answers["household"][0]["person"][1] == {"name": "Enno Janssen", "paper": [{}]}  # type: ignore[index]
    assert result.answers["household"][0]["person"][0] == _DEEP["household"][0]["person"][0]  # type: ignore[index]


def test_a_new_row_in_the_middle_brings_its_defaults() -> None:
    result = press("_add=household[1].person", _DEEP)

    # One empty person stands there already, because every household has at least one.
    assert result.answers["household"][1]["person"] == [None, {"role": "adult"}]  # type: ignore[index]


@pytest.mark.parametrize(
    "path", ["household[0]", "household[1]", "household[0].person[0]", "household[0].person[0].paper[0]"]
)
def test_what_was_removed_comes_back_whole_at_every_depth(path: str) -> None:
    removed = press(f"_remove={path}", _DEEP, raw={f"{path}.born": "im März"})
    assert removed.answers != _DEEP
    kept = removed_on(nested(), "p", removed.raw)
    assert kept is not None
    assert f"{kept.path}[{kept.index}]" == path

    back = press("_undo=1", removed.answers, raw=removed.raw)

    assert back.answers == _DEEP
    assert back.raw == {f"{path}.born": "im März"}
    assert back.focus == path


def test_what_was_removed_can_come_back_until_the_page_is_left() -> None:
    removed = press("_remove=household[1]", _DEEP)

    added = press("_add=household", removed.answers, raw=removed.raw)
    left = press("household[0].street=Deichweg+1", removed.answers, raw=removed.raw)

    assert removed_on(nested(), "p", added.raw) is not None
    assert removed_on(nested(), "p", left.raw) is None
    assert removed_on(nested(), "elsewhere", added.raw) is None


def test_nothing_comes_back_where_rows_have_moved() -> None:
    removed = press("_remove=household[0].person[0].paper[0]", _DEEP)

    moved = press("_down=household[0]", removed.answers, raw=removed.raw)

    assert removed_on(nested(), "p", moved.raw) is None
    assert press("_undo=1", moved.answers, raw=moved.raw).answers == moved.answers


def test_an_empty_row_that_was_removed_is_not_offered_again() -> None:
    removed = press("_remove=household[0]", {"household": [{}, {"street": "Hafen 2"}]})

    assert removed.raw == {}


def test_a_row_is_copied_with_everything_in_it() -> None:
    result = press("_copy=household[0].person[0]", _DEEP)

    persons = result.answers["household"][0]["person"]  # type: ignore[index]
    assert [person["name"] for person in persons] == ["Antje", "Antje", "Enno"]
    assert persons[1] == persons[0]
    assert result.focus == "household[0].person[1]"


def test_a_row_moves_up_and_down() -> None:
    down = press("_down=household[0]", _DEEP)
    up = press("_up=household[1]", down.answers)

    assert [row["street"] for row in down.answers["household"]] == ["Hafen 2", "Deichweg 1"]  # type: ignore[index, union-attr, attr-defined]
    assert (down.focus, up.focus) == ("household[1]", "household[0]")
    assert up.answers == _DEEP


def test_opening_and_closing_a_row_saves_what_was_typed_and_blames_nobody() -> None:
    opened = press("household[0].street=&_open=household[1]", _DEEP)
    closed = press("_close=household[1]", _DEEP)

    assert (opened.action, opened.focus, opened.errors) == ("open", "household[1]", {})
    assert "street" not in opened.answers["household"][0]  # type: ignore[index]
    assert (closed.action, closed.focus, closed.answers) == ("close", "household[1]", _DEEP)


@pytest.mark.parametrize(
    "button",
    [
        "_add=household.person",
        "_add=household[0].person.paper",
        "_copy=household[0].person[7]",
        "_copy=household",
        "_up=household[0]",
        "_down=household[1]",
        "_up=nirgends[0]",
        "_open=household[0].street",
        "_remove=household[5]",
        "_undo=1",
    ],
)
def test_a_button_that_has_no_place_changes_nothing(button: str) -> None:
    assert press(button, _DEEP).answers == _DEEP


def test_there_is_an_end_to_rows() -> None:
    full = {"household": [{"street": "x"}] * MAX_ROWS}
    many = {"household": [{"street": "x", "person": [{"name": "y"}] * 100}] * (MAX_ROWS_IN_ALL // 101 + 1)}

    assert press("_add=household", full).answers == full
    assert press("_copy=household[0]", full).answers == full
    assert press("_add=household", many).answers == many


def test_a_full_list_takes_back_what_was_removed_from_it_and_then_says_so() -> None:
    schema = form_of({"key": "a", "type": "text", "label": "A"}, repeat="0..2")
    two = {"g": [{"a": "1"}, {"a": "2"}]}
    removed = read_page(schema, "p", QueryDict("_remove=g[0]"), answers=two, raw={}, on=TODAY)
    added = read_page(schema, "p", QueryDict("_add=g"), answers=removed.answers, raw=removed.raw, on=TODAY)
    typed = read_page(schema, "p", QueryDict("g[1].a=3&_undo=1"), answers=added.answers, raw=added.raw, on=TODAY)

    assert typed.answers == {"g": [{"a": "1"}, {"a": "2"}, {"a": "3"}]}
    assert typed.evaluation.errors == {"g": ["Bitte machen Sie höchstens 2 Angaben bei „Gruppe“."]}


def test_an_entry_of_a_repeated_field_comes_back() -> None:
    schema = one_field(repeat="0..5")
    removed = read_page(schema, "p", QueryDict("_remove=g.f[0]"), answers={"g": {"f": ["x"]}}, raw={}, on=TODAY)

    back = read_page(schema, "p", QueryDict("_undo=1"), answers=removed.answers, raw=removed.raw, on=TODAY)

    assert removed.answers == {"g": {}}
    assert back.answers == {"g": {"f": ["x"]}}


def test_a_new_file_in_the_place_of_a_removed_one_settles_the_matter() -> None:
    schema = one_field(type="file", accept=["pdf"])
    removed = read_page(schema, "p", QueryDict("_remove=g.f[0]"), answers={"g": {"f": [PAPER]}}, raw={}, on=TODAY)

    sent = read_page(schema, "p", QueryDict("_upload=g.f"), answers=removed.answers, raw=removed.raw, on=TODAY)

    assert removed_on(schema, "p", removed.raw) is not None
    assert removed_on(schema, "p", sent.raw) is None
