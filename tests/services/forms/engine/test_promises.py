"""What holds for any form and any answers."""

import re
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.evaluation import Evaluation, environment, evaluate
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.reckoning import is_answered
from kreishaus.services.forms.engine.schema import FormSchema

DAY = date(2026, 6, 1)
_KEYS = ["a", "b", "c", "d"]
_TYPES = ["text", "integer", "yes-no", "date", "number", "money", "multiple-choice", "file"]
_CONDITIONS = st.one_of(
    st.builds("g.{} == true".format, st.sampled_from(_KEYS)),
    st.builds("has(g.{})".format, st.sampled_from(_KEYS)),
    st.builds("g.{} > 3".format, st.sampled_from(_KEYS)),
    st.builds("!has(h) && g.{} != 'x'".format, st.sampled_from(_KEYS)),
    st.builds("h.exists(r, has(r.{}))".format, st.sampled_from(_KEYS)),
    st.builds("size(h) > 1".format),
)
_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.sampled_from(["", "x", "2026-01-01", "1.5", "\x00"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(_KEYS), inner, max_size=4)),
    max_leaves=12,
)


@st.composite
def forms(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a small form: a group, a repeated group, rules among them."""

    def fields() -> list[dict[str, Any]]:
        return [
            {"key": key, "type": draw(st.sampled_from(_TYPES)), "label": key.upper(), "required": draw(st.booleans())}
            | ({"when": draw(_CONDITIONS)} if draw(st.booleans()) else {})
            for key in _KEYS
        ]

    groups = [
        {"key": "g", "title": "G", "fields": fields(), "exclusive": draw(st.booleans())},
        {"key": "h", "title": "H", "fields": fields(), "repeat": draw(st.sampled_from(["0..*", "1..2", "0..3"]))},
    ]
    effects = st.sampled_from(["show", "hide", "require", "forbid"])
    targets = st.sampled_from([*(f"g.{key}" for key in _KEYS), *(f"h.{key}" for key in _KEYS), "g", "h"])
    rules: list[dict[str, Any]] = [
        {"id": f"R{number}", draw(effects): draw(targets), "when": draw(_CONDITIONS)}
        for number in range(draw(st.integers(0, 4)))
    ]
    return {"pages": [{"key": "p", "title": "P", "groups": groups}], "rules": rules}


def parsed(data: dict[str, Any]) -> FormSchema | None:
    """Return the form, None if its random rules cannot work together."""
    try:
        return parse_form(data)
    except Problems:
        return None


def submitted_paths(submitted: dict[str, Any]) -> set[str]:
    """Return the paths of all submitted fields, without row numbers."""
    rows = [(key, row) for key, group in submitted.items() for row in (group if isinstance(group, list) else [group])]
    return {f"{key}.{name}" for key, row in rows for name in row}


def shown(evaluation: Evaluation) -> tuple[object, ...]:
    """Return everything that makes up an evaluation."""
    return (
        evaluation.visible,
        evaluation.required,
        evaluation.errors,
        evaluation.submitted,
        evaluation.aside,
        evaluation.undecided,
    )


@given(forms(), st.dictionaries(st.sampled_from(["g", "h", "x"]), _JSON))
@settings(max_examples=150, deadline=None)
def test_no_answers_make_it_fail_and_the_same_answers_give_the_same(
    data: dict[str, Any], answers: dict[str, Any]
) -> None:
    schema = parsed(data)
    if schema is None:
        return

    first = evaluate(schema, answers, on=DAY)
    again = evaluate(schema, answers, on=DAY)

    assert shown(first) == shown(again)
    environment(first)


@given(forms(), st.dictionaries(st.sampled_from(["g", "h"]), _JSON))
@settings(max_examples=150, deadline=None)
def test_nothing_hidden_is_ever_submitted(data: dict[str, Any], answers: dict[str, Any]) -> None:
    schema = parsed(data)
    if schema is None:
        return

    evaluation = evaluate(schema, answers, on=DAY)

    visible = {re.sub(r"\[\d+\]", "", path) for path in evaluation.visible}
    assert submitted_paths(evaluation.submitted) <= visible
    for entry in evaluation.aside_entries:
        assert entry.path not in evaluation.visible
        assert is_answered(entry.value)


@given(forms(), st.dictionaries(st.sampled_from(["g", "h"]), _JSON))
@settings(max_examples=100, deadline=None)
def test_what_was_submitted_stays_so_when_judged_again(data: dict[str, Any], answers: dict[str, Any]) -> None:
    schema = parsed(data)
    if schema is None:
        return
    first = evaluate(schema, answers, on=DAY)

    second = evaluate(schema, first.submitted, on=DAY)

    assert second.submitted == first.submitted
    assert second.aside == {}


@given(forms(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_rules_does_not_matter(data: dict[str, Any], random: Any) -> None:
    schema = parsed(data)
    if schema is None:
        return
    shuffled = list(data["rules"])
    random.shuffle(shuffled)
    other = parse_form({**data, "rules": shuffled})
    answers = {"g": {"a": True, "b": "x"}, "h": [{"a": 4}, {}]}

    assert shown(evaluate(schema, answers, on=DAY)) == shown(evaluate(other, answers, on=DAY))


@given(forms())
@settings(max_examples=60, deadline=None)
def test_reading_and_writing_are_inverses(data: dict[str, Any]) -> None:
    schema = parsed(data)
    if schema is not None:
        assert parse_form(schema.to_data()) == schema
