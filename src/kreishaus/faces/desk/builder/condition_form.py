"""The condition editor: a tree of lines that works as a plain form, button by button.

Every line carries its place in its names (`w.0.2.feld` is the field of the third line of the first
group), so the whole tree travels with each request and nothing is kept in between.
"""

from django.http import QueryDict

from kreishaus.faces.desk.builder.condition_lines import MOST_LINES, Node, condition_of, grouped, node_of, posted
from kreishaus.faces.desk.builder.operators import NotAValue
from kreishaus.services.forms.engine.rule_model import (
    BeyondModel,
    Condition,
    Quantifier,
    cel_of,
    condition_from,
    condition_in_words,
)
from kreishaus.services.forms.engine.rule_model.naming import Name, Sort, names
from kreishaus.services.forms.engine.schema import FormSchema


class ConditionForm:
    """A condition while somebody edits it, as a tree or as CEL text."""

    def __init__(self, schema: FormSchema, prefix: str, title: str) -> None:
        self.schema = schema
        self.prefix = prefix
        self.title = title
        self.root = Node("gruppe")
        self.text = ""
        self.as_text = False
        self.problems: list[str] = []
        self._names = names(schema)

    def read_cel(self, text: str) -> "ConditionForm":
        """Take over a condition; what goes beyond the tree stays text."""
        self.text = text
        if not text:
            self.root.children.append(Node("vergleich"))
            return self
        try:
            self.root = grouped(node_of(self.schema, condition_from(text)))
        except BeyondModel:
            self.as_text = True
        if not self._shows_all():
            self.as_text = True
        return self

    def _shows_all(self) -> bool:
        """Tell whether every line can be shown as it is: an odd comparison would change by being shown."""
        return self.as_text or not self.root.children or self._same_text()

    def _same_text(self) -> bool:
        self._place()
        try:
            return cel_of(self._condition()) == cel_of(condition_from(self.text))
        except (NotAValue, BeyondModel):
            return False

    def read_post(self, post: QueryDict) -> "ConditionForm":
        """Take over what was typed; a condition that was not on the page stays as it is."""
        if f"{self.prefix}.modus" not in post and f"{self.prefix}.0.art" not in post:
            return self
        self.as_text = post.get(f"{self.prefix}.modus") == "text"
        self.text = post.get(f"{self.prefix}.text", "").replace("\r\n", "\n").strip()
        if not self.as_text:
            count = iter(range(MOST_LINES))
            self.root = posted(post, f"{self.prefix}.0", count) or Node("gruppe")
        return self

    def press(self, command: str) -> None:
        """Do what a button of the editor says: `w.0.1:dazu`, `w.0.1:weg`, `w:text`."""
        name, _, what = command.partition(":")
        if name == self.prefix:
            self._switch(what)
            return
        node, parent = self._find(name)
        if node is None:
            return
        if what == "weg" and parent is not None:
            parent.children.remove(node)
        elif what == "dazu":
            node.children.append(Node("vergleich"))
        elif what == "gruppe":
            node.children.append(Node("gruppe", how="oder", children=[Node("vergleich"), Node("vergleich")]))
        elif what == "zeilen":
            node.children.append(Node("zeilen", how=Quantifier.SOME.value, children=[Node("vergleich")]))

    def _switch(self, what: str) -> None:
        if what == "text" and not self.as_text:
            self.text = self.cel() or self.text
            self.problems.clear()
            self.as_text = True
        elif what == "baukasten" and self.as_text:
            self.as_text = False
            self.read_cel(self.text)
            if self.as_text:
                self.problems.append("Diese Bedingung geht nur als Text: Sie benutzt mehr als der Baukasten kann.")

    def cel(self) -> str:
        """Return the condition as CEL, "" if there is none; `problems` says what cannot be read."""
        if self.as_text:
            return self.text
        self._place()
        if all(child.is_blank for child in self.root.children):
            return ""
        try:
            return cel_of(self._condition())
        except NotAValue as wrong:
            self.problems.append(str(wrong))
            return ""

    @property
    def words(self) -> str:
        """What the condition says, "" as long as it says nothing."""
        if self.as_text:
            return condition_in_words(self.schema, self.text) if self.text else ""
        self._place()
        try:
            blank = all(child.is_blank for child in self.root.children)
            return "" if blank else condition_in_words(self.schema, cel_of(self._condition()))
        except NotAValue:
            return ""

    @property
    def top(self) -> Node:
        """The outermost group, ready to be shown."""
        self._place()
        return self.root

    def questions_in(self, rows: tuple[str, ...]) -> list[Name]:
        """Return what can be compared inside of these rows."""
        return [name for name in self._names if set(name.rows) <= set(rows)]

    def lists_in(self, rows: tuple[str, ...]) -> list[Name]:
        """Return the repeated groups whose rows can be looked at from inside of these rows."""
        found = [name for name in self._names if not name.is_question and name.sort == Sort.ROWS]
        return [name for name in found if set(name.rows) <= set(rows) and name.path not in rows]

    def _place(self) -> None:
        """Give every line its name and the rows it stands in."""
        waiting: list[tuple[Node, str, tuple[str, ...]]] = [(self.root, f"{self.prefix}.0", ())]
        while waiting:
            node, name, rows = waiting.pop()
            node.name, node.rows, node.form = name, rows, self
            if node.kind == "zeilen" and not node.path:
                node.path = next((each.path for each in self.lists_in(rows)), "")
            inner = (*rows, node.path) if node.kind == "zeilen" and node.path else rows
            waiting += [(child, f"{name}.{index}", inner) for index, child in enumerate(node.children)]

    def _find(self, name: str) -> tuple[Node | None, Node | None]:
        self._place()
        waiting: list[tuple[Node, Node | None]] = [(self.root, None)]
        while waiting:
            node, parent = waiting.pop()
            if node.name == name:
                return node, parent
            waiting += [(child, node) for child in node.children]
        return None, None

    def _condition(self) -> Condition:
        return condition_of(self.schema, self.root)
