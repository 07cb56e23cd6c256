"""Writing is the exact inverse of reading."""

from typing import Any

import pytest

from kreishaus.services.forms.engine.parsing import parse_form
from tests.services.forms.parking import form_data, form_of, one_field, parking


def test_what_is_written_is_what_was_read() -> None:
    assert parking().to_data() == form_data()


def test_what_is_written_reads_as_the_same_form() -> None:
    assert parse_form(parking().to_data()) == parking()


@pytest.mark.parametrize(
    "settings",
    [
        {"default": ""},
        {"type": "yes-no", "default": False},
        {"type": "integer", "min": 0, "max": 9, "default": 0},
        {"type": "choice", "options": [{"a": "A"}, {"key": "b", "label": "B", "help": "Hilfe"}]},
        {"type": "file", "accept": ["pdf"], "repeat": "0..*"},
        {"basis": ["§ 1", "§ 2"], "fim": {"id": "F1", "version": "1.0", "art": "X"}, "when": "false"},
        {"type": "information", "text": "Lesen Sie das."},
        {"type": "person", "parts": ["given", "family"], "optional": "given", "autocomplete": "section-a"},
        {"type": "address", "places": [{"name": "Leer", "postcode": "26789"}], "within": True},
    ],
)
def test_every_setting_survives(settings: dict[str, Any]) -> None:
    schema = one_field(**settings)

    assert parse_form(schema.to_data()) == schema
    written = schema.to_data()["pages"][0]["groups"][0]["fields"][0]  # type: ignore[index]
    assert written == {"key": "f", "type": "text", "label": "Feld", **settings}


def test_mixed_members_keep_their_order() -> None:
    field = {"key": "a", "type": "text", "label": "A"}
    group = {"key": "b", "title": "B", "exclusive": True, "repeat": "0..1", "fields": [field]}
    schema = form_of(group, field)

    [written] = schema.to_data()["pages"][0]["groups"]  # type: ignore[index]
    assert [item["key"] for item in written["items"]] == ["b", "a"]
    assert written["items"][0] == group


def test_the_same_form_has_the_same_digest() -> None:
    turned = {key: form_data()[key] for key in reversed(form_data())}

    assert parse_form(turned).digest == parking().digest
    assert one_field().digest != one_field(required=True).digest
