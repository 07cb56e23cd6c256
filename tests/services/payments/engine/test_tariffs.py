"""Amounts by table, share and quantity, within bounds, rounded, and told step by step."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreishaus.services.payments.engine.tariffs import (
    NotReckoned,
    Rounding,
    Step,
    Table,
    Tariff,
    reckon,
    tariff_from,
)

AREA = Table("build.area", (Step(10_000, Decimal(50)), Step(18_000, Decimal(100)), Step(25_000)))
KIND = Table("license.kind", choices=(("year", 4_500), ("day", 1_500)))
SPACE = "\N{NO-BREAK SPACE}"


def told(tariff: Tariff, **answers: Any) -> tuple[int, tuple[str, ...]]:
    """Return the amount and its steps."""
    reckoned = reckon(tariff, answers)
    return reckoned.cents, tuple(step.replace(SPACE, " ") for step in reckoned.steps)


@pytest.mark.parametrize(
    ("area", "cents", "step"),
    [
        (0, 10_000, "0 liegt in der Stufe bis 50: 100,00 €"),
        (50, 10_000, "50 liegt in der Stufe bis 50: 100,00 €"),
        (50.5, 18_000, "50,5 liegt in der Stufe bis 100: 180,00 €"),
        (1_234, 25_000, "1.234 liegt in der Stufe über 100: 250,00 €"),
    ],
)
def test_the_step_of_a_value_includes_its_limit(area: float, cents: int, step: str) -> None:
    assert told(Tariff(table=AREA), build={"area": area}) == (cents, (step,))


def test_an_answer_has_its_price() -> None:
    assert told(Tariff(table=KIND), license={"kind": "day"}) == (1_500, ("für „day“ 15,00 €",))


def test_a_quantity_counts_in_started_units() -> None:
    tariff = Tariff(cents=250, times="use.days", unit=Decimal(7), unit_name="Woche")

    assert told(tariff, use={"days": 15}) == (750, ("3 × Woche 2,50 € (je angefangene 7)",))
    assert told(Tariff(cents=250, times="use.days"), use={"days": 3}) == (750, ("3 × 2,50 €",))


def test_a_share_is_kept_within_bounds_and_rounded_last() -> None:
    tariff = Tariff(percent=Decimal("1.2"), of="build.costs", at_least=5_000, at_most=90_000, round_to=100)

    assert told(tariff, build={"costs": 1_000_000}) == (12_000, ("1,2 % von 10.000,00 €",))
    assert told(tariff, build={"costs": 1_234_500}) == (14_800, ("1,2 % von 12.345,00 €", "gerundet auf 148,00 €"))
    assert told(tariff, build={"costs": 100}) == (5_000, ("1,2 % von 1,00 €", "mindestens 50,00 €"))
    assert told(tariff, build={"costs": 10**9})[0] == 90_000


@pytest.mark.parametrize(("rounding", "cents"), [(Rounding.NEAREST, 200), (Rounding.UP, 200), (Rounding.DOWN, 150)])
def test_rounding_has_a_direction(rounding: Rounding, cents: int) -> None:
    assert reckon(Tariff(cents=175, round_to=50, rounding=rounding), {}).cents == cents


@pytest.mark.parametrize(
    ("tariff", "answers"),
    [
        (Tariff(table=AREA), {}),
        (Tariff(table=AREA), {"build": {"area": "viel"}}),
        (Tariff(table=AREA), {"build": {"area": True}}),
        (Tariff(table=KIND), {"license": {"kind": "month"}}),
        (Tariff(table=Table("x", (Step(1, Decimal(5)),))), {"x": 6}),
        (Tariff(cents=1, times="x"), {"x": -1}),
        (Tariff(cents=1, times="x / 0"), {"x": 1}),
        (Tariff(cents=1, times="double(x)"), {"x": "1e999"}),
    ],
)
def test_what_cannot_be_told_is_no_amount(tariff: Tariff, answers: dict[str, Any]) -> None:
    with pytest.raises(NotReckoned):
        reckon(tariff, answers)


_TARIFFS = st.builds(
    Tariff,
    cents=st.integers(0, 10**7),
    table=st.sampled_from([None, AREA, KIND]),
    percent=st.sampled_from([None, Decimal("0.35"), Decimal(10)]),
    of=st.sampled_from(["", "a.b"]),
    times=st.sampled_from(["a.c"]),
    unit=st.sampled_from([Decimal(1), Decimal("0.5")]),
    unit_name=st.sampled_from(["", "Tag"]),
    at_least=st.sampled_from([None, 0, 100]),
    at_most=st.sampled_from([None, 5_000]),
    round_to=st.sampled_from([1, 10, 100]),
    rounding=st.sampled_from(list(Rounding)),
)


@given(_TARIFFS)
def test_a_tariff_survives_being_stored(tariff: Tariff) -> None:
    same = tariff_from(tariff.to_data(), cents=tariff.cents)

    answers = {"a": {"b": 1_000, "c": 3}, "build": {"area": 70}, "license": {"kind": "day"}}
    if tariff.table or tariff.percent is None or tariff.of:
        assert reckon(same, answers) == reckon(tariff, answers)


@given(st.integers(0, 10**9), st.integers(0, 10**6), st.integers(0, 10**6))
def test_no_amount_leaves_its_bounds(value: int, least: int, more: int) -> None:
    tariff = Tariff(percent=Decimal("1.5"), of="v", at_least=least, at_most=least + more)

    assert least <= reckon(tariff, {"v": value}).cents <= least + more
