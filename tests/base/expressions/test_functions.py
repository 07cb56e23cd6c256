"""Functions of expressions answer null instead of failing."""

import pytest

from kreishaus.base.expressions.functions import (
    FUNCTIONS,
    days,
    greatest,
    plus_days,
    plus_years,
    rounded,
    smallest,
    total,
    years,
)


def test_a_birthday_counts_from_the_day_itself() -> None:
    assert years("2000-06-01", "2026-05-31") == 25
    assert years("2000-06-01", "2026-06-01") == 26


def test_a_leap_day_has_its_birthday_on_the_first_of_march() -> None:
    assert years("2004-02-29", "2022-02-28") == 17
    assert years("2004-02-29", "2022-03-01") == 18


def test_plus_years_moves_a_leap_day_to_the_end_of_february() -> None:
    assert plus_years("2024-02-29", 1) == "2025-02-28"


def test_days_may_be_negative() -> None:
    assert days("2026-06-02", "2026-06-01") == -1


def test_halves_are_rounded_away_from_zero() -> None:
    assert (rounded(2.5), rounded(-2.5), rounded(2.4)) == (3, -3, 2)


def test_the_smallest_and_the_greatest_of_dates_and_numbers() -> None:
    assert smallest(["2026-02-01", "2026-01-31"]) == "2026-01-31"
    assert greatest(3, 4.5) == 4.5


def test_a_sum_with_a_gap_is_unknown() -> None:
    assert total([1, 2.5]) == 3.5
    assert total([1, None]) is None


def test_dates_beyond_the_calendar_are_unknown() -> None:
    assert plus_days("9999-12-31", 1) is None
    assert plus_years("9999-12-31", 1) is None


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
@pytest.mark.parametrize("value", [None, True, "x", "2026-13-01", -1, 1e300, [], [None], {}])
def test_no_function_fails_whatever_it_gets(name: str, value: object) -> None:
    function = FUNCTIONS[name]
    count = function.__code__.co_argcount

    function(*[value] * count)
