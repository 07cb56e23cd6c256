"""Reading XML from strangers: streamed, bounded, without DTD, entities or network.

In real files more than four fifths of the bytes are `relation` elements (which element was derived
from which other). They are dropped while they pass; what is left is small. lxml stays in this module.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import BinaryIO

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
    """One XML element: local name (with namespace only if it is a foreign one), text and children."""

    name: str
    line: int | None
    attributes: dict[str, str]
    namespace: str = ""
    text: str = ""
    children: list["Node"] = field(default_factory=list)


def read_tree(source: Path | BinaryIO | bytes, *, file: str) -> Node:
    """Return the root of the document without its `relation` elements.

    :raises Problems: if it is too large, too deep, not well-formed, or carries a DTD.
    """
    builder = _TreeBuilder(file)
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
            builder.take(parser.read_events())
            if builder.root is None and fed > _MAX_PROLOG:
                raise _refused(file, "Am Anfang der Datei steht kein XML-Element.", EXPORT_AGAIN)
        if not fed:
            raise _refused(file, "Die Datei ist leer.", EXPORT_AGAIN)
        parser.close()
        builder.take(parser.read_events())
    except etree.XMLSyntaxError as error:
        raise _not_well_formed(error.msg or "", error.lineno, file) from None
    if builder.root is None:
        raise _refused(file, "Die Datei enthält kein XML.", EXPORT_AGAIN)
    return builder.root


class _TreeBuilder:
    """Turns parser events into nodes and keeps the parser's own tree empty."""

    def __init__(self, file: str) -> None:
        self.root: Node | None = None
        self._file = file
        self._open: list[Node] = []
        self._count = 0
        self._depth = 0
        self._dropped_from = 0

    def take(self, events: Iterator[tuple[str, "etree._Element"]]) -> None:
        for event, element in events:
            if event == "start":
                self._start(element)
            else:
                self._end(element)

    def _start(self, element: "etree._Element") -> None:
        if self.root is None:
            self._refuse_dtd(element)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _too_deep(self._file, element.sourceline)
        if self._dropped_from:
            return
        namespace, _, name = element.tag.rpartition("}")
        if name == _DROPPED:
            self._dropped_from = self._depth
            return
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise _refused(
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
        elif self._depth == self._dropped_from:
            self._dropped_from = 0
        self._depth -= 1
        # Only what lies before a finished element may be taken out of a tree that libxml2 still
        # writes to: the last node could be a text that grows with the next chunk.
        element.clear(keep_tail=True)
        before = element.getprevious()
        if before is not None:
            element.getparent().remove(before)

    def _refuse_dtd(self, element: "etree._Element") -> None:
        information = element.getroottree().docinfo
        if information.doctype or information.internalDTD is not None:
            raise _refused(
                self._file,
                "Die Datei enthält eine DTD (<!DOCTYPE …>). Das lassen wir aus Sicherheitsgründen nicht zu.",
                "Bitte entfernen Sie die DTD und alle Entitäten.",
                1,
            )


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
        raise _refused(
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
        return _refused(
            file,
            "Die Datei verwendet Entitäten (&…;), die wir aus Sicherheitsgründen nicht auflösen.",
            "Bitte schreiben Sie die Zeichen aus.",
            line,
        )
    if "Resource limit" in message:
        return _refused(file, "Ein einzelner Text der Datei ist länger als 10 MB.", "Bitte kürzen Sie ihn.", line)
    return _refused(
        file,
        f"Die Datei ist kein lesbares XML. Der Leser meldet: {message}",
        "Vielleicht ist sie unvollständig übertragen. " + EXPORT_AGAIN,
        line,
    )


def _too_deep(file: str, line: int | None) -> Problems:
    return _refused(
        file,
        f"Die Elemente sind tiefer als {MAX_DEPTH} Ebenen verschachtelt.",
        "So tiefe Schemata gibt es im FIM-Standard nicht. " + EXPORT_AGAIN,
        line,
    )


def _refused(file: str, message: str, hint: str, line: int | None = None) -> Problems:
    return Problems([Problem(message, file=file, line=line, hint=hint)])
