"""Who is who in two states of a form: an element from FIM by its path in the schema, others by address."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kreishaus.workshop.packages.engine.elements import Data, is_field

TOP = ""
_OWN = "own:"


@dataclass(slots=True)
class Node:
    """A group or a field in one state of the form; `parent` is the identity of the group around it."""

    identity: str
    parent: str
    element: Data
    address: str
    page: Data | None = None
    """only of topmost groups"""

    @property
    def settings(self) -> Data:
        """What the element says itself."""
        return {key: value for key, value in self.element.items() if key not in ("key", "items")}


@dataclass(slots=True)
class Outline:
    """All groups and fields of an opened form, parents before children, and the order of brothers."""

    form: Data
    nodes: dict[str, Node] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __contains__(self, identity: object) -> bool:
        return identity in self.nodes

    def inside(self, identity: str) -> Iterator[str]:
        """Yield the identities of everything in a group."""
        for child in self.children.get(identity, ()):
            yield child
            yield from self.inside(child)


def is_own(identity: str) -> bool:
    """Tell whether the element does not come from a FIM schema."""
    return identity.startswith(_OWN)


def outline(form: Data, renamed: Mapping[str, str] | None = None) -> Outline:
    """Return the outline of an opened form; `renamed` gives paths that another state knows by another name."""
    found = Outline(form)
    names = renamed or {}
    for page in form.get("pages", ()):
        for group in page.get("groups", ()):
            _note(found, group, TOP, group["key"], "", names, page)
    return found


def _note(
    found: Outline, element: Data, parent: str, address: str, above: str, names: Mapping[str, str], page: Data | None
) -> None:
    path = _path(element, above, found)
    identity = names.get(path, path)
    # A copy of an element from FIM is one's own: only the first is what the schema means.
    if not identity or identity in found.nodes:
        identity = f"{_OWN}{_first_path(element, found, names) or address}"
        identity = f"{_OWN}{address}" if identity in found.nodes else identity
    found.nodes[identity] = Node(identity, parent, element, address, page)
    found.children[parent].append(identity)
    if not is_field(element):
        for item in element.get("items", ()):
            _note(found, item, identity, f"{address}.{item['key']}", path or above, names, None)


def _first_path(element: Data, found: Outline, names: Mapping[str, str]) -> str:
    """Return what the group of ours around fields beside the groups of a schema is known by: its first field."""
    for item in element.get("items", ()):
        path = str((item.get("fim") or {}).get("path", ""))
        if path and names.get(path, path) not in found.nodes:
            return names.get(path, path)
    return ""


def _path(element: Mapping[str, Any], above: str, found: Outline) -> str:
    fim = element.get("fim") or {}
    if fim.get("path"):
        return str(fim["path"])
    if not fim.get("id"):
        return ""
    # A form that was read before paths were kept: the same path, from the numbers around it.
    plain = f"{above}/{fim['id']}" if above else str(fim["id"])
    number, path = 1, plain
    while path in found.nodes:
        number += 1
        path = f"{plain}#{number}"
    return path


def moves(before: Outline, after: Outline) -> dict[str, str]:
    """Return new path -> old path of what stands elsewhere in the newer schema.

    An element has moved if its number is gone in one place only and new in one place only; what lies
    inside of a moved group moves with it.
    """
    gone = {each: number for each in before.nodes if each not in after and (number := _number(before, each))}
    new = [each for each in after.nodes if each not in before]
    found: dict[str, str] = {}
    for path in new:
        parent = path.rpartition("/")[0]
        inherited = f"{found[parent]}/{path.rpartition('/')[2]}" if parent in found else ""
        if inherited in gone:
            found[path] = inherited
            del gone[inherited]
            continue
        number = _number(after, path)
        here = [each for each, own in gone.items() if own == number]
        there = [each for each in new if each not in found and _number(after, each) == number]
        if number and len(here) == 1 and there == [path]:
            found[path] = here[0]
            del gone[here[0]]
    return found


def _number(form: Outline, identity: str) -> str:
    if is_own(identity):
        return ""
    return str((form.nodes[identity].element.get("fim") or {}).get("id", ""))
