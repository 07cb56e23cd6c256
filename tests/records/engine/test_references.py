"""Reference numbers, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreishaus.records import engine

numbers = st.integers(min_value=0, max_value=9999)


def test_references_sort_as_people_count() -> None:
    references = ["32-17-2026-0010", "32-9-2026-0001", "32-17-2026-0009", "4-1-2026-0001"]

    assert sorted(references, key=engine.sort_key) == [
        "4-1-2026-0001",
        "32-9-2026-0001",
        "32-17-2026-0009",
        "32-17-2026-0010",
    ]


@given(st.tuples(numbers, numbers), st.tuples(numbers, numbers))
def test_the_sort_key_orders_like_the_numbers_themselves(one: tuple[int, int], other: tuple[int, int]) -> None:
    def text(pair: tuple[int, int]) -> str:
        return f"{pair[0]}.{pair[1]}"

    assert (engine.sort_key(text(one)) < engine.sort_key(text(other))) == (one < other)


def test_the_filing_plan_is_decimal_before_the_dot_and_counts_after_it() -> None:
    plan = ["0", "00", "00.10", "01", "3", "30", "30.10", "32", "32.9", "32.17", "32.17.1", "36", "4", "40"]

    assert sorted(set(plan), key=engine.plan_sort_key) == plan


def test_a_reference_follows_the_pattern_of_its_position() -> None:
    series = engine.case_series("{position}-{year}-{number}", position="32.17", year=2026)

    assert engine.case_reference(series, 1) == "32-17-2026-0001"
    assert engine.case_reference(series, 12345) == "32-17-2026-12345"
    assert engine.file_reference("32.17", 2026) == "32-17-2026"


def test_a_pattern_of_ones_own_is_possible() -> None:
    series = engine.case_series("III/{number}-{position}-{year}", position="63", year=2026)

    assert engine.case_reference(series, 17) == "III/0017-63-2026"


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{position}-{number}", "braucht {position}, {year}"),
        ("{position}-{year}", "genau einmal {number}"),
        ("{position}-{year}-{number}-{number}", "genau einmal {number}"),
        ("{position}-{year}-{nummer}", "{nummer} ist nicht bekannt"),
        ("{position}-{year}-{number}-{", "Klammer"),
    ],
)
def test_a_pattern_that_would_repeat_numbers_is_refused_in_words(pattern: str, said: str) -> None:
    with pytest.raises(engine.UnusablePattern) as refused:
        engine.check_pattern(pattern)

    assert said in str(refused.value)


def test_the_shipped_pattern_is_usable() -> None:
    engine.check_pattern("{position}-{year}-{number}")


def test_files_of_a_subject_and_parts_have_series_of_their_own() -> None:
    assert engine.subject_reference("63.10", 7) == "63-10-A0007"
    assert engine.sub_file_reference("63-10-2026", 2) == "63-10-2026-T2"
    assert engine.sub_case_reference("63-10-2026-0001", 3) == "63-10-2026-0001-3"
    keys = [engine.sort_key(engine.sub_file_reference("63-10-2026", number)) for number in (2, 10)]
    assert keys == sorted(keys)
