"""What the schemas cannot check: rules over containers, messages and both together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from kreishaus.base.problems import Problem

Subject = TypeVar("Subject")


class Weight(Enum):
    """Whether a finding stops the exchange or is only told."""

    REFUSED = "refused"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken rule: which, how heavy, and what to do."""

    rule: str
    problem: Problem
    weight: Weight = Weight.REFUSED


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """A rule with a name of its own; `check` yields one problem for each place that breaks it."""

    key: str
    check: Callable[[Subject], Iterable[Problem]]
    weight: Weight = Weight.REFUSED

    def findings(self, subject: Subject) -> list[Finding]:
        """Return what of the subject breaks the rule."""
        return [Finding(self.key, problem, self.weight) for problem in self.check(subject)]


def findings(rules: Iterable[Rule[Subject]], subject: Subject) -> list[Finding]:
    """Return what of the subject breaks any of the rules."""
    return [finding for rule in rules for finding in rule.findings(subject)]
