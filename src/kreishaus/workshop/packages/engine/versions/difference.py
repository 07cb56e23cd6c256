"""What differs between two states of a form: added, removed, moved, changed elements; rules; FIM facts."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from kreishaus.workshop.packages.engine.elements import is_field, name_of, opened
from kreishaus.workshop.packages.engine.settings import words_of
from kreishaus.workshop.packages.engine.versions.outline import Node, Outline, moves, outline
from kreishaus.workshop.packages.engine.versions.wording import fact_in_words, shown

# The path is where the element stands; that is told as a move.
_SILENT_FACTS = frozenset({"path", "rules", "changed_at"})


class Kind(StrEnum):
    """What happened to an element or a rule."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"
    NOTED = "noted"
    """a fact of FIM that the form does not show: version, status, validity, history"""


_HEADINGS = {
    Kind.ADDED: "Neu",
    Kind.REMOVED: "Entfallen",
    Kind.MOVED: "Verschoben",
    Kind.CHANGED: "Geändert",
    Kind.NOTED: "Angaben aus FIM",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; `setting` is empty unless the kind is CHANGED or NOTED.

    `around` is the name of the group in which it stands, for forms that ask the same several times.
    """

    kind: Kind
    what: str
    name: str
    address: str
    setting: str = ""
    before: object = None
    after: object = None
    around: str = ""

    @property
    def title(self) -> str:
        """What it is and where it stands."""
        name = f"{self.what} „{self.name}“" if self.name != self.what else self.what
        return f"{name} in „{self.around}“" if self.around else name

    @property
    def rule_text(self) -> str:
        """What a rule that is new or gone says."""
        rule = self.after or self.before
        if self.setting or self.kind is Kind.MOVED or not isinstance(rule, Mapping):
            return ""
        return str(rule.get("text") or shown({key: value for key, value in rule.items() if key not in ("id", "basis")}))

    @property
    def words(self) -> str:
        """The setting in German."""
        return fact_in_words(self.setting) if self.kind is Kind.NOTED else words_of(self.setting)

    @property
    def before_text(self) -> str:
        """The former value for people."""
        return shown(self.before)

    @property
    def after_text(self) -> str:
        """The new value for people."""
        return shown(self.after)


@dataclass(frozen=True, slots=True)
class Difference:
    """All differences, in the order of the newer form."""

    changes: tuple[Change, ...]

    def of(self, kind: Kind) -> list[Change]:
        """Return the differences of one kind."""
        return [change for change in self.changes if change.kind is kind]

    def by_kind(self) -> Iterator[tuple[str, list[Change]]]:
        """Yield heading and differences of each kind that there is."""
        for kind in Kind:
            if found := self.of(kind):
                yield _HEADINGS[kind], found

    def as_json(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return {
            "counts": {kind.value: len(self.of(kind)) for kind in Kind},
            "changes": [
                {
                    "kind": change.kind.value,
                    "what": change.what,
                    "name": change.name,
                    "address": change.address,
                    "setting": change.setting,
                    "before": change.before,
                    "after": change.after,
                }
                for change in self.changes
            ],
        }

    def as_lines(self) -> list[str]:
        """Return everything in German."""
        lines = []
        for heading, changes in self.by_kind():
            lines.append(f"{heading} ({len(changes)})")
            lines += [f"  {_line(change)}" for change in changes]
        return lines or ["Kein Unterschied."]


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Difference:
    """Compare two forms as data of form.yaml."""
    old = outline(opened(before))
    fresh = opened(after)
    renamed = moves(old, outline(fresh))
    new = outline(fresh, renamed)
    return Difference(
        (
            *_settings(Kind.CHANGED, "Formular", "Formular", "", _plain(old.form), _plain(new.form)),
            *_facts("Formular", "Formular", "", old.form, new.form),
            *_elements(old, new, frozenset(renamed.values())),
            *_pages(old.form, new.form),
            *_rules(old.form, new.form, "rules"),
            *_rules(old.form, new.form, "reviews"),
        )
    )


def _elements(old: Outline, new: Outline, travelled: frozenset[str]) -> Iterator[Change]:
    for state, identity, change in _changes(old, new, travelled):
        around = state.nodes.get(state.nodes[identity].parent)
        yield replace(change, around=name_of(around.element) if around else "")


def _changes(old: Outline, new: Outline, travelled: frozenset[str]) -> Iterator[tuple[Outline, str, Change]]:
    for identity, change in _in_new(old, new, travelled):
        yield new, identity, change
    for identity, node in old.nodes.items():
        if identity not in new:
            yield old, identity, Change(Kind.REMOVED, _word(node), name_of(node.element), node.address)


def _in_new(old: Outline, new: Outline, travelled: frozenset[str]) -> Iterator[tuple[str, Change]]:
    shifted = _shifted(old, new)
    for identity, node in new.nodes.items():
        what, name = _word(node), name_of(node.element)
        if identity not in old:
            yield identity, Change(Kind.ADDED, what, name, node.address)
            continue
        former = old.nodes[identity]
        # What only moves along inside of a moved group is not told again.
        came = identity in travelled and node.parent not in travelled
        if came or identity in shifted or (node.parent != former.parent and node.parent in old):
            places = _place(former, old), _place(node, new)
            yield identity, Change(Kind.MOVED, what, name, node.address, "", *places)
        for change in (
            *_settings(Kind.CHANGED, what, name, node.address, _plain(former.element), _plain(node.element)),
            *_facts(what, name, node.address, former.element, node.element),
        ):
            yield identity, change


def _shifted(old: Outline, new: Outline) -> set[str]:
    """Return the elements that stand in another order among the brothers they had before."""
    found: set[str] = set()
    for parent, brothers in new.children.items():
        former = {each: place for place, each in enumerate(old.children.get(parent, ()))}
        common = [each for each in brothers if each in former]
        kept = _longest_rise([former[each] for each in common])
        found |= {each for place, each in enumerate(common) if place not in kept}
    return found


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Return the places of a longest rising run: what stays where it is, if as little as possible moves."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(tails, number)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [number]
        ends[at : at + 1] = [place]
    kept, place = set(), ends[-1] if ends else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept


def _settings(
    kind: Kind, what: str, name: str, address: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Change]:
    for setting in dict.fromkeys([*old, *new]):
        if old.get(setting) != new.get(setting):
            yield Change(kind, what, name, address, setting, old.get(setting), new.get(setting))


def _facts(what: str, name: str, address: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    facts = [
        {key: value for key, value in (each.get("fim") or {}).items() if key not in _SILENT_FACTS}
        for each in (old, new)
    ]
    yield from _settings(Kind.NOTED, what, name, address, *facts)


def _plain(element: Mapping[str, Any]) -> dict[str, Any]:
    left_out = ("items", "fim", "key", "pages", "rules", "reviews")
    return {key: value for key, value in element.items() if key not in left_out}


def _pages(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    former = {page["key"]: page for page in old.get("pages", ())}
    now = {page["key"]: page for page in new.get("pages", ())}
    for key, page in now.items():
        if key not in former:
            yield Change(Kind.ADDED, "Seite", name_of(page), f"@{key}")
            continue
        pair = ({name: value for name, value in each.items() if name != "groups"} for each in (former[key], page))
        yield from _settings(Kind.CHANGED, "Seite", name_of(page), f"@{key}", *pair)
    for key, page in former.items():
        if key not in now:
            yield Change(Kind.REMOVED, "Seite", name_of(page), f"@{key}")


def _rules(old: Mapping[str, Any], new: Mapping[str, Any], which: str) -> Iterator[Change]:
    what = "Regel" if which == "rules" else "Prüfpunkt"
    former = {str(each.get("id")): each for each in old.get(which, ())}
    now = {str(each.get("id")): each for each in new.get(which, ())}
    for number, rule in now.items():
        if number not in former:
            yield Change(Kind.ADDED, what, number, "", "", None, rule)
        else:
            yield from _settings(Kind.CHANGED, what, number, "", former[number], rule)
    for number, rule in former.items():
        if number not in now:
            yield Change(Kind.REMOVED, what, number, "", "", rule)


def _word(node: Node) -> str:
    return "Feld" if is_field(node.element) else "Gruppe"


def _place(node: Node, form: Outline) -> str:
    around = form.nodes.get(node.parent)
    brothers = form.children[node.parent]
    where = f"in „{name_of(around.element)}“" if around else "im Formular"
    return f"{where}, Stelle {brothers.index(node.identity) + 1}"


def _line(change: Change) -> str:
    if change.kind is Kind.MOVED:
        return f"{change.title}: {change.before}, jetzt {change.after}"
    if change.setting:
        return f"{change.title}, {change.words}: {change.before_text}, jetzt {change.after_text}"
    return f"{change.title}: {change.rule_text}" if change.rule_text else change.title
