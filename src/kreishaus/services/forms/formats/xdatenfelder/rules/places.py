"""The elements of a schema at their places in the form, and what a FIM number means from a group."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from kreishaus.services.forms.formats.xdatenfelder.model import DataType, ImportedField, ImportedGroup
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import Reference

_PART_WORDS = (("tag", "day"), ("monat", "month"), ("jahr", "year"))


@dataclass(slots=True, eq=False, repr=False)
class Place:
    """One element in the form. `path` is how conditions name it."""

    element: ImportedGroup | ImportedField
    path: str
    type: str
    """the field type of the form, "" for a group"""
    parent: "Place | None" = None
    children: "list[Place]" = field(default_factory=list)
    is_kept: bool = True
    """whether it is in the form; an empty group is not"""

    @property
    def is_group(self) -> bool:
        """Whether it is a group."""
        return isinstance(self.element, ImportedGroup)

    @property
    def title(self) -> str:
        """What the form calls it."""
        return self.element.title

    @property
    def is_list(self) -> bool:
        """Whether conditions see a list: a repeated group or field, several answers, files."""
        return self.element.multiplicity.repeats or self.type in ("multiple-choice", "file")

    @property
    def optional(self) -> bool:
        """Whether the structure lets it be left out."""
        return self.element.multiplicity.minimum == 0

    @property
    def has_value(self) -> bool:
        """Whether it or something in it can be answered."""
        if self.is_group:
            return any(child.has_value for child in self.children)
        return self.type != "information"

    @property
    def outer(self) -> "tuple[Place, ...]":
        """The repeated groups around it, outermost first."""
        return tuple(place for place in reversed(list(self.around())) if place.element.multiplicity.repeats)

    def around(self) -> "Iterator[Place]":
        """Yield the groups around it, the nearest first."""
        place = self.parent
        while place:
            yield place
            place = place.parent

    def inside(self) -> "Iterator[Place]":
        """Yield everything below it, breadth first: what is nearer comes first."""
        waiting = list(self.children)
        while waiting:
            yield from waiting
            waiting = [child for place in waiting for child in place.children]

    def depth_of(self, other: "Place") -> int:
        """Return how many levels another place lies below this one."""
        return other.path.count(".") - self.path.count(".")


class Places:
    """All places of a form, found by FIM number."""

    def __init__(self) -> None:
        self.roots: list[Place] = []
        self.by_id: dict[str, list[Place]] = {}
        self._named: dict[str, set[str]] = {}

    def add(self, place: Place) -> None:
        """Take up a place whose parent is known."""
        (place.parent.children if place.parent else self.roots).append(place)
        self.by_id.setdefault(place.element.id, []).append(place)
        self._named.clear()

    def remove(self, place: Place) -> None:
        """Take a place away that is not in the form after all."""
        place.is_kept = False
        (place.parent.children if place.parent else self.roots).remove(place)
        self.by_id[place.element.id].remove(place)

    def labels(self, number: str) -> Collection[str]:
        """Return every name of an element."""
        found: dict[str, None] = {}
        for place in self.by_id.get(number, ()):
            found |= dict.fromkeys((place.element.name, place.element.title, place.element.output_title))
        return [name for name in found if name]

    def options(self, number: str) -> Collection[tuple[str, str]]:
        """Return code and name of every answer that an element offers."""
        found: dict[tuple[str, str], None] = {}
        for place in self.by_id.get(number, ()):
            if isinstance(place.element, ImportedField):
                found |= dict.fromkeys((choice.code, choice.name) for choice in place.element.choices)
        return list(found)

    def named(self) -> Mapping[str, Collection[str]]:
        """Return the FIM numbers behind every name."""
        if not self._named:
            for number in self.by_id:
                for name in self.labels(number):
                    self._named.setdefault(name, set()).add(number)
        return self._named

    def answers(self) -> Collection[str]:
        """Return the names of all answers."""
        return {name for number in self.by_id for _, name in self.options(number)}


class Unresolved(Exception):
    """A number means nothing in the form, or several things; the message says so in German."""


def resolve(reference: Reference, bearer: Place | None, places: Places) -> Place:
    """Return the one place that a reference means for a rule on `bearer` (None: on the schema).

    What lies nearest to the bearer is meant: among its own members first, then further down, then
    in the groups around it. Several candidates at the same distance leave it open.

    :raises Unresolved: if there is none, or if it cannot be decided.
    """
    known = [place for place in places.by_id.get(reference.ids[-1], ()) if _fits(place, reference.ids)]
    if not known:
        raise Unresolved(f"{reference} kommt in diesem Formular nicht vor.")
    scope = bearer
    while scope is not None:
        below = [place for place in known if _lies_in(place, scope)]
        if below:
            return _nearest(below, scope, reference)
        if scope.element.id == reference.ids[-1] and len(reference.ids) == 1:
            return scope
        scope = scope.parent
    if len(known) > 1:
        top = [place for place in known if _from_the_top(place, reference.ids)]
        if len(top) == 1:
            return top[0]
        raise Unresolved(f"{reference} kommt {len(known)}-mal vor. Es ist nicht zu erkennen, welches gemeint ist.")
    return known[0]


def _fits(place: Place, ids: tuple[str, ...]) -> bool:
    """Tell whether the groups around a place are those that the dotted path names, in their order."""
    wanted = list(reversed(ids[:-1]))
    for around in place.around():
        if wanted and around.element.id == wanted[0]:
            wanted.pop(0)
    return not wanted


def _from_the_top(place: Place, ids: tuple[str, ...]) -> bool:
    chain = [place.element.id, *(around.element.id for around in place.around())]
    return chain == list(reversed(ids))


def _lies_in(place: Place, scope: Place) -> bool:
    return any(around is scope for around in place.around())


def _nearest(below: list[Place], scope: Place, reference: Reference) -> Place:
    depth = min(scope.depth_of(place) for place in below)
    nearest = [place for place in below if scope.depth_of(place) == depth]
    if len(nearest) == 1 and (depth == 1 or len(below) == 1 or len(reference.ids) > 1):
        return nearest[0]
    raise Unresolved(f"{reference} kommt hier {len(below)}-mal vor. Es ist nicht zu erkennen, welches gemeint ist.")


def date_parts(group: Place) -> dict[str, Place]:
    """Return day, month and year of a group that is a date known in part; {} if it is none."""
    found: dict[str, Place] = {}
    for child in group.children:
        if isinstance(child.element, ImportedField) and child.element.data_type is DataType.NUM_INT:
            names = (child.element.title.casefold(), child.element.name.casefold())
            for word, key in _PART_WORDS:
                if any(name.startswith(word) for name in names):
                    found.setdefault(key, child)
    return found if {"day", "month", "year"} <= found.keys() else {}
