"""Fees after the law of the day: which apply to these answers, what they add up to, and why.

Pure rules: the date and the answers come in, nothing is read from anywhere. A fee is valid from
a day to another (both included); its condition is CEL over the answers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from kreishaus.base.expressions import ExpressionError, compile_expression
from kreishaus.base.german import short_date
from kreishaus.base.money import euro
from kreishaus.base.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRule:
    """One line of a fee schedule."""

    name: str
    amount_cents: int
    valid_from: date | None = None
    valid_until: date | None = None
    when: str = ""
    basis: str = ""

    def is_valid(self, on: date) -> bool:
        """Tell whether the fee is law on that day."""
        return (self.valid_from or date.min) <= on <= (self.valid_until or date.max)

    def to_data(self) -> dict[str, Any]:
        """Return the rule as JSON, the inverse of `fee_rules`."""
        return {
            "name": self.name,
            "amount_cents": self.amount_cents,
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "valid_until": self.valid_until.isoformat() if self.valid_until else None,
            "when": self.when,
            "basis": self.basis,
        }


@dataclass(frozen=True, slots=True)
class Item:
    """A fee that applies, and why it does."""

    name: str
    amount_cents: int
    basis: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """The fees that apply to an application."""

    items: tuple[Item, ...]

    @property
    def total_cents(self) -> int:
        """Return the sum of all items."""
        return sum(item.amount_cents for item in self.items)


def fee_rules(data: Iterable[Mapping[str, Any]]) -> tuple[FeeRule, ...]:
    """Return the rules of a published service from its settings (JSON)."""
    return tuple(
        FeeRule(
            name=entry["name"],
            amount_cents=entry["amount_cents"],
            valid_from=_day(entry.get("valid_from")),
            valid_until=_day(entry.get("valid_until")),
            when=entry.get("when") or "",
            basis=entry.get("basis") or "",
        )
        for entry in data
    )


def assess(rules: Sequence[FeeRule], *, answers: Mapping[str, object], on: date) -> Assessment:
    """Return the fees for these answers on that day, in the order of the schedule.

    `answers` is the environment of conditions: answers by group key. `answers.x` works as well as `x`.
    A condition over an answer that is not there does not apply.
    """
    environment = {**answers, "answers": answers}
    return Assessment(
        tuple(
            Item(rule.name, rule.amount_cents, rule.basis, _explanation(rule))
            for rule in rules
            if rule.is_valid(on) and _applies(rule, environment)
        )
    )


def schedule_problems(rules: Sequence[FeeRule], *, file: str = "service.yaml") -> list[Problem]:
    """Return what is wrong with a fee schedule: broken conditions, overlaps and gaps in time.

    Lines of one schedule belong together when name and condition are the same: at most one of
    them may be law on any day, and none may be missing in between.
    """
    problems = []
    series: dict[tuple[str, str], list[FeeRule]] = {}
    for rule in rules:
        problems += _line_problems(rule, file)
        series.setdefault((rule.name, rule.when), []).append(rule)
    for lines in series.values():
        lines.sort(key=lambda rule: rule.valid_from or date.min)
        for earlier, later in pairwise(lines):
            problems += _seam_problems(earlier, later, file)
    return problems


def _line_problems(rule: FeeRule, file: str) -> list[Problem]:
    problems = []
    if rule.valid_from and rule.valid_until and rule.valid_until < rule.valid_from:
        problems.append(Problem(f"Gebühr „{rule.name}“ endet, bevor sie beginnt.", file=file))
    if rule.amount_cents < 0:
        problems.append(Problem(f"Gebühr „{rule.name}“ ist kleiner als null.", file=file))
    if rule.when:
        try:
            compile_expression(rule.when)
        except ExpressionError as error:
            problems.append(Problem(f"Bedingung der Gebühr „{rule.name}“: {error}", file=file))
    return problems


def _seam_problems(earlier: FeeRule, later: FeeRule, file: str) -> list[Problem]:
    begins = later.valid_from or date.min
    if earlier.valid_until is None or begins <= earlier.valid_until:
        day = short_date(later.valid_from) if later.valid_from else "Anfang an"
        return [
            Problem(
                f"Gebühr „{earlier.name}“ gilt ab {day} doppelt.",
                file=file,
                hint="Bitte bei der älteren Zeile valid_until angeben.",
            )
        ]
    if earlier.valid_until + timedelta(days=1) < begins:
        start, end = earlier.valid_until + timedelta(days=1), begins - timedelta(days=1)
        message = f"Gebühr „{earlier.name}“ fehlt vom {short_date(start)} bis {short_date(end)}."
        return [Problem(message, file=file, hint="Bitte die Lücke schließen.")]
    return []


def _applies(rule: FeeRule, environment: Mapping[str, object]) -> bool:
    if not rule.when:
        return True
    try:
        return compile_expression(rule.when).holds(environment) is True
    except ExpressionError:
        return False


def _explanation(rule: FeeRule) -> str:
    parts = [f"{rule.name}: {euro(rule.amount_cents)}"]
    if rule.valid_from:
        parts.append(f"gilt seit {short_date(rule.valid_from)}")
    if rule.basis:
        parts.append(f"nach {rule.basis}")
    if rule.when:
        parts.append(f"weil zutrifft: {rule.when}")
    return ", ".join(parts)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
