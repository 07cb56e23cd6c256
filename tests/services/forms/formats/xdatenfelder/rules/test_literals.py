"""Values of rules, matched to the type of their field."""

import pytest

from tests.services.forms.formats.xdatenfelder.rules.dog import effects, reason

F = "F000000000{:02}".format


@pytest.mark.parametrize(
    ("value", "cel"),
    [
        ("2", "art == '002'"),
        ('2 "Änderung"', "art == '002'"),
        ('"änderung"', "art == '002'"),
        ('003 "Änderung u. Ende"', "art == '003'"),
        ("Änderung und Ende", "art == '003'"),
    ],
)
def test_an_answer_is_found_by_code_or_name(value: str, cel: str) -> None:
    assert effects(f"Wenn {F(2)} = {value}, dann zeige {F(3)}.") == [{"show": "bemerkung", "when": cel}]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (2, "009", "kennt keine Antwort „009“"),
        (2, '"Ja"', "kennt keine Antwort „Ja“"),
        (2, '001 "Änderung"', "heißt bei „Art“ nicht „Änderung“"),
        (1, "001", "nur mit Ja oder Nein"),
        (1, '001 "Ja"', "kennt keine Antwort"),
        (9, '"GmbH"', "ist kein Code"),
        (4, '"morgen"', "kein Datum"),
        (4, "31.02.2026", "kein Datum"),
        (6, '"viele"', "keine Zahl"),
        (6, "2,5", "keine ganze Zahl"),
        (7, '"Ja"', "kann vieles heißen"),
        (7, '001 "Eins"', "kann vieles heißen"),
        (1, "wahr oder > falsch", "derselbe Vergleich"),
    ],
)
def test_a_value_that_does_not_fit_leaves_it_open(field: int, value: str, words: str) -> None:
    assert words in reason(f"Wenn {F(field)} = {value}, dann zeige {F(3)}.")


def test_a_name_with_quotation_marks_cannot_break_out() -> None:
    [found] = effects(f"Wenn {F(7)} = „it's\\“, dann zeige {F(3)}.")

    assert found["when"] == "telefon == 'it\\'s\\\\'"
