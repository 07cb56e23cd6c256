"""From the tree of the standard to the data of form.yaml: pages, groups, fields, rules to review.

A top-level group becomes a page. Fields that stand beside the groups get a page of their own at
their place. Rules are sentences for people. Those that are understood for certain become rules of
the form; each of the others becomes a review that blocks publication until somebody settles it, with
a proposal where there is one. So nothing is dropped without a word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from kreishaus.services.forms.codes import Resolver
from kreishaus.services.forms.formats.xdatenfelder.autocomplete import suggest_autocomplete
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
    Note,
    Rule,
)
from kreishaus.services.forms.formats.xdatenfelder.report import ImportReport, report_on
from kreishaus.services.forms.formats.xdatenfelder.rules import STATE, Place, Places, Posed, Translated, translate
from kreishaus.services.forms.formats.xdatenfelder.values import Item
from kreishaus.services.forms.formats.xdatenfelder.writing.annotations import applied, taken_from
from kreishaus.services.forms.formats.xdatenfelder.writing.rules import rule_in

_LONGEST_PAGE_TITLE = 60
_STATE_NEEDED = (
    "Das Schema unterscheidet nach Ländern. Bitte tragen Sie in form.yaml unter »facts: state« das Land ein, "
    "für das der Dienst gilt."
)
_BY_STRUCTURE = "Die Anzahl der Elemente im Schema verlangt dasselbe. Das Formular tut es ohne diese Regel."
_ALWAYS_ASKED = (
    "Eine Regel macht dieses Element nur unter einer Bedingung zur Pflicht, die Anzahl (1:1) macht es immer. "
    "Es gilt die Anzahl: Solange es gezeigt wird, ist es Pflicht."
)


@dataclass(frozen=True, slots=True)
class Conversion:
    """The form of a schema as data of form.yaml, and the account of how it came about."""

    form: Item
    report: ImportReport


def to_form(schema: ImportedSchema, *, state: str = "") -> Item:
    """Return the schema as data of form.yaml; the same schema always gives the same data."""
    return convert(schema, state=state).form


def convert(schema: ImportedSchema, *, find_list: Resolver | None = None, state: str = "") -> Conversion:
    """Turn the schema into a form and say what was taken over, what is open and why.

    The form is the same whatever `find_list` finds: it only says which code lists are at hand. `state`
    is the Land of the authority by its two letters, for schemas that distinguish; "" leaves it open.
    """
    schema, notes = taken_from(schema)
    converter = _Converter(state)
    if find_list:
        converter.remarks.find_list = find_list
    form = converter.form(schema)
    suggest_autocomplete(form)
    form = applied(form, notes)
    report = report_on(
        schema,
        translated=converter.translated,
        code_lists=converter.remarks.code_lists,
        notes=converter.remarks.notes,
    )
    return Conversion(form, report)


class _Converter:
    """One conversion: keys in use, reviews and remarks gathered on the way."""

    def __init__(self, state: str) -> None:
        self._state = state
        self.remarks = Remarks()
        self.rules: list[Item] = []
        self.translated: list[Translated] = []
        self._places = Places()
        self._items: dict[int, Item] = {}
        self._posed: list[Posed] = []
        self._page_keys = Keys()
        self._group_keys = Keys()

    def form(self, schema: ImportedSchema) -> Item:
        self._pose(schema.rules, None)
        pages: list[Item] = []
        for is_group, run in groupby(schema.children, lambda child: isinstance(child, ImportedGroup)):
            elements = list(run)
            if is_group:
                pages += [page for element in elements if (page := self._page(element))]
            elif page := self._loose_page(elements, first=not pages):
                pages.append(page)
        form: Item = {"title": schema.title, "fim": schema_metadata(schema), "pages": pages}
        self._translate(form)
        return form

    def _translate(self, form: Item) -> None:
        """Add the rules: what is certain is carried out, the rest waits for a person with a proposal."""
        self.translated = translate(self._posed, self._places)
        rules = [*self.rules, *(rule for each in self.translated if each.is_executable for rule in each.rules)]
        if any(STATE in str(rule) for each in self.translated for rule in each.rules):
            pages = form.pop("pages")
            form |= {"facts": {"state": self._state}, "pages": pages}
            if not self._state:
                self.remarks.notes.append(Note(_STATE_NEEDED))
        for each in self.translated:
            if each.is_executable:
                self._conceal(each)
            for place in each.implied if each.is_executable else ():
                self.remarks.note(_ALWAYS_ASKED, place.element)
        if rules:
            form["rules"] = rules
        if reviews := [_review(each) for each in self.translated if not (each.is_executable and each.rules)]:
            form["reviews"] = reviews

    def _conceal(self, translated: Translated) -> None:
        for place in translated.concealed:
            self._items[id(place)]["hidden"] = True

    def _page(self, element: ImportedGroup | ImportedField) -> Item | None:
        group = self._element(element, self._group_keys, "", None)
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
        fields = self._elements(elements, key, None)
        if not fields:
            return None
        group = {"key": key, "title": title} | _children(fields)
        return {"key": self._page_keys.key_for(title), "title": title, "groups": [group]}

    def _elements(
        self, elements: Sequence[ImportedGroup | ImportedField], above: str, parent: Place | None
    ) -> list[Item]:
        keys = Keys()
        items = (self._element(element, keys, above, parent) for element in elements)
        return [item for item in items if item is not None]

    def _element(
        self, element: ImportedGroup | ImportedField, keys: Keys, above: str, parent: Place | None
    ) -> Item | None:
        key = keys.key_for(element.title, element.name)
        place = Place(element, f"{above}.{key}" if above else key, "", parent)
        if element.multiplicity.maximum == 0:
            self.remarks.note("Die Anzahl ist 0:0. Das Element kommt im Formular nicht vor.", element)
            self._pose_for_nothing(element, parent)
            return None
        self._pose(element.rules, place)
        if isinstance(element, ImportedField):
            item: Item | None = field_item(element, key, self.remarks)
            place.type = item["type"] if item else ""
            self._places.add(place)
        else:
            # The place must be known before what lies in it, and goes again if it stays empty.
            self._places.add(place)
            item = self._group(element, key, place)
        if item is None:
            self._places.remove(place)
        else:
            self._items[id(place)] = item
        return item

    def _pose_for_nothing(self, element: ImportedGroup | ImportedField, parent: Place | None) -> None:
        """Keep the rules of what is not in the form as rules of the group around it."""
        self._pose(element.rules, parent)
        if isinstance(element, ImportedGroup):
            for child in element.children:
                self._pose_for_nothing(child, parent)

    def _group(self, group: ImportedGroup, key: str, place: Place) -> Item | None:
        item: Item = {"key": key, "title": group.title} | heading(group)
        if group.exclusive:
            item["exclusive"] = True
        if group.multiplicity.repeats or not group.multiplicity.minimum:
            item["repeat"] = repeat_text(group.multiplicity)
        children = self._elements(group.children, place.path, place)
        if not children:
            self.remarks.note("Die leere Gruppe kommt im Formular nicht vor.", group)
            return None
        return item | _children(children)

    def _pose(self, rules: Sequence[Rule], bearer: Place | None) -> None:
        for rule in rules:
            if own := rule_in(rule.text):
                self.rules.append(own)
            else:
                self._posed.append(Posed(rule, bearer))


def _review(translated: Translated) -> Item:
    """Return the rule as it stands, with what we make of it, for a person to settle."""
    rule, bearer = translated.posed.rule, translated.posed.bearer
    review: Item = {"id": translated.id, "text": _whole_text(rule)}
    if bearer and bearer.is_kept:
        review["element"] = bearer.path
    if bases := law_texts(rule.bases):
        review["basis"] = bases
    if translated.is_executable:
        return review | {"settled": {"by": "structure", "note": _BY_STRUCTURE}}
    review["reason"] = " ".join(translated.reasons)
    if translated.rules:
        review["proposal"] = translated.rules
    return review


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
