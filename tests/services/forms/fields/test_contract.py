"""What every field type keeps, also one that somebody adds tomorrow."""

import json
import re
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.template.loader import get_template
from hypothesis import given, settings
from hypothesis import strategies as st

from kreishaus.services.forms import fields
from kreishaus.services.forms.engine.evaluation import environment, evaluate
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import Field
from kreishaus.services.forms.fields import field_types, type_for_xdatenfelder
from kreishaus.services.forms.ports import FieldType, InvalidInput
from kreishaus.services.forms.rendering import render_answers, summary_data
from tests.services.forms.fields.contract import (
    EXAMPLES,
    answered,
    answers_with,
    entered,
    field_of,
    form_with,
    sent_again,
    shown_page,
)
from tests.services.forms.parking import TODAY

TYPES = sorted(field_types())
VALUED = [key for key in TYPES if field_types()[key].has_value]
TYPED = [key for key in TYPES if EXAMPLES[key][1] is not None]
COMPOSITE = [
    key
    for key in TYPED
    if field_types()[key].members_of(field_of(key, **EXAMPLES[key][0])) and not field_types()[key].one_input
]
_ODD = [None, True, 1.5, -1, 10**30, "", "x" * 60_000, "\x00", [], ["x"], [None], {}, {"a": 1}, [{"sha256": 3}]]
_EVIL = "<script>alert(1)</script>"
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def kind_of(key: str) -> FieldType:
    """Return the type."""
    return field_types()[key]


def test_every_type_has_an_example_here() -> None:
    assert sorted(EXAMPLES) == TYPES


@pytest.mark.parametrize("key", TYPES)
def test_what_is_typed_is_stored_shown_and_accepted(key: str) -> None:
    options, typed, stored, shown = EXAMPLES[key]
    field, kind = field_of(key, **options), kind_of(key)

    if typed is not None:
        result = entered(key, typed, **options)
        assert (answered(result), result.errors, result.raw) == (stored, {}, {})
    assert kind.validate(stored, field) == []
    assert kind.display(stored, field) == shown


@pytest.mark.parametrize("key", [key for key in TYPED if key not in COMPOSITE and not kind_of(key).is_list])
def test_what_stands_in_the_input_reads_as_the_same_value(key: str) -> None:
    options, _, stored, _ = EXAMPLES[key]
    field, kind = field_of(key, **options), kind_of(key)

    assert kind.parse([kind.typed(stored, field)], field) == stored


@pytest.mark.parametrize("key", TYPED)
def test_a_page_that_nobody_changes_keeps_the_answer(key: str) -> None:
    schema = form_with(key, **EXAMPLES[key][0])
    kind, field = kind_of(key), schema.fields[0]

    for value in [EXAMPLES[key][2], *(kind.synthetic(field, Random(seed)) for seed in range(25))]:
        sent = sent_again(schema, value)
        kept = json.loads(json.dumps(sent.answers))
        evaluation = evaluate(schema, kept, on=TODAY, raw=sent.raw)

        assert answered(sent) == value
        assert evaluation.errors == {}
        assert answered(evaluation) == value
        assert kind.display(value, field)
        environment(evaluation)


@pytest.mark.parametrize("key", [key for key in VALUED if key != "file" and kind_of(key).asked])
def test_nothing_typed_is_no_answer(key: str) -> None:
    field = field_of(key, **EXAMPLES[key][0])

    assert kind_of(key).parse([""], field) is None
    assert kind_of(key).parse([], field) is None
    assert answered(sent_again(form_with(key, **EXAMPLES[key][0]), None)) is None


@pytest.mark.parametrize("key", [key for key in VALUED if key != "drawing"])
def test_a_required_answer_that_is_missing_is_asked_for_where_it_is_typed(key: str) -> None:
    schema = form_with(key, required=True, **EXAMPLES[key][0])

    errors = evaluate(schema, {}, on=TODAY).errors

    assert errors
    if kind_of(key).asked:
        page = shown_page(schema, None, with_errors=True)
        ids = {element.get("id") for element in page.iter()}
        assert {f"f-{path.replace('.', '-')}" for path in errors} <= ids


