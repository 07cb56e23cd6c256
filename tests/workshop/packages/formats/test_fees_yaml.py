"""The fee schedule as it is written in service.yaml."""

import pytest

from kreishaus.base.problems import Problem
from kreishaus.base.yamlsections import Section
from kreishaus.base.yamlsource import load
from kreishaus.services.payments.rules import FeeRule, assess, fee_rules
from kreishaus.workshop.packages.formats.fees_yaml import read_fee
from tests.cast import TODAY


def read(text: str) -> tuple[FeeRule, list[Problem]]:
    """Return the line and what is wrong with it."""
    section = Section(load(text, "service.yaml"))
    return read_fee(section), section.problems


def total(text: str, **answers: object) -> tuple[int, str]:
    """Return the sum and how it came about, after a trip through the database's JSON."""
    fee, problems = read(text)
    assert problems == []
    assessment = assess(fee_rules([fee.to_data()]), answers=answers, on=TODAY)
    return assessment.total_cents, assessment.items[0].how.replace("\N{NO-BREAK SPACE}", " ")


def test_a_fixed_amount_needs_no_explanation() -> None:
    assert total('{name: Ausweis, amount: "30.70"}') == (3_070, "")


def test_steps_by_size() -> None:
    text = """
name: Genehmigung
basis: AllGO Nr. 1
table:
  by: build.area
  steps:
    - {up_to: 50, amount: "100.00"}
    - {up_to: "99.5", amount: "180.00"}
    - {amount: "250.00"}
"""
    assert total(text, build={"area": 75}) == (18_000, "75 liegt in der Stufe bis 99,5: 180,00 €.")


def test_prices_by_answer_times_a_quantity_with_bounds() -> None:
    text = """
name: Sondernutzung
because: Sie die Straße nutzen
table: {by: use.kind, choices: {table: "2.50", stage: "20.00"}}
times: use.days
unit: 7
unit_name: Woche
at_least: "6.00"
round: "1.00"
rounding: up
"""
    assert total(text, use={"kind": "table", "days": 8}) == (
        600,
        "für „table“ 2,50 €; 2 × Woche 2,50 € (je angefangene 7); mindestens 6,00 €. Weil Sie die Straße nutzen.",
    )


def test_a_share_on_top() -> None:
    fee, problems = read('{name: Auslagen, percent: "0.5", of: build.costs, plus: true, at_most: "10.00"}')

    assert problems == []
    [item] = assess([fee], answers={"build": {"costs": 50_000}}, on=TODAY).items
    assert (item.name, item.amount_cents) == ("zuzüglich Auslagen", 250)


def test_what_cannot_be_reckoned_yet_is_open_and_costs_nothing() -> None:
    fee, _ = read('{name: Auslagen, percent: "0.5", of: build.costs}')

    assessment = assess([fee], answers={}, on=TODAY)

    assert assessment.items == ()
    assert [text.partition(".")[0] for text in assessment.open] == ["„Auslagen“ lässt sich noch nicht berechnen"]


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("{name: A}", "Eine Gebühr braucht genau eines davon: amount, table oder percent.", 1),
        ('{name: A, amount: "1.00", percent: 3, of: x}', "Eine Gebühr braucht genau eines davon", 1),
        ("name: A\npercent: viel\nof: x", "„viel“ ist keine Zahl.", 2),
        ("name: A\npercent: 3", "Die Angabe „of“ fehlt.", 1),
        ('name: A\namount: "1.00"\nof: x', "„of“ gehört zu „percent“.", 3),
        ('name: A\namount: "1.00"\nunit: 3', "„unit“ gehört zu „times“.", 3),
        ('name: A\namount: "1.00"\nround: "0.00"', "Gerundet wird auf einen Betrag über null.", 3),
        ('name: A\namount: "1.00"\nrounding: auf', "„auf“ ist hier nicht möglich.", 3),
        ('name: A\namount: "1.00"\ntimes: x +', "nicht verständlich", 3),
        ('name: A\namount: "1.00"\namout: "2.00"', "Den Schlüssel „amout“ gibt es hier nicht.", 3),
        ("name: A\ntable:\n  by: x\n  stepz: []", "Den Schlüssel „stepz“ gibt es hier nicht.", 4),
    ],
)
def test_every_mistake_has_its_line(text: str, message: str, line: int) -> None:
    _, problems = read(text)

    assert any(message in problem.message and problem.line == line for problem in problems), problems
