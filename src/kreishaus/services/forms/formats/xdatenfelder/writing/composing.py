"""From a form to the model of the standard: what FIM once said is kept where the form still agrees with it.

What the standard has no word for is left to `annotations`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kreishaus.services.forms.engine.schema import Field, FormSchema, Group, Repeat
from kreishaus.services.forms.engine.writing import form_data
from kreishaus.services.forms.fields import field_types
from kreishaus.services.forms.formats.xdatenfelder.items import law_texts, repeat_text
from kreishaus.services.forms.formats.xdatenfelder.model import (
    Choice,
    FieldKind,
    History,
    ImportedField,
    ImportedGroup,
    ImportedSchema,
    LegalBasis,
    Multiplicity,
    Rule,
)
from kreishaus.services.forms.formats.xdatenfelder.values import Item
from kreishaus.services.forms.formats.xdatenfelder.writing import remembered
from kreishaus.services.forms.formats.xdatenfelder.writing.fields import (
    corrected,
    count_of,
    data_type_of,
    limits_of,
    remembered_count,
    remembered_field,
)
from kreishaus.services.forms.formats.xdatenfelder.writing.numbers import (
    FIRST_VERSION,
    Numbers,
    number_of_standard,
    version_of_standard,
)
from kreishaus.services.forms.formats.xdatenfelder.writing.rules import own_rules
from kreishaus.services.forms.ports import Member

_ALL_MAY_CHANGE = "3"
_BY_LAW, _OF_OURS = "RNG", "HAR"


@dataclass(slots=True)
class Composed:
    """The schema, and which data of the form stand behind each element."""

    schema: ImportedSchema
    data: Item
    sources: dict[str, Item] = field(default_factory=dict)
    """path of an element in the schema -> its data in form.yaml, children included"""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a form does not say about itself, for the elements that have no FIM number."""

    at: str
    """the time of writing (ISO 8601)"""
    version: str = FIRST_VERSION
    by: str = ""
    """the authority"""
    bases: tuple[str, ...] = ()
    """the law of the whole form"""

    @property
    def history(self) -> History:
        """Who has released the elements and when."""
        return History(status_set_on=self.at[:10], status_set_by=self.by, creator=self.by, changed_at=self.at)


def compose(form: FormSchema, origin: Origin) -> Composed:
    """Return the form as a schema of the standard."""
    data = form_data(form)
    composer = _Composer(form, origin)
    fim = form.fim
    children = composer.children_of_form(data)
    own = own_rules(form, composer.numbers, origin.history)
    is_own = not fim.get("id")
    version = version_of_standard(remembered.text(fim, "version")) or version_of_standard(origin.version)
    schema = ImportedSchema(
        id=number_of_standard(remembered.text(fim, "id")) or composer.numbers.number_for("S", ""),
        version=version or FIRST_VERSION,
        name=remembered.text(fim, "name", form.title),
        title=form.title or "Formular",
        help=remembered.text(fim, "help"),
        description=remembered.text(fim, "description"),
        definition=remembered.text(fim, "definition"),
        bases=tuple(LegalBasis(text) for text in origin.bases) if is_own else remembered.bases(fim),
        status=remembered.text(fim, "status"),
        valid_from=remembered.day(fim, "valid_from"),
        valid_until=remembered.day(fim, "valid_until"),
        keywords=remembered.keywords(fim),
        rules=(*_numbered(remembered.rules(fim)), *own),
        history=origin.history if is_own else remembered.history(fim),
        file="",
        standard=3,
        message="stammdatenschema",
        document_profile=remembered.text(remembered.mapping(fim, "profile"), "id"),
        document_profile_version=remembered.text(remembered.mapping(fim, "profile"), "version"),
        structure_changes=remembered.text(fim, "structure_changes", _ALL_MAY_CHANGE if is_own else "0"),
        display_changes=remembered.text(fim, "display_changes", "0"),
        children=children,
    )
    return Composed(schema, data, composer.sources)


