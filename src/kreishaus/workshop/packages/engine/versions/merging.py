"""A new FIM version under local work: base is the form of the old schema, local what the county made of it.

Identity is the path in the schema. Local texts, help, rules and order survive; what FIM adds, removes
or redefines comes in. Where both changed the same, a conflict is noted with both values and who wins
unless somebody decides otherwise; nothing is lost silently.
"""

import copy
import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kreishaus.workshop.packages.engine.elements import Data, free_key, name_of, opened
from kreishaus.workshop.packages.engine.references import follow_all, readers
from kreishaus.workshop.packages.engine.versions.conflicts import WHOLE, Conflict, Decisions, Take
from kreishaus.workshop.packages.engine.versions.difference import Difference, difference
from kreishaus.workshop.packages.engine.versions.naming import Names, moved_by
from kreishaus.workshop.packages.engine.versions.outline import TOP, Node, is_own, moves, outline
from kreishaus.workshop.packages.engine.versions.placing import Placing, tidy
from kreishaus.workshop.packages.engine.versions.ruling import merged_reviews, merged_rules, without_the_gone
from kreishaus.workshop.packages.engine.versions.values import merged_settings


@dataclass(frozen=True, slots=True)
class Merge:
    """The merged form (as data of form.yaml), what FIM changed, and what has to be looked at."""

    form: Data
    conflicts: tuple[Conflict, ...]
    moved: Mapping[str, str]
    """address in the local form -> address now, of what stands elsewhere"""
    remarks: tuple[str, ...]
    difference: Difference
    """between the old and the new FIM version"""


def merge(
    base: Mapping[str, Any], local: Mapping[str, Any], new: Mapping[str, Any], choices: Mapping[str, Take] | None = None
) -> Merge:
    """Bring a new version in; the same input and choices always give the same form."""
    told = difference(base, new)
    if opened(local) == opened(base):
        fresh = opened(new)
        old = outline(opened(local))
        renamed = moves(old, outline(fresh))
        return Merge(fresh, (), moved_by(old, outline(fresh, renamed)), (), told)
    return _Merger(base, local, new, Decisions(choices or {})).result(told)


