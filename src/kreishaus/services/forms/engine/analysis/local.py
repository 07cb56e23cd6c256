"""A quick proof that conditions never hold together: look at the fields they name, at nothing around them.

A hidden field reads as unanswered, and unanswered is among the values tried. So what no values of
the named fields make true is not true in any form; the other way round nothing is said.
"""

from collections.abc import Sequence
from datetime import date
from itertools import product

from kreishaus.base.expressions import ExpressionError
from kreishaus.services.forms.engine.analysis.domains import direct_domains
from kreishaus.services.forms.engine.analysis.usage import usages
from kreishaus.services.forms.engine.conditions import Condition, Kind
from kreishaus.services.forms.engine.reckoning import is_answered
from kreishaus.services.forms.engine.tree import Node

_MOST = 2_000


def never_together(conditions: Sequence[Condition], *, on: date) -> bool:
    """Return whether it is proven that these conditions are never all true; False if that is not known."""
    if not all(map(_is_simple, conditions)):
        return False
    domains = direct_domains(conditions, on=on)
    size = 1
    for domain in domains:
        size *= len(domain.values)
    if size > _MOST or not all(domain.exact for domain in domains):
        return False
    # Whether a group is answered may be either, whatever is in it.
    groups = {
        read.node.number: read.node
        for each in conditions
        for read in each.reads.values()
        if read.node and read.kind is Kind.GROUP
    }
    nodes = [*(domain.node for domain in domains), *groups.values()]
    for values in product(*(domain.values for domain in domains), *((None, True) for _ in groups)):
        given = {node.number: value for node, value in zip(nodes, values, strict=True)}
        if all(_holds(condition, given, on) for condition in conditions):
            return False
    return True


def _is_simple(condition: Condition) -> bool:
    """Return whether it reads single fields, and of groups only whether they are answered."""
    used = usages(condition.expression.source)
    for path, read in condition.reads.items():
        if read.member or read.kind not in (Kind.VALUE, Kind.TODAY, Kind.GROUP):
            return False
        if read.kind is Kind.GROUP and used[path].valued:
            return False
    return True


def _holds(condition: Condition, given: dict[int, object], on: date) -> bool:
    reads = condition.reads

    def value(path: str) -> object:
        node = reads[path].node
        return on.isoformat() if node is None else _seen(node, given[node.number])

    def answered(path: str) -> bool:
        node = reads[path].node
        return node is None or is_answered(given[node.number])

    try:
        return condition.expression.holds_with(value, answered) is True
    except ExpressionError:
        # The engine takes what cannot be computed for not true as well.
        return False


def _seen(node: Node, value: object) -> object:
    assert node.type is not None
    return node.type.read(value) if is_answered(value) else node.type.empty
