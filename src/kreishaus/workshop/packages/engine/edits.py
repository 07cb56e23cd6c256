"""What every edit of a form gives back, and why one may be refused."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kreishaus.workshop.packages.engine.elements import Data, opened
from kreishaus.workshop.packages.engine.references import Reader, follow_all


class NotPossible(Exception):
    """The edit does not fit the form; the message says what to do instead."""


class StillRead(Exception):
    """Rules or conditions read what would be deleted; a person decides."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        self.readers = tuple(readers)
        super().__init__(", ".join(reader.words for reader in readers))


@dataclass(frozen=True, slots=True)
class Outcome:
    """The form after an edit, how to take it back, and what it did in words."""

    form: Data
    inverse: "Edit"
    words: str
    selected: str = ""
    """address of the element to look at next"""
    moved: Mapping[str, str] = field(default_factory=dict)
    """old address -> new address of what stands elsewhere now"""


class Edit(ABC):
    """One change of a form. Applying it never alters the data it is given."""

    @abstractmethod
    def apply(self, form: Mapping[str, Any]) -> Outcome:
        """Return the changed form.

        :raises NoSuchElement: if an element that it names is gone.
        :raises NotPossible: if it does not fit.
        :raises StillRead: if it would delete what rules read.
        """

    @property
    @abstractmethod
    def subject(self) -> str:
        """The address of the element that it is about."""

    def at(self, moved: Mapping[str, str]) -> "Edit":
        """Return the same edit for a form in which elements were moved meanwhile."""
        del moved
        return self


@dataclass(frozen=True, slots=True)
class Restore(Edit):
    """Put the form back as it was: the inverse of what deletes."""

    before: Mapping[str, Any]
    words: str
    selected: str = ""
    moved: Mapping[str, str] = field(default_factory=dict)

    def apply(self, form: Mapping[str, Any]) -> Outcome:
        """Return the form as it was before."""
        back = {new: old for old, new in self.moved.items()}
        inverse = Restore(opened(form), self.words, self.selected, back)
        return Outcome(opened(self.before), inverse, self.words, self.selected, self.moved)

    @property
    def subject(self) -> str:
        """The element that was deleted."""
        return self.selected


def follow_or_refuse(form: Data, moved: Mapping[str, str]) -> None:
    """Let everything that reads moved elements follow, in place.

    :raises NotPossible: if something reads them row by row and cannot follow.
    """
    lost = follow_all(form, moved)
    if lost:
        raise NotPossible(
            f"Dorthin geht es nicht: {', '.join(lost)} liest die Angabe Zeile für Zeile. Bitte erst die Regel ändern."
        )
