"""Reading XML from strangers: streamed, bounded, without DTD, entities or network.

In real files more than four fifths of the bytes are `relation` elements (which element was derived
from which other). They are dropped while they pass; only which kinds of relation an element has is kept.
What is left is small. lxml stays in this module.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

from lxml import etree

from kreishaus.base.problems import Problem, Problems

MAX_BYTES = 50_000_000
MAX_DEPTH = 120
MAX_ELEMENTS = 250_000
_CHUNK = 32_768
# A file that has shown no element after this much is no schema, but may be an attack.
_MAX_PROLOG = 1_000_000
_DROPPED = "relation"

EXPORT_AGAIN = "Bitte exportieren Sie die Datei neu, zum Beispiel aus dem FIM-Portal."


@dataclass(slots=True)
class Node:
    """One XML element: local name (with namespace only if it is a foreign one), text and children.

    `relations` are the kinds of its dropped relations: predicate and first letter of the object.
    """

    name: str
    line: int | None
    attributes: dict[str, str]
    namespace: str = ""
    text: str = ""
    children: list["Node"] = field(default_factory=list)
    relations: set[tuple[str, str]] = field(default_factory=set)


def read_tree(source: Path | BinaryIO | bytes, *, file: str) -> Node:
    """Return the root of the document without its `relation` elements.

    :raises Problems: if it is too large, too deep, not well-formed, or carries a DTD.
    """
    builder = _TreeBuilder(file)
    feed(source, file=file, handler=builder)
    assert builder.root is not None
    return builder.root


class Handler(Protocol):
    """Takes the events of a document while it is read."""

    @property
    def begun(self) -> bool:
        """Whether the first element has come."""

    def take(self, events: "Iterator[tuple[str, etree._Element]]") -> None:
        """Take starts and ends of elements; whatever is done with has to be cleared here."""


def feed(source: Path | BinaryIO | bytes, *, file: str, handler: Handler) -> None:
    """Read a document piece by piece and hand its events over.

    :raises Problems: if it is too large, not well-formed, or has no element.
    """
    parser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    fed = 0
    try:
        for chunk in _chunks(source, file):
            fed += len(chunk)
            parser.feed(chunk)
            _refuse_if_stopped(parser, file)
            handler.take(parser.read_events())
            if not handler.begun and fed > _MAX_PROLOG:
                raise refused(file, "Am Anfang der Datei steht kein XML-Element.", EXPORT_AGAIN)
        if not fed:
            raise refused(file, "Die Datei ist leer.", EXPORT_AGAIN)
        parser.close()
        handler.take(parser.read_events())
    except etree.XMLSyntaxError as error:
        raise _not_well_formed(error.msg or "", error.lineno, file) from None
    if not handler.begun:
        raise refused(file, "Die Datei enthält kein XML.", EXPORT_AGAIN)


class _TreeBuilder:
    """Turns parser events into nodes and keeps the parser's own tree empty."""

    def __init__(self, file: str) -> None:
        self.root: Node | None = None
        self._file = file
        self._open: list[Node] = []
        self._count = 0
        self._depth = 0
        self._dropped_from = 0
        self._predicate = self._object = ""

    @property
    def begun(self) -> bool:
        return self.root is not None

    def take(self, events: Iterator[tuple[str, "etree._Element"]]) -> None:
        for event, element in events:
            if event == "start":
                self._start(element)
            else:
                self._end(element)

    def _start(self, element: "etree._Element") -> None:
        if self.root is None:
            refuse_dtd(element, self._file)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _too_deep(self._file, element.sourceline)
        if self._dropped_from:
            return
        namespace, _, name = element.tag.rpartition("}")
        if name == _DROPPED:
            self._dropped_from = self._depth
            self._predicate = self._object = ""
            return
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise refused(
                self._file,
                f"Die Datei enthält mehr als {MAX_ELEMENTS} Elemente.",
                "So große Schemata lesen wir nicht. Bitte teilen Sie das Schema.",
                element.sourceline,
            )
        node = Node(name, element.sourceline, dict(element.attrib), namespace.lstrip("{"))
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def _end(self, element: "etree._Element") -> None:
        if not self._dropped_from:
            self._open.pop().text = element.text or ""
        else:
            self._pass_by(element)
        self._depth -= 1
        clear(element)

    def _pass_by(self, element: "etree._Element") -> None:
        name = element.tag.rpartition("}")[2]
        if name == "code":
            self._predicate = (element.text or "").strip()
        elif name == "id":
            self._object = (element.text or "").strip()
        if self._depth == self._dropped_from:
            self._dropped_from = 0
            if self._open:
                self._open[-1].relations.add((self._predicate, self._object[:1]))


