"""Texts of a package filled from the answers."""

from datetime import date

import pytest

from kreishaus.services.applications.engine import texts

ANSWERS = {
    "person": {"given_name": "Hilke", "family_name": "de Vries", "birth_date": "1988-05-17"},
    "concern": {"urgent": True, "kinds": ["a", "b"], "note": "2026-99-99"},
}
ENVIRONMENT = texts.environment_of(ANSWERS, fee={"total": "30,70 €"})


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Guten Tag {{ person.given_name }},", "Guten Tag Hilke,"),
        ("{{person.given_name + ' ' + person.family_name}}", "Hilke de Vries"),
        ("geboren am {{ person.birth_date }}", "geboren am 17.05.1988"),
        ("Eilt: {{ concern.urgent }}", "Eilt: ja"),
        ("{{ concern.kinds }}", "a, b"),
        ("{{ concern.note }}", "2026-99-99"),
        ("{{ answers.person.given_name }} zahlt {{ fee.total }}", "Hilke zahlt 30,70 €"),
        ("Telefon: {{ contact.phone }}.", "Telefon: ."),
        ("{{ contact.phone + '!' }}", ""),
        ("Ohne { Platzhalter } und {{", "Ohne { Platzhalter } und {{"),
    ],
)
def test_placeholders_become_the_words_of_the_answers(text: str, filled: str) -> None:
    assert texts.fill(text, ENVIRONMENT) == filled


def test_a_path_takes_the_words_the_form_showed() -> None:
    words = {"person.given_name": "Hilke (Rufname)"}

    assert texts.fill("{{ person.given_name }} {{ person.family_name }}", ENVIRONMENT, words=words) == (
        "Hilke (Rufname) de Vries"
    )


def test_an_answer_with_braces_is_not_filled_again() -> None:
    environment = texts.environment_of({"person": {"given_name": "{{ fee.total }}"}}, fee={"total": "1 €"})

    assert texts.fill("{{ person.given_name }}", environment) == "{{ fee.total }}"


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, ""), (False, "nein"), (1.5, "1,5"), (12, "12"), (date(2026, 3, 2), "02.03.2026"), ([], "")],
)
def test_values_are_written_the_german_way(value: object, words: str) -> None:
    assert texts.in_words(value) == words


def test_an_empty_expression_has_no_value() -> None:
    assert texts.value_of("", ENVIRONMENT) is None
