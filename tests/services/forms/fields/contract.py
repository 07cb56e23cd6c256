"""Values and inputs of every type, for the tests that hold for all of them."""

from typing import Any

from kreishaus.services.forms.engine.schema import Field

OPTIONS = [{"a": "Antwort A"}, {"b": "Antwort B"}]
FILE = {"sha256": "ab" * 32, "name": "nachweis.pdf", "size": 2048, "media_type": "application/pdf"}

EXAMPLES: dict[str, tuple[dict[str, Any], list[str] | None, Any, str]] = {
    # type: settings, what is typed, what is stored, how it is read
    "text": ({}, ["  Meyer  "], "Meyer", "Meyer"),
    "multiline": ({}, ["eins\r\nzwei "], "eins\nzwei", "eins\nzwei"),
    "integer": ({}, ["1.234"], 1234, "1234"),
    "number": ({}, ["1.234,56"], "1234.56", "1.234,56"),
    "money": ({}, ["1.234,5 €"], 123450, "1.234,50 €"),
    "date": ({}, ["31.12.2026"], "2026-12-31", "31.12.2026"),
    "yes-no": ({}, ["nein"], False, "Nein"),
    "choice": ({"options": OPTIONS}, ["b"], "b", "Antwort B"),
    "multiple-choice": ({"options": OPTIONS}, ["b", "", "a"], ["a", "b"], "Antwort A, Antwort B"),
    "file": ({}, None, [FILE], "nachweis.pdf (2 KB)"),
    "information": ({"text": "Bitte lesen."}, None, None, "Bitte lesen."),
}


def field_of(type_key: str, **settings: Any) -> Field:
    """Return a field of a type, made by the parser."""
    from tests.services.forms.parking import one_field

    return one_field(type=type_key, **settings).fields[0]
