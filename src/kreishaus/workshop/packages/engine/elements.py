"""Finding elements of a form in its data: pages, groups and fields by their address."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kreishaus.base.german import slug

Data = dict[str, Any]

PAGE_MARK = "@"
_LONGEST_KEY = 60


class NoSuchElement(Exception):
    """The form has no element with this address (any more)."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an element lies: itself, the list it is in, its place there, and the address around it."""

    element: Data
    siblings: list[Data]
    index: int
    parent: str


def opened(form: Mapping[str, Any]) -> Data:
    """Return a copy in which every group keeps its fields and groups in one list `items`."""
    fresh: Data = copy.deepcopy(dict(form))
    for page in fresh.get("pages", ()):
        for group in page.get("groups", ()):
            _open(group)
    return fresh


def opened_element(element: Mapping[str, Any], parent: str) -> Data:
    """Return a copy of a new page (`parent` is ""), group or field in the shape of `opened`."""
    fresh: Data = copy.deepcopy(dict(element))
    for group in fresh.get("groups", ()) if not parent else [] if is_field(fresh) else [fresh]:
        _open(group)
    return fresh


def _open(group: Data) -> None:
    items = [*group.pop("fields", ()), *group.pop("groups", ()), *group.pop("items", ())]
    group["items"] = items
    for item in items:
        if not is_field(item):
            _open(item)


def is_page(address: str) -> bool:
    """Tell whether the address names a page."""
    return address.startswith(PAGE_MARK)


def is_field(element: Mapping[str, Any]) -> bool:
    """Tell whether the element asks something itself."""
    return "type" in element


def page_address(key: str) -> str:
    """Return the address of a page."""
    return PAGE_MARK + key


def inside(parent: str, key: str) -> str:
    """Return the address of an element with this key inside of another one."""
    if not parent:
        return page_address(key)
    return key if is_page(parent) else f"{parent}.{key}"


def children(form: Data, address: str) -> list[Data]:
    """Return the list of what lies inside: pages of the form, groups of a page, items of a group.

    :raises NoSuchElement: if there is no such page or group, or it is a field.
    """
    if not address:
        pages: list[Data] = form.setdefault("pages", [])
        return pages
    element = find(form, address).element
    if is_field(element):
        raise NoSuchElement(address)
    found: list[Data] = element.setdefault("groups" if is_page(address) else "items", [])
    return found


def find(form: Data, address: str) -> Spot:
    """Return where an element lies.

    :raises NoSuchElement: if it does not exist.
    """
    if is_page(address):
        return _among(form.get("pages", []), address[1:], "", address)
    first, *rest = address.split(".")
    for page in form.get("pages", ()):
        groups = page.get("groups", [])
        if any(group["key"] == first for group in groups):
            spot = _among(groups, first, page_address(page["key"]), address)
            above = first
            for key in rest:
                spot = _among(spot.element.get("items", []), key, above, address)
                above = f"{above}.{key}"
            return spot
    raise NoSuchElement(address)


def _among(siblings: list[Data], key: str, parent: str, address: str) -> Spot:
    for index, element in enumerate(siblings):
        if element.get("key") == key:
            return Spot(element, siblings, index, parent)
    raise NoSuchElement(address)


def walk(form: Mapping[str, Any]) -> Iterator[tuple[str, Data]]:
    """Yield address and data of every page, group and field in the order of the form."""
    for page in form.get("pages", ()):
        yield page_address(page["key"]), page
        for group in page.get("groups", ()):
            yield from within(group["key"], group)


def within(address: str, element: Data) -> Iterator[tuple[str, Data]]:
    """Yield an element and everything inside of it, with addresses below the given one."""
    yield address, element
    for item in element.get("items", ()):
        yield from within(f"{address}.{item['key']}", item)


def page_of(form: Data, address: str) -> str:
    """Return the key of the page on which the element stands.

    :raises NoSuchElement: if it does not exist.
    """
    if is_page(address):
        return str(find(form, address).element["key"])
    return find(form, address.partition(".")[0]).parent[1:]


def key_from(text: str, usual: str) -> str:
    """Return a key made from a label: letters, digits and underscores."""
    key = slug(text, _LONGEST_KEY).replace("-", "_")
    return key if key[:1].isalpha() else f"{usual}_{key}" if key else usual


def free_key(wanted: str, siblings: list[Data], also: frozenset[str] = frozenset()) -> str:
    """Return the key, or the next like it that nobody beside it has."""
    taken = {str(each.get("key")) for each in siblings} | also
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}_{number}" in taken:
        number += 1
    return f"{wanted}_{number}"


def taken_keys(form: Data, parent: str) -> frozenset[str]:
    """Return keys that are taken besides those of the siblings: top groups share one namespace over all pages."""
    if not is_page(parent):
        return frozenset()
    reserved = {"today", "facts", "true", "false", "null", "in", "answers"}
    return frozenset({group["key"] for page in form.get("pages", ()) for group in page.get("groups", ())} | reserved)


def name_of(element: Mapping[str, Any]) -> str:
    """Return what people call an element."""
    return str(element.get("label") or element.get("title") or element.get("key") or "")
