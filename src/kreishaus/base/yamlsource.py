"""Reading YAML that people write: plain data, the line of every path, and one clear word per mistake.

A subset of YAML 1.2 is understood: mappings, lists and scalars. Tags, aliases and duplicate keys
are refused, because a package from another county must be read the same way by everybody.
Plain scalars become None, bool or int; every other one stays text. So `30.70` and `2024-01-01`
arrive exactly as they were typed, and nothing is rounded on the way.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from kreishaus.base.problems import Problem, Problems

Path = tuple[str | int, ...]

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 40

_WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_EXPLANATIONS = (
    (
        "mapping values are not allowed",
        "Hier steht ein Doppelpunkt, wo keiner stehen darf.",
        "Text mit Doppelpunkt bitte in Anführungszeichen setzen.",
    ),
    (
        r"'\t'",
        "Hier steht ein Tabulator.",
        "Bitte mit Leerzeichen einrücken.",
    ),
    (
        "expected <block end>",
        "Die Einrückung passt nicht zu den Zeilen darüber.",
        "Bitte gleichrangige Zeilen gleich weit einrücken.",
    ),
    (
        "unexpected end of stream",
        "Ein Anführungszeichen wird nicht geschlossen.",
        "Bitte das schließende Anführungszeichen ergänzen.",
    ),
    (
        "could not find expected ':'",
        "Hinter diesem Wort fehlt ein Doppelpunkt.",
        "Bitte so schreiben: schlüssel: Wert",
    ),
    (
        "expected ',' or",
        "Eine Klammer wird nicht geschlossen, oder ein Komma fehlt.",
        "Bitte Klammern und Kommas prüfen.",
    ),
)


@dataclass(slots=True)
class Node:
    """A piece of the text: what it means and where it begins and ends (character positions)."""

    value: Any
    line: int
    column: int
    start: int
    end: int
    flow: bool = False
    keys: "dict[str, Node]" = field(default_factory=dict)
    children: "dict[str | int, Node]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The data of a YAML file together with the lines it came from."""

    data: Any
    file: str
    root: Node | None = None

    def line(self, path: Sequence[str | int]) -> int | None:
        """Return the line (from 1) of a path, or of its closest ancestor that the text contains."""
        if self.root is None:
            return None
        node, line = self.root, self.root.line
        for step in path:
            child = node.children.get(step)
            if child is None:
                break
            line = node.keys[step].line if isinstance(step, str) else child.line
            node = child
        return line

    def problem(self, path: Sequence[str | int], message: str, *, hint: str = "", key: str = "") -> Problem:
        """Return a problem that points to a path of this file; `key` names an unwanted key in it."""
        place = (*path, key) if key else tuple(path)
        return Problem(
            message=message,
            file=self.file,
            line=self.line(place),
            path=written_path(path),
            hint=hint,
        )