class _Merger:
    def __init__(
        self, base: Mapping[str, Any], local: Mapping[str, Any], new: Mapping[str, Any], decisions: Decisions
    ) -> None:
        self.decisions = decisions
        self.base = outline(opened(base))
        renamed = moves(self.base, outline(opened(new)))
        self.new = outline(opened(new), renamed)
        self.local = outline(opened(local))
        self.names = Names(self.local)
        self.names.translate(self.base)
        self.names.translate(self.new)
        self.placing = Placing(copy.deepcopy(self.local.form), self.new)
        self.remarks: list[str] = []
        self.now_own: list[Data] = []
        self.moved_pages: dict[str, str] = {}

    def result(self, told: Difference) -> Merge:
        form = self.placing.form
        form["rules"] = merged_rules(self.base.form, self.local.form, self.new.form, self.decisions)
        form["reviews"] = merged_reviews(self.base.form, self.local.form, self.new.form, self.decisions)
        self._settle_values()
        self._remove()
        self._bring_in()
        self._move_and_order()
        tidy(form)
        self._name()
        final = self.placing.now()
        lost = [*self.names.lost, *follow_all(form, self.names.back(final))]
        gone = {node.address for identity, node in self.local.nodes.items() if identity not in final}
        gone -= {node.address for node in final.nodes.values()}
        gone |= {name for identity, name in self.names.taken.items() if identity not in final}
        self.remarks += [f"Bitte ansehen: {words} konnte nicht mitziehen." for words in lost]
        self.remarks += without_the_gone(form, gone)
        for element in self.now_own:
            element.pop("fim", None)
        for empty in ("rules", "reviews"):
            if not form[empty]:
                del form[empty]
        moved = {**moved_by(self.local, final), **self.moved_pages}
        conflicts = tuple(dataclasses.replace(each, around=self._around(each)) for each in self.decisions.conflicts)
        return Merge(form, conflicts, moved, tuple(self.remarks), told)

    def _around(self, conflict: Conflict) -> str:
        identity = conflict.key.rpartition("|")[0]
        state = self.local if identity in self.local else self.new
        node = state.nodes.get(identity)
        group = state.nodes.get(node.parent) if node else None
        return name_of(group.element) if group else ""

    def _settle_values(self) -> None:
        """Merge the settings of everything that all three states have, and of form and pages."""
        now = self.placing.now()
        for identity, node in self.local.nodes.items():
            if identity in self.base and identity in self.new:
                merged = merged_settings(self.base.nodes[identity], node, self.new.nodes[identity], self.decisions)
                _replace(now.nodes[identity].element, merged)
        for identity in now.children[TOP]:
            if identity in self.base and identity in self.new:
                self._settle_page(now.nodes[identity].page, self.base.nodes[identity].page, identity)
        form = self.placing.form
        before, mine, theirs = (state.form.get("title") for state in (self.base, self.local, self.new))
        if mine == before:
            form["title"] = theirs
        elif theirs not in (before, mine):
            taken = self.decisions.decide(
                key="form|title",
                name="Formular",
                setting="title",
                base=before,
                local=mine,
                fim=theirs,
                usual=Take.LOCAL,
            )
            form["title"] = mine if taken is Take.LOCAL else theirs
        form["fim"] = copy.deepcopy(self.new.form.get("fim") or {})

    def _settle_page(self, page: Data | None, before: Data | None, identity: str) -> None:
        theirs = self.new.nodes[identity].page
        if page is None or before is None or theirs is None or page["key"] != before["key"]:
            return
        for setting in ("title", "help", "when"):
            if page.get(setting) == before.get(setting) and theirs.get(setting):
                page[setting] = theirs[setting]
        if theirs["key"] not in {each["key"] for each in self.placing.form["pages"]}:
            self.moved_pages[f"@{page['key']}"] = f"@{theirs['key']}"
            page["key"] = theirs["key"]

    def _remove(self) -> None:
        """Take out what FIM has dropped, unless the county has worked on it or still needs it."""
        for identity in reversed(self.local.nodes):
            if identity in self.new or identity not in self.base:
                continue
            now = self.placing.now()
            node = now.nodes[identity]
            if now.children.get(identity) or (is_own(identity) and node.element.get("items") == []):
                # What still stands in a dropped group keeps the group.
                self._make_own(node)
                if node.element.get("items"):
                    self.remarks.append(
                        f"Die Gruppe „{name_of(node.element)}“ ist in FIM entfallen. "
                        "Sie bleibt, weil darin noch etwas steht."
                    )
                continue
            needed = self._touched(identity) or readers(self.placing.form, node.address)
            if needed and self._keeps(node):
                self._make_own(node)
                continue
            siblings = node.page["groups"] if node.page else now.nodes[node.parent].element["items"]
            siblings.remove(node.element)

    def _keeps(self, node: Node) -> bool:
        taken = self.decisions.decide(
            key=f"{node.identity}|removed",
            name=name_of(node.element),
            setting=WHOLE,
            base="vorhanden",
            local="vor Ort bearbeitet oder in Regeln gebraucht",
            fim="entfallen",
            usual=Take.LOCAL,
        )
        return taken is Take.LOCAL

    def _make_own(self, node: Node) -> None:
        self.now_own.append(node.element)

    def _touched(self, identity: str) -> bool:
        before, mine = self.base.nodes[identity], self.local.nodes[identity]
        return _without_facts(before) != _without_facts(mine) or before.parent != mine.parent

    def _bring_in(self) -> None:
        """Add what FIM has added; ask about what the county took out and FIM has changed."""
        for identity, node in self.new.nodes.items():
            if identity in self.placing.now():
                continue
            if node.parent in self.base and node.parent not in self.placing.now() and not is_own(node.parent):
                # The county has taken out the group around it; that is asked once, for the group.
                continue
            if identity not in self.base:
                self._add(identity)
            elif is_own(identity):
                continue
            elif self._changed_by_fim(identity) and not self._stays_out(node):
                self.placing.add(identity)

    def _add(self, identity: str) -> None:
        # A group of ours for fields beside the groups appears only with its first field.
        if not is_own(identity):
            self.placing.add(identity)

    def _changed_by_fim(self, identity: str) -> bool:
        whole = [identity, *self.new.inside(identity)]
        return any(
            each not in self.base or _without_facts(self.base.nodes[each]) != _without_facts(self.new.nodes[each])
            for each in whole
        )

    def _stays_out(self, node: Node) -> bool:
        taken = self.decisions.decide(
            key=f"{node.identity}|back",
            name=name_of(node.element),
            setting=WHOLE,
            base="vorhanden",
            local="vor Ort entfernt",
            fim="in der neuen Fassung geändert",
            usual=Take.LOCAL,
        )
        return taken is Take.LOCAL

    def _move_and_order(self) -> None:
        for identity, node in self.new.nodes.items():
            if identity not in self.base or identity not in self.local:
                continue
            before, mine = self.base.nodes[identity], self.local.nodes[identity]
            if node.parent != before.parent and mine.parent == before.parent and node.parent in self.placing.now():
                self.placing.move(identity)
        for parent, order in self.new.children.items():
            self._order(parent, order)

    def _order(self, parent: str, order: list[str]) -> None:
        now = self.placing.now()
        here = set(now.children.get(parent, ()))
        old = [each for each in self.base.children.get(parent, ()) if each in here and each in self.new]
        mine = [each for each in self.local.children.get(parent, ()) if each in old]
        if [each for each in old if each in mine] == mine:
            wanted = [each for each in order if each in here]
            if wanted != [each for each in now.children[parent] if each in wanted]:
                self.placing.reorder(parent, wanted)

    def _name(self) -> None:
        """Let keys follow FIM where the county has kept the old ones."""
        now = self.placing.now()
        for parent in [TOP, *now.nodes]:
            brothers = [now.nodes[each] for each in now.children.get(parent, ())]
            wanted = {node.identity: self._key(node) for node in brothers}
            fixed = [{"key": node.element["key"]} for node in brothers if wanted[node.identity] is None]
            for node in brothers:
                if (key := wanted[node.identity]) is not None:
                    node.element["key"] = free_key(key, fixed)
                    fixed.append({"key": node.element["key"]})

    def _key(self, node: Node) -> str | None:
        identity = node.identity
        if identity not in self.new:
            return None
        if identity in self.local and identity in self.base:
            kept = self.local.nodes[identity].element["key"] == self.base.nodes[identity].element["key"]
            return str(self.new.nodes[identity].element["key"]) if kept else None
        return None if identity in self.local else str(self.new.nodes[identity].element["key"])


def _replace(element: Data, settings: Data) -> None:
    inner = {key: element[key] for key in ("key", "items") if key in element}
    element.clear()
    element |= settings | inner


def _without_facts(node: Node) -> Data:
    return {key: value for key, value in node.settings.items() if key != "fim"}
