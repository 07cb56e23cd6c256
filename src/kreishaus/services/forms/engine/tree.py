"""The elements of a form with their paths, parents and rows: the skeleton that evaluation walks."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kreishaus.services.forms.engine.schema import Field, FormSchema, Group, Page
from kreishaus.services.forms.fields import field_types
from kreishaus.services.forms.fields.spoken_members import spoken
from kreishaus.services.forms.ports import FieldType, Member

if TYPE_CHECKING:
    from kreishaus.services.forms.engine.conditions import Computation, Condition

Rows = tuple[int, ...]
"""the row in each repeated group around an element, outermost first"""


class Node:
    """A group or a field at its place in the form."""

    __slots__ = (
        "children", "computations", "concealed", "dynamic", "field", "forbids", "group", "hides", "item", "key",
        "number", "outer", "page", "parent", "parts", "path", "readable", "repeats", "requires",
        "row_format", "shows", "type", "when",
    )  # fmt: skip

    def __init__(
        self, item: Field | Group, parent: "Node | None", page: "PageNode", number: int, language: str = "de"
    ) -> None:
        self.item = item
        self.field = item if isinstance(item, Field) else None
        self.group = item if isinstance(item, Group) else None
        self.key = item.key
        self.number = number
        self.page = page
        self.parent = parent
        self.children: tuple[Node, ...] = ()
        self.path: str = f"{parent.path}.{item.key}" if parent else item.key
        self.outer: tuple[Node, ...] = parent.inner if parent else ()
        """the repeated groups around it, outermost first"""
        self.row_format = f"{parent.inner_format}.{item.key}" if parent else item.key
        self.concealed = isinstance(item, Field) and item.hidden
        """never shown itself, nor anything in it"""
        self.repeats = item.repeats if isinstance(item, Group) else item.repeat is not None
        self.type: FieldType | None = field_types()[item.type] if isinstance(item, Field) else None
        self.parts: tuple[tuple[Member, FieldType], ...] = ()
        """the members that have inputs of their own"""
        self.readable: frozenset[str] = frozenset()
        """what conditions may read of its value: `person.address.city`"""
        if self.type and self.field:
            members = self.type.members_of(self.field)
            self.readable = frozenset({*(member.key for member in members), *self.type.derived(self.field)})
            if not self.type.one_input:
                self.parts = tuple((member, field_types()[member.type]) for member in spoken(members, language))
        self.when: Condition | None = None
        self.shows: list[Condition] = []
        self.hides: list[Condition] = []
        self.requires: list[Condition] = []
        self.forbids: list[Condition] = []
        self.computations: list[Computation] = []
        self.dynamic = False
        """whether it may be hidden, by its own conditions or by those around it"""

    def __repr__(self) -> str:
        return f"Node({self.path})"

    @property
    def inner(self) -> "tuple[Node, ...]":
        """The repeated groups around its children."""
        return (*self.outer, self) if self.group and self.repeats else self.outer

    @property
    def inner_format(self) -> str:
        """The path of one row, with `{}` for each number."""
        return f"{self.row_format}[{{}}]" if self.group and self.repeats else self.row_format

    @property
    def label(self) -> str:
        """What people call it."""
        return self.field.label if self.field else self.item.title or self.key  # type: ignore[union-attr]

    @property
    def has_conditions(self) -> bool:
        """Whether its own visibility depends on answers."""
        return bool(self.when or self.shows or self.hides)

    def path_in(self, rows: Rows) -> str:
        """Return the path with row numbers: `vehicle[0].plate`."""
        return self.row_format.format(*rows) if rows else self.path


class PageNode:
    """A page with its groups as nodes."""

    __slots__ = ("children", "page", "when")

    def __init__(self, page: Page) -> None:
        self.page = page
        self.children: tuple[Node, ...] = ()
        self.when: Condition | None = None

    @property
    def key(self) -> str:
        """The key of the page."""
        return self.page.key


class Tree:
    """All nodes of a form."""

    def __init__(self, schema: FormSchema) -> None:
        self.nodes: list[Node] = []
        self.by_path: dict[str, Node] = {}
        self.pages: list[PageNode] = []
        self.facts = schema.facts
        self.language = schema.language
        for page in schema.pages:
            node = PageNode(page)
            node.children = tuple(self._grow(group, None, node) for group in page.groups)
            self.pages.append(node)

    def _grow(self, item: Field | Group, parent: Node | None, page: PageNode) -> Node:
        node = Node(item, parent, page, len(self.nodes), self.language)
        self.nodes.append(node)
        self.by_path[node.path] = node
        if isinstance(item, Group):
            node.children = tuple(self._grow(child, node, page) for child in item.items)
            node.concealed = all(child.concealed for child in node.children)
        return node

    def resolve(self, path: str) -> "tuple[Node, str] | None":
        """Return the element of a path and the member of its value that is meant ("" for the whole)."""
        node = self.by_path.get(path)
        if node:
            return node, ""
        holder, _, member = path.rpartition(".")
        node = self.by_path.get(holder)
        return (node, member) if node and member in node.readable else None

    def page(self, key: str) -> PageNode:
        """Return the page with this key.

        :raises KeyError: if there is none.
        """
        for page in self.pages:
            if page.key == key:
                return page
        raise KeyError(key)

    def leaves(self, node: Node) -> Iterator[Node]:
        """Yield every field below a group, or the field itself."""
        if node.field:
            yield node
        for child in node.children:
            yield from self.leaves(child)
