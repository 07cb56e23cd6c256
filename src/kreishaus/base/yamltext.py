"""Writing YAML that people read: fresh text from data, and small changes that keep the rest.

A change made at the desk must not throw away the comments and the order that somebody wrote by
hand, so `edited` touches only the characters of the value that changes.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kreishaus.base.problems import Problems
from kreishaus.base.yamlsource import Node, Path, load

_PLAIN = re.compile(r"[A-Za-zÄÖÜäöüß][\w ÄÖÜäöüß.,;/()§%+*=-]*", re.ASCII)
# Days and version numbers: two signs inside, so nobody reads them as numbers.
_PLAIN_DIGITS = re.compile(r"\d{4}-\d\d-\d\d|\d{1,4}\.\d{1,4}\.\d{1,4}", re.ASCII)
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_BREAKS_LITERAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]| \n|\t")
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_WIDE = 96
_STEP = 2


@dataclass(frozen=True, slots=True)
class _Edit:
    """Characters from `start` up to `end` become `text`."""

    start: int
    end: int
    text: str


def dump(data: object) -> str:
    """Return YAML text that `yamlsource.load` reads back as the same data.

    Floats are refused: amounts and versions are text, counts are whole numbers.

    :raises TypeError: if the data holds anything but dict, list, str, int, bool and None.
    """
    return _block(data, 0).removeprefix("\n") + "\n"


def edited(text: str, changes: Mapping[Path, object]) -> str:
    """Return the text with some values replaced or added; everything else stays byte for byte.

    The path of a change names a mapping key, or an item of a list that exists already.
    Missing mappings on the way are created.

    :raises Problems: if the text is no valid YAML.
    """
    open_changes = dict(changes)
    while open_changes:
        source = load(text, "")
        if source.root is None or not isinstance(source.data, dict):
            return dump(_with_all(source.data, open_changes))
        now = _together(text, source.root, open_changes)
        wanted = _with_all(source.data, {path: open_changes.pop(path) for path in now})
        changed = _applied(text, list(now.values()))
        # Exotic layouts (comments inside flow collections, complex indents) are written afresh.
        text = changed if _reads_as(changed, wanted) else dump(wanted)
    return text


def _together(text: str, root: Node, changes: Mapping[Path, object]) -> dict[Path, _Edit]:
    """Return the changes that do not touch each other; the others wait for the next round."""
    chosen: dict[Path, _Edit] = {}
    for path, value in changes.items():
        edit = _edit(text, root, path, value)
        if all(edit.end < other.start or other.end < edit.start for other in chosen.values()):
            chosen[path] = edit
    return chosen


def _applied(text: str, edits: list[_Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _reads_as(text: str, wanted: object) -> bool:
    try:
        return bool(load(text, "").data == wanted)
    except Problems:
        return False


def _with_all(data: Any, changes: Mapping[Path, object]) -> Any:
    for path, value in changes.items():
        data = _with(data, path, value)
    return data


def _with(data: Any, path: Path, value: object) -> Any:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return [_with(item, rest, value) if n == step else item for n, item in enumerate(data)]
    known = data if isinstance(data, dict) else {}
    return {**known, step: _with(known.get(step), rest, value)}


def _edit(text: str, root: Node, path: Path, value: object) -> _Edit:
    node, depth = root, 0
    while depth < len(path) and path[depth] in node.children:
        node = node.children[path[depth]]
        depth += 1
    missing = path[depth:]
    if not missing:
        return _overwriting(text, root, path, node, value)
    nested: object = value
    for step in reversed(missing[1:]):
        nested = {step: nested}
    if not node.keys:
        return _overwriting(text, root, path[:depth], node, {missing[0]: nested})
    return _adding(text, node, str(missing[0]), nested)


def _overwriting(text: str, root: Node, path: Path, node: Node, value: object) -> _Edit:
    end = _last(text, node)
    owner = root
    for step in path[:-1]:
        owner = owner.children[step]
    if isinstance(path[-1], int) or _flow_inside(root, path):
        return _Edit(node.start, end, _flow(value))
    start = text.index(":", owner.keys[path[-1]].end) + 1
    written = _block(value, owner.keys[path[-1]].column + _STEP)
    return _Edit(start, end, written if written.startswith("\n") else f" {written}")


def _adding(text: str, node: Node, key: str, value: object) -> _Edit:
    last_key = list(node.keys)[-1]
    end = _last(text, node.children[last_key])
    if node.flow:
        return _Edit(end, end, f", {_key(key)}: {_flow(value)}")
    column = node.keys[last_key].column
    line_end = text.find("\n", end)
    place = len(text) if line_end < 0 else line_end
    return _Edit(place, place, f"\n{' ' * column}{_pair(key, value, column)}")


def _flow_inside(root: Node, path: Path) -> bool:
    node, inside = root, root.flow
    for step in path[:-1]:
        node = node.children[step]
        inside = inside or node.flow
    return inside


def _last(text: str, node: Node) -> int:
    """Return where the text of a node really ends: block collections "end" at the next token."""
    if node.children and not node.flow:
        return _last(text, node.children[list(node.children)[-1]])
    if text[node.start : node.start + 1] in {"|", ">"}:
        return _literal_end(text, node)
    return node.end


def _literal_end(text: str, node: Node) -> int:
    position = end = text.find("\n", node.start)
    indent = None
    while 0 <= position < node.end:
        following = text.find("\n", position + 1)
        line_end = len(text) if following < 0 else following
        line = text[position + 1 : line_end]
        if line.strip():
            depth = len(line) - len(line.lstrip(" "))
            indent = depth if indent is None else indent
            if depth < indent:
                break
            end = line_end
        position = following
    return end


def _block(value: object, indent: int) -> str:
    if isinstance(value, Mapping) and value:
        pad = "\n" + " " * indent
        return "".join(f"{pad}{_pair(str(key), item, indent)}" for key, item in value.items())
    if isinstance(value, list | tuple) and value:
        # Only plain entries may share a line; writing whole trees to throw them away would cost most of the time.
        if not any(isinstance(item, Mapping | list | tuple) for item in value):
            short = _flow(value)
            if len(short) + indent < _WIDE and "\n" not in short:
                return short
        return "".join(_item(item, indent) for item in value)
    if isinstance(value, str) and "\n" in value and _fits_literal(value):
        return _literal(value, indent)
    return _flow(value)


def _pair(key: str, value: object, indent: int) -> str:
    written = _block(value, indent + _STEP)
    return f"{_key(key)}:{'' if written.startswith(chr(10)) else ' '}{written}"


def _item(value: object, indent: int) -> str:
    written = _block(value, indent + _STEP)
    if isinstance(value, Mapping) and value:
        written = written.removeprefix("\n" + " " * (indent + _STEP))
    return f"\n{' ' * indent}- {written}" if not written.startswith("\n") else (f"\n{' ' * indent}-{written}")


def _fits_literal(text: str) -> bool:
    return not (text.startswith((" ", "\n")) or text.endswith(" ") or _BREAKS_LITERAL.search(text))


def _literal(text: str, indent: int) -> str:
    body = text.rstrip("\n")
    kept = len(text) - len(body)
    mark = {0: "|-", 1: "|"}.get(kept, "|+")
    lines = (f"{' ' * indent}{line}" if line else "" for line in body.split("\n"))
    return f"{mark}\n" + "\n".join(lines) + "\n" * max(kept - 1, 0)


def _flow(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return _scalar(value)
        case Mapping():
            pairs = (f"{_key(str(key))}: {_flow(item)}" for key, item in value.items())
            return "{" + ", ".join(pairs) + "}"
        case list() | tuple():
            return "[" + ", ".join(_flow(item) for item in value) + "]"
    raise TypeError(f"YAML of a package cannot hold {type(value).__name__}")


def _key(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else _quoted(key)


def _scalar(text: str) -> str:
    if _PLAIN_DIGITS.fullmatch(text):
        return text
    plain = _PLAIN.fullmatch(text) and not text.endswith(" ") and "," not in text and text.lower() not in _RESERVED
    return text if plain else _quoted(text)


def _quoted(text: str) -> str:
    written = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", written)
