"""Why something is asked, how a value came about, and what depends on an answer."""

from collections.abc import Iterable

from django.utils.safestring import SafeString

from kreishaus.base.durations import NotADuration, parse_duration
from kreishaus.services.forms.engine.schema import Field, Group
from kreishaus.services.forms.engine.tree import Node
from kreishaus.services.forms.rendering.inputs import PageState
from kreishaus.services.forms.rendering.keeping import Kept
from kreishaus.services.forms.rendering.ready import filled

_whys: Kept[SafeString] = Kept(4_096)


def decides(state: PageState, node: Node) -> bool:
    """Return whether a page should be refreshed once this field is filled in."""
    if node.number in state.evaluation.schema.plan.deciding:
        return True
    return any(kind.advises for kind in (node.type, *(each for _, each in node.parts)) if kind)


def why(state: PageState, node: Node, path: str) -> SafeString:
    """Return the folded answer to "Warum fragen wir das?" of a field or group."""
    return _whys.get((state.evaluation.schema.digest, path), lambda: _why_html(node.item, node.label))


def how(state: PageState, node: Node) -> dict[str, object]:
    """Return how a computed value comes about: in words, from which answers, and by which law."""
    explanation = node.field.config.get("explanation", "") if node.field else ""
    rules = {rule.id: rule for rule in state.evaluation.schema.rules}
    bases = [rules[each.value.rule_id].basis for each in node.computations if each.value.rule_id in rules]
    sources = [source.label for each in node.computations for source in each.value.sources if source is not node]
    return {
        "explanation": explanation,
        "sources": _once(sources),
        "basis": _once(law for basis in bases for law in basis),
    }


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _why_html(item: Field | Group, label: str) -> SafeString:
    purpose = item.purpose if isinstance(item, Field) else ""
    retention = item.retention if isinstance(item, Field) else ""
    if not (item.help or item.basis or purpose or retention):
        return SafeString("")
    return filled(
        "forms/why.html",
        {"label": label, "help": item.help, "basis": item.basis, "purpose": purpose, "retention": _period(retention)},
    )


def _period(text: str) -> str:
    try:
        return parse_duration(text).in_words if text else ""
    except NotADuration:
        return text
