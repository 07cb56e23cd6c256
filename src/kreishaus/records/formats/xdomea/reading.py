"""Reading messages of strangers: streamed, bounded, without DTD, entities or network.

Each child of the root is turned into objects and forgotten as soon as it is complete, so that a message
costs the memory of its largest file, not of its text.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from kreishaus.base.problems import Problem, Problems
from kreishaus.records.formats.xdomea.grammar import grammar_of
from kreishaus.records.formats.xdomea.kinds import Kind, kind_of
from kreishaus.records.formats.xdomea.message import Message, Source
from kreishaus.records.formats.xdomea.parts import NotReadable
from kreishaus.records.formats.xdomea.releases import Release, release_of
from kreishaus.records.formats.xdomea.shapes import Reading, Values, local_name

if TYPE_CHECKING:
    from lxml import etree

MAX_BYTES = 2_000_000_000
MAX_DEPTH = 200
_CHUNK = 65_536
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
AGAIN = "Bitte lassen Sie sich die Nachricht neu senden."


@dataclass(frozen=True, slots=True)
class Root:
    """What the outermost element of a message tells."""

    kind: Kind
    release: Release
    source: Source
    product: str = ""
    vendor: str = ""
    version: str = ""


def read_message(source: IO[bytes] | bytes, *, file: str = "") -> Message:
    """Return the message with everything it carries.

    :raises Problems: if it is no xdomea message that we know, not well-formed, too large or carries a DTD.
    """
    reader = _Reader(file)
    try:
        for _ in reader.values(BytesIO(source) if isinstance(source, bytes) else source):
            pass
        return reader.message()
    except NotReadable as error:
        raise refused(file, str(error), AGAIN) from None


def read_root(source: IO[bytes] | bytes, *, file: str = "") -> Root:
    """Return kind and release of a message; only its beginning is read.

    :raises Problems: if it is no xdomea message that we know.
    """
    reader = _Reader(file)
    for _ in reader.elements(BytesIO(source) if isinstance(source, bytes) else source):
        if reader.root is not None:
            break
    assert reader.root is not None
    return reader.root


class _Reader:
    """Turns the events of the parser into values of a message."""

    def __init__(self, file: str) -> None:
        self.root: Root | None = None
        self._file = file
        self._depth = 0
        self._run: Reading | None = None
        self._values: Values = {}

    def message(self) -> Message:
        """Return what has been read."""
        assert self.root is not None
        assert self._run is not None
        if "envelope" not in self._values:
            raise refused(self._file, "Der Nachricht fehlt der Kopf.", AGAIN)
        shape = self._run.grammar.shapes[self.root.kind.number]
        message: Message = shape.build({**self._values, "kind": self.root.kind, "release": self.root.release})
        message = replace(message, source=self.root.source, left_out=tuple(self._run.left_out))
        if not (self.root.product or self.root.vendor):
            return message
        system = replace(
            message.envelope.system,
            product=self.root.product,
            vendor=self.root.vendor,
            version=self.root.version,
        )
        return replace(message, envelope=replace(message.envelope, system=system))

    def values(self, stream: IO[bytes]) -> Iterator[Values]:
        """Yield the values each time another child of the root has come."""
        for element in self.elements(stream):
            if self.root is None or self._depth != 1:
                continue
            run = self._run
            assert run is not None
            shape = run.grammar.shapes[self.root.kind.number]
            part = shape.by_element(run.grammar).get(local_name(element))
            if part is None:
                run.leave_out(local_name(element))
            else:
                run.trail.append(local_name(element))
                try:
                    part.read(element, self._values, run)
                except TypeError as error:
                    # A dataclass without a value it cannot do without: the schema demands that element.
                    raise NotReadable(
                        f"In {local_name(element)} (Zeile {element.sourceline}) fehlen Pflichtangaben."
                    ) from error
                run.trail.pop()
            _forget(element)
            yield self._values

    def elements(self, stream: IO[bytes]) -> Iterator["etree._Element"]:
        """Yield each element when it is complete, and the root as soon as it begins."""
        from lxml import etree

        parser = etree.XMLPullParser(
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        total = 0
        try:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                if total > MAX_BYTES:
                    raise refused(self._file, "Die Nachricht ist größer als 2 GB.", "Bitte teilen Sie sie auf.")
                parser.feed(chunk)
                for entry in parser.feed_error_log.filter_from_fatals():
                    raise _not_well_formed(entry.message, entry.line, self._file)
                yield from self._take(parser)
            if not total:
                raise refused(self._file, "Die Nachricht ist leer.", AGAIN)
            parser.close()
            yield from self._take(parser)
        except etree.XMLSyntaxError as error:
            raise _not_well_formed(error.msg or "", error.lineno, self._file) from None
        if self.root is None:
            raise refused(self._file, "Die Nachricht enthält kein XML.", AGAIN)

    def _take(self, parser: "etree.XMLPullParser") -> Iterator["etree._Element"]:
        # The stubs leave open what an event carries.
        events: Iterator[tuple[str, Any]] = parser.read_events()
        for event, element in events:
            if event == "end":
                self._depth -= 1
                yield element
                continue
            if self.root is None:
                self._begin(element)
                yield element
            self._depth += 1
            if self._depth > MAX_DEPTH:
                raise refused(self._file, f"Die Nachricht ist tiefer als {MAX_DEPTH} Ebenen verschachtelt.", AGAIN)

    def _begin(self, element: "etree._Element") -> None:
        information = element.getroottree().docinfo
        if information.doctype or information.internalDTD is not None:
            raise refused(
                self._file,
                "Die Nachricht enthält eine DTD (<!DOCTYPE …>). Das lassen wir aus Sicherheitsgründen nicht zu.",
                AGAIN,
            )
        namespace = str(element.tag).rpartition("}")[0].lstrip("{")
        release, kind = release_of(namespace), kind_of(local_name(element))
        if release is None:
            raise refused(
                self._file,
                f"Das ist keine Nachricht in xdomea 2.3, 2.4, 3.0, 3.1 oder 4.0 (Namensraum „{namespace}“).",
                "Bitte bitten Sie die sendende Stelle um eine dieser Fassungen.",
            )
        if kind is None or not kind.exists_in(release):
            raise refused(
                self._file,
                f"Die Nachricht „{local_name(element)}“ in xdomea {release.value} wird hier nicht verarbeitet.",
                "Bitte klären Sie mit der sendenden Stelle, welche Nachricht gemeint ist.",
            )
        source = Source(prefix=element.prefix or "", schema_location=element.get(f"{_XSI}schemaLocation", ""))
        self.root = Root(
            kind,
            release,
            source,
            element.get("produkt", ""),
            element.get("produkthersteller", ""),
            element.get("produktversion", ""),
        )
        self._run = Reading(grammar_of(release))


def _forget(element: "etree._Element") -> None:
    element.clear(keep_tail=True)
    # The last node may still grow with the next chunk, so only what lies before it goes.
    before = element.getprevious()
    parent = element.getparent()
    if before is not None and parent is not None:
        parent.remove(before)


def _not_well_formed(message: str, line: int | None, file: str) -> Problems:
    if "ntity" in message:
        return refused(
            file,
            "Die Nachricht verwendet Entitäten (&…;), die wir aus Sicherheitsgründen nicht auflösen.",
            AGAIN,
            line,
        )
    return refused(
        file,
        f"Die Nachricht ist kein lesbares XML. Der Leser meldet: {message}",
        "Vielleicht ist sie unvollständig übertragen. " + AGAIN,
        line,
    )


def refused(file: str, message: str, hint: str, line: int | None = None) -> Problems:
    """Return the refusal of a message as a whole."""
    return Problems([Problem(message, file=file, line=line, hint=hint)])
