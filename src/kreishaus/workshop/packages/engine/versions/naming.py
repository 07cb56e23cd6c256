"""One language for three states of a form: every path in conditions and rules names the same element.

In base and new version an element may have another address than in the local form. Before anything is
compared, their conditions, rules and review items are rewritten to the local addresses; what the local
form does not have gets a name of its own, which becomes a real address once the element has its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from kreishaus.workshop.packages.engine.elements import Data
from kreishaus.workshop.packages.engine.references import follow_all
from kreishaus.workshop.packages.engine.versions.outline import Outline


@dataclass(slots=True)
class Names:
    """Addresses of the common language: local ones, and names for what is not in the local form."""

    local: Outline
    taken: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def translate(self, state: Outline) -> None:
        """Rewrite everything in this state that names an element, in place."""
        moved = {
            node.address: name for identity, node in state.nodes.items() if (name := self.of(identity)) != node.address
        }
        self.lost += follow_all(state.form, moved)

    def of(self, identity: str) -> str:
        """Return the name of an element in the common language."""
        if identity in self.local:
            return self.local.nodes[identity].address
        if identity not in self.taken:
            self.taken[identity] = f"element_of_fim_{next(self._numbers)}"
        return self.taken[identity]

    def back(self, final: Outline) -> dict[str, str]:
        """Return common name -> address in the merged form, for everything that stands there."""
        return {
            self.of(identity): node.address
            for identity, node in final.nodes.items()
            if self.of(identity) != node.address
        }


def moved_by(before: Outline, after: Outline) -> Mapping[str, str]:
    """Return old address -> new address of everything that both states have and that stands elsewhere now."""
    return {
        node.address: after.nodes[identity].address
        for identity, node in before.nodes.items()
        if identity in after and after.nodes[identity].address != node.address
    }


def rules_of(form: Data, which: str) -> dict[str, Data]:
    """Return the rules or review items of a form by their number."""
    return {str(rule.get("id")): rule for rule in form.get(which, ())}
