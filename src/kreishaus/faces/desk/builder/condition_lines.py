"""The lines of the condition editor and the condition that they stand for."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from django.http import QueryDict

from kreishaus.faces.desk.builder.operators import (
    Choice,
    NotAValue,
    comparison_from,
    operator_key,
    operators_of,
    typed_value,
)
from kreishaus.services.forms.engine.rule_model import (
    All,
    AnyOf,
    BeyondModel,
    Comparison,
    Condition,
    Not,
    Other,
    Quantifier,
    Rows,
)
from kreishaus.services.forms.engine.rule_model.naming import Name, Sort, name_of
from kreishaus.services.forms.engine.schema import FormSchema

MOST_LINES, _DEEPEST = 60, 6
_JOINTS = (
    ("und", "Alle müssen stimmen"),
    ("oder", "Mindestens eine muss stimmen"),
    ("nicht-und", "Nicht alle dürfen stimmen"),
    ("nicht-oder", "Keine darf stimmen"),
)
_QUANTIFIERS = (
    (Quantifier.SOME.value, "in mindestens einem Eintrag"),
    (Quantifier.EVERY.value, "in jedem Eintrag"),
    (Quantifier.NONE.value, "in keinem Eintrag"),
)


class Surroundings(Protocol):
    """What a line knows about the form around it."""

    schema: FormSchema

    def questions_in(self, rows: tuple[str, ...]) -> list[Name]:
        """Return what can be compared inside of these rows."""

    def lists_in(self, rows: tuple[str, ...]) -> list[Name]:
        """Return the repeated groups whose rows can be looked at from inside of these rows."""


@dataclass(slots=True)
class Node:
    """One line of the editor: a comparison, a group of lines, or a group that looks at rows."""

    kind: str
    """vergleich, gruppe or zeilen"""
    path: str = ""
    operator: str = ""
    values: list[str] = field(default_factory=list)
    other: str = ""
    how: str = "und"
    children: "list[Node]" = field(default_factory=list)
    name: str = ""
    """how its inputs are called; set before it is shown"""
    rows: tuple[str, ...] = ()
    form: "Surroundings | None" = None

    @property
    def shown_name(self) -> Name | None:
        """The chosen question."""
        return name_of(self.form.schema, self.path) if self.form and self.path else None

    @property
    def operators(self) -> tuple[Choice, ...]:
        """The ways in which the chosen question can be compared."""
        name = self.shown_name
        return operators_of(name) if name else ()

    @property
    def needs(self) -> str:
        """What stands on the right."""
        chosen = next((each for each in self.operators if each.key == self.operator), None)
        chosen = chosen or (self.operators[0] if self.operators else None)
        return chosen.needs if chosen else "nothing"

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """The answers that can be chosen on the right."""
        name = self.shown_name
        measured = self.operator.startswith(("age:", "size:"))
        return name.options if name and not measured else ()

    @property
    def value(self) -> str:
        """What was typed on the right."""
        return self.values[0] if self.values else ""

    @property
    def questions(self) -> list[Name]:
        """The questions that can be compared here."""
        return self.form.questions_in(self.rows) if self.form else []

    @property
    def lists(self) -> list[Name]:
        """The repeated groups whose rows can be looked at here."""
        return self.form.lists_in(self.rows) if self.form else []

    @property
    def others(self) -> list[Name]:
        """Questions of the same kind, to compare with."""
        name = self.shown_name
        if name is None or name.sort in (Sort.YES_NO, Sort.CHOICES, Sort.ROWS, Sort.OTHER):
            return []
        sort = Sort.NUMBER if self.operator.startswith(("age:", "size:")) else name.sort
        return [each for each in self.questions if each.sort == sort and each.path != self.path]

    @property
    def joints(self) -> tuple[tuple[str, str], ...]:
        """How lines can be joined."""
        return _JOINTS

    @property
    def quantifiers(self) -> tuple[tuple[str, str], ...]:
        """In how many rows it has to hold."""
        return _QUANTIFIERS

    @property
    def is_simple(self) -> bool:
        """Whether there is nothing to join yet."""
        return len(self.children) <= 1 and not self.how.startswith("nicht-")

    @property
    def is_blank(self) -> bool:
        """Whether nothing was chosen in this line yet."""
        return self.kind == "vergleich" and not self.path

    @property
    def can_deepen(self) -> bool:
        """Whether another group fits inside."""
        return self.name.count(".") <= _DEEPEST


def condition_of(schema: FormSchema, node: Node) -> Condition:
    """Return the condition that a line and everything in it stands for.

    :raises NotAValue: if something is missing or cannot be read.
    """
    if node.kind == "vergleich":
        name = name_of(schema, node.path)
        if name is None:
            raise NotAValue("Bitte wählen Sie in jeder Zeile eine Frage.")
        return comparison_from(name, node.operator, node.values, node.other)
    if not node.children:
        raise NotAValue(
            "Eine Gruppe ist noch leer. Bitte fügen Sie eine Bedingung hinzu oder entfernen Sie die Gruppe."
        )
    parts = tuple(condition_of(schema, child) for child in node.children)
    if node.kind == "zeilen":
        if not node.path:
            raise NotAValue("Bitte wählen Sie, in welcher Liste gesucht wird.")
        return Rows(node.path, Quantifier(node.how), parts[0] if len(parts) == 1 else All(parts))
    joint = AnyOf if node.how.endswith("oder") else All
    joined = parts[0] if len(parts) == 1 else joint(parts)
    return Not(joined) if node.how.startswith("nicht-") else joined


def grouped(node: Node) -> Node:
    """Return the outermost group of a tree."""
    return node if node.kind == "gruppe" else Node("gruppe", children=[node])


def node_of(schema: FormSchema, condition: Condition) -> Node:
    """Return a condition as lines.

    :raises BeyondModel: if it names what the form does not have.
    """
    match condition:
        case All(parts):
            return Node("gruppe", how="und", children=[node_of(schema, part) for part in parts])
        case AnyOf(parts):
            return Node("gruppe", how="oder", children=[node_of(schema, part) for part in parts])
        case Not(part):
            inner = grouped(node_of(schema, part))
            return (
                replace(inner, how=f"nicht-{inner.how}")
                if not inner.how.startswith("nicht-")
                else Node("gruppe", how="nicht-und", children=[inner])
            )
        case Rows(path, quantifier, part):
            children = [node_of(schema, each) for each in (part.parts if isinstance(part, All) else (part,))]
            return Node("zeilen", path, how=quantifier.value, children=children)
        case Comparison():
            return _comparison_node(schema, condition)
        case _:  # the editor has no line for it: it is shown as text
            raise BeyondModel(type(condition).__name__)


def _comparison_node(schema: FormSchema, comparison: Comparison) -> Node:
    name = name_of(schema, comparison.path)
    if name is None:
        raise BeyondModel(comparison.path)
    value = comparison.value
    values = [str(each) for each in value] if isinstance(value, tuple) else [typed_value(name, comparison)]
    other = value.path if isinstance(value, Other) else ""
    return Node("vergleich", comparison.path, operator_key(comparison), values, other)


def posted(post: QueryDict, name: str, count: Iterator[int]) -> Node | None:
    """Return the line of this name with everything in it; `count` ends where there are too many."""
    kind = post.get(f"{name}.art", "")
    if kind not in ("vergleich", "gruppe", "zeilen") or next(count, None) is None:
        return None
    node = Node(
        kind,
        path=post.get(f"{name}.feld", ""),
        operator=post.get(f"{name}.op", ""),
        values=[text for text in post.getlist(f"{name}.wert") if text],
        other=post.get(f"{name}.andere", ""),
        how=post.get(f"{name}.wie", "und"),
    )
    index = 0
    while kind != "vergleich" and (child := posted(post, f"{name}.{index}", count)) is not None:
        node.children.append(child)
        index += 1
    if kind == "zeilen" and node.how not in {each.value for each in Quantifier}:
        node.how = Quantifier.SOME.value
    return node
