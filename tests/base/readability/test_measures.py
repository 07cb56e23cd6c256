import pytest

from kreishaus.base.readability import Measure, grade, measure

EASY = "Wo wohnen Sie? Wir schicken Ihnen Post dorthin. Das geht auch per E-Mail."
HARD = (
    "Die Inanspruchnahme der Verlängerungsmöglichkeit setzt die fristgerechte Beantragung unter Beifügung sämtlicher "
    "entscheidungserheblicher Unterlagen sowie die Entrichtung der Verwaltungsgebühren voraus."
)


def test_the_figures_are_those_of_amstad_and_bjoernsson() -> None:
    found = measure("Wir prüfen das. Sie bekommen einen Bescheid.")

    assert (found.words, found.sentences, found.syllables, found.long_words) == (7, 2, 12, 2)
    assert found.amstad == pytest.approx(180 - 3.5 - 58.5 * 12 / 7)
    assert found.lix == pytest.approx(3.5 + 100 * 2 / 7)


def test_plain_words_score_high_and_office_german_low() -> None:
    assert measure(EASY).score > 75
    assert measure(HARD).score < 5


def test_texts_add_up() -> None:
    assert measure(EASY) + measure(HARD) == measure(f"{EASY}\n{HARD}")
    assert Measure() + measure(EASY) == measure(EASY)


def test_few_words_get_no_score() -> None:
    assert not measure("Staatsangehörigkeit").is_enough
    assert measure(EASY).is_enough
    assert Measure().score == 100


def test_scores_have_words() -> None:
    assert [grade(score) for score in (60, 59, 40, 39)] == [
        "gut zu verstehen",
        "geht noch",
        "geht noch",
        "schwer zu verstehen",
    ]
