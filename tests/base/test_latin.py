"""DIN 91379: which characters may travel between authorities."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kreishaus.base.latin import foreign_characters, in_words

_LETTERS_AND_MARKS = "AaCcKkMmSsZzÇûḲụHh\u0300\u0302\u0304\u0306\u0308\u0315\u031b\u0325\u0328\u035f"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Jürgen Groß, Straße 5\nHinterhaus",
        "Łukasz Żółć",
        "Đặng Thị Ngọc",
        "Ǆ".lower().replace("ǆ", "dž"),
        "M\u0302 n\u0302 C\u0328\u0306",
        "u\u0308",
        "O\u2019Neill \u20ac 5",
    ],
)
def test_latin_names_are_known(text: str) -> None:
    assert foreign_characters(text) == ""


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Ωμέγα", "Ωμέγα"),
        ("Иван Иванов", "Ивано"),
        ("nett 🙂🙂", "🙂"),
        ("„Zitat“ – ja", "„“–"),
        ("q\u0302", "\u0302"),
        ("\u0000", "\u0000"),
        ("a\u00adb", "\u00ad"),
    ],
)
def test_other_scripts_and_typographic_marks_are_not(text: str, foreign: str) -> None:
    assert foreign_characters(text) == foreign


def test_foreign_characters_are_named_so_that_one_finds_them() -> None:
    assert in_words("Ω🙂") == "»Ω«, »🙂«"
    assert in_words("\u0302\u00ad") == "U+0302, U+00AD"
    assert in_words("абвгде") == "»а«, »б«, »в«, »г«, »д« …"


@pytest.fixture(scope="module")
def official(shared_data: Path) -> re.Pattern[str]:
    """The pattern of data type C in the official schema of the standard."""
    file = shared_data / "xdomea" / "xsd" / "4.0.0" / "din-norm-91379-datatypes.xsd"
    xpath = "string(//*[@name='datatypeC']/*/*[local-name()='pattern']/@value)"
    return re.compile(str(etree.parse(file).xpath(xpath)))


def test_every_character_of_unicode_is_judged_like_the_official_pattern(official: re.Pattern[str]) -> None:
    for code in [*range(0xD800), *range(0xE000, 0x30000)]:
        character = chr(code)
        if unicodedata.normalize("NFC", character) == character:
            assert (foreign_characters(character) == "") == bool(official.fullmatch(character)), f"U+{code:04X}"


@given(st.text(st.sampled_from(_LETTERS_AND_MARKS), max_size=8))
def test_sequences_are_judged_like_the_official_pattern(official: re.Pattern[str], text: str) -> None:
    composed = unicodedata.normalize("NFC", text)

    assert (foreign_characters(text) == "") == bool(official.fullmatch(composed))
