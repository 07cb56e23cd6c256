"""Saying once, for a whole group or page, for what and by which law its personal questions are asked."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kreishaus.workshop.packages.engine.edits import Edit, NotPossible, Outcome, Restore
from kreishaus.workshop.packages.engine.elements import find, is_field, name_of, opened, within
from kreishaus.workshop.packages.engine.references import followed


@dataclass(frozen=True, slots=True)
class GiveReasons(Edit):
    """Write purpose and legal basis to the questions inside an element that have none of their own."""

    address: str
    questions: Collection[str]
    """the questions that are meant, by address; others inside stay as they are"""
    purpose: str = ""
    basis: tuple[str, ...] = ()

    def apply(self, form: Mapping[str, Any]) -> Outcome:
        """Return the form in which every one of them has its reasons.

        :raises NotPossible: if there is nothing to write, or nobody who needs it.
        """
        if not self.purpose.strip() and not self.basis:
            raise NotPossible("Bitte schreiben Sie, wofür wir die Angaben brauchen.")
        fresh = opened(form)
        element = find(fresh, self.address).element
        wanted = {"purpose": self.purpose.strip(), "basis": list(self.basis)}
        count = 0
        for address, inner in _inside(self.address, element):
            if not is_field(inner) or address not in self.questions:
                continue
            missing = {name: value for name, value in wanted.items() if value and not inner.get(name)}
            inner.update(missing)
            count += bool(missing)
        if not count:
            raise NotPossible("Bei diesen Fragen steht schon, wofür wir sie brauchen.")
        words = f"„{name_of(element)}“: Zweck und Rechtsgrundlage für {count} Angaben"
        return Outcome(fresh, Restore(opened(form), f"Zurück: {words}", self.address), words, self.address)

    @property
    def subject(self) -> str:
        """The group or page."""
        return self.address

    def at(self, moved: Mapping[str, str]) -> "GiveReasons":
        """Return it for the new place."""
        questions = frozenset(followed(each, moved) for each in self.questions)
        return replace(self, address=followed(self.address, moved), questions=questions)


def _inside(address: str, element: dict[str, Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    if "groups" in element:
        return [pair for group in element["groups"] for pair in within(group["key"], group)]
    return within(address, element)