@pytest.mark.parametrize("key", TYPES)
def test_a_stored_value_is_plain_json(key: str) -> None:
    stored = EXAMPLES[key][2]

    assert json.loads(json.dumps(stored)) == stored


def _look_at(kind: FieldType, key: str, value: object) -> list[str]:
    """Do with a value from outside whatever pages, letters and conditions do with it."""
    field = field_of(key, **EXAMPLES[key][0])
    complaints = kind.validate(value, field)
    kind.display(value, field)
    kind.typed(value, field)
    kind.read(value)
    kind.seen(value, field)
    kind.table(value, field)
    kind.picture(value, field)
    kind.advice(value, field)
    kind.note(value, field)
    kind.layout(value, field)
    return complaints


@pytest.mark.parametrize("key", VALUED)
@pytest.mark.parametrize("value", _ODD, ids=repr)
def test_a_value_of_another_kind_is_refused_and_never_fails(key: str, value: object) -> None:
    assert all(_look_at(kind_of(key), key, value))


@pytest.mark.parametrize("key", VALUED)
@settings(max_examples=40)
@given(data=st.data())
def test_no_json_makes_it_fail(key: str, data: st.DataObject) -> None:
    field, kind = field_of(key, **EXAMPLES[key][0]), kind_of(key)
    members = {member.key: _JSON for member in kind.members_of(field)}
    value = data.draw(_JSON | st.fixed_dictionaries({}, optional=members) if members else _JSON)

    assert all(_look_at(kind, key, value))
    schema = form_with(key, **EXAMPLES[key][0])
    answers = answers_with(schema, value)
    evaluation = evaluate(schema, answers, on=TODAY)
    environment(evaluation)
    render_answers(schema, evaluation)
    summary_data(schema, evaluation)


@pytest.mark.parametrize("key", TYPES)
@given(typed=st.text(max_size=40))
def test_no_input_makes_it_fail(key: str, typed: str) -> None:
    field, kind = field_of(key, **EXAMPLES[key][0]), kind_of(key)
    try:
        value = kind.parse([typed], field)
    except InvalidInput as refused:
        assert str(refused)  # noqa: PT017 -- both outcomes are right, but a refusal needs words
    else:
        assert isinstance(kind.validate(value, field), list)


@pytest.mark.parametrize("key", COMPOSITE)
@settings(max_examples=40)
@given(data=st.data())
def test_no_input_into_members_makes_it_fail(key: str, data: st.DataObject) -> None:
    field = field_of(key, **EXAMPLES[key][0])
    members = [member.key for member in kind_of(key).members_of(field)]
    path = "g.f[0]" if field.repeat else "g.f"
    typed = data.draw(st.dictionaries(st.sampled_from(members), st.lists(st.text(max_size=20), min_size=1, max_size=2)))

    result = entered(key, typed, **EXAMPLES[key][0])

    assert set(result.raw) <= {f"{path}.{member}" for member in members}
    assert set(result.raw) <= set(result.errors)


@pytest.mark.parametrize("key", TYPES)
def test_every_type_brings_its_templates(key: str) -> None:
    folder = key.replace("-", "_")

    get_template(f"fields/{folder}/input.html")
    get_template(f"fields/{folder}/summary.html")


@pytest.mark.parametrize("key", VALUED)
def test_what_somebody_typed_is_text_and_never_markup(key: str) -> None:
    schema = form_with(key, **EXAMPLES[key][0])
    value = _with_markup(EXAMPLES[key][2])

    page = render_answers(schema, evaluate(schema, answers_with(schema, value), on=TODAY))

    assert "<script" not in page
    shown_page(schema, value, with_errors=True)


