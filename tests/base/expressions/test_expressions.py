"""Conditions: what they read, what an unanswered field means, and where they stop."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreishaus.base.expressions import (
    Expression,
    ExpressionError,
    Undecided,
    compile_expression,
)

VEHICLE = {
    "vehicle": {"owner": "other", "weight": None, "plate": ""},
    "items": [{"price": 300, "note": "a"}, {"price": 450, "note": ""}],
    "today": "2026-06-01",
}


def test_a_condition_reads_the_answers_by_their_path() -> None:
    assert compile_expression("vehicle.owner == 'other'").evaluate(VEHICLE) is True


def test_paths_name_what_is_read_and_nothing_else() -> None:
    condition = compile_expression("has(vehicle.plate) && items.exists(item, item.price > vehicle.weight) // note.text")

    assert condition.paths == {"vehicle.plate", "vehicle.weight", "items"}
    assert condition.row_paths == {"items[].price"}


def test_names_inside_a_text_are_no_paths() -> None:
    assert compile_expression("vehicle.owner == 'a.b.c'").paths == {"vehicle.owner"}


def test_an_unanswered_number_leaves_a_comparison_undecided() -> None:
    with pytest.raises(Undecided) as caught:
        compile_expression("vehicle.weight > 3500").evaluate(VEHICLE)

    assert caught.value.paths == ("vehicle.weight",)


def test_an_undecided_condition_neither_holds_nor_fails() -> None:
    assert compile_expression("vehicle.weight > 3500").holds(VEHICLE) is None


def test_what_decides_without_the_missing_answer_is_decided() -> None:
    assert compile_expression("vehicle.owner == 'self' && vehicle.weight > 3").holds(VEHICLE) is False


def test_has_asks_whether_something_is_answered() -> None:
    assert compile_expression("has(vehicle.owner)").holds(VEHICLE) is True
    assert compile_expression("has(vehicle.plate)").holds(VEHICLE) is False
    assert compile_expression("items.exists(i, has(i.note) && i.price > 400)").holds(VEHICLE) is False


def test_a_key_with_the_name_of_a_function_or_a_cel_word_is_just_a_key() -> None:
    assert compile_expression("package.size == 3").evaluate({"package": {"size": 3}}) is True


def test_dates_compare_as_texts_and_know_their_distance() -> None:
    env = {"person": {"born": "2008-06-02"}, "today": "2026-06-01"}

    assert compile_expression("person.born < today").holds(env) is True
    assert compile_expression("years(person.born, today)").evaluate(env) == 17
    assert compile_expression("plus_months('2026-01-31', 1)").evaluate(env) == "2026-02-28"
    assert compile_expression("days(today, '2026-06-11')").evaluate(env) == 10


@pytest.mark.parametrize(
    ("call", "result"),
    [
        ("valid_date(29, 2, 2024)", True),
        ("valid_date(29, 2, 2023)", False),
        ("valid_date(31, null, 2023)", True),
        ("valid_date(null, 13, 2023)", False),
        ("valid_date(29, 2, null)", True),
        ("valid_date(0, 1, 2023)", False),
        ("valid_date(1, 1, 99999999999)", False),
        ("valid_date('1', 1, 2023)", None),
        ("age_on(2, 6, 2008, '2026-06-01')", 17),
        ("age_on(1, 6, 2008, '2026-06-01')", 18),
        ("age_on(null, 6, 2008, '2026-06-01')", 17),
        ("age_on(null, 5, 2008, '2026-06-01')", 18),
        ("age_on(null, null, 2008, '2026-12-30')", 17),
        ("age_on(1, null, 2008, '2026-12-31')", 18),
        ("age_on(1, 1, null, '2026-06-01')", None),
        ("age_on(1, 1, 0, '2026-06-01')", None),
        ("age_on(1, 1, 2008, 'gestern')", None),
        ("age_on(1, 99, 2008, '2026-06-01')", 17),
    ],
)
def test_dates_may_be_known_in_part(call: str, result: bool | int | None) -> None:
    assert compile_expression(call).evaluate({}) == result


def test_sums_run_over_the_rows() -> None:
    assert compile_expression("sum(items.map(i, i.price))").evaluate(VEHICLE) == 750


def test_size_counts_characters_and_not_bytes() -> None:
    assert compile_expression("size('Föhr')").evaluate({}) == 4


def test_a_condition_that_is_no_yes_or_no_is_refused() -> None:
    with pytest.raises(ExpressionError, match="muss Ja oder Nein ergeben"):
        compile_expression("1 + 1").holds({})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "leer"),
        ("vehicle.owner ==", "ab Zeichen 17 nicht verständlich"),
        ("vehicle.owner == 'self", "Zeichen 18"),
        ("sise(items) > 1", "Meinten Sie „size“"),
        ("open('/etc/passwd')", "Die Funktion „open“ gibt es nicht"),
        ("has(1)", "braucht den Pfad"),
        ("items.exists(i > 3)", "braucht erst einen Namen"),
        ("1 + " * 3000 + "1", "zu lang"),
        ("(" * 41 + "1" + ")" * 41, "zu tief verschachtelt"),
        ("!" * 601 + "true", "zu viele Teile"),
        (
            "a.map(x, a.map(y, a.map(z, a.map(q, q))))",
            "Höchstens 3 Listen",
        ),
    ],
)
def test_an_unusable_text_is_refused_in_words(text: str, message: str) -> None:
    with pytest.raises(ExpressionError, match=message):
        compile_expression(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 / 0", "teilt durch null"),
        ("9223372036854775807 + 1", "zu große Zahl"),
        ("items[7].price", "das es nicht gibt"),
        ("vehicle.owner > 3", "nicht zusammenpassen"),
    ],
)
def test_what_cannot_be_computed_is_said_in_words(text: str, message: str) -> None:
    with pytest.raises(ExpressionError, match=message):
        compile_expression(text).evaluate(VEHICLE)


def test_loops_inside_loops_over_long_lists_are_refused_before_they_run() -> None:
    env = {"a": list(range(5_000))}

    with pytest.raises(ExpressionError, match="zu lange Listen"):
        compile_expression("a.all(x, a.all(y, x + y >= 0))").evaluate(env)


def test_equal_texts_are_compiled_once() -> None:
    assert compile_expression("1 == 1") is compile_expression("1 == 1")


@given(st.text(alphabet="ab.()[]{}'\"\\ \n+-<>=!&|?:,0123456789eEinhastrue/", max_size=60))
def test_any_text_is_either_an_expression_or_refused(text: str) -> None:
    with suppress(ExpressionError):
        Expression(text).evaluate({"a": {"b": 1}, "b": [1, 2]})
