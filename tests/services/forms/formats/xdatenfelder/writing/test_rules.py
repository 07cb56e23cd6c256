"""Our own rules as sentences in a schema."""

from typing import Any

import pytest

from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.writing import rule_data
from kreishaus.services.forms.formats.xdatenfelder.writing.latin import is_latin
from kreishaus.services.forms.formats.xdatenfelder.writing.rules import HEADING, rule_in, rule_text
from tests.services.forms.parking import form_data


@pytest.mark.parametrize(
    "rule",
    [
        {"id": "a", "hide": "period.end", "when": "person.name == 'x: y'"},
        {"id": "b", "show": ["period.end", "period.days"], "when": "person.disabled", "basis": ["§ 1", "§ 2 „neu“"]},
        {"id": "c", "require": "period.end", "when": 'person.name == ""', "message": "["},
        {"id": "d", "forbid": "period.end", "when": "person.name == 'a  b\tc'"},
        {"id": "e", "valid": "true ||\n  false", "message": "Erste\nzweite", "at": "period.end"},
        {"id": "f", "set": "period.days", "to": "1", "when": "true"},
    ],
    ids=lambda rule: rule["id"],
)
def test_a_rule_is_read_as_it_was_written(rule: dict[str, Any]) -> None:
    [parsed] = parse_form({**form_data(), "rules": [rule]}).rules

    text = rule_text(parsed)

    assert rule_in(text) == rule_data(parsed)
    assert is_latin(text)


def test_a_rule_reads_as_german() -> None:
    [_, _, rule] = parse_form(form_data()).rules

    assert rule_text(rule) == f"{HEADING}\nKennung: R3\nPflicht: period.end\nWenn: person.disabled == true"


@pytest.mark.parametrize("text", ["", "Wenn A, dann B.", HEADING, f"{HEADING}\nWas: ist das", f'{HEADING}\nWenn: "x'])
def test_other_texts_are_no_rules_of_ours(text: str) -> None:
    assert rule_in(text) is None
