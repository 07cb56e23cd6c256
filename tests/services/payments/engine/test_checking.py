"""Gaps and contradictions in a tariff are found without any answers."""

from decimal import Decimal

import pytest

from kreishaus.services.payments.engine.checking import flaws, missing_choices
from kreishaus.services.payments.engine.tariffs import Step, Table, Tariff


def steps(*limits: int | None) -> Tariff:
    """Return a table with these limits."""
    return Tariff(table=Table("x", tuple(Step(100, None if limit is None else Decimal(limit)) for limit in limits)))


@pytest.mark.parametrize(
    ("tariff", "message"),
    [
        (steps(50, 40, None), "Die Stufe bis 40 überschneidet sich mit der bis 50."),
        (steps(50, 50, None), "Die Stufe bis 50 überschneidet sich mit der bis 50."),
        (steps(None, 50), "Hinter der Stufe ohne Grenze steht noch eine."),
        (steps(50, 100), "Über 100 gibt es keinen Betrag."),
        (Tariff(table=Table("x")), "Die Tabelle braucht entweder „steps“ oder „choices“."),
        (Tariff(at_least=500, at_most=100), "Der Mindestbetrag liegt über dem Höchstbetrag."),
        (Tariff(percent=Decimal(120), of="x"), "Der Anteil muss zwischen 0 und 100 Prozent liegen."),
        (Tariff(times="x", unit=Decimal(0)), "Die Einheit muss größer als null sein."),
        (Tariff(times="x +"), "Der Ausdruck „x +“ ist ab Zeichen 4 nicht verständlich."),
    ],
)
def test_a_flaw_is_named(tariff: Tariff, message: str) -> None:
    assert message in [said for said, _ in flaws(tariff)]


def test_a_whole_table_has_no_flaws() -> None:
    assert list(flaws(steps(50, 100, None))) == []


def test_a_table_by_an_answer_knows_all_answers_and_no_others() -> None:
    tariff = Tariff(table=Table("g.kind", choices=(("year", 1), ("week", 2))))

    found = [message for message, _ in missing_choices(tariff, lambda _: ("year", "day"))]

    assert found == [
        "Für die Antwort „day“ steht kein Betrag in der Tabelle.",
        "Die Antwort „week“ aus der Tabelle gibt es im Formular nicht.",
    ]
    assert list(missing_choices(tariff, lambda _: None)) == []
    assert list(missing_choices(steps(None), lambda _: ("a",))) == []
