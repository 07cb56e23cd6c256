"""Numbers in rows and columns."""

from typing import Any

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.evaluation import environment, evaluate
from kreishaus.services.forms.fields.number_grid.field import TYPE
from kreishaus.services.forms.rendering import render_answers, summary_data
from tests.services.forms.fields.contract import entered, field_of, form_with, shown_page
from tests.services.forms.parking import TODAY
from tests.services.forms.rendering.reading import all_of, by_id, text_of

GRID: dict[str, Any] = {
    "rows": [{"beds": "Betten"}, {"rooms": "Zimmer"}],
    "columns": [{"y25": "2025"}, {"y26": "2026"}],
}
NUMBERS = {"beds_y25": 12, "rooms_y25": 1000, "rooms_y26": 6}


def test_sums_are_read_by_conditions_and_empty_cells_count_nothing() -> None:
    seen: Any = environment(evaluate(form_with("number-grid", **GRID), {"g": {"f": NUMBERS}}, on=TODAY))["g"]

    assert seen["f"] == {
        **NUMBERS, "beds_y26": None, "sum": 1018,
        "row_beds": 12, "row_rooms": 1006, "column_y25": 1012, "column_y26": 6,
    }  # fmt: skip


def test_the_page_has_a_label_for_every_cell_and_shows_the_sums() -> None:
    page = shown_page(form_with("number-grid", **GRID), NUMBERS)

    labels = [text_of(label) for label in all_of(page, "label")]
    assert labels == ["Betten, 2025", "Betten, 2026", "Zimmer, 2025", "Zimmer, 2026"]
    assert by_id(page, "f-g-f-rooms_y25").get("value") == "1000"
    assert "1018" in text_of(all_of(page, "table")[0])


def test_what_is_no_number_is_said_in_its_cell() -> None:
    result = entered("number-grid", {"beds_y25": ["viele"], "beds_y26": ["-1"]}, min=0, **GRID)

    assert list(result.errors) == ["g.f.beds_y25", "g.f.beds_y26"]
    assert result.raw == {"g.f.beds_y25": "viele"}


def test_a_complete_grid_asks_for_every_cell() -> None:
    field = field_of("number-grid", complete=True, **GRID)

    assert [key for key, _ in TYPE.complaints(NUMBERS, field)] == ["beds_y26"]


def test_amounts_are_summed_in_cents_and_shown_in_euro() -> None:
    field = field_of("number-grid", cells="money", sums="columns", **GRID)

    table = TYPE.table({"beds_y25": 1050, "rooms_y25": 25}, field)

    assert table is not None
    assert table.head == ("", "2025", "2026")
    assert table.rows == (("Betten", "10,50 €", ""), ("Zimmer", "0,25 €", ""), ("Summe", "10,75 €", "0,00 €"))


def test_the_summary_and_the_print_show_a_table() -> None:
    schema = form_with("number-grid", **GRID)
    evaluation = evaluate(schema, {"g": {"f": NUMBERS}}, on=TODAY)
    data: Any = summary_data(schema, evaluation)

    assert "<table" in render_answers(schema, evaluation)
    [row] = data["pages"][0]["groups"][0]["rows"]
    assert row["table"]["head"] == ["", "2025", "2026", "Summe"]
    assert row["table"]["rows"][2] == ["Summe", "1012", "6", "1018"]


@pytest.mark.parametrize(
    "settings",
    [
        {}, {"rows": [{"a": "A"}]}, {**GRID, "cells": "colour"}, {**GRID, "sums": "some"}, {**GRID, "complete": 1},
        {**GRID, "min": "viel"},
        {"rows": [{"a": "A"}, {"a_b": "B"}], "columns": [{"b_c": "C"}, {"c": "D"}]},
        {"rows": [{"row": "A"}], "columns": [{"row": "C"}]},
        {"rows": [{f"r{at}": "A"} for at in range(30)], "columns": [{f"c{at}": "A"} for at in range(30)]},
    ],
)  # fmt: skip
def test_settings_that_mean_nothing_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(Problems):
        field_of("number-grid", **settings)
