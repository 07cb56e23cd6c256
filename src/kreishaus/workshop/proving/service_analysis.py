"""What is wrong with fees and evidence, whatever somebody answers: the conditions of service.yaml."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from kreishaus.base.expressions import ExpressionError
from kreishaus.services.forms.engine.analysis import Finding, Kind, Searcher, Severity
from kreishaus.services.forms.engine.analysis.domains import Domain, Support, support
from kreishaus.services.forms.engine.analysis.searching import Outcome
from kreishaus.services.forms.engine.conditions import Condition, UnknownPath, bind
from kreishaus.services.forms.engine.reckoning import Reckoning, is_answered
from kreishaus.services.forms.engine.tree import Tree
from kreishaus.services.payments.rules import FeeRule, schedule_problems
from kreishaus.workshop.packages.formats.definition import ServiceDefinition

_Wanted = Callable[[list[bool]], bool]
DATES = "fees.dates"
"""the path of findings about days on which a fee is missing or there twice"""
_PREFIX = re.compile(r"\banswers\.")


def service_findings(service: ServiceDefinition, searcher: Searcher) -> list[Finding]:
    """Return findings about fees that overlap, leave gaps or never apply, and evidence nobody is asked for."""
    dated = [
        Finding(Kind.FEES, Severity.ERROR, problem.message, DATES, hint=problem.hint)
        for problem in schedule_problems(service.fees)
    ]
    today = [fee for fee in service.fees if fee.is_valid(searcher.on)]
    return [*dated, *_fees(today, searcher), *_evidence(service, searcher)]


def _fees(fees: list[FeeRule], searcher: Searcher) -> Iterator[Finding]:
    tree = searcher.schema.plan.tree
    conditions = {fee: bound for fee in fees if fee.when and (bound := _bound(fee.when, f"fee:{fee.name}", tree))}
    for fee, condition in conditions.items():
        outcome = _ask([condition], searcher, lambda values: values == [True])
        if outcome.impossible:
            yield Finding(
                Kind.FEES, Severity.ERROR, f"Die Gebühr „{fee.name}“ wird nie erhoben: {fee.when}", "fees",
                hint="Bitte die Bedingung prüfen.",
            )  # fmt: skip
        elif not outcome.found:
            message = f"Gebühr „{fee.name}“: Keine Antworten gefunden, für die sie gilt: {fee.when}"
            yield Finding(Kind.FEES, Severity.OPEN, message, "fees")
    for (one, first), (other, second) in combinations(conditions.items(), 2):
        if one.name != other.name:
            continue
        outcome = _ask([first, second], searcher, lambda values: values == [True, True])
        if outcome.found:
            yield Finding(
                Kind.FEES, Severity.ERROR, f"Die Gebühr „{one.name}“ fällt zweimal an.", "fees",
                hint=f"Beide Bedingungen treffen zu: {one.when} und {other.when}", example=outcome.example,
            )  # fmt: skip
    if len(conditions) > 1 and len(conditions) == len(fees):
        outcome = _ask(list(conditions.values()), searcher, lambda values: not any(values), answered=True)
        if outcome.found:
            yield Finding(
                Kind.FEES, Severity.WARNING, "Für manche Antworten gilt keine Zeile der Gebühren.", "fees",
                hint="Ist der Antrag dann kostenlos? Sonst bitte die Bedingungen ergänzen.", example=outcome.example,
            )  # fmt: skip


def _evidence(service: ServiceDefinition, searcher: Searcher) -> Iterator[Finding]:
    tree = searcher.schema.plan.tree
    for evidence in service.evidence:
        condition = _bound(evidence.when, f"evidence:{evidence.key}", tree) if evidence.when else None
        if condition is None:
            continue
        outcome = _ask([condition], searcher, lambda values: values == [True])
        if outcome.impossible:
            message = f"Der Nachweis „{evidence.name}“ wird nie verlangt: {evidence.when}"
            hint = "Bitte die Bedingung prüfen oder den Nachweis streichen."
            yield Finding(Kind.EVIDENCE_NEVER_ASKED, Severity.ERROR, message, "evidence", hint=hint)
        elif not outcome.found:
            message = f"Nachweis „{evidence.name}“: Keine Antworten gefunden, für die er verlangt wird."
            yield Finding(Kind.EVIDENCE_NEVER_ASKED, Severity.OPEN, message, "evidence")


def _bound(text: str, rule_id: str, tree: Tree) -> Condition | None:
    """Return the condition tied to the form; None if it reads what the form does not have (told elsewhere)."""
    try:
        return bind(_PREFIX.sub("", text), tree=tree, outer=(), rule_id=rule_id)
    except (ExpressionError, UnknownPath):
        return None


def _ask(conditions: list[Condition], searcher: Searcher, wanted: _Wanted, *, answered: bool = False) -> Outcome:
    """Look for answers with which the conditions come out as wanted."""
    needed = support(searcher.schema.plan.tree, conditions, on=searcher.on)
    if answered:
        needed = Support(tuple(map(_answered, needed.domains)), needed.exact)

    def question(reckoning: Reckoning) -> bool:
        return wanted([reckoning.holds(condition, ()) is True for condition in conditions])

    return searcher.find(question, needed)


def _answered(domain: Domain) -> Domain:
    """Leave out that a required question stays open: nobody can hand that in."""
    if domain.node.field is None or not domain.node.field.required:
        return domain
    return Domain(domain.node, domain.path, tuple(filter(is_answered, domain.values)), domain.exact)
