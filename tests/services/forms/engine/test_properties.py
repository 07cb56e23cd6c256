"""What the engine promises, for any form and any answers."""

import json
import re
from copy import deepcopy
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kreishaus.services.forms.engine.evaluation import Evaluation, environment, evaluate
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.reckoning import is_answered
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.rendering import render_page, render_summary, summary_data
from tests.services.forms.engine.drawing import GARBAGE, answers_to, forms
from tests.services.forms.parking import TODAY

_FEW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
_ROW = re.compile(r"\[\d+\]")


def meaning(evaluation: Evaluation) -> tuple[Any, ...]:
    """Return all that an evaluation says, without the order of the form."""
    return (
        evaluation.visible,
        evaluation.required,
        evaluation.forbidden,
        evaluation.computed,
        {path: sorted(texts) for path, texts in evaluation.errors.items()},
        evaluation.submitted,
        evaluation.aside,
        evaluation.undecided,
        evaluation.failures,
        set(evaluation.visible_pages),
    )


def written(value: object) -> str:
    """Return a value as text, so that NaN is equal to itself."""
    return json.dumps(value, sort_keys=True, default=repr)


def without(answers: Any, path: str) -> None:
    """Take the answer at a path away, in place, as if nobody had given it."""
    *way, last = re.findall(r"[^.\[\]]+", path)
    for step in way:
        answers = answers[int(step) if isinstance(answers, list) else step]
    if isinstance(answers, list):
        answers[int(last)] = None
    else:
        answers.pop(last, None)


@given(st.data())
@_FEW
def test_no_answers_make_it_fail_and_none_are_changed(data: st.DataObject) -> None:
    schema = data.draw(forms())
    answers = data.draw(answers_to(schema))
    before = written(answers)

    evaluation = evaluate(schema, answers, on=TODAY)

    environment(evaluation)
    assert written(answers) == before
    assert all(path in evaluation.errors for paths in evaluation.errors_by_page.values() for path in paths)
    assert evaluation.required.isdisjoint(evaluation.forbidden)


@given(st.data(), st.dictionaries(st.sampled_from(["g00", "g01", "g10", "x"]), GARBAGE))
@_FEW
def test_garbage_is_judged_like_anything_else(data: st.DataObject, answers: dict[str, Any]) -> None:
    schema = data.draw(forms())

    evaluation = evaluate(schema, answers, on=TODAY, raw={"g00.f0": "?", "g00[0].f0": ["?"]})

    environment(evaluation)
    summary_data(schema, evaluation)


@given(st.data())
@settings(_FEW, max_examples=25)
def test_every_page_and_the_summary_can_be_shown(data: st.DataObject) -> None:
    schema = data.draw(forms())
    answers = data.draw(answers_to(schema))
    evaluation = evaluate(schema, answers, on=TODAY)

    for page in schema.pages:
        render_page(schema, page.key, evaluation, answers=answers, errors=evaluation.errors_on(page.key))
    render_summary(schema, evaluation)
    summary_data(schema, evaluation)


@given(st.data())
@_FEW
def test_hidden_answers_leave_no_trace(data: st.DataObject) -> None:
    """Whoever had never given the hidden answers would have got the same result."""
    schema = data.draw(forms())
    answers = data.draw(answers_to(schema))
    first = evaluate(schema, answers, on=TODAY)
    never_given = deepcopy(answers)
    for entry in first.aside_entries:
        without(never_given, entry.path)

    second = evaluate(schema, never_given, on=TODAY)

    assert written(second.submitted) == written(first.submitted)
    assert written(environment(second)) == written(environment(first))
    assert second.visible == first.visible
    assert second.errors == first.errors


@given(st.data())
@_FEW
def test_nothing_is_both_submitted_and_hidden(data: st.DataObject) -> None:
    schema = data.draw(forms())
    evaluation = evaluate(schema, data.draw(answers_to(schema)), on=TODAY)

    def paths(value: Any, path: str) -> Any:
        node = schema.plan.tree.by_path.get(path)
        if node is not None and node.field is not None:
            yield path
        elif isinstance(value, list):
            for entry in value:
                yield from paths(entry, path)
        elif isinstance(value, dict):
            for key, inner in value.items():
                yield from paths(inner, f"{path}.{key}" if path else key)

    visible = {_ROW.sub("", path) for path in evaluation.visible}
    assert set(paths(evaluation.submitted, "")) <= visible
    for entry in evaluation.aside_entries:
        assert entry.path not in evaluation.visible
        assert is_answered(entry.value)


@given(st.data())
@_FEW
def test_judging_again_changes_nothing(data: st.DataObject) -> None:
    schema = data.draw(forms())
    first = evaluate(schema, data.draw(answers_to(schema)), on=TODAY)

    of_given = evaluate(schema, first.given, on=TODAY)
    of_submitted = evaluate(schema, first.submitted, on=TODAY)

    assert written(of_given.submitted) == written(first.submitted)
    assert (of_given.visible, of_given.errors) == (first.visible, first.errors)
    assert written(of_submitted.submitted) == written(first.submitted)
    assert of_submitted.aside == {}


def _shuffled(schema: FormSchema, random: Random) -> FormSchema:
    """Return the form with rules, pages, groups and elements in another order.

    Rules that compute a value keep their order: the first one that applies gives it.
    """
    form: Any = deepcopy(schema.to_data())
    rules = form.get("rules", [])
    computing = [rule for rule in rules if "set" in rule]
    others = [rule for rule in rules if "set" not in rule]
    random.shuffle(others)
    form["rules"] = [*computing, *others] if random.random() < 0.5 else [*others, *computing]

    def shuffle(element: Any) -> None:
        for key in ("pages", "groups", "fields", "items"):
            if isinstance(element.get(key), list):
                random.shuffle(element[key])
                for inner in element[key]:
                    shuffle(inner)

    shuffle(form)
    return parse_form(form)


@given(st.data(), st.integers(0, 2**32))
@_FEW
def test_the_order_of_rules_pages_and_fields_does_not_matter(data: st.DataObject, seed: int) -> None:
    schema = data.draw(forms())
    answers = data.draw(answers_to(schema))
    if len(schema.rules) == 0:
        return

    other = _shuffled(schema, Random(seed))

    first, second = evaluate(schema, answers, on=TODAY), evaluate(other, answers, on=TODAY)
    for one, two in zip(meaning(first), meaning(second), strict=True):
        assert _unordered(one) == _unordered(two)


def _unordered(value: object) -> str:
    """Return a value as text; messages that list labels name them in the order of the form."""
    if isinstance(value, set | frozenset):
        return written(sorted(value))
    text = written(value)
    return re.sub(r"nur eines davon aus: [^\"]*|eines davon aus: [^\"]*", "eines", text)


@given(forms())
@_FEW
def test_reading_and_writing_are_inverses_and_the_digest_is_the_same_everywhere(schema: FormSchema) -> None:
    data = schema.to_data()

    again = parse_form(json.loads(json.dumps(data)))

    assert again == schema
    assert again.to_data() == data
    assert again.digest == schema.digest
