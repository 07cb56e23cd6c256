"""Loops in loops: estimated before they run, refused before they hurt."""

import time
from typing import Any

import pytest

from kreishaus.base.expressions import ExpressionError, compile_expression
from kreishaus.base.expressions.effort import MAX_STEPS, Size, effort, list_of, measured
from kreishaus.base.expressions.syntax import parse


def rows(count: int) -> dict[str, Any]:
    """Return so many rows with a text each."""
    return {"a": [{"n": str(number), "t": "x" * 200} for number in range(count)]}


def test_a_value_is_measured_with_everything_in_it() -> None:
    size = measured([[{"t": "x" * 640, "inner": [1, 2]}, {"t": "", "inner": [1, 2, 3, 4]}]])

    assert size.length == 2
    assert size.each is not None
    assert size.each.members["t"].own == 6
    assert size.each.members["inner"].length == 3
    assert size.weight == 1 + 2 * (1 + 6 + 4)


@pytest.mark.parametrize(
    ("source", "steps"),
    [
        ("a.exists(x, x.n == 'q')", 1 + 200 * (1 + 3)),
        ("a.exists(x, a.exists(y, x.n == y.n))", 1 + 200 * (1 + 1 + 200 * (1 + 3))),
        ("a.map(x, x.n)", 1 + 200 * (1 + 1) + 200 * 200 // 2),
        ("size(a)", 2 + 1 + 200 * 2),
        ("a[0].n == 'q' ? 1 : 2", 9),
    ],
)
def test_every_round_of_a_loop_counts(source: str, steps: int) -> None:
    entry = Size(members={"n": Size()})

    assert effort(parse(source), lambda _: list_of(200, entry)).steps == steps


@pytest.mark.parametrize(
    ("source", "weight"),
    [
        ("a.map(x, x)", 1 + 200 * 2),
        ("a.map(x, a)", 1 + 200 * (1 + 200 * 2)),
        ("a.filter(x, x.n == 'q')", 1 + 200 * 2),
        ("a + a", 1 + 400 * 2),
        ("[a, a]", 1 + 2 * (1 + 200 * 2)),
        ("{'k': a}", 1 + 1 + (1 + 200 * 2)),
        ("a == a", 1),
    ],
)
def test_what_a_result_holds_counts(source: str, weight: int) -> None:
    entry = Size(members={"n": Size()})

    assert effort(parse(source), lambda _: list_of(200, entry)).size.weight == weight


def test_two_lists_of_two_hundred_rows_may_be_compared() -> None:
    found = compile_expression("a.exists(x, a.exists(y, x.n == y.n && x.t != y.t))").evaluate(rows(200))

    assert found is False


@pytest.mark.parametrize(
    "source",
    [
        "a.exists(x, a.exists(y, a.exists(z, x.n == y.n && y.n == z.n && x.n == 'q')))",
        "size(a.map(x, a.map(y, a))) > 1",
        "size(a.map(x, a.map(y, a.map(z, x.t + y.t + z.t)))) > 1",
        "a.map(x, a.map(y, a)) == []",
        "a.map(x, a).exists(v, false)",
        "a.map(x, a.map(y, a)).exists(v, v.exists(w, w.exists(u, u.n == 'q')))",
        "a.map(x, a.map(y, x.t + x.t + x.t + x.t + x.t + x.t + x.t + x.t + y.t)) == []",
    ],
)
def test_what_would_take_too_long_is_refused_at_once(source: str) -> None:
    expression = compile_expression(source)
    values = rows(200)

    started = time.perf_counter()
    with pytest.raises(ExpressionError, match="zu lange Listen ineinander"):
        expression.evaluate(values)

    # Not a measurement of speed: without the refusal this takes minutes.
    assert time.perf_counter() - started < 5
    assert MAX_STEPS < 200**3


def test_short_lists_may_be_walked_three_deep() -> None:
    source = "a.exists(x, a.exists(y, a.exists(z, x.n == y.n && y.n == z.n && x.n == '5')))"

    assert compile_expression(source).evaluate(rows(20)) is True