class _Composer:
    def __init__(self, form: FormSchema, origin: Origin) -> None:
        self.numbers = Numbers(set(_numbers_in(form)))
        self.sources: dict[str, Item] = {}
        self._form = form
        self._history = origin.history

    def children_of_form(self, data: Item) -> tuple[ImportedGroup | ImportedField, ...]:
        seen: Counter[str] = Counter()
        children: list[ImportedGroup | ImportedField] = []
        collecting = False
        for page, page_data in zip(self._form.pages, data["pages"], strict=True):
            for group, group_data in zip(page.groups, page_data["groups"], strict=True):
                # The import makes one group of neighbouring fields, so a second one in a row has to be a real group.
                collecting = not collecting and bool(self._form.fim.get("id")) and _only_collects(group)
                if collecting:
                    children += self._children(group, group_data, "", group.key, seen)
                else:
                    children.append(self._group(group, group_data, "", group.key, seen))
        return tuple(children)

    def _children(
        self, group: Group, data: Item, above: str, place: str, seen: Counter[str]
    ) -> Iterator[ImportedGroup | ImportedField]:
        for item, item_data in zip(group.items, children_of(data), strict=True):
            inner = f"{place}.{item.key}"
            if isinstance(item, Group):
                yield self._group(item, item_data, above, inner, seen)
            else:
                yield self._field(item, item_data, above, inner, seen)

    def _group(self, group: Group, data: Item, above: str, place: str, seen: Counter[str]) -> ImportedGroup:
        number = number_of_standard(remembered.text(group.fim, "id")) or self.numbers.number_for("G", place)
        path = _path(number, above, seen)
        self.sources[path] = data
        return ImportedGroup(
            **self._about(group, number, group.title or group.key, group.help),
            path=path,
            multiplicity=_group_count(group),
            exclusive=group.exclusive,
            children=tuple(self._children(group, data, path, place, Counter())),
        )

    def _field(
        self, source: Field, data: Item, above: str, place: str, seen: Counter[str]
    ) -> ImportedGroup | ImportedField:
        members = field_types()[source.type].members_of(source)
        if members:
            return self._composite(source, data, members, above, place, seen)
        number = number_of_standard(remembered.text(source.fim, "id")) or self.numbers.number_for("F", place)
        path = _path(number, above, seen)
        self.sources[path] = data
        first = replace(
            remembered_field(source), **self._about(source, number, source.label or _first_line(source), ""), path=path
        )
        return corrected(first, source, data)

    def _composite(
        self, source: Field, data: Item, members: Iterable[Member], above: str, place: str, seen: Counter[str]
    ) -> ImportedGroup:
        """Return a value with parts as the group that it is for everybody else."""
        number = number_of_standard(remembered.text(source.fim, "id")) or self.numbers.number_for("G", place)
        path = _path(number, above, seen)
        self.sources[path] = data
        inner: Counter[str] = Counter()
        count = count_of(source)
        return ImportedGroup(
            **self._about(source, number, source.label, source.help),
            path=path,
            multiplicity=count,
            children=tuple(self._member(member, path, f"{place}.{member.key}", inner) for member in members),
        )

    def _about(self, source: Group | Field, number: str, title: str, help_text: str) -> dict[str, Any]:
        fim = source.fim
        is_own = not fim.get("id")
        bases, use_bases = _bases(source)
        return {
            "id": number,
            "version": version_of_standard(remembered.text(fim, "version")) or FIRST_VERSION,
            "name": remembered.text(fim, "name", title),
            "title": title,
            "output_title": title if is_own else remembered.text(fim, "output_title"),
            "help": help_text or source.help or remembered.text(fim, "help"),
            "output_help": remembered.text(fim, "output_help"),
            "description": remembered.text(fim, "description"),
            "definition": remembered.text(fim, "definition"),
            "bases": bases,
            "use_bases": use_bases,
            "status": remembered.text(fim, "status"),
            "valid_from": remembered.day(fim, "valid_from"),
            "valid_until": remembered.day(fim, "valid_until"),
            "keywords": remembered.keywords(fim),
            "rules": _numbered(remembered.rules(fim)),
            "history": self._history if is_own else remembered.history(fim),
            "element_kind": (_BY_LAW if bases else _OF_OURS) if is_own else remembered.text(fim, "element"),
        }

    def _member(self, member: Member, above: str, place: str, seen: Counter[str]) -> ImportedGroup | ImportedField:
        kind = field_types()[member.type]
        inner = kind.members_of(member)
        number = self.numbers.number_for("G" if inner else "F", place)
        path = _path(number, above, seen)
        most = max(2, len(member.options)) if member.type == "multiple-choice" else 1
        count = Multiplicity(int(member.required), most)
        about: dict[str, Any] = {
            "id": number,
            "version": FIRST_VERSION,
            "name": member.label,
            "title": member.label,
            "output_title": member.label,
            "element_kind": _OF_OURS,
            "history": self._history,
        }
        if inner:
            seen_inside: Counter[str] = Counter()
            children = tuple(self._member(each, path, f"{place}.{each.key}", seen_inside) for each in inner)
            return ImportedGroup(**about, path=path, multiplicity=count, children=children)
        choices = tuple(Choice(option.key, option.label) for option in member.options)
        return ImportedField(
            **about,
            path=path,
            multiplicity=count,
            kind=FieldKind.SELECT if choices else FieldKind.INPUT,
            data_type=data_type_of(kind.to_xdatenfelder()[1]),
            constraints=limits_of(member),
            choices=choices,
        )


