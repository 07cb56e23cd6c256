"""All answers to read: the check page, the desk, and the data of the printed summary."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.safestring import SafeString, mark_safe

from kreishaus.services.forms.engine.evaluation import Aside, Evaluation
from kreishaus.services.forms.engine.places import NoSuchPlace, answer_at, element_at
from kreishaus.services.forms.engine.reckoning import is_answered
from kreishaus.services.forms.engine.schema import Field, FormSchema
from kreishaus.services.forms.engine.tree import Node, PageNode, Rows
from kreishaus.services.forms.fields.file.field import size_text
from kreishaus.services.forms.ports import FieldType
from kreishaus.services.forms.rendering.ready import filled, folder_of
from kreishaus.services.forms.rendering.values import Reading, reading

FileUrl = Callable[[Mapping[str, object]], str]


@dataclass(slots=True)
class Row:
    """One answer under its label."""

    label: str
    field: Field
    kind: FieldType
    value: object
    """a single value, or the list of a repeated field"""
    several: bool

    @property
    def reading(self) -> Reading:
        """How it reads."""
        return reading(self.field, self.kind, self.value, several=self.several)


@dataclass(slots=True)
class Section:
    """The answers of one group (of one row of it)."""

    title: str
    rows: list[Row] = field(default_factory=list)


def sections_of(page: PageNode, answers: Mapping[str, object], visible: set[str]) -> list[Section]:
    """Return the answers of a page, group by group, in the order of the form."""
    collector = _Collector(answers, visible)
    for node in page.children:
        collector.group(node, (), "")
    return [section for section in collector.sections if section.rows]


class _Collector:
    def __init__(self, answers: Mapping[str, object], visible: set[str]) -> None:
        self.answers = answers
        self.visible = visible
        self.sections: list[Section] = []

    def group(self, node: Node, rows: Rows, above: str) -> None:
        path = node.path_in(rows)
        if path not in self.visible:
            return
        title = " – ".join(filter(None, dict.fromkeys((above, node.group.title if node.group else ""))))
        if not node.repeats:
            self._members(node, rows, title)
            return
        index = 0
        while f"{path}[{index}]" in self.visible:
            self._members(node, (*rows, index), f"{title} {index + 1}".strip())
            index += 1

    def _members(self, node: Node, rows: Rows, title: str) -> None:
        section = Section(title)
        self.sections.append(section)
        for child in node.children:
            if child.field is None:
                self.group(child, rows, title)
                # What follows an inner group belongs to the outer one again.
                section = Section(title)
                self.sections.append(section)
                continue
            path = child.path_in(rows)
            if path in self.visible and child.type and child.type.has_value:
                several = child.repeats and not child.type.is_list
                value = answer_at(self.answers, path)
                section.rows.append(Row(child.label, child.field, child.type, value, several))


def render_summary(
    schema: FormSchema,
    evaluation: Evaluation,
    *,
    change_url: Callable[[str], str] | None = None,
    file_url: FileUrl | None = None,
) -> SafeString:
    """Return all answers by page, with links to change them, and what is not submitted and why."""
    aside = [_aside(schema, entry, file_url) for entry in evaluation.aside_entries]
    return _summary(schema, evaluation, aside=aside, change_url=change_url, file_url=file_url)


def render_answers(schema: FormSchema, evaluation: Evaluation, *, file_url: FileUrl | None = None) -> SafeString:
    """Return what was submitted, to read: for the desk and the status page."""
    return _summary(schema, evaluation, aside=[], change_url=None, file_url=file_url)


def _summary(
    schema: FormSchema,
    evaluation: Evaluation,
    *,
    aside: list[dict[str, object]],
    change_url: Callable[[str], str] | None,
    file_url: FileUrl | None,
) -> SafeString:
    pages = []
    for page in schema.plan.tree.pages:
        if page.key not in evaluation.visible_pages:
            continue
        groups = [
            {
                "title": section.title if section.title != page.page.title else "",
                "rows": [
                    {
                        "label": row.label,
                        "html": _value_html(row, file_url),
                        "missing": not is_answered(row.value),
                        "advice": row.reading.advice if change_url else (),
                    }
                    for row in section.rows
                ],
            }
            for section in sections_of(page, _shown(evaluation), evaluation.visible)
        ]
        url = change_url(page.key) if change_url else ""
        pages.append({"title": page.page.title, "groups": groups, "change_url": url})
    return filled("forms/summary.html", {"pages": pages, "aside": aside})


def _shown(evaluation: Evaluation) -> Mapping[str, object]:
    # Rows that were left empty are missing in `submitted`; their numbers count in `visible`.
    return evaluation.given


def _aside(schema: FormSchema, entry: Aside, file_url: FileUrl | None) -> dict[str, object]:
    try:
        node = element_at(schema, entry.path)
    except NoSuchPlace:
        return {"label": entry.label, "html": "", "reason": entry.reason}
    if node.field is None or node.type is None:
        return {"label": entry.label, "html": "", "reason": entry.reason}
    several = node.repeats and not node.type.is_list
    row = Row(entry.label, node.field, node.type, entry.value, several)
    return {"label": entry.label, "html": _value_html(row, file_url), "reason": entry.reason}


def _value_html(row: Row, file_url: FileUrl | None) -> SafeString:
    found = row.reading
    values: dict[str, object] = {
        "field": row.field,
        "text": found.text,
        "table": found.table,
        "note": found.note,
        "picture": mark_safe(found.picture),  # noqa: S308 -- drawn by the type from checked numbers
    }
    if is_answered(row.value) and row.kind.key == "file":
        values["files"] = [
            {
                "name": entry.get("name", ""),
                "size_text": _size(entry),
                "url": file_url(entry) if file_url else "",
            }
            for entry in _file_entries(row.value)
        ]
    elif is_answered(row.value) and row.kind.is_list and isinstance(row.value, list):
        values["entries"] = [row.kind.display([entry], row.field) for entry in row.value]
    elif not is_answered(row.value):
        return filled("fields/text/summary.html", values)
    return filled(f"{folder_of(row.kind.key)}/summary.html", values)


def _file_entries(value: object) -> list[dict[str, object]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _size(entry: Mapping[str, object]) -> str:
    size = entry.get("size")
    return size_text(size if isinstance(size, int) else 0)


def summary_data(schema: FormSchema, evaluation: Evaluation) -> dict[str, object]:
    """Return the answers as data for the printed summary.

    `pages`: [{title, groups: [{title, rows: [{label, value, table?, picture?}]}]}], only what was answered;
    `not_sent`: [{label, value, reason}]; `attachments`: [{name, size_text, sha256}].
    """
    pages: list[dict[str, object]] = []
    attachments: list[dict[str, object]] = []
    for page in schema.plan.tree.pages:
        if page.key not in evaluation.visible_pages:
            continue
        groups = []
        for section in sections_of(page, _shown(evaluation), evaluation.visible):
            rows = [row for row in section.rows if is_answered(row.value)]
            attachments += [file for row in rows if row.kind.key == "file" for file in _attached(row.value)]
            if rows:
                groups.append({"title": section.title, "rows": [_printed(row) for row in rows]})
        if groups:
            pages.append({"title": page.page.title, "groups": groups})
    not_sent = [_not_sent(schema, entry) for entry in evaluation.aside_entries]
    return {"pages": pages, "not_sent": not_sent, "attachments": attachments}


def _printed(row: Row) -> dict[str, object]:
    found = row.reading
    printed: dict[str, object] = {"label": row.label, "value": found.text}
    if found.table:
        printed["table"] = {"head": list(found.table.head), "rows": [list(line) for line in found.table.rows]}
    if found.picture:
        printed["picture"] = found.picture
    if found.note:
        printed["value"] = f"{found.text}\n{found.note}"
    return printed


def _attached(value: object) -> list[dict[str, object]]:
    return [
        {"name": str(entry.get("name", "")), "size_text": _size(entry), "sha256": str(entry.get("sha256", ""))}
        for entry in _file_entries(value)
    ]


def _not_sent(schema: FormSchema, entry: Aside) -> dict[str, object]:
    node = element_at(schema, entry.path)
    text = ""
    if node.field and node.type:
        several = node.repeats and not node.type.is_list
        text = Row(entry.label, node.field, node.type, entry.value, several).reading.text
    return {"label": entry.label, "value": text, "reason": entry.reason}
