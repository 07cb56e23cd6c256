"""Fields with a code list: boxes to tick, or a search field with the hits for what was typed."""

from kreishaus.services.forms.codes import Codes
from kreishaus.services.forms.codes.view import HITS
from kreishaus.services.forms.engine.tree import Node
from kreishaus.services.forms.fields.code_list.field import KEY, is_searched, is_ticked
from kreishaus.services.forms.ports import FieldDefinition, FieldType


def ticks(node: Node) -> bool:
    """Tell whether a repeated field shows its few answers as boxes instead of one input for each entry."""
    return bool(node.repeats and node.field and node.field.type == KEY and is_ticked(node.field))


def shape(field: FieldDefinition, kind: FieldType, *, repeated: bool, query: str) -> dict[str, object]:
    """Return what the template of a code list needs besides the usual; `query` is what was typed and not found."""
    if kind.key != KEY or field.codes is None:
        return {}
    if is_searched(field):
        return {"searched": True, **_hits(field.codes, query)}
    # A list with one entry is a declaration ("Ich stimme zu."): one ticks it or not.
    ticked = len(field.codes) == 1 or (repeated and is_ticked(field))
    return {"ticked": True, "legend": True, "grouped": True, "radios": False} if ticked else {}


def _hits(codes: Codes, query: str) -> dict[str, object]:
    if not query:
        return {}
    found = codes.search(query, limit=HITS + 1)
    guessed = codes.near(query) if not found else []
    return {
        "query": query,
        "hits": [{"key": entry.key, "text": codes.text_of(entry.key)} for entry in (found or guessed)[:HITS]],
        "guessed": bool(guessed),
        "more": len(found) > HITS,
    }
