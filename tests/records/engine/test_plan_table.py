"""The plan as a table goes out and comes back the same; mistakes name their line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreishaus.records.engine import PlanLine, PlanTableProblems, read_plan, write_plan
from kreishaus.records.enums import Access, Disposal, RetentionStart

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from(' ,;"\n'), max_size=40
).map(str.strip)
LINES = st.builds(
    PlanLine,
    number=st.lists(st.integers(0, 99).map(str), min_size=1, max_size=4).map(".".join),
    title=TEXT.filter(bool),
    note=TEXT,
    retention_years=st.none() | st.integers(0, 200),
    retention_start=st.sampled_from(RetentionStart.values),
    retention_year_end=st.booleans(),
    retention_source=TEXT,
    disposal=st.sampled_from(Disposal.values),
    access=st.sampled_from(Access.values),
    lead_office=st.sampled_from(["", "32", "63"]),
    valid_from=st.none() | st.dates(date(1990, 1, 1), date(2020, 1, 1)),
    valid_until=st.none() | st.dates(date(2020, 1, 1), date(2090, 1, 1)),
)


@given(st.lists(LINES, max_size=8, unique_by=lambda line: line.number))
def test_what_is_written_is_read_back_the_same(lines: list[PlanLine]) -> None:
    assert read_plan(write_plan(lines)) == lines


def test_a_short_table_with_semicolons_as_spreadsheets_write_it_is_read() -> None:
    [line] = read_plan("\ufeffnumber;title;retention_years\r\n32.17;Jagdscheine;10\r\n")

    assert line == PlanLine(number="32.17", title="Jagdscheine", retention_years=10)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("32.x,Jagd,,,", "Zeile 3: Die Nummer „32.x“"),
        ("32.1,,,,", "Zeile 3: Die Bezeichnung fehlt."),
        ("32.1,Jagd,lange,,", "Zeile 3: Die Aufbewahrung „lange“"),
        ("32.1,Jagd,201,,", "Zeile 3: Die Aufbewahrung „201“"),
        ("32.1,Jagd,5,wegwerfen,", "Zeile 3: „wegwerfen“ gibt es bei disposal nicht."),
        ("32.1,Jagd,5,destroy,gestern", "Zeile 3: „gestern“ ist kein Datum"),
        ("32.1,Jagd,5", "Zeile 3: Die Zahl der Spalten"),
        ("32,Noch einmal,5,,", "Die Nummer 32 steht zweimal"),
    ],
)
def test_mistakes_are_told_with_their_line(row: str, said: str) -> None:
    with pytest.raises(PlanTableProblems) as told:
        read_plan(f"number,title,retention_years,disposal,valid_from\n32,Ordnung,,,\n{row}\n")

    assert len(told.value.problems) == 1
    assert said in told.value.problems[0]


def test_unknown_and_missing_columns_are_told() -> None:
    with pytest.raises(PlanTableProblems) as told:
        read_plan("number,farbe\n32,rot\n")

    assert told.value.problems[0] == "Zeile 1: Die Spalte title fehlt."
    assert "„farbe“ ist nicht bekannt" in told.value.problems[1]


def test_a_pattern_and_an_order_of_days_are_checked() -> None:
    table = "number,title,pattern,valid_from,valid_until\n32,Ordnung,{year},2026-02-01,2026-01-01\n"

    with pytest.raises(PlanTableProblems) as told:
        read_plan(table)

    assert len(told.value.problems) == 2
    assert all(problem.startswith("Zeile 2: ") for problem in told.value.problems)
