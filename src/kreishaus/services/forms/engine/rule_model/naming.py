"""What a path of a form is called, and what its answer can be compared with."""

from dataclasses import dataclass
from enum import StrEnum

from kreishaus.services.forms.engine.schema import Field, FormSchema
from kreishaus.services.forms.engine.tree import Node


class Sort(StrEnum):
    """What kind of answer a path stands for, as far as comparing goes."""

    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes-no"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    TEXT = "text"
    ROWS = "rows"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Name:
    """A path in words."""

    path: str
    label: str
    sort: Sort
    options: tuple[tuple[str, str], ...] = ()
    """key and label of the answers that can be chosen"""
    rows: tuple[str, ...] = ()
    """paths of the repeated groups around it, outermost first"""
    is_question: bool = True
    page: str = ""
    within: str = ""
    """title of the group around it, to tell equal labels apart"""

    def option(self, key: object) -> str:
        """Return the label of an answer, itself if there is none."""
        return next((label for known, label in self.options if known == key), str(key))


# Data types of XDatenfelder that members of composite values name.
_SORTS = {
    "date": Sort.DATE,
    "num": Sort.NUMBER,
    "num_int": Sort.NUMBER,
    "num_currency": Sort.MONEY,
    "bool": Sort.YES_NO,
}


def name_of(schema: FormSchema, path: str) -> Name | None:
    """Return what a path is called, members of composite answers included; None if the form has no such path."""
    tree = schema.plan.tree
    node = tree.by_path.get(path)
    if node is not None:
        return _of_node(node)
    holder, _, key = path.rpartition(".")
    node = tree.by_path.get(holder)
    if node is None or node.field is None or node.type is None:
        return None
    for member in node.type.members_of(node.field):
        if member.key == key:
            options = tuple((each.key, each.label) for each in member.options)
            sort = Sort.CHOICE if options else _SORTS.get(member.datatype, Sort.TEXT)
            label = f"{node.label}: {member.label}"
            return Name(path, label, sort, options, _rows(node), page=node.page.key, within=_within(node))
    return None


def names(schema: FormSchema) -> list[Name]:
    """Return everything that a condition can name, in the order of the form."""
    found = []
    for node in schema.plan.tree.nodes:
        if node.field is None:
            if node.repeats:
                found.append(_of_node(node))
            continue
        if node.type is None or not node.type.has_value:
            continue
        members = node.type.members_of(node.field)
        if not members:
            found.append(_of_node(node))
        for member in members:
            name = name_of(schema, f"{node.path}.{member.key}")
            if name:
                found.append(name)
    return found


def _of_node(node: Node) -> Name:
    options: tuple[tuple[str, str], ...] = ()
    if node.field:
        options = tuple((option.key, option.label) for option in node.field.options)
    label, page = node.label or node.key, node.page.key
    return Name(node.path, label, _sort(node), options, _rows(node), bool(node.field), page, _within(node))


def _within(node: Node) -> str:
    return node.parent.label if node.parent else ""


def _rows(node: Node) -> tuple[str, ...]:
    return tuple(outer.path for outer in node.outer)


def _sort(node: Node) -> Sort:
    if node.field is None or node.type is None:
        return Sort.ROWS if node.repeats else Sort.OTHER
    if node.repeats:
        return Sort.ROWS
    if node.type.key == "money":
        return Sort.MONEY
    return _sort_of_sample(node.field, node.type.sample_of(node.field))


def _sort_of_sample(field: Field, sample: object) -> Sort:
    match sample:
        case bool():
            return Sort.YES_NO
        case int() | float():
            return Sort.NUMBER
        case list():
            return Sort.CHOICES if field.options else Sort.ROWS
        case str():
            if field.options:
                return Sort.CHOICE
            return Sort.DATE if field.type == "date" else Sort.TEXT
        case _:
            return Sort.OTHER