def written_path(path: Sequence[str | int]) -> str:
    """Return a path as people read it: `pages[0].groups[2].key`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def load(text: str, file: str) -> SourceMap:
    """Read a YAML text into plain data with line numbers.

    :raises Problems: if the text is too long, no valid YAML, nested too deeply, or uses
        duplicate keys, tags, aliases or several documents.
    """
    if len(text) > MAX_CHARACTERS:
        message = "Die Datei ist zu groß."
        hint = f"Erlaubt sind höchstens {MAX_CHARACTERS // 1_000_000} Millionen Zeichen."
        raise Problems([Problem(message, file=file, hint=hint)])
    composer = _Composer(file)
    try:
        root = composer.compose(_events(text))
    except YAMLError as error:
        raise Problems([_explained(error, file)]) from error
    if composer.problems:
        raise Problems(composer.problems)
    return SourceMap(data=None if root is None else root.value, file=file, root=root)


def _events(text: str) -> Iterator[Any]:
    # A byte order mark would shift every position by one.
    parser = YAML(typ="safe", pure=True)
    yield from parser.parse(text.removeprefix("\ufeff"))


def _explained(error: YAMLError, file: str) -> Problem:
    line = None
    said = str(error)
    if isinstance(error, MarkedYAMLError):
        said = f"{error.context or ''} {error.problem or ''}"
        if error.problem_mark is not None:
            line = error.problem_mark.line + 1
    elif "not allowed" in said:
        message = "Die Datei enthält Steuerzeichen."
        return Problem(message, file=file, hint="Bitte als Text in UTF-8 speichern.")
    for fragment, message, hint in _EXPLANATIONS:
        if fragment in said:
            return Problem(message, file=file, line=line, hint=hint)
    return Problem(
        "Diese Stelle ist kein gültiges YAML.",
        file=file,
        line=line,
        hint="Bitte Einrückung, Doppelpunkte und Anführungszeichen prüfen.",
    )


class _Composer:
    """Builds nodes from parser events and collects what it has to refuse."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def compose(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, DocumentStartEvent) and root is not None:
                self._refuse(event, "Die Datei enthält mehrere Dokumente.", "Bitte --- entfernen.")
                break
            if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent | AliasEvent):
                root = self._node(event, events, depth=1)
        return root

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        if depth > MAX_DEPTH:
            # Going on would only cost memory: whoever nests this deep does not mean it well.
            self._refuse(event, "Die Datei ist zu tief verschachtelt.", "Bitte flacher gliedern.")
            raise Problems(self.problems)
        if isinstance(event, AliasEvent):
            hint = "Bitte den Inhalt an dieser Stelle ausschreiben."
            self._refuse(event, "Verweise mit * sind nicht erlaubt.", hint)
            return _node_at(event, None)
        if event.tag is not None:
            hint = "Bitte die Angabe mit ! entfernen."
            self._refuse(event, "Eigene Typangaben mit ! sind nicht erlaubt.", hint)
        if isinstance(event, ScalarEvent):
            return _node_at(event, _meaning(event))
        if isinstance(event, SequenceStartEvent):
            return self._sequence(event, events, depth)
        return self._mapping(event, events, depth)

    def _sequence(self, opening: Any, events: Iterator[Any], depth: int) -> Node:
        node = _node_at(opening, [])
        for event in events:
            if isinstance(event, SequenceEndEvent):
                node.end = event.end_mark.index
                break
            child = self._node(event, events, depth + 1)
            node.children[len(node.value)] = child
            node.value.append(child.value)
        return node

    def _mapping(self, opening: Any, events: Iterator[Any], depth: int) -> Node:
        node = _node_at(opening, {})
        for event in events:
            if isinstance(event, MappingEndEvent):
                node.end = event.end_mark.index
                break
            key = self._key(event, events, depth)
            child = self._node(next(events), events, depth + 1)
            name = key.value
            if name in node.children:
                self._refuse(
                    event,
                    f"Der Schlüssel „{name}“ steht zweimal da.",
                    f"Bitte einen davon entfernen (der erste steht in Zeile {node.keys[name].line}).",
                )
                continue
            node.keys[name], node.children[name] = key, child
            node.value[name] = child.value
        return node

    def _key(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        if isinstance(event, ScalarEvent) and event.tag is None:
            # Keys are names: `true:` or `36:` mean the text, whatever a value would mean.
            return _node_at(event, event.value)
        key = self._node(event, events, depth + 1)
        self._refuse(event, "Ein Schlüssel muss ein einfaches Wort sein.", "")
        key.value = str(key.value)
        return key

    def _refuse(self, event: Any, message: str, hint: str) -> None:
        line = event.start_mark.line + 1
        self.problems.append(Problem(message, file=self.file, line=line, hint=hint))


def _node_at(event: Any, value: Any) -> Node:
    return Node(
        value=value,
        line=event.start_mark.line + 1,
        column=event.start_mark.column,
        start=event.start_mark.index,
        end=event.end_mark.index,
        flow=bool(getattr(event, "flow_style", False)),
    )


def _meaning(event: Any) -> str | int | bool | None:
    text: str = event.value
    if event.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    # Only canonical numbers become numbers, so `str()` gives back what was typed: 036 stays text.
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else text
