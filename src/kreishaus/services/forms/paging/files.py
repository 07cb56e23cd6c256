"""The file fields of a page: which there are, and taking files in and out of the answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from kreishaus.base.words import say
from kreishaus.services.forms.engine.evaluation import Evaluation
from kreishaus.services.forms.engine.places import NoSuchPlace, answer_at, copy_of, element_at, put
from kreishaus.services.forms.engine.reckoning import MAX_ROWS
from kreishaus.services.forms.engine.schema import Answers, FormSchema
from kreishaus.services.forms.engine.tree import Node
from kreishaus.services.forms.fields.file.field import accepted, max_bytes


class NoSuchFileField(Exception):
    """There is no file field at this path (or it is hidden)."""


class TooManyFiles(Exception):
    """The field is full; the message says what to do."""


@dataclass(frozen=True, slots=True)
class FileField:
    """A file field that is shown now."""

    path: str
    accept: tuple[str, ...]
    """extensions without a dot"""
    max_bytes: int
    count: int
    """files already attached"""
    most: int


def file_fields(
    schema: FormSchema, page_key: str, evaluation: Evaluation, answers: Mapping[str, object]
) -> list[FileField]:
    """Return the file fields of a page that are visible with these answers."""
    page = schema.plan.tree.page(page_key)
    found = []
    for path in sorted(evaluation.visible):
        if path.endswith("]"):
            continue
        node = element_at(schema, path)
        if node.page is page and node.field and node.field.type == "file":
            stored = answer_at(answers, path)
            count = len(stored) if isinstance(stored, list) else 0
            found.append(FileField(path, accepted(node.field), max_bytes(node.field), count, _most(node)))
    return found


def _most(node: Node) -> int:
    repeat = node.field.repeat if node.field else None
    return 1 if repeat is None else min(repeat.max or MAX_ROWS, MAX_ROWS)


def _file_node(schema: FormSchema, path: str) -> Node:
    try:
        node = element_at(schema, path)
    except NoSuchPlace:
        raise NoSuchFileField(path) from None
    if node.type is None or node.type.key != "file":
        raise NoSuchFileField(path)
    return node


def attach_file(schema: FormSchema, answers: Mapping[str, object], path: str, file: Mapping[str, object]) -> Answers:
    """Return the answers with one more file: `{"sha256", "name", "size", "media_type"}`.

    The same content twice is attached once. A field for one file takes the new one instead.

    :raises NoSuchFileField: if there is no file field at this path.
    :raises TooManyFiles: if it already holds as many as it may.
    """
    node = _file_node(schema, path)
    stored = answer_at(answers, path)
    files = list(stored) if isinstance(stored, list) else []
    files = [entry for entry in files if isinstance(entry, dict) and entry.get("sha256") != file["sha256"]]
    most = _most(node)
    if most == 1:
        files = []
    if len(files) >= most:
        raise TooManyFiles(
            say(
                "Bei „{label}“ sind höchstens {most} Dateien möglich. Bitte entfernen Sie erst eine andere.",
                label=node.label,
                most=most,
            )
        )
    changed = copy_of(answers)
    put(changed, path, [*files, dict(file)])
    return changed


def detach_file(schema: FormSchema, answers: Mapping[str, object], path: str, index: int) -> Answers:
    """Return the answers without one file; an index that is not there changes nothing.

    :raises NoSuchFileField: if there is no file field at this path.
    """
    _file_node(schema, path)
    stored = answer_at(answers, path)
    files = list(stored) if isinstance(stored, list) else []
    changed = copy_of(answers)
    put(changed, path, [entry for place, entry in enumerate(files) if place != index])
    return changed
