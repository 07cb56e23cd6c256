"""Rules that cannot be kept together: demanded and forbidden at once, or no value satisfies both."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from kreishaus.services.forms.engine.analysis.domains import Domain, Support, support
from kreishaus.services.forms.engine.analysis.findings import Finding, Kind, Severity
from kreishaus.services.forms.engine.analysis.local import never_together
from kreishaus.services.forms.engine.analysis.searching import Outcome, Searcher
from kreishaus.services.forms.engine.planning import Check
from kreishaus.services.forms.engine.reckoning import Reckoning, is_answered
from kreishaus.services.forms.engine.tree import Node, Rows


def contradictions(searcher: Searcher) -> list[Finding]:
    """Return the rules that contradict each other, each with the fewest answers that show it."""
    plan = searcher.schema.plan
    findings = [finding for node in plan.tree.nodes for finding in _demanded_and_forbidden(node, searcher)]
    checks = [check for check in plan.checks if check.node]
    impossible: set[str] = set()
    for check in checks:
        found = _unsatisfiable((check,), searcher)
        if found:
            impossible.add(check.rule.id)
            findings.append(found)
    for pair in combinations(checks, 2):
        if impossible.isdisjoint(check.rule.id for check in pair) and _related(*pair) and not _apart(pair, searcher):
            found = _unsatisfiable(pair, searcher)
            if found:
                findings.append(found)
    return findings


def _demanded_and_forbidden(node: Node, searcher: Searcher) -> Iterator[Finding]:
    rows = (0,) * len(node.outer)
    for require in node.requires:
        for forbid in node.forbids:

            def both(reckoning: Reckoning) -> bool:
                if not reckoning.visible(node, rows):
                    return False
                return reckoning.holds(require, rows) is True and reckoning.holds(forbid, rows) is True  # noqa: B023

            outcome = searcher.find(both, support(searcher.schema.plan.tree, [require, forbid], [node], on=searcher.on))
            if outcome.found:
                yield Finding(
                    Kind.REQUIRED_AND_FORBIDDEN, Severity.ERROR,
                    f"Regel {require.rule_id} verlangt „{node.label}“, Regel {forbid.rule_id} verbietet es zugleich.",
                    node.path, (require.rule_id, forbid.rule_id),
                    "Bitte die Bedingungen so ändern, dass nie beide zutreffen.", outcome.example,
                )  # fmt: skip


def _unsatisfiable(checks: tuple[Check, ...], searcher: Searcher) -> Finding | None:
    """Return a finding if the checks apply together, but no answers to what they read satisfy them."""
    conditions = [part for check in checks for part in (check.valid, check.when) if part]
    nodes = [check.node for check in checks if check.node]
    needed = support(searcher.schema.plan.tree, conditions, nodes, on=searcher.on)
    read = {source.number for check in checks for source in check.valid.sources if source.field}
    # An answer that is left out satisfies nearly everything; the question is whether there is one at all.
    domains = tuple(_answered(domain) if domain.node.number in read else domain for domain in needed.domains)
    needed = Support(domains, needed.exact, needed.of_authority)
    rows = (0,) * max((len(node.outer) for node in nodes), default=0)

    def apply(reckoning: Reckoning) -> bool:
        return all(_applies(check, rows, reckoning) for check in checks)

    def satisfied(reckoning: Reckoning) -> bool:
        return apply(reckoning) and all(
            reckoning.holds(check.valid, rows[: len(check.node.outer) if check.node else 0]) is True for check in checks
        )

    if needed.of_authority or any(not domain.values for domain in domains):
        return None
    applying = searcher.find(apply, needed)
    if not applying.found:
        return None
    near = searcher.find(satisfied, _around(needed, applying.example or {}, read))
    good = near if near.found else searcher.find(satisfied, needed)
    return None if good.found else _finding(checks, applying, proven=good.impossible)


def _finding(checks: tuple[Check, ...], applying: Outcome, *, proven: bool) -> Finding:
    names = " und ".join(check.rule.id for check in checks)
    kind = Kind.NEVER_VALID if len(checks) == 1 else Kind.EXCLUDING_RULES
    place = checks[-1].node.path if checks[-1].node else ""
    rules = tuple(check.rule.id for check in checks)
    if not proven:
        message = f"Regel {names}: Keine Antworten gefunden, die sie erfüllen."
        return Finding(kind, Severity.OPEN, message, place, rules)
    if len(checks) == 1:
        message = f"Regel {names} lässt sich mit keinen Antworten erfüllen: {checks[0].rule.valid}"
    else:
        message = f"Die Regeln {names} schließen einander aus: Keine Antwort erfüllt beide."
    hint = "Bitte die Regel ändern oder einschränken, wann sie gilt."
    return Finding(kind, Severity.ERROR, message, place, rules, hint, applying.example)


def _around(needed: Support, example: Mapping[str, object], read: set[int]) -> Support:
    """Return the cases in which only what the rules read differs from an example."""
    fixed = tuple(
        domain
        if domain.node.number in read or not domain.values
        else Domain(domain.node, domain.path, (example.get(domain.path),), domain.exact)
        for domain in needed.domains
    )
    return Support(fixed, exact=False)


def _applies(check: Check, rows: Rows, reckoning: Reckoning) -> bool:
    own = rows[: len(check.node.outer) if check.node else 0]
    if check.node and not reckoning.visible(check.node, own):
        return False
    if check.when and reckoning.holds(check.when, own) is not True:
        return False
    return all(
        reckoning.visible(source, own[: len(source.outer)]) for source in check.valid.sources if source.field
    )  # fmt: skip


def _answered(domain: Domain) -> Domain:
    values = tuple(value for value in domain.values if is_answered(value))
    return Domain(domain.node, domain.path, values, domain.exact)


def _apart(pair: tuple[Check, Check], searcher: Searcher) -> bool:
    """Return whether the two never apply at once."""
    whens = [check.when for check in pair if check.when]
    return len(whens) > 1 and never_together(whens, on=searcher.on)


def _related(first: Check, second: Check) -> bool:
    """Return whether both read a field in common; otherwise each can be satisfied for itself."""
    read = {source.number for source in first.valid.sources}
    return any(source.number in read for source in second.valid.sources)
