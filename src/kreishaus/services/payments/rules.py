"""Fees after the law of the day: which apply to these answers, what they add up to, and why.

Pure rules: the date and the answers come in, nothing is read from anywhere. A fee is valid from
a day to another (both included); its condition is CEL over the answers; its amount is a tariff
(see `engine.tariffs`).
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
from kreishaus.base.words import say
from kreishaus.services.payments.engine.checking import flaws
from kreishaus.services.payments.engine.tariffs import NotReckoned, Reckoned, Tariff, reckon, tariff_from


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRule:
    """One line of a fee schedule."""

    name: str
    amount_cents: int = 0
    valid_from: date | None = None
    valid_until: date | None = None
    when: str = ""
    basis: str = ""
    because: str = ""
    """why it is due, in words for the applicant; without it the condition itself is shown"""
    plus: bool = False
    """comes on top of another fee: "zuzüglich" """
    tariff: Tariff | None = None
    """how the amount comes about, if it is no fixed one"""

    @property
    def reckoning(self) -> Tariff:
        """How the amount comes about."""
        return self.tariff or Tariff(cents=self.amount_cents)

    def is_valid(self, on: date) -> bool:
        """Tell whether the fee is law on that day."""
        return (self.valid_from or date.min) <= on <= (self.valid_until or date.max)

    def to_data(self) -> dict[str, Any]:
        """Return the rule as JSON, the inverse of `fee_rules`."""
        data = {
            "name": self.name,
            "amount_cents": self.amount_cents,
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "valid_until": self.valid_until.isoformat() if self.valid_until else None,
            "when": self.when,
            "basis": self.basis,
        }
        more = {"because": self.because, "plus": self.plus, "tariff": self.tariff.to_data() if self.tariff else None}
        return data | {key: value for key, value in more.items() if value}


@dataclass(frozen=True, slots=True)
class Item:
    """A fee that applies, and why it does."""

    name: str
    amount_cents: int
    basis: str
    explanation: str
    how: str = ""
    """how the amount came about and why it is due, for the applicant; "" where the name says it all"""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The fees that apply to an application."""

    items: tuple[Item, ...]
    open: tuple[str, ...] = ()
    """fees that apply but cannot be reckoned yet, each with the reason"""

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
            because=entry.get("because") or "",
            plus=entry.get("plus", False),
            tariff=tariff_from(entry["tariff"], cents=entry["amount_cents"]) if entry.get("tariff") else None,
        )
        for entry in data
    )


def assess(rules: Sequence[FeeRule], *, answers: Mapping[str, object], on: date) -> Assessment:
    """Return the fees for these answers on that day, in the order of the schedule.

    `answers` is the environment of conditions: answers by group key. `answers.x` works as well as `x`.
    A condition over an answer that is not there does not apply.
    """
    environment = {**answers, "answers": answers}
    items: list[Item] = []
    open_: list[str] = []
    for rule in rules:
        if not rule.is_valid(on) or not _applies(rule, environment):
            continue
        try:
            reckoned = reckon(rule.reckoning, environment)
        except NotReckoned as reason:
            open_.append(say("„{name}“ lässt sich noch nicht berechnen. {reason}", name=rule.name, reason=reason))
            continue
        items.append(_item(rule, reckoned))
    return Assessment(tuple(items), tuple(open_))


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
    problems += [
        Problem(f"Gebühr „{rule.name}“: {message}", file=file, hint=hint) for message, hint in flaws(rule.reckoning)
    ]
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


def _item(rule: FeeRule, reckoned: Reckoned) -> Item:
    reason = say("Weil {because}.", because=rule.because) if rule.because else ""
    how = " ".join(filter(None, (f"{'; '.join(reckoned.steps)}." if reckoned.steps else "", reason)))
    name = say("zuzüglich {name}", name=rule.name) if rule.plus else rule.name
    return Item(name, reckoned.cents, rule.basis, _explanation(rule, reckoned), how)


def _explanation(rule: FeeRule, reckoned: Reckoned) -> str:
    parts = [f"{'zuzüglich ' if rule.plus else ''}{rule.name}: {euro(reckoned.cents)}"]
    if reckoned.steps:
        parts[0] += f" ({'; '.join(reckoned.steps)})"
    if rule.valid_from:
        parts.append(say("gilt seit {valid_from}", valid_from=short_date(rule.valid_from)))
    if rule.basis:
        parts.append(say("nach {basis}", basis=rule.basis))
    if rule.because:
        parts.append(say("weil {because}", because=rule.because))
    elif rule.when:
        parts.append(say("weil zutrifft: {when}", when=rule.when))
    return ", ".join(parts)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