def refuse_dtd(element: "etree._Element", file: str) -> None:
    """Refuse a document with a DTD: it could carry entities.

    :raises Problems: if there is one.
    """
    information = element.getroottree().docinfo
    if information.doctype or information.internalDTD is not None:
        raise refused(
            file,
            "Die Datei enthält eine DTD (<!DOCTYPE …>). Das lassen wir aus Sicherheitsgründen nicht zu.",
            "Bitte entfernen Sie die DTD und alle Entitäten.",
            1,
        )


def clear(element: "etree._Element") -> None:
    """Forget a finished element, so that the parser's tree stays small.

    Only what lies before a finished element may be taken out of a tree that libxml2 still writes to:
    the last node could be a text that grows with the next chunk.
    """
    element.clear(keep_tail=True)
    before = element.getprevious()
    if before is not None:
        element.getparent().remove(before)


def _chunks(source: Path | BinaryIO | bytes, file: str) -> Iterator[bytes]:
    """Yield the bytes in pieces; a file that is too large is refused before its first byte is read."""
    if isinstance(source, Path):
        _refuse_too_large(source.stat().st_size, file)
        with source.open("rb") as stream:
            yield from _pieces(stream, file)
        return
    if isinstance(source, bytes):
        _refuse_too_large(len(source), file)
        yield from _pieces(BytesIO(source), file)
        return
    if source.seekable():
        start = source.tell()
        size = source.seek(0, SEEK_END) - start
        source.seek(start)
        _refuse_too_large(size, file)
    yield from _pieces(source, file)


def _pieces(stream: BinaryIO, file: str) -> Iterator[bytes]:
    total = 0
    while chunk := stream.read(_CHUNK):
        total += len(chunk)
        _refuse_too_large(total, file)
        yield chunk


def _refuse_too_large(size: int, file: str) -> None:
    if size > MAX_BYTES:
        raise refused(
            file,
            f"Die Datei ist größer als {MAX_BYTES // 1_000_000} MB.",
            "Bitte prüfen Sie, ob es wirklich ein einzelnes Datenschema ist.",
        )


def _refuse_if_stopped(parser: "etree.XMLPullParser", file: str) -> None:
    # An undeclared entity ends the parser without an exception; only its log tells.
    for entry in parser.feed_error_log.filter_from_fatals():
        raise _not_well_formed(entry.message, entry.line, file)


def _not_well_formed(message: str, line: int | None, file: str) -> Problems:
    if "Excessive depth" in message:
        return _too_deep(file, line)
    if "ntity" in message:
        return refused(
            file,
            "Die Datei verwendet Entitäten (&…;), die wir aus Sicherheitsgründen nicht auflösen.",
            "Bitte schreiben Sie die Zeichen aus.",
            line,
        )
    if "Resource limit" in message:
        return refused(file, "Ein einzelner Text der Datei ist länger als 10 MB.", "Bitte kürzen Sie ihn.", line)
    return refused(
        file,
        f"Die Datei ist kein lesbares XML. Der Leser meldet: {message}",
        "Vielleicht ist sie unvollständig übertragen. " + EXPORT_AGAIN,
        line,
    )


def _too_deep(file: str, line: int | None) -> Problems:
    return refused(
        file,
        f"Die Elemente sind tiefer als {MAX_DEPTH} Ebenen verschachtelt.",
        "So tiefe Schemata gibt es im FIM-Standard nicht. " + EXPORT_AGAIN,
        line,
    )


def refused(file: str, message: str, hint: str, line: int | None = None) -> Problems:
    """Return the refusal of a file as a whole."""
    return Problems([Problem(message, file=file, line=line, hint=hint)])
