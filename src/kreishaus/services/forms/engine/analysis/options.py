"""Answers of choices: codes that rules name but nobody can choose, and answers that are always wrong."""

from collections.abc import Iterator

from kreishaus.services.forms.engine.analysis.domains import Domain, Support, support
from kreishaus.services.forms.engine.analysis.findings import Finding, Kind, Severity
from kreishaus.services.forms.engine.analysis.searching import Searcher
from kreishaus.services.forms.engine.analysis.usage import usages
from kreishaus.services.forms.engine.conditions import Condition
from kreishaus.services.forms.engine.planning import Check, Plan
from kreishaus.services.forms.engine.reading import did_you_mean
from kreishaus.services.forms.engine.reckoning import Reckoning
from kreishaus.services.forms.engine.tree import Node


def option_findings(searcher: Searcher) -> list[Finding]:
    """Return findings about codes that do not exist and options that no rule lets through."""
    plan = searcher.schema.plan
    findings = list(dict.fromkeys(_unknown_codes(plan)))
    for node in plan.tree.nodes:
        if node.type and node.field and node.field.options and not node.type.is_list and not node.repeats:
            checks = [check for check in plan.checks if check.node and node in check.valid.sources]
            if checks:
                findings += _never_valid(node, checks, searcher)
    return findings


def conditions_of(plan: Plan) -> Iterator[Condition]:
    """Yield every condition and computed value of a form."""
    for page in plan.tree.pages:
        if page.when:
            yield page.when
    for node in plan.tree.nodes:
        yield from (each for each in (node.when, *node.shows, *node.hides, *node.requires, *node.forbids) if each)
        for computation in node.computations:
            yield from (part for part in (computation.value, computation.when) if part)
    for check in plan.checks:
        yield from (part for part in (check.valid, check.when) if part)


def _unknown_codes(plan: Plan) -> Iterator[Finding]:
    for condition in conditions_of(plan):
        for path, usage in usages(condition.expression.source).items():
            read = condition.reads.get(path)
            if read is None or read.node is None or read.node.field is None or not read.node.field.options:
                continue
            known = [option.key for option in read.node.field.options]
            for code in usage.named:
                if isinstance(code, str) and code and code not in known:
                    yield _unknown_code(code, read.node, condition, known)


def _unknown_code(code: str, node: Node, condition: Condition, known: list[str]) -> Finding:
    rule = () if condition.rule_id.startswith("when:") else (condition.rule_id,)
    where = f"Regel {rule[0]}" if rule else f"Die Bedingung bei „{condition.rule_id.removeprefix('when:')}“"
    message = f"{where} fragt bei „{node.label}“ nach „{code}“. Diese Antwort gibt es nicht."
    hint = did_you_mean(code, known) or f"Möglich sind: {', '.join(known[:8])}."
    return Finding(Kind.UNKNOWN_OPTION, Severity.ERROR, message, node.path, rule, hint)


def _never_valid(node: Node, checks: list[Check], searcher: Searcher) -> Iterator[Finding]:
    assert node.field is not None
    conditions = [part for check in checks for part in (check.valid, check.when) if part]
    needed = support(searcher.schema.plan.tree, conditions, [node], on=searcher.on)
    rows = (0,) * len(node.outer)

    def passes(reckoning: Reckoning) -> bool:
        if not reckoning.visible(node, rows):
            return False
        for check in checks:
            own = rows[: len(check.node.outer)] if check.node else ()
            applies = check.when is None or reckoning.holds(check.when, own) is True
            if applies and reckoning.holds(check.valid, own) is False:
                return False
        return True

    for option in node.field.options:
        fixed = tuple(
            Domain(domain.node, domain.path, (option.key,), exact=True) if domain.node is node else domain
            for domain in needed.domains
        )
        if searcher.find(passes, Support(fixed, needed.exact)).impossible and not needed.of_authority:
            rules = tuple(check.rule.id for check in checks)
            message = f"Die Antwort „{option.label}“ bei „{node.label}“ lässt sich nie absenden."
            hint = "Bitte die Antwort entfernen oder die Regel ändern."
            path = node.path_in(rows)
            yield Finding(Kind.OPTION_NEVER_VALID, Severity.ERROR, message, node.path, rules, hint, {path: option.key})
