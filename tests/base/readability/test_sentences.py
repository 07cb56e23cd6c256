import pytest

from kreishaus.base.readability.sentences import sentences, syllables, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Das ist kurz. Das auch!", 2),
        ("Nach § 5 Abs. 2 gilt das z. B. am 1. Mai.", 1),
        ("Bitte laden Sie hoch:\n- den Ausweis\n- ein Foto", 3),
        ("Schreiben Sie an post@landkreis.de oder https://landkreis.de/a.b Danke.", 1),
        ("", 0),
        ("…", 0),
    ],
)
def test_sentences_end_where_people_hear_an_end(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_compounds_with_hyphens_are_one_word() -> None:
    assert words("Ihre E-Mail-Adresse, 2,50 Euro") == ["Ihre", "E-Mail-Adresse", "2,50", "Euro"]


@pytest.mark.parametrize(
    ("word", "count"), [("Hund", 1), ("Beratungsstelle", 5), ("Gebäude", 3), ("Tiere", 2), ("2026", 1), ("Ei", 1)]
)
def test_syllables_are_counted_by_their_vowels(word: str, count: int) -> None:
    assert syllables(word) == count
