"""Moving and renaming: whatever reads an element follows it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kreishaus.workshop.packages.engine.edits import Edit, NotPossible, Outcome, Restore, follow_or_refuse
from kreishaus.workshop.packages.engine.elements import (
    Data,
    children,
    find,
    free_key,
    inside,
    is_field,
    is_page,
    name_of,
    opened,
    taken_keys,
)
from kreishaus.workshop.packages.engine.references import followed, readers, touches
from kreishaus.workshop.packages.engine.structure import kind_word

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,79}")


@dataclass(frozen=True, slots=True)
class Move(Edit):
    """Put an element elsewhere: into a page or group, at a place among what lies there."""

    address: str
    parent: str
    index: int
    """place counted without the element itself"""

    def apply(self, form: Mapping[str, Any]) -> Outcome:
        """Return the form with the element at its new place; rules and conditions follow."""
        fresh = opened(form)
        spot = find(fresh, self.address)
        if is_page(self.address) != (not self.parent) or (is_field(spot.element) and is_page(self.parent)):
            raise NotPossible("Dorthin lässt sich das nicht verschieben. Ein Feld braucht eine Gruppe.")
        if touches(self.parent, self.address):
            raise NotPossible("Eine Gruppe kann nicht in sich selbst liegen.")
        element = spot.siblings.pop(spot.index)
        target = children(fresh, self.parent)
        also = taken_keys(fresh, self.parent) if self.parent != spot.parent else frozenset()
        element["key"] = free_key(str(element["key"]), target, also)
        target.insert(min(max(self.index, 0), len(target)), element)
        new = inside(self.parent, element["key"])
        moved = {} if new == self.address else {self.address: new}
        follow_or_refuse(fresh, moved)
        words = f"{kind_word(element, new)} „{name_of(element)}“ verschoben"
        if spot.siblings:
            inverse: Edit = Back(new, spot.parent, spot.index, self.address)
        else:
            words += self._closed(fresh, spot.parent)
            inverse = Restore(opened(form), f"Zurück: {words}", self.address, {new: self.address} if moved else {})
        return Outcome(fresh, inverse, words, new, moved)

    def _closed(self, form: Data, emptied: str) -> str:
        """Take away what has become empty by the move."""
        spot = find(form, emptied)
        found = [] if is_page(emptied) else readers(form, emptied)
        if found:
            raise NotPossible(f"Die Gruppe „{name_of(spot.element)}“ würde leer, aber {found[0].words} braucht sie.")
        if len(spot.siblings) == 1:
            raise NotPossible("Hier bliebe nichts übrig. Bitte fügen Sie erst etwas anderes hinzu.")
        del spot.siblings[spot.index]
        return f". {kind_word(spot.element, emptied)} „{name_of(spot.element)}“ war leer und entfällt"

    @property
    def subject(self) -> str:
        """What moves."""
        return self.address

    def at(self, moved: Mapping[str, str]) -> "Move":
        """Return it for the new places."""
        return replace(self, address=followed(self.address, moved), parent=followed(self.parent, moved))


@dataclass(frozen=True, slots=True)
class Back(Edit):
    """Put a moved element back under the key it had."""

    address: str
    parent: str
    index: int
    before: str

    def apply(self, form: Mapping[str, Any]) -> Outcome:
        """Return the form as it was before the move."""
        done = Move(self.address, self.parent, self.index).apply(form)
        key = self.before.rpartition(".")[2].removeprefix("@")
        moved: Mapping[str, str] = {} if self.address == self.before else {self.address: self.before}
        fresh = done.form
        if done.selected != self.before:
            fresh = Rename(done.selected, key).apply(fresh).form
        spot = find(opened(form), self.address)
        inverse = Back(self.before, spot.parent, spot.index, self.address)
        return Outcome(fresh, inverse, f"Zurück: {done.words}", self.before, moved)

    @property
    def subject(self) -> str:
        """What moves back."""
        return self.address


@dataclass(frozen=True, slots=True)
class Rename(Edit):
    """Give an element another key; everything that reads it follows."""

    address: str
    key: str

    def apply(self, form: Mapping[str, Any]) -> Outcome:
        """Return the form with the new key everywhere."""
        fresh = opened(form)
        spot = find(fresh, self.address)
        old = str(spot.element["key"])
        if not _KEY.fullmatch(self.key):
            raise NotPossible(
                f"Der Schlüssel „{self.key}“ geht nicht. Erlaubt sind Buchstaben ohne Umlaute, Ziffern und "
                "Unterstriche, zum Beispiel vor_name."
            )
        others = [each for each in spot.siblings if each is not spot.element]
        taken = taken_keys(fresh, spot.parent) - {old}
        if free_key(self.key, others, taken) != self.key:
            raise NotPossible(f"Den Schlüssel „{self.key}“ gibt es hier schon. Bitte einen anderen wählen.")
        spot.element["key"] = self.key
        new = inside(spot.parent, self.key)
        moved = {} if new == self.address else {self.address: new}
        if not is_page(self.address):
            follow_or_refuse(fresh, moved)
        words = f"Schlüssel von „{name_of(spot.element)}“: {old} heißt jetzt {self.key}"
        return Outcome(fresh, Rename(new, old), words, new, moved)

    @property
    def subject(self) -> str:
        """What gets the key."""
        return self.address

    def at(self, moved: Mapping[str, str]) -> "Rename":
        """Return it for the new place."""
        return replace(self, address=followed(self.address, moved))
