"""The form as data: pages, groups, fields, rules and open review items."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from kreishaus.services.forms.codes import Codes

if TYPE_CHECKING:
    from kreishaus.services.forms.engine.planning import Plan

Answers = dict[str, object]
"""group key -> field key -> value; a repeated group or field is a list"""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a choice offers."""

    key: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often a group or a field may be answered; `max` None is without limit."""

    min: int
    max: int | None

    def __str__(self) -> str:
        return f"{self.min}..{'*' if self.max is None else self.max}"


@dataclass(frozen=True, slots=True)
class Field:
    """One question."""

    key: str
    type: str
    label: str
    required: bool = False
    hint: str = ""
    """a line that always stands below the label"""
    example: str = ""
    help: str = ""
    """the long answer to "Warum fragen wir das?", folded"""
    basis: tuple[str, ...] = ()
    purpose: str = ""
    retention: str = ""
    options: tuple[Option, ...] = ()
    accept: tuple[str, ...] = ()
    max_mb: int | None = None
    min: int | str | None = None
    max: int | str | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str = ""
    default: object = None
    repeat: Repeat | None = None
    text: str = ""
    autocomplete: str = ""
    when: str = ""
    hidden: bool = False
    """never shown; its value comes from a rule or its default and is submitted"""
    config: Mapping[str, object] = field(default_factory=dict)
    """settings that only its type knows, as plain data under their own names in form.yaml"""
    fim: Mapping[str, object] = field(default_factory=dict)
    codes: Codes | None = field(default=None, compare=False, repr=False)
    """the entries of its code list, once `engine.binding` has found them"""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together, possibly several times over, in the order of the form."""

    key: str
    title: str = ""
    help: str = ""
    basis: tuple[str, ...] = ()
    repeat: Repeat | None = None
    exclusive: bool = False
    """exactly one of the items may be answered (Auswahlgruppe)"""
    when: str = ""
    items: "tuple[Field | Group, ...]" = ()
    fim: Mapping[str, object] = field(default_factory=dict)

    @property
    def repeats(self) -> bool:
        """Whether its answers are a list: `0..1` is an optional group, not a list."""
        return self.repeat is not None and self.repeat.max != 1

    @property
    def optional(self) -> bool:
        """Whether its required fields only count once something in it is answered (`0..1`)."""
        return self.repeat is not None and self.repeat.max == 1 and self.repeat.min == 0


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked on one screen."""

    key: str
    title: str
    help: str = ""
    when: str = ""
    groups: tuple[Group, ...] = ()


class Effect(StrEnum):
    """What a rule does to its target."""

    SHOW = "show"
    HIDE = "hide"
    REQUIRE = "require"
    FORBID = "forbid"
    VALID = "valid"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: an effect on targets under a condition."""

    id: str
    effect: Effect
    targets: tuple[str, ...] = ()
    """paths; for `valid` the place of the message (one path or none)"""
    when: str = ""
    valid: str = ""
    to: str = ""
    message: str = ""
    basis: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """What it is part of: several effects of one rule in words are `R1.1`, `R1.2`, … of `R1`."""
        return self.id.split(".")[0]


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a review item was settled; `structure` says that the form does it anyway."""

    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A rule in words that no machine has understood yet; open ones block publication."""

    id: str
    element: str
    text: str
    basis: tuple[str, ...] = ()
    reason: str = ""
    """why no machine could settle it"""
    proposal: tuple[Mapping[str, object], ...] = ()
    """rules as data of form.yaml that a person may accept or correct; nobody has checked them"""
    settled: Settlement | None = None


@dataclass(frozen=True)
class FormSchema:
    """A whole form; build it with `parse_form`, which checks it."""

    pages: tuple[Page, ...]
    rules: tuple[Rule, ...] = ()
    reviews: tuple[Review, ...] = ()
    title: str = ""
    fim: Mapping[str, object] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    """what conditions may ask about the authority, `facts.state` for its Land; "" is still open"""
    language: str = "de"
    """in which language its words are (see `engine.localising`); no part of form.yaml, where it is always German"""

    def to_data(self) -> dict[str, object]:
        """Return the form as data of form.yaml: the exact inverse of `parse_form`."""
        from kreishaus.services.forms.engine.writing import form_data

        return form_data(self)

    def to_frozen_data(self) -> dict[str, object]:
        """Return the form as data in which every code list that was found is named by version and digest."""
        from kreishaus.services.forms.engine.writing import form_data

        return form_data(self, frozen=True)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the form as data: the same form with the same code lists has the same digest everywhere."""
        text = json.dumps(self.to_frozen_data(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        # The same form in another language is another form for everything that keeps ready what it looks like.
        text += "" if self.language == "de" else f"@{self.language}"
        return hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def plan(self) -> "Plan":
        """Everything that depends on the form alone, worked out once."""
        from kreishaus.services.forms.engine.planning import plan

        return plan(self)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every group at any depth, in the order of the form."""
        return tuple(item for item in self._items() if isinstance(item, Group))

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every field at any depth, in the order of the form."""
        return tuple(item for item in self._items() if isinstance(item, Field))

    @property
    def open_reviews(self) -> tuple[Review, ...]:
        """The review items that nobody has settled yet."""
        return tuple(review for review in self.reviews if review.settled is None)

    def page(self, key: str) -> Page:
        """Return the page with this key.

        :raises KeyError: if there is none.
        """
        for page in self.pages:
            if page.key == key:
                return page
        raise KeyError(key)

    def _items(self) -> "Iterator[Field | Group]":
        stack: list[Field | Group] = []
        for page in reversed(self.pages):
            stack.extend(reversed(page.groups))
        while stack:
            item = stack.pop()
            yield item
            if isinstance(item, Group):
                stack.extend(reversed(item.items))
