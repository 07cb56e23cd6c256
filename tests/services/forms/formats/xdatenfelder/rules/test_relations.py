"""Orders, limits and sums."""

import pytest

from tests.services.forms.formats.xdatenfelder.rules.dog import conversion, effects, proposal, reason, rule

F = "F000000000{:02}".format


@pytest.mark.parametrize(
    ("text", "cel"),
    [
        (f"Wenn {F(6)} mindestens 3 beträgt", "anzahl >= 3"),
        (f"Wenn {F(6)} zwischen 3 und 5 liegt", "anzahl >= 3 && anzahl <= 5"),
        (f"Wenn {F(12)} mehr als 1.000,50 € beträgt", "betrag > 100050"),
        (f"Wenn {F(4)} in der Vergangenheit liegt", "beginn < today"),
        (f"Wenn {F(4)} vor dem 1.2.2020 liegt", "beginn < '2020-02-01'"),
        (f"Wenn {F(4)} mehr als 18 Jahre zurückliegt", "years(beginn, today) > 18"),
        (f"Wenn {F(6)} > Summe aus {F(31)} und {F(32)}", "anzahl > geburtsdatum.tag + geburtsdatum.monat"),
    ],
)
def test_relations_become_expressions(text: str, cel: str) -> None:
    assert effects(f"{text}, muss {F(3)} angegeben werden.") == [{"require": "bemerkung", "when": cel}]


def test_a_calculation_is_carried_out() -> None:
    assert effects(f"{F(6)} ist die Differenz aus {F(33)} und {F(31)}.") == [
        {"set": "anzahl", "to": "geburtsdatum.jahr - geburtsdatum.tag"}
    ]


def test_a_formula_is_a_calculation_only_if_the_rule_is_one() -> None:
    text = f"{F(6)} = {F(31)} + {F(32)}"
    made = [{"set": "anzahl", "to": "geburtsdatum.tag + geburtsdatum.monat"}]

    assert "Berechnung sein oder eine Prüfung" in reason(text)
    assert proposal(text) == made
    form = conversion(rule(text).replace("<typ><code>K<", "<typ><code>B<")).form
    assert form["rules"][0]["to"].replace("antrag.", "") == made[0]["to"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{F(6)} ist die Summe aus {F(31)} und {F(3)}.", "Zahlen derselben Art"),
        (f"{F(6)} ist die Summe aus {F(6)} und {F(31)}.", "von sich selbst"),
        (f"{F(12)} ist das Produkt aus {F(12)} und {F(6)}.", "von sich selbst"),
        (f"{F(6)} ist die Differenz aus {F(31)}, {F(32)} und {F(33)}.", "mehrere Felder"),
        (f"{F(6)} ist die Summe aus {F(31)}.", "mehrere Felder"),
    ],
)
def test_what_cannot_be_computed_stays_open(text: str, words: str) -> None:
    assert words in reason(text)
