"""The parts of one XML element by name, with a clear word when one is doubled, unknown or missing."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from kreishaus.base.problems import Problem, Problems
from kreishaus.services.forms.formats.xdatenfelder.model import Note
from kreishaus.services.forms.formats.xdatenfelder.stream import EXPORT_AGAIN, Node
from kreishaus.services.forms.formats.xdatenfelder.texts import line_text, paragraph_text

_MOST_PROBLEMS = 50
# More than anybody reads on a form; the whole text stays in the file itself.
_LONGEST_TEXT = 10_000
# Two of these make the identity or the structure ambiguous, even when both say the same.
_NEVER_TWICE = frozenset({"identifikation", "id", "version", "name", "anzahl", "enthaelt"})


@dataclass(slots=True)
class Findings:
    """What turned up while reading: problems refuse the file, notes travel with the result."""

    file: str
    namespace: str
    standard: int = 3
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def problem(self, message: str, *, node: Node, hint: str = EXPORT_AGAIN) -> None:
        """Remember a reason to refuse the file; reading goes on so that all reasons are named."""
        self.problems.append(Problem(message, file=self.file, line=node.line, hint=hint))

    def note(self, message: str, *, path: str, node: Node, number: int | None = None) -> None:
        """Remember something that a person should know; `number` is the official message that says it."""
        self.notes.append(Note(message, path, node.line, number))

    def raise_if_any(self) -> None:
        """Refuse the file when there were problems.

        :raises Problems: with the first fifty of them.
        """
        if self.problems:
            raise Problems(self.problems[:_MOST_PROBLEMS])


class Parts:
    """The children of one element, looked up by name."""

    def __init__(self, node: Node, findings: Findings, path: str) -> None:
        self.node = node
        self.path = path
        self._findings = findings
        self._by_name: dict[str, list[Node]] = {}
        for child in node.children:
            self._by_name.setdefault(self._name(child), []).append(child)

    @property
    def standard(self) -> int:
        """Return the version of the standard: 1, 2 or 3."""
        return self._findings.standard

    def one(self, name: str) -> Node | None:
        """Return the only child of this name. A twin that contradicts it is a problem."""
        found = self._by_name.get(name)
        if not found:
            return None
        if len(found) == 1:
            return found[0]
        filled = [child for child in found if _content(child)]
        if name in _NEVER_TWICE or any(_content(child) != _content(filled[0]) for child in filled):
            self._findings.problem(
                f"In <{self.node.name}> steht <{name}> {len(found)}-mal, erlaubt ist es einmal.",
                node=found[1],
                hint=f"Bitte lassen Sie nur das richtige <{name}> stehen.",
            )
        else:
            self._findings.note(
                f"<{name}> steht mehrfach, aber ohne Widerspruch. Es wurde einmal übernommen.",
                path=self.path,
                node=found[1],
            )
        return filled[0] if filled else found[0]

    def many(self, name: str) -> list[Node]:
        """Return all children of this name in their order."""
        return self._by_name.get(name, [])

    def inner(self, name: str) -> "Parts | None":
        """Return the parts of the only child of this name."""
        child = self.one(name)
        return None if child is None else Parts(child, self._findings, self.path)

    def line(self, name: str) -> str:
        """Return the text of a child on one line, empty if there is none."""
        child = self.one(name)
        return "" if child is None else self._bounded(line_text(child.text), child)

    def paragraphs(self, name: str) -> str:
        """Return the text of a child with its line ends, empty if there is none."""
        child = self.one(name)
        return "" if child is None else self._bounded(paragraph_text(child.text), child)

    def code(self, name: str) -> str:
        """Return the code of a child of type Code (`<x><code>…</code></x>`)."""
        inner = self.inner(name)
        return "" if inner is None else inner.line("code") or line_text(inner.node.text)

    def unknown(self, known: Collection[str]) -> Iterator[tuple[str, Node]]:
        """Yield every child that the standard does not know here."""
        for name, found in self._by_name.items():
            if name not in known:
                yield name, found[0]

    def _bounded(self, text: str, node: Node) -> str:
        if len(text) <= _LONGEST_TEXT:
            return text
        self._findings.note(
            f"Der Text in <{node.name}> ist länger als {_LONGEST_TEXT} Zeichen. Wir haben ihn gekürzt.",
            path=self.path,
            node=node,
        )
        return text[:_LONGEST_TEXT]

    def _name(self, node: Node) -> str:
        # `code` has no namespace; an element of a foreign namespace must not pass for one of ours.
        if node.namespace in ("", self._findings.namespace):
            return node.name
        return f"{{{node.namespace}}}{node.name}"


def _content(node: Node) -> tuple[object, ...]:
    attributes = tuple(sorted(item for item in node.attributes.items() if not item[0].startswith("list")))
    children = tuple(content for child in node.children if (content := _content(child)))
    text = node.text.strip()
    return (text, attributes, children) if text or attributes or children else ()
