"""Scripts for single field types."""

import pytest

from kreishaus.services.forms.rendering import scripts_of
from tests.services.forms.fields.contract import form_with
from tests.services.forms.parking import form_of


def test_a_page_without_such_fields_wants_no_script() -> None:
    assert scripts_of(form_with("text"), "p") == []


def test_members_count_and_hidden_questions_as_well() -> None:
    signature = {"key": "s", "type": "signature", "label": "Unterschrift", "when": "false"}

    assert scripts_of(form_of(signature, {"key": "m", "type": "map-point", "label": "Ort"}), "p") == [
        "kreishaus/drawing.js",
        "kreishaus/locate.js",
    ]


def test_an_unknown_page_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        scripts_of(form_with("text"), "q")