def children_of(data: Item) -> list[Item]:
    """Return the data of the elements directly inside a group, in their order."""
    return [*data.get("fields", ()), *data.get("groups", ()), *data.get("items", ())]


def _bases(source: Group | Field) -> tuple[tuple[LegalBasis, ...], tuple[LegalBasis, ...]]:
    """Return the laws as FIM had them, unless the form names others."""
    bases, use_bases = remembered.bases(source.fim), remembered.bases(source.fim, "use_bases")
    said = law_texts((*bases, *use_bases))
    if tuple([said] if isinstance(said, str) else said) == source.basis:
        return bases, use_bases
    return tuple(LegalBasis(text) for text in source.basis), ()


def _numbered(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return tuple(
        replace(rule, id=number_of_standard(rule.id), version=version_of_standard(rule.version)) for rule in rules
    )


def _group_count(group: Group) -> Multiplicity:
    """Return the Anzahl that FIM gave, unless the form has another one."""
    found = remembered_count(group.fim) if group.fim.get("id") else Multiplicity()
    repeat = repeat_text(found) if found.repeats or not found.minimum else ""
    if repeat == str(group.repeat or ""):
        return found
    repeats = group.repeat or Repeat(1, 1)
    return Multiplicity(repeats.min, repeats.max)


def _only_collects(group: Group) -> bool:
    """Tell whether the group only holds fields that stand beside the groups in the schema of FIM."""
    plain = group.repeat is None and not group.exclusive and not group.fim
    return plain and all(isinstance(item, Field) and item.fim.get("id") for item in group.items)


def _numbers_in(form: FormSchema) -> Iterator[str]:
    for fim in [form.fim, *(group.fim for group in form.groups), *(question.fim for question in form.fields)]:
        yield number_of_standard(remembered.text(fim, "id"))
        yield from (rule.id for rule in remembered.rules(fim))


def _path(number: str, above: str, seen: Counter[str]) -> str:
    seen[number] += 1
    own = number if seen[number] == 1 else f"{number}#{seen[number]}"
    return f"{above}/{own}" if above else own


def _first_line(source: Field) -> str:
    return source.text.partition("\n")[0] or source.key
