from tests.workshop.proving.package import ON, proving

ANSWERS = {
    "person": {"name": "Hilke", "born": "1980-01-01"},
    "dog": {"name": "Bello", "kind": "dangerous"},
    "proof": {"passed": "2025-01-01"},
}


def test_an_outcome_is_what_the_service_makes_of_it() -> None:
    outcome = proving().outcome(ANSWERS, on=ON)

    assert outcome.fee.total_cents == 60_000
    assert outcome.evidence == ("test",)
    assert outcome.title == "Hund von Hilke"
    assert outcome.path == ("person", "dog", "proof")
    assert outcome.letter("grant") == "Ihr Hund\nGuten Tag Hilke,\nHilke, Ihr Hund Bello ist angemeldet (Gefährlich).\n"


def test_gaps_are_placeholders_without_words() -> None:
    outcome = proving().outcome(ANSWERS, on=ON)

    assert outcome.gaps("grant") == ()
    assert outcome.gaps("refuse") == ("dog.remark",)
