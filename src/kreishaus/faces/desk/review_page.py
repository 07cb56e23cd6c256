"""Review items one at a time: the text of FIM, where it stands, the proposal in plain words beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kreishaus.faces.desk import chronicle
from kreishaus.faces.desk.form_places import place_in_words
from kreishaus.services.forms.engine.rule_model import rule_in_words
from kreishaus.services.forms.engine.schema import Effect, FormSchema, Review, Rule
from kreishaus.workshop.packages.engine.reviewing import made_rules
from kreishaus.workshop.packages.enums import RevisionState, Settlement
from kreishaus.workshop.packages.models import PackageVersion

STRUCTURE = "structure"


@dataclass(frozen=True, slots=True)
class Part:
    """One rule of a proposal in words."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One review item and its place among the others."""

    version: PackageVersion
    review: Review
    place: str
    element: str
    """address in the builder, "" if the element is gone"""
    proposal: tuple[Part, ...]
    rules: tuple[str, ...]
    """rules by which it was settled, in words"""
    settled_by: str
    settled_who: str
    made_rules: bool
    items: tuple[Review, ...]
    others: tuple[tuple[str, str], ...]
    """number and words of the rules that the form has already"""
    last: str
    """the item that was settled last, "" if none was"""

    @property
    def total(self) -> int:
        """How many items people have to settle or have settled."""
        return len(self.items)

    @property
    def done(self) -> int:
        """How many of them are settled."""
        return sum(each.settled is not None for each in self.items)

    @property
    def is_open(self) -> bool:
        """Whether this item still waits."""
        return self.review.settled is None

    @property
    def position(self) -> int:
        """Its place in the list, from 1."""
        return self.items.index(self.review) + 1

    @property
    def before(self) -> str:
        """The number of the item before it, "" if it is the first."""
        return self.items[self.position - 2].id if self.position > 1 else ""

    @property
    def after(self) -> str:
        """The number of the item behind it, "" if it is the last."""
        return self.items[self.position].id if self.position < self.total else ""


def items_of(schema: FormSchema) -> tuple[Review, ...]:
    """Return the items that are for people: not those that the form fulfils by its structure."""
    return tuple(each for each in schema.reviews if each.settled is None or each.settled.by != STRUCTURE)


def chosen(schema: FormSchema, wanted: str, *, behind: str = "") -> Review | None:
    """Return the item to look at: the one that is asked for, else the next open one behind another.

    None means that there is none like that, or nothing to do.
    """
    items = items_of(schema)
    if wanted:
        return next((each for each in items if each.id == wanted), None)
    start = next((place + 1 for place, each in enumerate(items) if each.id == behind), 0)
    return next((each for each in (*items[start:], *items[:start]) if each.settled is None), None)


def review_page(version: PackageVersion, schema: FormSchema, review: Review) -> ReviewPage:
    """Return the page of one item."""
    tree = schema.plan.tree.by_path
    settled = review.settled
    numbers = settled.note.split(", ") if settled and settled.by == Settlement.RULE else []
    words = {rule.id: rule_in_words(schema, rule) for rule in schema.rules if rule.id in numbers}
    return ReviewPage(
        version=version,
        review=review,
        place=place_in_words(schema, review.element) if review.element else "im ganzen Formular",
        element=review.element if review.element in tree else "",
        proposal=tuple(Part(number, sentence(schema, data)) for number, data in enumerate(review.proposal, start=1)),
        rules=tuple(words.get(number, number) for number in numbers),
        settled_by=str(Settlement(settled.by).label) if settled and settled.by in Settlement.values else "",
        settled_who=_who(version, review) if settled else "",
        made_rules=bool(made_rules({"id": review.id, "settled": {"by": settled.by, "note": settled.note}}))
        if settled
        else False,
        items=items_of(schema),
        others=tuple((rule.id, f"{rule.id}: {rule_in_words(schema, rule)}"[:160]) for rule in schema.rules),
        last=_last(version, schema),
    )


def sentence(schema: FormSchema, data: Mapping[str, Any]) -> str:
    """Return a rule of a proposal in words; nobody has checked it against the form yet."""
    effect = next((effect for effect in Effect if effect.value in data), None)
    if effect is None:
        return ""
    wanted = data.get("at" if effect is Effect.VALID else effect.value) or ()
    rule = Rule(
        id=str(data.get("id", "")),
        effect=effect,
        targets=(wanted,) if isinstance(wanted, str) else tuple(wanted),
        when=str(data.get("when", "")),
        valid=str(data.get("valid", "")),
        to=str(data.get("to", "")),
        message=str(data.get("message", "")),
    )
    return rule_in_words(schema, rule)


def _who(version: PackageVersion, review: Review) -> str:
    """Return who settled it in this draft, from the list of edits."""
    edits = version.revisions.filter(state=RevisionState.DONE, element=f"review:{review.id}")
    edit = edits.order_by("-number").first()
    if edit is None:
        return ""
    names = chronicle.names_of({edit.actor.removeprefix("staff:")})
    return f"{chronicle.actor_name(edit.actor, names)}, {edit.at:%d.%m.%Y}"


def _last(version: PackageVersion, schema: FormSchema) -> str:
    """Return the number of the item that was settled by the last edit of the draft."""
    edit = version.revisions.filter(state=RevisionState.DONE).order_by("-number").first()
    number = edit.element.removeprefix("review:") if edit and edit.element.startswith("review:") else ""
    return number if any(each.id == number and each.settled for each in schema.reviews) else ""
