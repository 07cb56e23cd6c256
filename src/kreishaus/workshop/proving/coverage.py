"""What synthetic applicants have reached of a form, and what none of them has."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from kreishaus.services.forms.engine.conditions import Condition
from kreishaus.services.forms.engine.reckoning import Reckoning
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.engine.tree import Node
from kreishaus.workshop.proving.minimising import leaves
from kreishaus.workshop.proving.outcomes import Outcome

_INDEX = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Place:
    """Something of the form that is there to be reached."""

    key: str
    """path, id of a rule, or `path = code`"""
    label: str


@dataclass(slots=True)
class Coverage:
    """How often everything was reached."""

    schema: FormSchema
    shown: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    required: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    chosen: Counter[str] = field(default_factory=Counter)
    _open: list[tuple[str, Condition | None, Node | None]] = field(default_factory=list)
    _choices: Mapping[str, Node] = field(default_factory=dict)

    def __post_init__(self) -> None:
        plan = self.schema.plan
        self._open = list(_rules(self.schema))
        self._choices = {node.path: node for node in plan.tree.nodes if node.field and node.field.options}

    def add(self, outcome: Outcome) -> None:
        """Take one applicant in."""
        evaluation = outcome.evaluation
        self.shown.update({_INDEX.sub("", path) for path in evaluation.visible})
        self.required.update({_INDEX.sub("", path) for path in evaluation.required})
        answered: set[str] = set()
        for path, value in leaves(evaluation.submitted):
            plain = _INDEX.sub("", path)
            # A value may be an object of its own (an address): then the leaf lies below the field.
            answered.update(plain[:end] for end in _ends(plain))
            if plain in self._choices:
                codes = value if isinstance(value, list) else [value]
                self.chosen.update(f"{plain} = {code}" for code in codes)
        self.answered.update(answered)
        if self._open:
            self._fire(Reckoning(self.schema.plan, evaluation.submitted, evaluation.on, ahead=False))

    def _fire(self, reckoning: Reckoning) -> None:
        """Look for the rules that have not applied to anybody yet."""
        still: list[tuple[str, Condition | None, Node | None]] = []
        for identity, condition, node in self._open:
            instances = reckoning.instances(node.outer if node else ())
            if condition is None or any(reckoning.holds(condition, rows) is True for rows in instances):
                self.rules[identity] += 1
            else:
                still.append((identity, condition, node))
        self._open = still

    @property
    def never_shown(self) -> tuple[Place, ...]:
        """The fields that no applicant has seen."""
        return tuple(Place(node.path, node.label) for node in self._fields() if not self.shown[node.path])

    @property
    def never_answered(self) -> tuple[Place, ...]:
        """The fields that were seen, but that nobody has answered."""
        return tuple(
            Place(node.path, node.label)
            for node in self._fields()
            if self.shown[node.path] and not self.answered[node.path]
        )

    @property
    def never_applied(self) -> tuple[Place, ...]:
        """The rules that applied to nobody."""
        return tuple(Place(identity, identity) for identity in dict.fromkeys(entry[0] for entry in self._open))

    @property
    def never_chosen(self) -> tuple[Place, ...]:
        """The answers of choices that nobody has taken."""
        return tuple(
            Place(f"{path} = {option.key}", f"{node.label}: {option.label}")
            for path, node in self._choices.items()
            if node.field
            for option in node.field.options
            if not self.chosen[f"{path} = {option.key}"]
        )

    @property
    def fields(self) -> int:
        """How many fields take an answer."""
        return len(self._fields())

    @property
    def options(self) -> int:
        """How many answers the choices offer."""
        return sum(len(node.field.options) for node in self._choices.values() if node.field)

    @property
    def all_rules(self) -> int:
        """How many rules there are."""
        return len({identity for identity, _, _ in _rules(self.schema)})

    def _fields(self) -> list[Node]:
        return [node for node in self.schema.plan.tree.nodes if node.type and node.type.has_value]


def _ends(path: str) -> list[int]:
    """Return where the path and each path above it ends."""
    return [at for at, char in enumerate(path) if char == "."] + [len(path)]


def _rules(schema: FormSchema) -> list[tuple[str, Condition | None, Node | None]]:
    """Return every rule with the condition under which it applies."""
    plan = schema.plan
    found: list[tuple[str, Condition | None, Node | None]] = []
    for node in plan.tree.nodes:
        conditions = (*node.shows, *node.hides, *node.requires, *node.forbids)
        found += [(condition.rule_id, condition, node) for condition in conditions]
        found += [(entry.value.rule_id, entry.when, node) for entry in node.computations]
    found += [(check.rule.id, check.when, check.node) for check in plan.checks]
    return found
