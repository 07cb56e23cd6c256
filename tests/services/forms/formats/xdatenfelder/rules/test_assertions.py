"""What must hold between two elements, or for one."""

import pytest

from tests.services.forms.formats.xdatenfelder.rules.dog import effects, reason

F = "F000000000{:02}".format


@pytest.mark.parametrize(
    ("text", "cel"),
    [
        (f"Das Datum in {F(5)} darf nicht vor dem Datum in {F(4)} liegen.", "ende >= beginn"),
        (f"{F(6)} darf 10 nicht überschreiten.", "anzahl <= 10"),
        (f"{F(7)} und {F(8)} dürfen nicht gleichzeitig befüllt sein.", "!(has(telefon) && has(e_mail))"),
        (f"{F(7)} und {F(8)} dürfen nicht beide leer sein.", "has(telefon) || has(e_mail)"),
        (f"In {F(10)} dürfen maximal zwei Werte ausgewählt werden.", "size(gruende) <= 2"),
        (f"{F(1)} muss mit Ja beantwortet werden.", "abfrage == true"),
        (f"{F(2)} darf nur die Werte 001 oder 002 haben.", "!has(art) || art == '001' || art == '002'"),
    ],
)
def test_statements_become_checks(text: str, cel: str) -> None:
    [found] = effects(text)

    assert found["valid"] == cel


def test_a_statement_may_have_a_condition_on_either_side() -> None:
    [behind] = effects(f"{F(5)} muss nach {F(4)} liegen, wenn {F(2)} = 001.")
    [before] = effects(f"Wenn {F(2)} = 001, muss {F(5)} nach {F(4)} liegen.")

    assert behind == before
    assert (before["valid"], before["when"]) == ("ende > beginn", "art == '001'")


@pytest.mark.parametrize(
    "text", [f"{F(6)} muss nicht größer als 3 sein.", f"{F(6)} darf größer als 3 sein.", f"{F(6)} darf 3 sein."]
)
def test_what_demands_nothing_stays_open(text: str) -> None:
    assert "nicht verstanden" in reason(text)
