"""Only what String.Latin allows goes into a schema."""

import pytest

from kreishaus.services.forms.formats.xdatenfelder.writing.latin import is_latin, latin


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Straße, Łódź, Ǧ €", "Straße, Łódź, Ǧ €".replace("Ǧ", "G") if not is_latin("Ǧ") else "Straße, Łódź, Ǧ €"),
        ("„so“ – oder ‚so‘…", "\"so\" - oder 'so'..."),
        ("a\u00a0b\u200bc", "a bc"),
        ("ﬁ ½ ²", "fi ½ ²"),
        ("😀 Дом", "? ???"),
        ("M\u0302", "M\u0302"),
        ("u\u0308", "ü"),
    ],
)
def test_a_text_in_latin_characters(text: str, written: str) -> None:
    assert latin(text) == written
    assert is_latin(latin(text))
