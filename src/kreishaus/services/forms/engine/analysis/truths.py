"""Conditions that are never true or always true, whatever somebody answers."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kreishaus.services.forms.engine.analysis.domains import support
from kreishaus.services.forms.engine.analysis.findings import Finding, Kind, Severity
from kreishaus.services.forms.engine.analysis.searching import Searcher
from kreishaus.services.forms.engine.conditions import Condition
from kreishaus.services.forms.engine.tree import Node, Tree


@dataclass(frozen=True, slots=True)
class _Stated:
    """A condition and the element it belongs to."""

    condition: Condition
    node: Node | None
    path: str
    label: str
    shows: bool
    """whether it decides about visibility"""


def truth_findings(searcher: Searcher, hidden: Collection[str]) -> list[Finding]:
    """Return a finding for every condition that could as well not be there; not again for `hidden` paths."""
    findings: list[Finding] = []
    for stated in _conditions(searcher.schema.plan.tree):
        findings += _findings(stated, searcher, already=stated.shows and stated.path in hidden)
    for check in searcher.schema.plan.checks:
        if check.when and check.node:
            stated = _Stated(check.when, check.node, check.node.path, check.node.label, shows=False)
            findings += _findings(stated, searcher, already=False)
    return findings


def _conditions(tree: Tree) -> Iterator[_Stated]:
    for page in tree.pages:
        if page.when:
            yield _Stated(page.when, None, page.key, page.page.title, shows=True)
    for node in tree.nodes:
        for condition in (node.when, *node.shows):
            if condition:
                yield _Stated(condition, node, node.path, node.label, shows=True)
        others = [entry.when for entry in node.computations if entry.when]
        for condition in (*node.hides, *node.requires, *node.forbids, *others):
            yield _Stated(condition, node, node.path, node.label, shows=False)


def _findings(stated: _Stated, searcher: Searcher, *, already: bool) -> Iterator[Finding]:
    rows = (0,) * (len(stated.node.outer) if stated.node else 0)
    condition = stated.condition
    needed = support(searcher.schema.plan.tree, [condition], on=searcher.on)
    true = searcher.find(lambda reckoning: reckoning.holds(condition, rows) is True, needed)
    if not true.found:
        # A rule for another Land is no mistake; the elements it shows there are named already.
        if not already and not (true.impossible and needed.of_authority):
            yield _finding(stated, Kind.NEVER_TRUE, proven=true.impossible)
        return
    if needed.of_authority:
        return
    if searcher.find(lambda reckoning: reckoning.holds(condition, rows) is not True, needed).impossible:
        yield _finding(stated, Kind.ALWAYS_TRUE, proven=True)


def _finding(stated: _Stated, kind: Kind, *, proven: bool) -> Finding:
    source = stated.condition.expression.source
    rule = () if stated.condition.rule_id.startswith("when:") else (stated.condition.rule_id,)
    name = f"Regel {rule[0]} (bei „{stated.label}“)" if rule else f"Bedingung bei „{stated.label}“"
    if kind is Kind.ALWAYS_TRUE:
        message = f"{name} ist immer erfüllt: {source}"
        return Finding(kind, Severity.WARNING, message, stated.path, rule, "Dann braucht es sie nicht.")
    if proven:
        message = f"{name} ist nie erfüllt: {source}"
        return Finding(kind, Severity.ERROR, message, stated.path, rule, "Bitte die Werte und Felder darin prüfen.")
    return Finding(
        kind, Severity.OPEN, f"{name}: Keine Antworten gefunden, die sie erfüllen: {source}", stated.path, rule
    )
