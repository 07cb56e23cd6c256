from dataclasses import replace
from datetime import date

from kreishaus.services.payments.rules import FeeRule, assess, fee_rules, schedule_problems

YEAR = FeeRule(
    name="Jahresausweis",
    amount_cents=3070,
    valid_from=date(2024, 1, 1),
    when="permit.duration == 'year'",
    basis="GebOSt Nr. 265",
)
MONTH = FeeRule(name="Monatsausweis", amount_cents=500, valid_from=date(2024, 1, 1), when="permit.duration == 'month'")
POSTAGE = FeeRule(name="Zusendung", amount_cents=160)


def test_only_fees_whose_condition_holds_are_added_up() -> None:
    assessment = assess((YEAR, MONTH, POSTAGE), answers={"permit": {"duration": "year"}}, on=date(2026, 3, 1))

    assert [item.name for item in assessment.items] == ["Jahresausweis", "Zusendung"]
    assert assessment.total_cents == 3230


def test_every_item_says_why_it_is_due() -> None:
    assessment = assess((YEAR,), answers={"permit": {"duration": "year"}}, on=date(2026, 3, 1))

    assert assessment.items[0].explanation == (
        "Jahresausweis: 30,70\N{NO-BREAK SPACE}€, gilt seit 01.01.2024, nach GebOSt Nr. 265, "
        "weil zutrifft: permit.duration == 'year'"
    )


def test_conditions_may_name_the_answers_explicitly() -> None:
    rule = replace(YEAR, when="answers.permit.duration == 'year'")

    assert assess((rule,), answers={"permit": {"duration": "year"}}, on=date(2026, 3, 1)).total_cents == 3070


def test_an_answer_that_is_missing_costs_nothing() -> None:
    assert assess((YEAR,), answers={}, on=date(2026, 3, 1)).total_cents == 0


def test_the_law_of_the_day_decides() -> None:
    old = replace(POSTAGE, amount_cents=145, valid_until=date(2025, 12, 31))
    new = replace(POSTAGE, valid_from=date(2026, 1, 1))

    assert assess((old, new), answers={}, on=date(2025, 12, 31)).total_cents == 145
    assert assess((old, new), answers={}, on=date(2026, 1, 1)).total_cents == 160
    assert schedule_problems((new, old)) == []


def test_overlapping_fees_are_reported() -> None:
    new = replace(YEAR, amount_cents=3500, valid_from=date(2026, 7, 1))

    problems = schedule_problems((YEAR, new))

    assert [problem.message for problem in problems] == ["Gebühr „Jahresausweis“ gilt ab 01.07.2026 doppelt."]


def test_gaps_between_fees_are_reported() -> None:
    old = replace(YEAR, valid_until=date(2025, 12, 31))
    new = replace(YEAR, valid_from=date(2026, 2, 1))

    problems = schedule_problems((new, old))

    assert [problem.message for problem in problems] == ["Gebühr „Jahresausweis“ fehlt vom 01.01.2026 bis 31.01.2026."]


def test_fees_with_different_conditions_do_not_overlap() -> None:
    assert schedule_problems((YEAR, replace(YEAR, when="permit.duration == 'half'"))) == []


def test_a_broken_condition_is_reported() -> None:
    problems = schedule_problems((replace(YEAR, when="permit.duration =="),))

    assert len(problems) == 1
    assert problems[0].message.startswith("Bedingung der Gebühr „Jahresausweis“")


def test_a_fee_that_ends_before_it_begins_is_reported() -> None:
    assert len(schedule_problems((replace(YEAR, valid_until=date(2023, 1, 1)),))) == 1


def test_rules_survive_the_way_through_json() -> None:
    rules = (YEAR, MONTH, POSTAGE)

    assert fee_rules([rule.to_data() for rule in rules]) == rules
