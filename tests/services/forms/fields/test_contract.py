"""What every field type keeps, also one that somebody adds tomorrow."""

import json
from random import Random
from typing import Any

import pytest
from django.template.loader import get_template
from hypothesis import given
from hypothesis import strategies as st

from kreishaus.services.forms.fields import field_types, type_for_xdatenfelder
from kreishaus.services.forms.ports import FieldType, InvalidInput
from tests.services.forms.fields.contract import EXAMPLES, field_of

TYPES = sorted(field_types())
_ODD = [None, True, 1.5, -1, 10**30, "", "x" * 60_000, "\x00", [], ["x"], [None], {}, {"a": 1}, [{"sha256": 3}]]


def kind_of(key: str) -> FieldType:
    """Return the type."""
    return field_types()[key]


def test_every_type_has_an_example_here() -> None:
    assert sorted(EXAMPLES) == TYPES


@pytest.mark.parametrize("key", TYPES)
def test_what_is_typed_is_stored_shown_and_accepted(key: str) -> None:
    settings, typed, stored, shown = EXAMPLES[key]
    field, kind = field_of(key, **settings), kind_of(key)

    if typed is not None:
        assert kind.parse(typed, field) == stored
    assert kind.validate(stored, field) == []
    assert kind.display(stored, field) == shown


@pytest.mark.parametrize("key", [key for key in TYPES if EXAMPLES[key][1] is not None and key != "multiple-choice"])
def test_what_stands_in_the_input_reads_as_the_same_value(key: str) -> None:
    settings, _, stored, _ = EXAMPLES[key]
    field, kind = field_of(key, **settings), kind_of(key)

    assert kind.parse([kind.typed(stored, field)], field) == stored


@pytest.mark.parametrize("key", [key for key in TYPES if kind_of(key).has_value and key != "file"])
def test_nothing_typed_is_no_answer(key: str) -> None:
    field = field_of(key, **EXAMPLES[key][0])

    assert kind_of(key).parse([""], field) is None
    assert kind_of(key).parse([], field) is None


@pytest.mark.parametrize("key", TYPES)
def test_a_stored_value_is_plain_json(key: str) -> None:
    stored = EXAMPLES[key][2]

    assert json.loads(json.dumps(stored)) == stored


@pytest.mark.parametrize("key", [key for key in TYPES if kind_of(key).has_value])
@pytest.mark.parametrize("value", _ODD, ids=repr)
def test_a_value_of_another_kind_is_refused_and_never_fails(key: str, value: object) -> None:
    field, kind = field_of(key, **EXAMPLES[key][0]), kind_of(key)

    complaints = kind.validate(value, field)
    kind.display(value, field)
    kind.typed(value, field)
    kind.read(value)

    assert all(complaints)


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


@pytest.mark.parametrize("key", TYPES)
def test_every_type_brings_its_templates(key: str) -> None:
    folder = key.replace("-", "_")

    get_template(f"fields/{folder}/input.html")
    get_template(f"fields/{folder}/summary.html")


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
        assert set(values) == {None}
