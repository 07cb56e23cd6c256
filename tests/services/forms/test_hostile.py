"""Forms and answers from people who mean harm: bounded time, bounded memory, a clear sentence."""

import json
from typing import Any

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.evaluation import environment, evaluate
from kreishaus.services.forms.engine.parsing import MAX_OPTIONS, MAX_RULES, parse_form
from kreishaus.services.forms.fields import field_types, patterns
from kreishaus.services.forms.ports import InvalidInput
from tests.services.forms.fields.examples import EXAMPLES
from tests.services.forms.nested import nested
from tests.services.forms.parking import TODAY, form_data, one_field

_TYPES = sorted(key for key, kind in field_types().items() if kind.has_value and key not in {"file", "code-list"})
_TYPED = ["9" * 200_000, "1e999999999", "-" * 5_000, "99999-99-99", "31.12.999999999", "٣", "1," + "5" * 4_999, "\x00"]
_STORED: list[Any] = [10**400, -(10**30), float("inf"), "9" * 100_000, [[[]]], {"a": {}}, "1e99999", "0000-00-00", True]


def refusals(data: dict[str, Any]) -> str:
    """Return everything that is said about a form that is refused."""
    with pytest.raises(Problems) as caught:
        parse_form(data)
    return "\n".join(f"{problem.message} {problem.hint}" for problem in caught.value.problems)


@pytest.mark.parametrize("key", _TYPES)
def test_no_input_is_too_strange_for_a_type(key: str) -> None:
    field, kind = one_field(type=key, **EXAMPLES[key][0]).fields[0], field_types()[key]

    for typed in _TYPED:
        try:
            value = None if kind.members else kind.parse([typed], field)
        except InvalidInput:
            continue
        assert value in (None, "", []) or isinstance(kind.validate(value, field), list)
    for stored in _STORED:
        assert isinstance(kind.validate(stored, field), list)


@pytest.mark.parametrize("stored", _STORED, ids=lambda value: str(value)[:12])
def test_no_stored_answer_stops_the_rules(stored: Any) -> None:
    answers = {"vehicle": [{"plate": stored, "owner": stored}], "person": stored, "period": {"start": stored}}

    evaluation = evaluate(parse_form(form_data()), answers, on=TODAY)

    environment(evaluation)
    assert not evaluation.is_complete


def test_answers_nested_as_deep_as_json_can_be_are_only_wrong() -> None:
    # Deeper than this the reader of JSON gives up.
    deep = json.loads("[" * 900 + "]" * 900)

    evaluation = evaluate(parse_form(form_data()), {"vehicle": deep, "period": {"start": deep}}, on=TODAY)

    assert "vehicle[0]" in evaluation.visible
    assert not evaluation.is_complete


def test_too_many_options_and_rules_are_refused_with_their_number() -> None:
    options = [f"k{number}" for number in range(10_000)]
    group = {"key": "g", "title": "G", "fields": [{"key": "f", "type": "choice", "label": "F", "options": options}]}
    page = {"key": "p", "title": "P", "groups": [group]}
    rules = [{"id": f"R{number}", "hide": "person.name", "when": "true"} for number in range(MAX_RULES + 1)]

    assert f"„options“ hat 10000 Einträge, möglich sind höchstens {MAX_OPTIONS}" in refusals({"pages": [page]})
    assert "code-list" in refusals({"pages": [page]})
    assert "„rules“ hat 3001 Einträge" in refusals({**form_data(), "rules": rules})


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("a{1000}{1000}", "zu umfangreich"),
        (r"\p{L}{500}", "zu umfangreich"),
        (r"(a)\1", "kein einfacher regulärer Ausdruck"),
        ("(?=a)b", "kein einfacher regulärer Ausdruck"),
        ("x" * 501, "zu lang"),
    ],
)
def test_patterns_that_explode_are_refused_when_the_form_is_read(pattern: str, says: str) -> None:
    assert says in patterns.pattern_problem(pattern)
    with pytest.raises(Problems, match="Muster"):
        one_field(pattern=pattern)


@pytest.mark.parametrize("pattern", ["(a|aa)+$", "(a+)+b", "(x+x+)+y", "([a-zA-Z]+)*c"])
def test_patterns_that_explode_elsewhere_take_no_time_here(pattern: str) -> None:
    assert patterns.pattern_problem(pattern) == ""
    assert patterns.matches(pattern, "a" * 20_000 + "!") is False


def test_the_same_row_numbers_at_every_depth_cannot_grow_without_end() -> None:
    answers = {"household": [{"person": [{"paper": [{"name": "x"}] * 200}] * 200}] * 200}

    evaluation = evaluate(nested(), answers, on=TODAY)

    assert not evaluation.is_complete
    assert len(evaluation.visible) < 50_000
