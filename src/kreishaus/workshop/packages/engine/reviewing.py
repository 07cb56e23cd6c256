"""Settling rules that no machine has understood: with the proposal, with other rules, by a person, or not at all."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kreishaus.workshop.packages.engine.edits import Edit, NotPossible, Outcome, Restore
from kreishaus.workshop.packages.engine.elements import Data, NoSuchElement, free_key, opened
from kreishaus.workshop.packages.enums import Settlement

_BETWEEN = ", "


@dataclass(frozen=True, slots=True)
class Settle(Edit):
    """Settle one open review item; rules that come along take its number and its legal basis."""

    number: str
    by: Settlement
    note: str = ""
    rules: tuple[Mapping[str, Any], ...] = ()

    def apply(self, form: Mapping[str, Any]) -> Outcome:
        """Return the form in which the item is settled.

        :raises NotPossible: if it is settled already, or nothing says how.
        """
        fresh = opened(form)
        review = review_in(fresh, self.number)
        if review.get("settled"):
            raise NotPossible("Dieser Prüfpunkt ist schon geklärt.")
        numbers = self._add_rules(fresh, review)
        note = _BETWEEN.join(numbers) if numbers else self.note.strip()
        if not note:
            raise NotPossible("Bitte schreiben Sie kurz dazu, wie die Regel geklärt ist.")
        review["settled"] = {"by": self.by.value, "note": note}
        words = f"Prüfpunkt {self.number} geklärt: {self.by.label}"
        return Outcome(fresh, Restore(opened(form), f"Zurück: {words}", self.subject), words, self.subject)

    def _add_rules(self, form: Data, review: Mapping[str, Any]) -> list[str]:
        rules = form.setdefault("rules", []) if self.rules else []
        numbers = []
        for part, wanted in enumerate(self.rules, start=1):
            usual = self.number if len(self.rules) == 1 else f"{self.number}.{part}"
            taken = [{"key": each.get("id")} for each in rules]
            basis = {"basis": review["basis"]} if review.get("basis") else {}
            rule = {**basis, **copy.deepcopy(dict(wanted))}
            rule["id"] = free_key(str(wanted.get("id") or usual), taken)
            rules.append(rule)
            numbers.append(str(rule["id"]))
        return numbers

    @property
    def subject(self) -> str:
        """The review item."""
        return f"review:{self.number}"


@dataclass(frozen=True, slots=True)
class Reopen(Edit):
    """Take the settlement of a review item back, with the rules that were made for it."""

    number: str

    def apply(self, form: Mapping[str, Any]) -> Outcome:
        """Return the form in which the item is open again.

        :raises NotPossible: if it is open already.
        """
        fresh = opened(form)
        review = review_in(fresh, self.number)
        gone = set(made_rules(review))
        if not review.pop("settled", None):
            raise NotPossible("Dieser Prüfpunkt ist schon offen.")
        left = [rule for rule in fresh.get("rules", ()) if str(rule.get("id")) not in gone]
        fresh.pop("rules", None)
        if left:
            fresh["rules"] = left
        words = f"Prüfpunkt {self.number} wieder offen"
        return Outcome(fresh, Restore(opened(form), f"Zurück: {words}", self.subject), words, self.subject)

    @property
    def subject(self) -> str:
        """The review item."""
        return f"review:{self.number}"


def review_in(form: Mapping[str, Any], number: str) -> Data:
    """Return a review item of a form.

    :raises NoSuchElement: if there is none with this number.
    """
    for review in form.get("reviews", ()):
        if str(review.get("id")) == number:
            found: Data = review
            return found
    raise NoSuchElement(f"review:{number}")


def made_rules(review: Mapping[str, Any]) -> Sequence[str]:
    """Return the numbers of the rules that exist only because of this item: they carry its number."""
    settled = review.get("settled") or {}
    if settled.get("by") != Settlement.RULE:
        return ()
    own = str(review.get("id"))
    noted = str(settled.get("note", "")).split(_BETWEEN)
    return tuple(number for number in noted if number == own or number.startswith((f"{own}.", f"{own}_", f"{own}-")))
