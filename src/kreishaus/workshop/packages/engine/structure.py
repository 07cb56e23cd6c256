"""Adding, copying and deleting pages, groups and fields."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kreishaus.workshop.packages.engine.edits import Edit, NotPossible, Outcome, Restore, StillRead, follow_or_refuse
from kreishaus.workshop.packages.engine.elements import (
    Data,
    children,
    find,
    free_key,
    inside,
    is_field,
    is_page,
    key_from,
    name_of,
    opened,
    opened_element,
    taken_keys,
    within,
)
from kreishaus.workshop.packages.engine.references import (
    EFFECTS,
    ELEMENT_EXPRESSIONS,
    followed,
    paths_in,
    readers,
    rule_paths,
    targets_of,
    touches,
)


def kind_word(element: Mapping[str, Any], address: str) -> str:
    """Return what an element is in German."""
    return "Seite" if is_page(address) else "Feld" if is_field(element) else "Gruppe"


@dataclass(frozen=True, slots=True)
class Insert(Edit):
    """Put new elements into a page, a group or the form; keys that are taken get a number."""

    parent: str
    index: int
    elements: tuple[Mapping[str, Any], ...]
    words: str = ""
    rules: tuple[Mapping[str, Any], ...] = ()
    home: str = ""
    """address under which conditions and rules of the (one) new element name its inside"""

    def apply(self, form: Mapping[str, Any]) -> Outcome:
        """Return the form with the elements at their place."""
        fresh = opened(form)
        siblings = children(fresh, self.parent)
        addresses = []
        place = min(self.index, len(siblings)) if self.index >= 0 else len(siblings)
        for offset, wanted in enumerate(self.elements):
            element = opened_element(wanted, self.parent)
            _fitting(self.parent, element)
            if not element.get("key"):
                element["key"] = key_from(name_of(element), "feld")
            element["key"] = free_key(str(element["key"]), siblings, taken_keys(fresh, self.parent))
            if not self.parent:
                _free_groups(fresh, element)
            siblings.insert(place + offset, element)
            addresses.append(inside(self.parent, element["key"]))
        numbers = self._add_rules(fresh, addresses[0])
        first = find(fresh, addresses[0]).element
        words = self.words or f"{kind_word(first, addresses[0])} „{name_of(first)}“ hinzugefügt"
        return Outcome(fresh, Remove(tuple(addresses), words=f"Zurück: {words}", rules=numbers), words, addresses[0])

    def _add_rules(self, form: Data, address: str) -> tuple[str, ...]:
        """Add the rules that come along, under free numbers and with the paths that the element got."""
        rules = copy.deepcopy([dict(rule) for rule in self.rules])
        if self.home and self.home != address:
            own: Data = {"pages": [{"key": "", "groups": [find(form, address).element]}], "rules": rules}
            follow_or_refuse(own, {self.home: address})
        taken = [{"key": rule.get("id")} for rule in form.get("rules", ())]
        for rule in rules:
            rule["id"] = free_key(str(rule["id"]), taken)
            taken.append({"key": rule["id"]})
        if rules:
            form.setdefault("rules", []).extend(rules)
        return tuple(str(rule["id"]) for rule in rules)

    @property
    def subject(self) -> str:
        """What it is put into."""
        return self.parent

    def at(self, moved: Mapping[str, str]) -> "Insert":
        """Return it for the parent's new place."""
        return replace(self, parent=followed(self.parent, moved))


def _fitting(parent: str, element: Mapping[str, Any]) -> None:
    if is_field(element) and (not parent or is_page(parent)):
        raise NotPossible("Ein Feld braucht eine Gruppe. Bitte wählen Sie eine Gruppe als Ziel.")


def _free_groups(form: Data, page: Data) -> None:
    """Give the groups of a new page numbers where their key is taken on another one."""
    page.setdefault("groups", [])
    for group in page["groups"]:
        others = [each for each in page["groups"] if each is not group]
        group["key"] = free_key(group["key"], others, taken_keys(form, "@"))


@dataclass(frozen=True, slots=True)
class Remove(Edit):
    """Delete elements. With `anyway`, what reads them goes too: rules whole, conditions of others."""

    addresses: tuple[str, ...]
    anyway: bool = False
    words: str = ""
    rules: tuple[str, ...] = ()
    """numbers of rules that go with them unasked"""

    def apply(self, form: Mapping[str, Any]) -> Outcome:
        """Return the form without the elements."""
        fresh = opened(form)
        if self.rules:
            _without_rules(fresh, set(self.rules))
        words = self.words
        parent = ""
        for address in self.addresses:
            spot = find(fresh, address)
            parent = spot.parent
            words = words or f"{kind_word(spot.element, address)} „{name_of(spot.element)}“ gelöscht"
            for inner in _tops(spot.element, address):
                self._loosen(fresh, inner, parent)
            del spot.siblings[spot.index]
            if not spot.siblings:
                raise NotPossible(_ALONE[kind_word(spot.element, address)])
        inverse = Restore(opened(form), f"Zurück: {words}", self.addresses[0])
        return Outcome(fresh, inverse, words, parent)

    def _loosen(self, form: Data, address: str, parent: str) -> None:
        found = [reader for reader in readers(form, address) if reader.kind != "review"]
        if found and not self.anyway:
            raise StillRead(found)
        _drop_readers(form, address)
        for review in form.get("reviews", ()):
            if touches(str(review.get("element", "")), address):
                review["element"] = "" if is_page(parent) else parent
                if not review["element"]:
                    del review["element"]

    @property
    def subject(self) -> str:
        """The first that goes."""
        return self.addresses[0]

    def at(self, moved: Mapping[str, str]) -> "Remove":
        """Return it for the new places."""
        return replace(self, addresses=tuple(followed(address, moved) for address in self.addresses))


