"""Which sentences the sources say: found in the text of programs and templates, as xgettext does it."""

import ast
import re
from collections.abc import Iterator

_IN_TEMPLATE = re.compile(r"""\{%\s*say\s+("[^"]*"|'[^']*')""")
_PLACE = re.compile(r"\{(\w+)\}")
_FUNCTIONS = frozenset({"say", "marked", "spoken_in"})


def in_program(text: str) -> Iterator[str]:
    """Yield every sentence that a Python source says or marks."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
            yield from (
                given.value for given in node.args if isinstance(given, ast.Constant) and isinstance(given.value, str)
            )


def in_template(text: str) -> Iterator[str]:
    """Yield every sentence that a template says."""
    yield from (found[1:-1] for found in _IN_TEMPLATE.findall(text))


def places_in(sentence: str) -> frozenset[str]:
    """Return the names of the values that stand in a sentence."""
    return frozenset(_PLACE.findall(sentence))
