"""Everything that the builder shows: the tree, the selected element, its page, what can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from kreishaus.faces.desk import chronicle
from kreishaus.faces.desk.builder.advice import Advice, advice_on
from kreishaus.faces.desk.builder.controls import Section, sections
from kreishaus.faces.desk.builder.outline import Line, Mark, matching, outline
from kreishaus.faces.desk.builder.preview import preview_of_page
from kreishaus.services.forms.engine.rule_model import rule_in_words, shown_in_words
from kreishaus.services.forms.engine.schema import FormSchema, Page, Review
from kreishaus.services.forms.fields import field_types
from kreishaus.services.forms.rendering import element_id
from kreishaus.workshop.packages.engine.blocks import Block, blocks
from kreishaus.workshop.packages.engine.elements import (
    Data,
    NoSuchElement,
    find,
    is_field,
    is_page,
    name_of,
    opened,
    page_of,
    walk,
)
from kreishaus.workshop.packages.engine.merging import Clash
from kreishaus.workshop.packages.engine.references import Reader, rule_paths, touches
from kreishaus.workshop.packages.engine.structure import kind_word
from kreishaus.workshop.packages.models import PackageVersion, Revision
from kreishaus.workshop.packages.queries.revisions import next_redo, next_undo
from kreishaus.workshop.packages.rules import contents


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in words."""

    number: str
    words: str

    @property
    def address(self) -> str:
        """The address under which the builder edits it."""
        return f"rule:{self.number}"


@dataclass(frozen=True, slots=True)
class Selected:
    """The element in the middle."""

    address: str
    name: str
    kind: str
    key: str
    type: str
    sections: tuple[Section, ...]
    rules: tuple[RuleLine, ...]
    shown_when: str
    reviews: tuple[Review, ...]
    fim: Mapping[str, object]
    neighbours: tuple[tuple[str, str], ...]
    """address and name of what stands right behind it, for a common group"""
    targets: tuple[tuple[str, str], ...]
    """address and name of where it could go"""

    @property
    def is_field(self) -> bool:
        """Whether it is a question."""
        return self.kind == "Feld"

    @property
    def is_group(self) -> bool:
        """Whether it is a group."""
        return self.kind == "Gruppe"

    @property
    def is_page(self) -> bool:
        """Whether it is a page."""
        return self.kind == "Seite"

    @property
    def is_form(self) -> bool:
        """Whether it is the form as a whole."""
        return not self.address


@dataclass(slots=True)
class Told:
    """What came of the last button, where it did not simply work."""

    problems: Sequence[str] = ()
    clashes: Sequence[Clash] = ()
    others: str = ""
    readers: Sequence[Reader] = ()
    typed: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.problems or self.clashes or self.readers)


@dataclass(frozen=True, slots=True)
class BuilderPage:
    """The whole page."""

    version: PackageVersion
    schema: FormSchema
    lines: list[Line]
    selected: Selected
    page: Page
    advice: Advice | None
    preview: SafeString
    undo: Revision | None
    redo: Revision | None
    saved_by: str
    query: str
    found: list[Line]
    rules: tuple[RuleLine, ...]
    told: Told
    types: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    on_phone: bool

    @property
    def key(self) -> str:
        """The key of the service."""
        return self.version.package.key

    @property
    def number(self) -> str:
        """The number of the version."""
        return self.version.version

    @property
    def may_change(self) -> bool:
        """Whether it is a draft."""
        return self.version.is_open

    @property
    def next_number(self) -> str:
        """The number that the next version would usually have."""
        *front, last = self.version.version.split(".")
        return ".".join([*front, str(int(last) + 1)])

    @property
    def here(self) -> str:
        """The id of the selected element in the preview."""
        address = self.selected.address
        return element_id(address) if address and not is_page(address) else ""

    @property
    def legend(self) -> tuple[Mark, ...]:
        """The signs that the tree uses, each once."""
        seen: dict[str, Mark] = {}
        waiting = list(self.lines)
        while waiting:
            line = waiting.pop()
            waiting += line.children
            seen |= {mark.words: mark for mark in line.marks}
        return tuple(seen[words] for words in sorted(seen))