def _with_markup(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _with_markup(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_with_markup(entry) for entry in value]
    return _EVIL if isinstance(value, str) else value


@pytest.mark.parametrize("key", [key for key in VALUED if key != "file"])
def test_conditions_read_the_value_and_every_member(key: str) -> None:
    options = EXAMPLES[key][0]
    field, kind = field_of(key, **options), kind_of(key)
    names = [member.key for member in kind.members_of(field)] + list(kind.derived(field))
    paths = ["g.f"] if field.repeat else ["g.f", *(f"g.f.{name}" for name in names)]
    asked = {"key": "f", "type": key, "label": "Feld", **options}
    rules = [
        {"id": f"R{at}", "valid": f"has({path}) || {path} == {path}", "message": "Nein.", "at": "g.other"}
        for at, path in enumerate(paths)
    ]
    other = {"key": "other", "type": "text", "label": "Anderes"}
    groups = [{"key": "g", "title": "G", "fields": [asked, other]}]
    schema = parse_form({"pages": [{"key": "p", "title": "P", "groups": groups}], "rules": rules})

    for value in (None, EXAMPLES[key][2]):
        evaluation = evaluate(schema, answers_with(schema, value), on=TODAY)
        seen: Any = environment(evaluation)
        assert evaluation.failures == {}
        entry = seen["g"]["f"][:1] if field.repeat else [seen["g"]["f"]]
        assert all(set(names) <= set(each) for each in entry if names)


@pytest.mark.parametrize("key", TYPES)
def test_every_setting_that_the_type_looks_at_is_named_and_kept(key: str) -> None:
    source = Path(str(fields.__file__)).parent / key.replace("-", "_") / "field.py"
    used = set(re.findall(r'config(?:\.get\(|\[)"(\w+)"|setting\(field, "(\w+)"', source.read_text()))

    assert {name for pair in used for name in pair if name} <= kind_of(key).settings
    schema = form_with(key, **EXAMPLES[key][0])
    assert parse_form(schema.to_data()) == schema
    assert set(EXAMPLES[key][0]) <= kind_of(key).settings


@pytest.mark.parametrize("key", TYPES)
def test_settings_of_its_own_have_a_name_in_the_builder(key: str) -> None:
    kind = kind_of(key)
    own = kind.settings - set(Field.__dataclass_fields__)

    assert set(kind.wording) <= own
    assert own - set(kind.wording) <= {"code_list", "allowed"}


def test_a_field_of_xdatenfelder_becomes_one_type() -> None:
    pairs = Counter(pair for kind in field_types().values() for pair in kind.mapping if kind.from_xdatenfelder(*pair))

    assert [pair for pair, count in pairs.items() if count > 1] == []


@pytest.mark.parametrize("key", TYPES)
def test_what_is_written_to_xdatenfelder_has_a_type_again(key: str) -> None:
    feldart, datentyp = kind_of(key).to_xdatenfelder()

    assert type_for_xdatenfelder(feldart, datentyp) is not None


@pytest.mark.parametrize(
    ("pair", "key"),
    [
        (("input", "text"), "text"),
        (("input", "text_latin"), "text"),
        (("select", "text"), "choice"),
        (("input", "bool"), "yes-no"),
        (("input", "num_int"), "integer"),
        (("input", "num"), "number"),
        (("input", "num_currency"), "money"),
        (("input", "date"), "date"),
        (("input", "file"), "file"),
        (("label", "bool"), "information"),
    ],
)
def test_fields_of_xdatenfelder_become_types(pair: tuple[str, str], key: str) -> None:
    kind = type_for_xdatenfelder(*pair)

    assert kind is not None
    assert kind.key == key


def test_what_no_type_takes_is_none() -> None:
    assert type_for_xdatenfelder("input", "hologramm") is None


@pytest.mark.parametrize("key", TYPES)
def test_every_type_asks_in_words(key: str) -> None:
    field: Any = field_of(key, **EXAMPLES[key][0])

    assert kind_of(key).missing(field).startswith("Bitte ")
    assert kind_of(key).title


@pytest.mark.parametrize("key", TYPES)
def test_a_made_up_value_is_valid_and_the_same_seed_gives_the_same(key: str) -> None:
    field, kind = field_of(key, **EXAMPLES[key][0]), kind_of(key)
    values = [kind.synthetic(field, Random(seed)) for seed in range(60)]

    assert values == [kind.synthetic(field, Random(seed)) for seed in range(60)]
    assert json.loads(json.dumps(values)) == values
    if kind.has_value:
        assert [(value, kind.validate(value, field)) for value in values if kind.validate(value, field)] == []
        assert None not in values
    else:
        assert values == [None] * 60
