"""From the tree of the standard to the data of form.yaml: pages, groups, fields, rules to review.

A top-level group becomes a page. Fields that stand beside the groups get a page of their own at
their place. Rules are sentences for people; each becomes a review that blocks publication until
somebody settles it. So nothing is dropped without a word.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from kreishaus.services.forms.codes import Resolver
from kreishaus.services.forms.formats.xdatenfelder.items import (
    Remarks,
    field_item,
    heading,
    law_texts,
    repeat_text,
)
from kreishaus.services.forms.formats.xdatenfelder.keys import Keys
from kreishaus.services.forms.formats.xdatenfelder.metadata import schema_metadata
from kreishaus.services.forms.formats.xdatenfelder.model import (
    ImportedField,
    ImportedGroup,
    ImportedSchema,
    Rule,
)
from kreishaus.services.forms.formats.xdatenfelder.report import ImportReport, report_on
from kreishaus.services.forms.formats.xdatenfelder.values import Item
from kreishaus.services.forms.formats.xdatenfelder.writing.annotations import applied, taken_from
from kreishaus.services.forms.formats.xdatenfelder.writing.rules import rule_in

_LONGEST_PAGE_TITLE = 60


@dataclass(frozen=True, slots=True)
class Conversion:
    """The form of a schema as data of form.yaml, and the account of how it came about."""

    form: Item
    report: ImportReport


def to_form(schema: ImportedSchema) -> Item:
    """Return the schema as data of form.yaml; the same schema always gives the same data."""
    return convert(schema).form


def convert(schema: ImportedSchema, *, find_list: Resolver | None = None) -> Conversion:
    """Turn the schema into a form and say what was taken over, what is open and why.

    The form is the same whatever `find_list` finds: it only says which code lists are at hand.
    """
    schema, notes = taken_from(schema)
    converter = _Converter()
    if find_list:
        converter.remarks.find_list = find_list
    form = applied(converter.form(schema), notes)
    report = report_on(
        schema,
        reviews=len(converter.reviews),
        code_lists=converter.remarks.code_lists,
        notes=converter.remarks.notes,
    )
    return Conversion(form, report)


class _Converter:
    """One conversion: keys in use, reviews and remarks gathered on the way."""

    def __init__(self) -> None:
        self.remarks = Remarks()
        self.rules: list[Item] = []
        self.reviews: list[Item] = []
        self._review_ids: Counter[str] = Counter()
        self._page_keys = Keys()
        self._group_keys = Keys()

    def form(self, schema: ImportedSchema) -> Item:
        self._review(schema.rules, "")
        pages: list[Item] = []
        for is_group, run in groupby(schema.children, lambda child: isinstance(child, ImportedGroup)):
            elements = list(run)
            if is_group:
                pages += [page for element in elements if (page := self._page(element))]
            elif page := self._loose_page(elements, first=not pages):
                pages.append(page)
        form: Item = {"title": schema.title, "fim": schema_metadata(schema), "pages": pages}
        if self.rules:
            form["rules"] = self.rules
        if self.reviews:
            form["reviews"] = self.reviews
        return form

    def _page(self, element: ImportedGroup | ImportedField) -> Item | None:
        group = self._element(element, self._group_keys, "")
        if group is None:
            return None
        title = element.title
        return {"key": self._page_keys.key_for(title), "title": title, "groups": [group]}

    def _loose_page(self, elements: Sequence[ImportedGroup | ImportedField], *, first: bool) -> Item | None:
        """Put fields without a group on a page; a single one lends it its name."""
        title = "Zu Beginn" if first else "Weitere Angaben"
        if len(elements) == 1 and len(elements[0].title) <= _LONGEST_PAGE_TITLE:
            title = elements[0].title
        key = self._group_keys.key_for(title)
        fields = self._elements(elements, key)
        if not fields:
            return None
        group = {"key": key, "title": title} | _children(fields)
        return {"key": self._page_keys.key_for(title), "title": title, "groups": [group]}

    def _elements(self, elements: Sequence[ImportedGroup | ImportedField], above: str) -> list[Item]:
        keys = Keys()
        items = (self._element(element, keys, above) for element in elements)
        return [item for item in items if item is not None]

    def _element(self, element: ImportedGroup | ImportedField, keys: Keys, above: str) -> Item | None:
        key = keys.key_for(element.title, element.name)
        path = f"{above}.{key}" if above else key
        if element.multiplicity.maximum == 0:
            self.remarks.note("Die Anzahl ist 0:0. Das Element kommt im Formular nicht vor.", element)
            path = above
        self._review(element.rules, path)
        if isinstance(element, ImportedField):
            item: Item | None = field_item(element, key, self.remarks)
        else:
            item = self._group(element, key, path)
        return None if element.multiplicity.maximum == 0 else item

    def _group(self, group: ImportedGroup, key: str, path: str) -> Item | None:
        item: Item = {"key": key, "title": group.title} | heading(group)
        if group.exclusive:
            item["exclusive"] = True
        if group.multiplicity.repeats or not group.multiplicity.minimum:
            item["repeat"] = repeat_text(group.multiplicity)
        children = self._elements(group.children, path)
        if not children:
            self.remarks.note("Die leere Gruppe kommt im Formular nicht vor.", group)
            return None
        return item | _children(children)

    def _review(self, rules: Sequence[Rule], element: str) -> None:
        for rule in rules:
            if own := rule_in(rule.text):
                self.rules.append(own)
                continue
            self._review_ids[rule.id] += 1
            count = self._review_ids[rule.id]
            review: Item = {"id": rule.id if count == 1 else f"{rule.id}#{count}", "text": _whole_text(rule)}
            if element:
                review["element"] = element
            if bases := law_texts(rule.bases):
                review["basis"] = bases
            self.reviews.append(review)


def _children(items: list[Item]) -> Item:
    """Name the children as people would write them: `items` only where fields and groups are mixed."""
    kinds = {"fields" if "type" in item else "groups" for item in items}
    return {kinds.pop() if len(kinds) == 1 else "items": items}


def _whole_text(rule: Rule) -> str:
    """Return the sentence of the rule, with the machine part where a file really has one."""
    parts = [rule.text]
    if rule.script:
        parts.append(f"Skript: {rule.script}")
    if rule.targets:
        parts.append(f"Ziel: {', '.join(map(str, rule.targets))}")
    if rule.parameters:
        parts.append(f"Parameter: {', '.join(map(str, rule.parameters))}")
    if rule.errors:
        parts.append(f"Fehlertext: {'; '.join(map(str, rule.errors))}")
    return "\n\n".join(parts)