def builder_page(
    version: PackageVersion, address: str, *, on: date, query: str = "", told: Told | None = None, phone: bool = False
) -> BuilderPage | None:
    """Return the page for an element; None if the form has no such element."""
    schema = contents.form_of(version).schema
    form = opened(schema.to_data())
    try:
        selected = selected_of(schema, form, address)
        page = schema.page(page_of(form, address)) if address and not _is_rule(address) else schema.pages[0]
    except (NoSuchElement, KeyError):
        return None
    rules = tuple(RuleLine(rule.id, rule_in_words(schema, rule)) for rule in schema.rules)
    names = chronicle.names_of({version.changed_by.removeprefix("staff:")})
    return BuilderPage(
        version=version,
        schema=schema,
        lines=outline(schema, address),
        selected=selected,
        page=page,
        advice=advice_on(version, schema, address),
        preview=preview_of_page(schema, page, on=on),
        undo=next_undo(version),
        redo=next_redo(version),
        saved_by=chronicle.actor_name(version.changed_by, names),
        query=query,
        found=matching(schema, query, {rule.number: rule.words for rule in rules}) if query else [],
        rules=rules,
        told=told or Told(),
        types=tuple((key, kind.title) for key, kind in sorted(field_types().items(), key=lambda each: each[1].title)),
        blocks=blocks(),
        on_phone=phone,
    )


def _is_rule(address: str) -> bool:
    return address.startswith("rule:")


def selected_of(schema: FormSchema, form: Data, address: str) -> Selected:
    """Return the selected element with its settings and what concerns it.

    :raises NoSuchElement: if it does not exist.
    """
    if not address:
        return Selected("", schema.title, "Formular", "", "", sections(form, ""), (), "", (), schema.fim, (), ())
    spot = find(form, address)
    element = spot.element
    tops = [group["key"] for group in element["groups"]] if is_page(address) else [address]
    rules = tuple(
        RuleLine(rule.id, rule_in_words(schema, rule))
        for rule, data in zip(schema.rules, form.get("rules", ()), strict=True)
        if any(
            path == top if not is_field(element) else touches(path, top) for path in rule_paths(data) for top in tops
        )
    )
    known = schema.page(address[1:]) if is_page(address) else schema.plan.tree.by_path[address].item
    parent = spot.parent
    return Selected(
        address=address,
        name=name_of(element),
        kind=kind_word(element, address),
        key=str(element["key"]),
        type=str(element.get("type", "")),
        sections=sections(element, address),
        rules=rules,
        shown_when=shown_in_words(schema, known),
        reviews=tuple(review for review in schema.open_reviews if review.element == address),
        fim=element.get("fim") or {},
        neighbours=() if is_page(address) else _neighbours(spot.siblings, spot.index, parent),
        targets=_targets(form, element, address, parent),
    )


def _neighbours(siblings: list[Data], index: int, parent: str) -> tuple[tuple[str, str], ...]:
    above = "" if is_page(parent) else f"{parent}."
    return tuple((f"{above}{each['key']}", name_of(each)) for each in siblings[index + 1 : index + 6])


def _targets(form: Data, element: Mapping[str, Any], address: str, parent: str) -> tuple[tuple[str, str], ...]:
    """Return every page or group into which the element could go."""
    found = []
    for place, other in walk(form):
        holds = not is_field(other) and (not is_page(place) or not is_field(element))
        if holds and place != parent and not touches(place, address) and not is_page(address):
            depth = "" if is_page(place) else "– " * (place.count(".") + 1)
            found.append((place, f"{depth}{kind_word(other, place)}: {name_of(other)}"))
    return tuple(found)
