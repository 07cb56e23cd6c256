"""Putting elements into the local form where the new FIM version has them, as near as local order allows."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass

from kreishaus.workshop.packages.engine.elements import Data, free_key, is_field
from kreishaus.workshop.packages.engine.versions.outline import TOP, Node, Outline, is_own, outline


@dataclass(slots=True)
class Placing:
    """The form in the making, and the new version that says where things belong."""

    form: Data
    new: Outline

    def now(self) -> Outline:
        """Return the outline of the form as it is by now."""
        return outline(self.form, self.renamed)

    @property
    def renamed(self) -> dict[str, str]:
        """Return path -> identity of the new version, for elements that had another path before."""
        found = {}
        for identity, node in self.new.nodes.items():
            path = str((node.element.get("fim") or {}).get("path", ""))
            if path and path != identity:
                found[path] = identity
        return found

    def add(self, identity: str) -> None:
        """Put an element of the new version into the form, with everything in it that is not there yet."""
        node = self.new.nodes[identity]
        element = copy.deepcopy(node.element)
        if not is_field(element):
            element["items"] = []
        self._insert(node, element)
        for child in self.new.children.get(identity, ()):
            if child not in self.now():
                self.add(child)

    def move(self, identity: str) -> None:
        """Take an element from where it is to where the new version has it."""
        now = self.now()
        element = now.nodes[identity].element
        siblings = self._siblings(now, now.nodes[identity])
        siblings.remove(element)
        self._insert(self.new.nodes[identity], element)

    def reorder(self, parent: str, order: Sequence[str]) -> None:
        """Bring brothers into this order; who is not named keeps the place."""
        now = self.now()
        if parent == TOP:
            self._reorder_pages(now, order)
            return
        siblings: list[Data] = now.nodes[parent].element["items"]
        wanted = [now.nodes[each].element for each in order]
        _fill(siblings, wanted)

    def _reorder_pages(self, now: Outline, order: Sequence[str]) -> None:
        pages = [now.nodes[each].page for each in order]
        # Where several groups share a page, somebody has arranged the pages.
        if all(page is not None and len(page["groups"]) == 1 for page in pages):
            _fill(self.form["pages"], [page for page in pages if page is not None])

    def _insert(self, node: Node, element: Data) -> None:
        now = self.now()
        brothers = self.new.children[node.parent]
        place = brothers.index(node.identity)
        for step, neighbours in ((1, reversed(brothers[:place])), (0, iter(brothers[place + 1 :]))):
            for each in neighbours:
                if each in now and self._is_near(now.nodes[each], node):
                    self._beside(now, now.nodes[each], element, step, node)
                    return
        self._at_the_end(now, node, element)

    def _is_near(self, neighbour: Node, node: Node) -> bool:
        # Fields beside the groups of a schema have a group of ours, which the county may have dissolved.
        return neighbour.parent == node.parent or (is_own(node.parent) and neighbour.parent != TOP)

    def _beside(self, now: Outline, neighbour: Node, element: Data, step: int, node: Node) -> None:
        siblings = self._siblings(now, neighbour)
        if neighbour.parent == TOP:
            assert neighbour.page is not None
            at = self.form["pages"].index(neighbour.page) + step
            self.form["pages"].insert(at, self._page(now, node, element))
            return
        _take_a_free_key(element, siblings)
        siblings.insert(siblings.index(neighbour.element) + step, element)

    def _at_the_end(self, now: Outline, node: Node, element: Data) -> None:
        if node.parent == TOP:
            self.form["pages"].append(self._page(now, node, element))
            return
        if node.parent not in now:
            around = self.new.nodes[node.parent]
            self._insert(around, {**around.element, "items": [element]})
            return
        siblings = now.nodes[node.parent].element["items"]
        _take_a_free_key(element, siblings)
        siblings.append(element)

    def _page(self, now: Outline, node: Node, element: Data) -> Data:
        tops = [now.nodes[each].element for each in now.children[TOP]]
        _take_a_free_key(element, tops)
        page = {key: value for key, value in (node.page or {}).items() if key != "groups"}
        page.setdefault("key", element["key"])
        page.setdefault("title", element.get("title", ""))
        _take_a_free_key(page, self.form["pages"])
        return {**page, "groups": [element]}

    def _siblings(self, now: Outline, node: Node) -> list[Data]:
        if node.parent == TOP:
            assert node.page is not None
            groups: list[Data] = node.page["groups"]
            return groups
        items: list[Data] = now.nodes[node.parent].element["items"]
        return items


def tidy(form: Data) -> None:
    """Take away groups of ours and pages in which nothing is left."""
    for page in form["pages"]:
        for group in page["groups"]:
            _drop_empty(group)
        page["groups"] = [group for group in page["groups"] if is_field(group) or group["items"]]
    form["pages"] = [page for page in form["pages"] if page["groups"]]


def _drop_empty(group: Data) -> None:
    for item in group["items"]:
        if not is_field(item):
            _drop_empty(item)
    group["items"] = [item for item in group["items"] if is_field(item) or item["items"]]


def _fill(siblings: list[Data], wanted: list[Data]) -> None:
    """Put elements into the places that they hold together, in a new order."""
    places = sorted(next(at for at, each in enumerate(siblings) if each is element) for element in wanted)
    for at, element in zip(places, wanted, strict=True):
        siblings[at] = element


def _take_a_free_key(element: Data, siblings: list[Data]) -> None:
    element["key"] = free_key(str(element["key"]), siblings)
