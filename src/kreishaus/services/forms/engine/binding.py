"""Give the fields of a form the entries of their code lists. Where the lists come from, the caller knows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kreishaus.services.forms.codes import Codes, Reference, Resolver, codes_for
from kreishaus.services.forms.engine.schema import Field, FormSchema, Group
from kreishaus.services.forms.fields import field_types
from kreishaus.services.forms.fields.code_list.field import KEY, allowed_of, reference_of
from kreishaus.services.forms.ports import InvalidInput


@dataclass(frozen=True, slots=True)
class Need:
    """A code list that a form names, and the paths of the fields that need it."""

    reference: Reference
    paths: tuple[str, ...]
    codes: Codes | None
    """None: the list is not at hand, the fields take text"""


def references(schema: FormSchema) -> tuple[Reference, ...]:
    """Return the code lists that the form names, each once, in the order of the form."""
    return tuple(dict.fromkeys(reference_of(field) for field in schema.fields if field.type == KEY))


def bind(schema: FormSchema, resolve: Resolver) -> FormSchema:
    """Return the form with the entries of every code list that is at hand; without any, the form itself."""
    tables = {reference: resolve(reference) for reference in references(schema)}
    if not any(tables.values()):
        return schema

    def bound(item: Field | Group) -> Field | Group:
        if isinstance(item, Group):
            return replace(item, items=tuple(bound(child) for child in item.items))
        if item.type != KEY:
            return item
        reference = reference_of(item)
        table = tables[reference]
        return replace(item, codes=codes_for(table, reference, allowed_of(item)) if table else None)

    pages = tuple(replace(page, groups=tuple(_group(bound(group)) for group in page.groups)) for page in schema.pages)
    return replace(schema, pages=pages)


def needs(schema: FormSchema) -> list[Need]:
    """Return the code lists that the form names, with what `bind` has found."""
    found: dict[str, tuple[Reference, list[str], Codes | None]] = {}
    for path, field in _places(schema):
        reference = reference_of(field)
        _, paths, _ = found.setdefault(reference.address, (reference, [], field.codes))
        paths.append(path)
    return [Need(reference, tuple(paths), codes) for reference, paths, codes in found.values()]


def flaws(schema: FormSchema) -> Iterator[tuple[str, str]]:
    """Yield path and words for every field that does not fit the list that was found."""
    kind = field_types()[KEY]
    for path, field in _places(schema):
        codes = field.codes
        if codes is None:
            continue
        reference = reference_of(field)
        for column in (reference.code_key, reference.name_key, reference.help_key):
            if column and codes.table.place_of(column) is None:
                yield path, f"Die Codeliste {codes.table.address} hat keine Spalte „{column}“."
        if not codes.entries:
            yield path, f"Von der Codeliste {codes.table.address} bleibt keine Antwort übrig. Bitte „allowed“ prüfen."
        elif field.default is not None:
            try:
                kind.default(field.default, field)
            except InvalidInput:
                yield path, f"Die Vorgabe „{field.default}“ steht nicht in der Codeliste {codes.table.address}."


def _places(schema: FormSchema) -> Iterator[tuple[str, Field]]:
    for node in schema.plan.tree.nodes:
        if node.field and node.field.type == KEY:
            yield node.path, node.field


def _group(item: Field | Group) -> Group:
    assert isinstance(item, Group)
    return item
