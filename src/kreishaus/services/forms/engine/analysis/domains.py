"""Which answers matter for a question, and which values of each make a difference."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from kreishaus.base.expressions.literals import Literals, literals
from kreishaus.services.forms.engine.analysis.usage import Usage, usages
from kreishaus.services.forms.engine.conditions import Condition, Kind
from kreishaus.services.forms.engine.reckoning import is_answered
from kreishaus.services.forms.engine.synthesis.candidates import candidates
from kreishaus.services.forms.engine.tree import Node, Tree

_ORDERED = frozenset({"integer", "number", "money", "date"})
_EQUAL_ONLY = frozenset({"text", "choice", "code-list"})
_MOST_VALUES = 48


@dataclass(frozen=True, slots=True)
class Domain:
    """The values of one field that are worth trying."""

    node: Node
    path: str
    values: tuple[object, ...]
    """None (unanswered) first"""
    exact: bool
    """whether these values stand for all others"""


@dataclass(frozen=True, slots=True)
class Support:
    """The fields on which a question depends, with their values."""

    domains: tuple[Domain, ...]
    exact: bool
    of_authority: bool = False
    """whether it also depends on what the form knows about the authority: elsewhere it may be otherwise"""

    @property
    def size(self) -> int:
        """How many combinations of values there are."""
        size = 1
        for domain in self.domains:
            size *= len(domain.values)
        return size


def support(tree: Tree, conditions: Iterable[Condition], targets: Sequence[Node] = (), *, on: date) -> Support:
    """Return the fields that these conditions, and the visibility of `targets`, depend on in the end."""
    gathering = _Gathering(tree)
    for target in targets:
        gathering.visibility(target)
    for condition in conditions:
        gathering.condition(condition)
    domains = []
    exact = not gathering.over_rows
    for node in gathering.leaves():
        domain = _domain(node, gathering.usage.get(node.path), gathering.literals_of(node), on)
        domains.append(domain)
        exact = exact and domain.exact
    return Support(tuple(domains), exact, gathering.of_authority)


def direct_domains(conditions: Iterable[Condition], *, on: date) -> tuple[Domain, ...]:
    """Return the values of the fields that conditions name themselves, whatever shows those fields."""
    nodes: dict[int, Node] = {}
    found: dict[int, Usage] = {}
    known: dict[int, Literals] = {}
    for condition in conditions:
        source = condition.expression.source
        used = usages(source)
        for path, read in condition.reads.items():
            if read.node is not None and read.node.field is not None:
                number = read.node.number
                nodes[number] = read.node
                found.setdefault(number, Usage()).add(used[path])
                known[number] = known.get(number, Literals()) + literals(source)
    return tuple(_domain(nodes[number], found[number], known[number], on) for number in sorted(nodes))


class _Gathering:
    """Follows conditions to the fields they read, and those to the conditions that show them."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.nodes: dict[int, Node] = {}
        self.usage: dict[str, Usage] = {}
        self.sources: dict[int, list[str]] = {}
        self.over_rows = False
        self.of_authority = False
        self._seen: set[int] = set()

    def leaves(self) -> list[Node]:
        return [self.nodes[number] for number in sorted(self.nodes) if not self.nodes[number].computations]

    def literals_of(self, node: Node) -> Literals:
        return sum(map(literals, self.sources.get(node.number, ())), Literals())

    def visibility(self, node: Node) -> None:
        current: Node | None = node
        while current is not None:
            for condition in (current.when, *current.shows, *current.hides):
                if condition:
                    self.condition(condition)
            if current.parent is None and current.page.when:
                self.condition(current.page.when)
            current = current.parent

    def condition(self, condition: Condition) -> None:
        if id(condition) in self._seen:
            return
        self._seen.add(id(condition))
        source = condition.expression.source
        used = usages(source)
        for path, read in condition.reads.items():
            if read.node is None:
                self.of_authority = self.of_authority or read.kind is Kind.FACT
                continue
            if read.kind is not Kind.VALUE:
                self.over_rows = self.over_rows or read.kind is Kind.ROWS
            if read.kind is Kind.GROUP and not used[path].valued and (one := _spokesman(read.node)):
                self._leaf(one, Usage(), source)
                continue
            for member in read.members or (read.node,):
                for leaf in self.tree.leaves(member):
                    usage = (
                        used[path]
                        if leaf is read.node
                        else Usage(plain=not used[path].valued, valued=used[path].valued)
                    )
                    self._leaf(leaf, usage, source)

    def _leaf(self, leaf: Node, usage: Usage, source: str) -> None:
        if leaf.type is None or not leaf.type.has_value:
            return
        self.usage.setdefault(leaf.path, Usage()).add(usage)
        self.sources.setdefault(leaf.number, []).append(source)
        if leaf.number in self.nodes:
            return
        self.nodes[leaf.number] = leaf
        self.visibility(leaf)
        for computation in leaf.computations:
            self.usage[leaf.path].plain = False
            for condition in (computation.value, computation.when):
                if condition:
                    self.condition(condition)


def _spokesman(group: Node) -> Node | None:
    """Return a field that can be answered whenever the group is shown: it alone decides if the group is answered."""
    for child in group.children:
        if child.has_conditions or child.repeats:
            continue
        if child.type and child.type.has_value and not child.computations:
            return child
        if child.group and (found := _spokesman(child)):
            return found
    return None


def _domain(node: Node, usage: Usage | None, known: Literals, on: date) -> Domain:
    assert node.type is not None
    assert node.field is not None
    usage = usage or Usage()
    key, options = node.type.key, [option.key for option in node.field.options]
    random = Random(node.path)  # noqa: S311 -- nothing secret: the same field, the same samples
    path = node.path_in((0,) * len(node.outer))
    if not usage.valued and key != "yes-no":
        made = node.type.synthetic(node.field, random)
        value = [made] if node.repeats and not node.type.is_list else made
        return Domain(node, path, (None, value), exact=is_answered(made))
    only_equal = usage.plain and not usage.ordered
    if key == "yes-no":
        return Domain(node, path, (None, True, False), not node.repeats)
    if options and not node.type.is_list:
        named = [option for option in options if option in usage.named] if only_equal else options
        others = [option for option in options if option not in named][:1]
        values = [*named, *others]
        return Domain(node, path, (None, *values[:_MOST_VALUES]), len(values) <= _MOST_VALUES and not node.repeats)
    exact = usage.plain and not node.repeats
    if key in _EQUAL_ONLY:
        exact = exact and not usage.ordered
    elif key not in _ORDERED:
        exact = exact and not usage.constants
    values_known = _constants(usage) if exact else known
    found = candidates(node.type, node.field, values_known, on=on, random=random, near=_limits(node))
    if node.repeats and not node.type.is_list:
        found = [[value] for value in found]
    return Domain(node, path, (None, *found[:_MOST_VALUES]), exact and len(found) <= _MOST_VALUES)


def _constants(usage: Usage) -> Literals:
    numbers = tuple(value for value in usage.constants if not isinstance(value, str))
    return Literals(tuple(value for value in usage.constants if isinstance(value, str)), numbers)


def _limits(node: Node) -> list[object]:
    assert node.field is not None
    limits = [limit for limit in (node.field.min, node.field.max) if limit is not None]
    # Money is limited in euro and stored in cents.
    return [limit * 100 if node.field.type == "money" and isinstance(limit, int) else limit for limit in limits]
