import pytest

from kreishaus.base.readability import Kind, hints_on


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Wir prüfen Ihren Antrag.", []),
        ("Der Antrag wird vom Amt geprüft.", [Kind.PASSIVE]),
        ("Wir sagen Ihnen, ob der Antrag abgelehnt wird.", [Kind.PASSIVE]),
        ("Es wird morgen regnen.", []),
        ("Die gesamten Kosten werden Sie kennen.", []),
        ("Die Verlängerung der Befristung beginnt am Montag.", [Kind.NOMINAL]),
        ("Ihre Wohnung und Ihre Heizung sind wichtig.", []),
        ("Bitte unverzüglich schicken.", [Kind.OFFICE]),
        ("Das ist nicht unmöglich.", [Kind.NEGATION]),
        ("Das geht nicht ohne Ausweis.", [Kind.NEGATION]),
        ("Das geht ohne Ausweis nicht.", []),
        ("Das gilt ggf. auch hier.", [Kind.SHORT]),
        ("Die Nummer gibt Ihnen das KBA.", [Kind.SHORT]),
        ("Die Nummer gibt Ihnen das Kraftfahrt-Bundesamt (KBA).", []),
        ("Das steht in § 12 Abs. 2 StVO.", []),
        ("Bitte als PDF schicken.", []),
        ("", []),
    ],
)
def test_what_makes_a_text_hard_is_named(text: str, kinds: list[Kind]) -> None:
    assert [hint.kind for hint in hints_on(text)] == kinds


def test_a_sentence_of_sixteen_words_is_long_one_of_fifteen_is_not() -> None:
    fifteen = " ".join(["wir"] * 15) + "."

    assert hints_on(fifteen) == []
    (hint,) = hints_on(f"Und {fifteen}")
    assert hint.kind is Kind.LONG
    assert "16 Wörter" in hint.words


def test_a_hint_says_what_to_write_instead_and_stands_once() -> None:
    (hint,) = hints_on("Bitte umgehend. Bitte umgehend.")

    assert hint.words == "„umgehend“ ist ein Amtswort. Einfacher: sofort."
    assert hint.extract == "Bitte umgehend."
