"""Bounds of a form: how many rows and inputs it may show before anybody has answered anything."""

from collections.abc import Iterable, Iterator

from kreishaus.services.forms.engine.tree import Node

MAX_FIRST_ROWS = 500
"""rows that a list may have from the start, those of the lists around it multiplied"""
MAX_FIRST_INPUTS = 5_000
"""fields in all rows that are there from the start"""


def unbearable(lists: Iterable[Node]) -> Iterator[tuple[Node, str]]:
    """Yield the lists whose minimum of rows no server and no person could bear, and why."""
    for node in lists:
        rows = 1
        for around in (*node.outer, node):
            rows *= around.group.repeat.min if around.group and around.group.repeat else 0
        inputs = rows * sum(1 for child in node.children if child.field)
        if rows > MAX_FIRST_ROWS:
            yield node, f"„{node.path}“ zeigt gleich am Anfang {rows} Zeilen (höchstens {MAX_FIRST_ROWS} sind möglich)."
        elif inputs > MAX_FIRST_INPUTS:
            yield node, f"„{node.path}“ zeigt gleich am Anfang {inputs} Felder (höchstens {MAX_FIRST_INPUTS})."
