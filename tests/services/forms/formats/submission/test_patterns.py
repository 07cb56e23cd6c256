"""Patterns of a form in the dialects outside."""

import pytest

from kreishaus.services.forms.formats.submission.patterns import json_pattern, xsd_pattern


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("[0-9]{5}", "[0-9]{5}"),
        ("^[0-9]{5}$", "[0-9]{5}"),
        (r"(?:a|b)\/c", "(a|b)[/]c"),
        (r"\w+@\w+\.de", r"\w+@\w+\.de"),
        (r"a\$", "a[$]"),
        ("^a|b$", "a|b"),
        (r"[^a]+", "[^a]+"),
        (r"\bwort", ""),
        ("a(?=b)", ""),
        ("(", ""),
    ],
)
def test_a_pattern_of_xml_schema(pattern: str, written: str) -> None:
    assert xsd_pattern(pattern) == written


def test_a_pattern_of_json_schema_is_anchored() -> None:
    assert json_pattern("a|b") == "^(?:a|b)$"
    assert json_pattern("(") == ""
    assert json_pattern("") == ""
