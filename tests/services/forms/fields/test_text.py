"""A line of text."""

import time
from typing import Any

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.fields.text.field import TYPE
from tests.services.forms.fields.contract import field_of


def complaints(value: object, **settings: Any) -> list[str]:
    """Return what is wrong with a text."""
    return TYPE.validate(value, field_of("text", **settings))


def test_pasted_text_is_cleaned() -> None:
    field = field_of("text")

    assert TYPE.parse(["  de\u200b  Vries\n\x00GmbH "], field) == "de Vries GmbH"
    assert TYPE.parse(["Mu\u0308ller"], field) == "M\u00fcller"


def test_a_text_too_long_says_how_long_it_is() -> None:
    assert complaints("x" * 13, max_length=12) == [
        "Bitte kürzen Sie „Feld“ auf höchstens 12 Zeichen (jetzt sind es 13)."
    ]
    assert complaints("x" * 501) != []


def test_a_text_too_short_says_so() -> None:
    assert complaints("ab", min_length=3) == ["Bitte geben Sie bei „Feld“ mindestens 3 Zeichen ein."]


def test_a_pattern_means_the_whole_text() -> None:
    assert complaints("26789", pattern="[0-9]{5}") == []
    assert complaints("26789 Leer", pattern="[0-9]{5}") == ["Bitte geben Sie bei „Feld“ genau 5 Ziffern ein."]
    assert complaints("a|b", pattern="a|b") != []


def test_a_pattern_that_has_an_example_shows_it() -> None:
    assert complaints("x", pattern="[A-Z]{1,3} [0-9]+", example="LER 12") == [
        "Bitte schreiben Sie „Feld“ in dieser Form: LER 12"
    ]
    assert complaints("x", pattern="[A-Z]+") == ["Bitte prüfen Sie die Schreibweise von „Feld“."]


def test_no_pattern_can_stop_the_server() -> None:
    before = time.perf_counter()

    assert complaints("a" * 499 + "!", pattern="(a+)+(a|aa)+(.*a){10}") != []

    assert time.perf_counter() - before < 1


@pytest.mark.parametrize("address", ["antje@example.org", "a.b+c@sub.example.de"])
def test_an_email_address_is_accepted(address: str) -> None:
    assert complaints(address, autocomplete="email") == []


@pytest.mark.parametrize("address", ["antje", "antje@", "antje@leer", "a b@c.de", "a@b@c.de"])
def test_what_is_no_email_address_is_said(address: str) -> None:
    assert complaints(address, autocomplete="email") == [
        "Bitte geben Sie eine E-Mail-Adresse ein, zum Beispiel name@example.org."
    ]


def test_a_computed_number_becomes_text() -> None:
    assert TYPE.computed(7) == "7"


def test_a_latin_text_refuses_other_scripts_and_names_what_is_wrong() -> None:
    assert complaints("Łukasz Đặng", characters="latin") == []
    assert complaints("Ωmega 🙂", characters="latin") == [
        "Bitte schreiben Sie „Feld“ mit lateinischen Buchstaben. Diese Zeichen gehen hier nicht: »Ω«, »🙂«."
    ]
    assert complaints("Ωmega") == []


def test_a_latin_text_takes_what_telephones_put_in_as_it_is_typed() -> None:
    field = field_of("text", characters="latin")

    assert TYPE.parse(["„Zum Hirsch“ – Haus 5…"], field) == '"Zum Hirsch" - Haus 5...'
    assert TYPE.parse(["„Zum Hirsch“"], field_of("text")) == "„Zum Hirsch“"


def test_only_latin_is_known() -> None:
    with pytest.raises(Problems, match="„characters“ kann nur „latin“ sein"):
        field_of("text", characters="greek")
