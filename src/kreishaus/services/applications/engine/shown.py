"""The submitted answers as people read them: labels and words, page by page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kreishaus.services.forms.engine.schema import Field, FormSchema, Group
from kreishaus.services.forms.fields import field_types
from kreishaus.services.forms.fields.composites import Composite
from kreishaus.services.forms.ports import FieldType


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer with its question: `path` like `vehicle[0].plate`."""

    path: str
    label: str
    value: str
    members: tuple[tuple[str, str], ...] = ()
    """words of the parts of a composite value by their paths: `person.address.city`"""


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Answers that belong together."""

    title: str
    rows: tuple[ShownAnswer, ...]


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page of the form with everything answered on it."""

    key: str
    title: str
    groups: tuple[ShownGroup, ...]


def shown_pages(schema: FormSchema, answers: Mapping[str, object]) -> tuple[ShownPage, ...]:
    """Return what was answered in the order of the form; questions without an answer are left out."""
    pages = (
        ShownPage(page.key, page.title, tuple(_groups(page.groups, answers, path="", above="")))
        for page in schema.pages
    )
    return tuple(page for page in pages if page.groups)


def words_by_path(pages: tuple[ShownPage, ...]) -> dict[str, str]:
    """Return the shown words of every answer by its path."""
    rows = [row for page in pages for group in page.groups for row in group.rows]
    return {row.path: row.value for row in rows} | dict(member for row in rows for member in row.members)


def as_text(pages: tuple[ShownPage, ...]) -> str:
    """Return question and answer line by line: what the search finds an application by."""
    return "\n".join(f"{row.label}: {row.value}" for page in pages for group in page.groups for row in group.rows)


def _groups(
    items: tuple[Field | Group, ...], answers: Mapping[str, object], *, path: str, above: str
) -> Iterator[ShownGroup]:
    for item in items:
        if isinstance(item, Group):
            entries = answers.get(item.key)
            if item.repeats:
                for number, entry in enumerate(entries if isinstance(entries, list) else ()):
                    title = f"{item.title or above} {number + 1}"
                    yield from _group(item, entry, path=f"{path}{item.key}[{number}].", title=title)
            else:
                yield from _group(item, entries, path=f"{path}{item.key}.", title=item.title or above)


def _group(group: Group, entry: object, *, path: str, title: str) -> Iterator[ShownGroup]:
    if not isinstance(entry, Mapping):
        return
    rows = tuple(
        row for item in group.items if isinstance(item, Field) for row in _rows(item, entry.get(item.key), path)
    )
    if rows:
        yield ShownGroup(title, rows)
    yield from _groups(group.items, entry, path=path, above=title)


def _rows(field: Field, value: object, path: str) -> Iterator[ShownAnswer]:
    if value is None or value in ("", []):
        return
    kind = field_types()[field.type]
    if field.repeat is not None and not kind.is_list and isinstance(value, list):
        for number, each in enumerate(value):
            yield _shown(field, kind, each, f"{path}{field.key}[{number}]")
    else:
        yield _shown(field, kind, value, f"{path}{field.key}")


def _shown(field: Field, kind: FieldType, value: object, path: str) -> ShownAnswer:
    words = kind.words(value, field) if isinstance(kind, Composite) else {}
    members = tuple((f"{path}.{key}", text) for key, text in words.items())
    return ShownAnswer(path, field.label, kind.display(value, field), members)
