"""Pages, groups and fields that nobody ever sees."""

from collections.abc import Iterator

from kreishaus.services.forms.engine.analysis.domains import support
from kreishaus.services.forms.engine.analysis.findings import Finding, Kind, Severity
from kreishaus.services.forms.engine.analysis.searching import Searcher
from kreishaus.services.forms.engine.reckoning import Reckoning
from kreishaus.services.forms.engine.tree import Node, PageNode

_ELSEWHERE = "wird hier nie gezeigt, wegen der Angaben zur Behörde (zum Beispiel des Landes)."
_HINT = "Bitte die Bedingungen prüfen oder das Element entfernen."


def reach_findings(searcher: Searcher) -> list[Finding]:
    """Return a finding for every outermost element that no answers show, or that may be one."""
    tree = searcher.schema.plan.tree
    findings: list[Finding] = []
    for page in tree.pages:
        unseen = _page_finding(page, searcher)
        if unseen:
            findings.append(unseen)
            if unseen.severity is not Severity.OPEN:
                continue
        for node in page.children:
            findings += _node_findings(node, searcher)
    return findings


def _page_finding(page: PageNode, searcher: Searcher) -> Finding | None:
    if page.when is None:
        return None
    needed = support(searcher.schema.plan.tree, [page.when], on=searcher.on)
    outcome = searcher.find(lambda reckoning: reckoning.page_visible(page), needed)
    if outcome.found:
        return None
    name = f"Die Seite „{page.page.title}“"
    if outcome.impossible and needed.of_authority:
        return Finding(Kind.PAGE_NEVER_SHOWN, Severity.WARNING, f"{name} {_ELSEWHERE}", page.key)
    if outcome.impossible:
        return Finding(Kind.PAGE_NEVER_SHOWN, Severity.ERROR, f"{name} wird nie gezeigt.", page.key, hint=_HINT)
    return Finding(Kind.PAGE_NEVER_SHOWN, Severity.OPEN, f"{name}: Keine Antworten gefunden, die sie zeigen.", page.key)


def _node_findings(node: Node, searcher: Searcher) -> Iterator[Finding]:
    if node.has_conditions:
        rows = (0,) * len(node.outer)

        def seen(reckoning: Reckoning) -> bool:
            return reckoning.visible(node, rows)

        needed = support(searcher.schema.plan.tree, [], [node], on=searcher.on)
        outcome = searcher.find(seen, needed)
        if outcome.impossible:
            elsewhere = Finding(Kind.NEVER_SHOWN, Severity.WARNING, f"„{node.label}“ {_ELSEWHERE}", node.path)
            yield elsewhere if needed.of_authority else _never(node)
            return
        if not outcome.found:
            message = f"„{node.label}“: Keine Antworten gefunden, die es zeigen."
            yield Finding(Kind.NEVER_SHOWN, Severity.OPEN, message, node.path)
    for child in node.children:
        yield from _node_findings(child, searcher)


def _never(node: Node) -> Finding:
    asked = [leaf for leaf in _fields(node) if leaf.field and leaf.field.required]
    if node.requires or asked:
        what = "ist Pflicht" if node.field else "enthält Pflichtfelder" if asked else "muss ausgefüllt werden"
        message = f"„{node.label}“ {what}, wird aber nie gezeigt."
        return Finding(Kind.REQUIRED_NEVER_SHOWN, Severity.ERROR, message, node.path, hint=_HINT)
    return Finding(Kind.NEVER_SHOWN, Severity.ERROR, f"„{node.label}“ wird nie gezeigt.", node.path, hint=_HINT)


def _fields(node: Node) -> Iterator[Node]:
    if node.field:
        yield node
    for child in node.children:
        yield from _fields(child)
