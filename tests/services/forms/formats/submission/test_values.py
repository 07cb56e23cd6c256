"""Every field type leaves the house and comes back the same, valid in both schemas."""

from random import Random
from typing import Any

import pytest

from kreishaus.services.forms.engine.binding import bind
from kreishaus.services.forms.fields import field_types
from kreishaus.services.forms.formats.submission import write_xml
from tests.services.forms.codes.lists import PLACES_URN, at_hand
from tests.services.forms.fields.contract import EXAMPLES, answers_with
from tests.services.forms.formats.submission.outside import Receiver
from tests.services.forms.parking import one_field

TYPES = [key for key, kind in sorted(field_types().items()) if kind.has_value]


@pytest.mark.parametrize("key", TYPES)
def test_the_example_of_a_type_is_valid_outside_and_comes_back(key: str) -> None:
    settings, _, stored, _ = EXAMPLES[key]
    schema = one_field(type=key, required=True, **settings)
    receiver = Receiver(schema)
    answers = answers_with(schema, stored)

    assert receiver.complaints(answers) == []
    assert receiver.returned(answers) == (answers, answers)


@pytest.mark.parametrize("key", TYPES)
def test_made_up_values_of_a_type_are_valid_outside_and_come_back(key: str) -> None:
    settings = EXAMPLES[key][0]
    schema = one_field(type=key, **settings)
    receiver, kind, random = Receiver(schema), field_types()[key], Random(7)

    for _ in range(25):
        value = kind.synthetic(schema.fields[0], random)
        answers = answers_with(schema, value)
        assert receiver.complaints(answers) == [], value
        assert receiver.returned(answers) == (answers, answers)


@pytest.mark.parametrize("key", [key for key in TYPES if not field_types()[key].is_list])
def test_repeated_values_are_a_list(key: str) -> None:
    settings, _, stored, _ = EXAMPLES[key]
    receiver = Receiver(one_field(type=key, required=True, repeat="2..3", **settings))
    answers = {"g": {"f": [stored, stored]}}

    assert receiver.complaints(answers) == []
    assert receiver.returned(answers) == (answers, answers)
    assert receiver.refuses({"g": {"f": [stored]}}) == (True, True)
    assert receiver.refuses({"g": {"f": [stored] * 4}}) == (True, True)


@pytest.mark.parametrize(
    ("settings", "wrong"),
    [
        ({"type": "text", "min_length": 3}, "ab"),
        ({"type": "text", "max_length": 3}, "abcd"),
        ({"type": "text", "pattern": r"\d{5}"}, "2678"),
        ({"type": "text", "pattern": "^[0-9]{5}$"}, "x26789"),
        ({"type": "integer", "min": 1850, "max": 2080}, 2081),
        ({"type": "number", "min": "0.5"}, "0.49"),
        ({"type": "money", "max": "30.70"}, 3071),
        ({"type": "choice", "options": [{"a": "A"}]}, "b"),
        ({"type": "multiple-choice", "options": [{"a": "A"}, {"b": "B"}], "max": 1}, ["a", "b"]),
    ],
)
def test_both_schemas_refuse_what_the_form_refuses(settings: dict[str, Any], wrong: object) -> None:
    receiver = Receiver(one_field(**settings))

    assert receiver.refuses({"g": {"f": wrong}}) == (True, True)


def test_only_xml_schema_can_limit_days() -> None:
    receiver = Receiver(one_field(type="date", min="2026-01-01"))

    assert receiver.refuses({"g": {"f": "2025-12-31"}}) == (False, True)
    assert "2026-01-01" in receiver.json_schema["$defs"]["f"]["$comment"]


@pytest.mark.parametrize("number", ["0.1", "1.50", "-3", "123456789012345", "0.000000000000001"])
def test_no_digit_of_a_number_changes(number: str) -> None:
    receiver = Receiver(one_field(type="number"))
    answers = {"g": {"f": number}}

    assert receiver.returned(answers) == (answers, answers)


def test_line_ends_and_marks_survive_xml() -> None:
    receiver = Receiver(one_field(type="multiline"))
    answers = {"g": {"f": "eins\n\n <zwei> & »drei« \tvier  fünf"}}

    assert receiver.complaints(answers) == []
    assert receiver.returned(answers) == (answers, answers)


@pytest.mark.parametrize(
    ("kind", "stored", "written"),
    [
        ("money", 4250, "42.50"),
        ("money", 100, "1.00"),
        ("money", 12.5, "0.125"),
        ("number", 1.5, "1.5"),
        ("number", 1e-7, "0.0000001"),
        ("integer", 3, "3"),
        ("yes-no", True, "true"),
        ("text", "drei", "drei"),
        ("date", "2026-01-01", "2026-01-01"),
    ],
)
def test_a_computed_value_is_written_in_its_format(kind: str, stored: object, written: str) -> None:
    receiver = Receiver(one_field(type="calculated", format=kind))
    answers = {"g": {"f": stored}}

    assert receiver.complaints(answers) == []
    assert receiver.returned(answers) == (answers, answers)
    assert [type(each["g"]["f"]) for each in receiver.returned(answers)] == [type(stored)] * 2  # type: ignore[index]
    assert f">{written}</f>".encode() in write_xml(receiver.structure, answers)


@pytest.mark.parametrize("known", [True, False], ids=["list at hand", "list missing"])
def test_a_code_list_at_hand_is_written_out(known: bool) -> None:
    schema = one_field(type="code-list", code_list={"urn": PLACES_URN})
    receiver = Receiver(bind(schema, at_hand) if known else schema)

    assert receiver.refuses({"g": {"f": "gibt-es-nicht"}}) == (known, known)


def test_several_answers_inside_a_value_are_a_list_of_their_own() -> None:
    settings, _, stored, _ = EXAMPLES["quiz"]
    receiver = Receiver(one_field(type="quiz", **settings))
    answers = {"g": {"f": stored}}

    assert write_xml(receiver.structure, answers).count(b"</signs>") == 2
    assert receiver.complaints(answers) == []
    assert receiver.returned(answers) == (answers, answers)
    assert receiver.refuses({"g": {"f": {**stored, "signs": ["gibt-es-nicht"]}}}) == (True, True)
