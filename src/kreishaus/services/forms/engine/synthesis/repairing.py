"""Make a violated rule hold: change as few of the answers that it reads as possible."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from random import Random

from kreishaus.base.expressions.literals import Literals, literals
from kreishaus.services.forms.engine.conditions import Condition, Kind, Read
from kreishaus.services.forms.engine.places import answer_at, put
from kreishaus.services.forms.engine.planning import Check, Plan
from kreishaus.services.forms.engine.reckoning import Reckoning
from kreishaus.services.forms.engine.schema import Answers
from kreishaus.services.forms.engine.synthesis.candidates import candidates
from kreishaus.services.forms.engine.tree import Node, Rows

_MOST_TRIES = 1_500
_MOST_TOGETHER = 3
_MOST_PLACES = 12

Change = dict[str, object]
"""path -> new value, None for unanswered"""


@dataclass(frozen=True, slots=True)
class Place:
    """A field in its rows."""

    node: Node
    rows: Rows

    @property
    def path(self) -> str:
        """The path with row numbers."""
        return self.node.path_in(self.rows)


def is_violated(check: Check, rows: Rows, plan: Plan, answers: Answers, on: date) -> bool:
    """Return whether the rule complains in these rows."""
    reckoning = Reckoning(plan, answers, on, ahead=False)
    if check.node and not reckoning.visible(check.node, rows):
        return False
    if check.when and reckoning.holds(check.when, rows) is not True:
        return False
    return reckoning.holds(check.valid, rows) is False or check.rule.id in reckoning.failures


def repairs(check: Check, rows: Rows, plan: Plan, answers: Answers, *, on: date, random: Random) -> Iterator[Change]:
    """Yield changes after which the rule no longer complains, small ones first.

    `answers` are as before between two changes; whoever takes one applies it.
    """
    conditions = [condition for condition in (check.valid, check.when) if condition]
    places = places_read(conditions, rows, Reckoning(plan, answers, on, ahead=False))[:_MOST_PLACES]
    known = sum((literals(condition.expression.source) for condition in conditions), Literals())
    groups = [place for place in _groups_read(conditions, rows) if answer_at(answers, place.path)]
    given = {place.path: answer_at(answers, place.path) for place in (*groups, *places)}
    choices: dict[str, list[object]] = {group.path: [None] for group in groups}
    choices |= {
        place.path: _values(place, known, on, random, [given[other.path] for other in places if other != place])
        for place in places
    }
    tries = 0
    for together in range(1, min(_MOST_TOGETHER, len(places)) + 1):
        for chosen in combinations(choices, together):
            for values in product(*(choices[path] for path in chosen)):
                tries += 1
                if tries > _MOST_TRIES:
                    return
                change = dict(zip(chosen, values, strict=True))
                with _tried(change, given, answers):
                    helps = not is_violated(check, rows, plan, answers, on)
                if helps:
                    yield change


def places_read(conditions: list[Condition], rows: Rows, reckoning: Reckoning) -> list[Place]:
    """Return the fields that conditions read from these rows, each in every row that counts."""
    found: dict[str, Place] = {}
    for condition in conditions:
        for read in condition.reads.values():
            for place in _places(read, rows, reckoning):
                found.setdefault(place.path, place)
    return list(found.values())


def _groups_read(conditions: list[Condition], rows: Rows) -> list[Place]:
    """Return the single groups that conditions ask about as a whole: each can be emptied at once."""
    found = [
        Place(read.node, rows[: read.depth])
        for condition in conditions
        for read in condition.reads.values()
        if read.kind is Kind.GROUP and read.node
    ]
    return list({place.path: place for place in found}.values())


def _places(read: Read, rows: Rows, reckoning: Reckoning) -> Iterator[Place]:
    if read.node is None:
        return
    shared = rows[: read.depth]
    if read.kind is Kind.VALUE:
        yield Place(read.node, shared)
        return
    for leaf in (leaf for member in read.members or (read.node,) for leaf in reckoning.plan.tree.leaves(member)):
        for instance in reckoning.instances(leaf.outer):
            if instance[: len(shared)] == shared and leaf.type and leaf.type.has_value:
                yield Place(leaf, instance)


def _values(place: Place, known: Literals, on: date, random: Random, near: list[object]) -> list[object]:
    node = place.node
    if node.type is None or node.field is None or node.computations:
        return []
    values = candidates(node.type, node.field, known, on=on, random=random, near=near)
    if node.repeats and not node.type.is_list:
        values = [[value] for value in values]
    return values if node.field.required else [*values, None]


@contextmanager
def _tried(change: Change, given: Change, answers: Answers) -> Iterator[None]:
    """Change the answers in place and take it back afterwards."""
    for path, value in change.items():
        put(answers, path, value)
    try:
        yield
    finally:
        for path in change:
            put(answers, path, given[path])
