import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreishaus.ground.search.analyser import analyse, possible_stems, reference_keys


def test_a_compound_is_followed_by_its_parts() -> None:
    assert analyse("Baugenehmigungsverfahren") == "baugenehmigungsverfahr bau genehm verfahr"


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Genehmigung", "Baugenehmigungsverfahren"),
        ("Genehmigungen", "Ausnahmegenehmigung"),
        ("Steuer", "Hundesteuer"),
        ("Hunde", "Hundesteueranmeldung"),
        ("Straße", "Straßenverkehrsamt"),
        ("Amt", "Bauämter"),
        ("Kennzeichen", "Wunschkennzeichenreservierung"),
        ("Müll", "Sperrmüllabfuhr"),
        ("Schule", "Schulamt"),
        ("Genehmigung", "Mustergenehmigung"),
    ],
)
def test_a_word_is_found_inside_a_longer_one(short: str, long: str) -> None:
    assert set(analyse(short).split()) <= set(analyse(long).split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Großmann", "Grossmann"),
        ("Müller", "Mueller"),
        ("Müller", "Muller"),
        ("Häuser", "Haus"),
        ("Grundstücks", "Grundstücke"),
        ("GEBÜHREN", "gebühr"),
        ("Abwasser\u00adbeseitigung", "Abwasserbeseitigung"),
        ("Mu\u0308ller", "Müller"),
    ],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert analyse(one) == analyse(other)


@pytest.mark.parametrize("word", ["insgesamt", "Beamte", "Monat", "Termin", "Vorrat", "Personal", "Heirat"])
def test_no_part_is_seen_where_there_is_none(word: str) -> None:
    assert len(analyse(word).split()) == 1


def test_a_reference_is_found_from_each_of_its_parts() -> None:
    assert reference_keys("36-17-2026-0001") == "361720260001 1720260001 20260001 0001"
    assert reference_keys("LER-AB 123") == "lerab123 ab123 123"
    assert reference_keys("") == ""


def test_an_unfinished_word_leads_to_its_stem() -> None:
    assert possible_stems("genehmigu") == ("genehm",)
    assert "verfahr" in possible_stems("verfahre")
    assert possible_stems("amt") == ()


@given(st.text())
def test_any_text_gives_plain_terms(text: str) -> None:
    terms = analyse(text)

    assert terms == " ".join(terms.split())
    assert all(term.isalnum() for term in terms.split())