_ALONE = {
    "Feld": "Das ist das letzte Feld der Gruppe. Bitte löschen Sie die ganze Gruppe.",
    "Gruppe": "Das ist die letzte Gruppe. Bitte löschen Sie, worin sie liegt.",
    "Seite": "Ein Formular braucht mindestens eine Seite.",
}


def _tops(element: Data, address: str) -> list[str]:
    """Return the paths under which an element is read: a page is read by its groups."""
    return [group["key"] for group in element.get("groups", ())] if is_page(address) else [address]


def _without_rules(form: Data, numbers: set[str]) -> None:
    form["rules"] = [rule for rule in form.get("rules", ()) if str(rule.get("id")) not in numbers]
    if not form["rules"]:
        del form["rules"]


def _drop_readers(form: Data, address: str) -> None:
    gone = set()
    for rule in form.get("rules", ()):
        for key in EFFECTS:
            value = rule.get(key)
            if isinstance(value, list):
                rule[key] = [path for path in value if not touches(path, address)]
        if any(touches(path, address) for path in rule_paths(rule)) or not _acts(rule):
            gone.add(str(rule.get("id")))
    if gone:
        _without_rules(form, gone)
    for page in form.get("pages", ()):
        for _, element in [("", page), *((key, each) for g in page["groups"] for key, each in within(g["key"], g))]:
            for key in ELEMENT_EXPRESSIONS:
                if any(touches(path, address) for path in paths_in(element.get(key))):
                    del element[key]


def _acts(rule: Mapping[str, Any]) -> bool:
    return "valid" in rule or bool(targets_of(rule))


@dataclass(frozen=True, slots=True)
class Copy(Edit):
    """Put a copy right behind an element; rules that only concern its inside are copied too."""

    address: str

    def apply(self, form: Mapping[str, Any]) -> Outcome:
        """Return the form with the copy."""
        fresh = opened(form)
        spot = find(fresh, self.address)
        twin = copy.deepcopy(spot.element)
        twin.pop("fim", None)  # the copy is nobody's element of the schema
        label = "title" if "title" in twin or not is_field(twin) else "label"
        twin[label] = f"{name_of(spot.element)} (Kopie)"
        twin["key"] = free_key(str(twin["key"]), spot.siblings, taken_keys(fresh, spot.parent))
        moved = _copied_paths(fresh, spot.element, twin, self.address, inside(spot.parent, twin["key"]))
        rules = _copied_rules(fresh, moved)
        shadow: Data = {"pages": [twin] if is_page(self.address) else [{"key": "x", "groups": [twin]}]}
        follow_or_refuse(shadow, moved)
        words = f"{kind_word(twin, self.address)} „{name_of(spot.element)}“ kopiert"
        return Insert(spot.parent, spot.index + 1, (twin,), words, tuple(rules)).apply(fresh)

    @property
    def subject(self) -> str:
        """What is copied."""
        return self.address

    def at(self, moved: Mapping[str, str]) -> "Copy":
        """Return it for the new place."""
        return replace(self, address=followed(self.address, moved))


def _copied_paths(form: Data, element: Data, twin: Data, old: str, new: str) -> dict[str, str]:
    if not is_page(old):
        return {old: new}
    moved: dict[str, str] = {}
    taken = set(taken_keys(form, "@"))
    for before, after in zip(element["groups"], twin["groups"], strict=True):
        after["key"] = free_key(before["key"], [], frozenset(taken))
        taken.add(after["key"])
        moved[before["key"]] = after["key"]
    return moved


def _copied_rules(form: Data, moved: Mapping[str, str]) -> list[Data]:
    taken = [{"key": rule.get("id")} for rule in form.get("rules", ())]
    found = []
    for rule in form.get("rules", ()):
        paths = {path for path in rule_paths(rule) if path != "today" and not path.startswith("facts.")}
        if paths and all(any(touches(path, old) for old in moved) for path in paths):
            twin = {"rules": [copy.deepcopy(rule)]}
            follow_or_refuse(twin, moved)
            fresh = twin["rules"][0]
            fresh["id"] = free_key(str(rule.get("id")), taken)
            taken.append({"key": fresh["id"]})
            found.append(fresh)
    return found
