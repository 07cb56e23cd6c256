"""Fields that nobody can answer, whatever the rules say: values without a source, and inputs that shut people out."""

from collections.abc import Iterator

from kreishaus.services.forms.engine.analysis.findings import Finding, Kind, Severity
from kreishaus.services.forms.engine.planning import Plan
from kreishaus.services.forms.engine.tree import Node


def unanswerable_findings(plan: Plan) -> list[Finding]:
    """Return findings about fields that stay empty or exclude people by their type alone."""
    return [finding for node in plan.tree.nodes for finding in _of(node)]


def _of(node: Node) -> Iterator[Finding]:
    if node.field is None or node.type is None:
        return
    if not node.type.asked and not node.computations:
        yield Finding(
            Kind.NEVER_COMPUTED,
            Severity.ERROR,
            f"„{node.label}“ bleibt immer leer: Keine Regel berechnet den Wert.",
            node.path,
            hint=f"Zum Beispiel: {{id: R1, set: {node.path}, to: …}}",
        )
    if node.type.key == "drawing" and (node.field.required or node.requires):
        yield Finding(
            Kind.SHUTS_OUT,
            Severity.ERROR,
            f"„{node.label}“ muss gezeichnet werden. Das kann nicht jeder.",
            node.path,
            hint="Bitte freiwillig machen oder den Feldtyp „signature“ nehmen.",
        )
