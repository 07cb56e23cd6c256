"""Putting elements together in a group, and dissolving a group."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kreishaus.workshop.packages.engine.edits import Edit, NotPossible, Outcome, Restore, follow_or_refuse
from kreishaus.workshop.packages.engine.elements import (
    Data,
    NoSuchElement,
    find,
    free_key,
    inside,
    is_field,
    is_page,
    key_from,
    name_of,
    opened,
    taken_keys,
)
from kreishaus.workshop.packages.engine.references import CONDITIONS, followed, paths_in, targets_of


@dataclass(frozen=True, slots=True)
class Wrap(Edit):
    """Put neighbouring elements into a new group of their own."""

    addresses: tuple[str, ...]
    title: str
    settings: Mapping[str, Any] = field(default_factory=dict)

    def apply(self, form: Mapping[str, Any]) -> Outcome:
        """Return the form with the new group around the elements."""
        fresh = opened(form)
        spots = [find(fresh, address) for address in self.addresses]
        if is_page(self.addresses[0]) or any(spot.parent != spots[0].parent for spot in spots):
            raise NotPossible("Zusammenfassen lassen sich nur Felder und Gruppen, die nebeneinander liegen.")
        parent, siblings, index = spots[0].parent, spots[0].siblings, min(spot.index for spot in spots)
        chosen = sorted(spots, key=lambda spot: spot.index)
        if [spot.index for spot in chosen] != list(range(index, index + len(chosen))):
            raise NotPossible("Zwischen den gewählten Elementen liegen andere. Bitte erst verschieben.")
        del siblings[index : index + len(chosen)]
        wanted = str(self.settings.get("key") or key_from(self.title, "gruppe"))
        key = free_key(wanted, siblings, taken_keys(fresh, parent))
        group = {**self.settings, "key": key, "title": self.title, "items": [spot.element for spot in chosen]}
        siblings.insert(index, {name: value for name, value in group.items() if value != ""})
        new = inside(parent, key)
        moved = {address: f"{new}.{address.rpartition('.')[2]}" for address in self.addresses}
        follow_or_refuse(fresh, moved)
        return Outcome(fresh, Ungroup(new), f"Gruppe „{self.title}“ gebildet", new, moved)

    @property
    def subject(self) -> str:
        """The first that goes into the group."""
        return self.addresses[0]

    def at(self, moved: Mapping[str, str]) -> "Wrap":
        """Return it for the new places."""
        return replace(self, addresses=tuple(followed(address, moved) for address in self.addresses))


@dataclass(frozen=True, slots=True)
class Ungroup(Edit):
    """Dissolve a group: what lies in it takes its place."""

    address: str

    def apply(self, form: Mapping[str, Any]) -> Outcome:
        """Return the form without the group but with all its elements."""
        fresh = opened(form)
        spot = find(fresh, self.address)
        self._check(fresh, spot.element, spot.parent)
        del spot.siblings[spot.index]
        moved, keys = {}, []
        for offset, element in enumerate(spot.element["items"]):
            old = f"{self.address}.{element['key']}"
            element["key"] = free_key(element["key"], spot.siblings, taken_keys(fresh, spot.parent))
            spot.siblings.insert(spot.index + offset, element)
            moved[old] = inside(spot.parent, element["key"])
            keys.append((old, moved[old]))
        follow_or_refuse(fresh, moved)
        words = f"Gruppe „{name_of(spot.element)}“ aufgelöst"
        settings = {name: value for name, value in spot.element.items() if name not in ("items", "title")}
        same_keys = all(old.rpartition(".")[2] == new.rpartition(".")[2] for old, new in keys)
        back = tuple(moved.values())
        inverse: Edit = (
            Wrap(back, str(spot.element.get("title", "")), settings)
            if same_keys
            else Restore(opened(form), f"Zurück: {words}", self.address, {new: old for old, new in keys})
        )
        return Outcome(fresh, inverse, words, back[0], moved)

    def _check(self, form: Data, group: Data, parent: str) -> None:
        if is_page(self.address) or is_field(group):
            raise NoSuchElement(self.address)
        if is_page(parent) and any(is_field(item) for item in group["items"]):
            raise NotPossible("Die oberste Gruppe einer Seite lässt sich nicht auflösen: Felder brauchen eine Gruppe.")
        if group.get("repeat") or group.get("exclusive"):
            raise NotPossible("Die Gruppe wiederholt sich oder ist eine Auswahl. Bitte nehmen Sie das erst heraus.")
        named = [
            f"Regel {rule.get('id')}"
            for rule in form.get("rules", ())
            if self.address in targets_of(rule) or any(self.address in paths_in(rule.get(key)) for key in CONDITIONS)
        ]
        if named or group.get("when"):
            what = ", ".join(named) or "ihre eigene Bedingung"
            raise NotPossible(f"Die Gruppe wird noch gebraucht: {what}. Bitte erst dort ändern.")

    @property
    def subject(self) -> str:
        """The group."""
        return self.address

    def at(self, moved: Mapping[str, str]) -> "Ungroup":
        """Return it for the new place."""
        return replace(self, address=followed(self.address, moved))
