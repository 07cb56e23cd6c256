"""Saying sentences: in the language of the moment, with values, and in German without a translation."""

from datetime import date

import pytest

from kreishaus.base.words import current_language, has_catalogue, language_named, long_day, say, speaking


def test_german_is_said_as_it_stands() -> None:
    assert say("Bitte füllen Sie „{label}“ aus.", label="Vorname") == "Bitte füllen Sie „Vorname“ aus."


def test_another_language_holds_until_the_end_of_the_block() -> None:
    with speaking("en"):
        assert say("Bitte füllen Sie „{label}“ aus.", label="First name") == "Please fill in “First name”."
        with speaking("de"):
            assert say("Weiter") == "Weiter"
        assert current_language() == "en"
    assert current_language() == "de"


def test_a_language_is_left_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), speaking("en"):
        raise ZeroDivisionError
    assert current_language() == "de"


def test_what_has_no_translation_comes_in_german() -> None:
    with speaking("en"):
        assert say("Das steht in keinem Katalog, {name}.", name="Ada") == "Das steht in keinem Katalog, Ada."


@pytest.mark.parametrize("language", ["tr", "../en", "", "en/../../x"])
def test_a_language_without_a_catalogue_falls_back(language: str) -> None:
    with speaking(language):
        assert say("Weiter") == "Weiter"
    assert not has_catalogue(language)


def test_days_are_written_as_the_language_does() -> None:
    assert long_day(date(2026, 3, 1)) == "1. März 2026"
    with speaking("en"):
        assert long_day(date(2026, 3, 1)) == "1 March 2026"


def test_languages_know_their_direction() -> None:
    assert (language_named("ar").direction, language_named("en").direction) == ("rtl", "ltr")
    assert language_named("unknown").code == "de"
    assert language_named("de-simple").is_german
    assert not language_named("en").is_german
