"""Reading catalogues: sentences over several lines, quotes, and what does not count."""

import pytest

from kreishaus.base.words.catalogue import read_catalogue


def test_sentences_may_stand_on_several_lines() -> None:
    assert read_catalogue('msgid "Bitte "\n"warten."\nmsgstr "Please "\n"wait \\"here\\"."\n') == {
        "Bitte warten.": 'Please wait "here".'
    }


def test_what_is_empty_fuzzy_or_the_head_says_nothing() -> None:
    text = 'msgid ""\nmsgstr "Language: en"\n\nmsgid "Ja"\nmsgstr ""\n\n#, fuzzy\nmsgid "Nein"\nmsgstr "No"\n'
    assert read_catalogue(text) == {}


def test_a_sentence_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="zweimal"):
        read_catalogue('msgid "Ja"\nmsgstr "Yes"\n\nmsgid "Ja"\nmsgstr "Yes"\n')


def test_other_lines_are_refused() -> None:
    with pytest.raises(ValueError, match="Zeile 1"):
        read_catalogue("hello")
