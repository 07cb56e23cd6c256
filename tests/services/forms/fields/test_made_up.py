from random import Random

import pytest

from kreishaus.services.forms.fields import made_up
from tests.services.forms.fields.contract import field_of


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"label": "E-Mail-Adresse"}, "@example.org"),
        ({"label": "Mail", "autocomplete": "email"}, "@example.org"),
        ({"label": "Kennzeichen des Fahrzeugs"}, "LER KH "),
    ],
)
def test_labels_and_tokens_say_what_to_invent(settings: dict[str, str], expected: str) -> None:
    for seed in range(20):
        for text in made_up.inventions(field_of("text", **settings), Random(seed)):
            assert expected in text


def test_a_label_without_meaning_invents_nothing() -> None:
    assert list(made_up.inventions(field_of("text", label="Bemerkung"), Random(1))) == []


def test_telephone_numbers_are_kept_free_for_films() -> None:
    for seed in range(50):
        assert made_up.phone(Random(seed)).startswith(made_up.PHONES)


def test_words_have_the_length_asked_for() -> None:
    for length in (1, 2, 7, 60, 500):
        text = made_up.text(Random(length), length)

        assert 0 < len(text) <= length
        assert text == text.strip()
