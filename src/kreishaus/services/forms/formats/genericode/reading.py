"""Read a code list in XÖV genericode 1.0: streamed, bounded, lenient where the meaning is clear.

Namespaces are not compared: files in use carry prefixes, defaults and two generations of annotations
(`empfohleneCodeSpalte` of XÖV genericode 3, `recommendedKeyColumn` of 4).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from kreishaus.base.problems import Problem
from kreishaus.services.forms.codes import CodeTable, Column, Reference

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_ROWS = 100_000
MAX_CELLS = 1_000_000
MAX_COLUMNS = 60
MAX_DEPTH = 40
LONGEST_TEXT = 4_000
_LONGEST_NAME = 500
_MESSAGE = "xdatenfelder.codeliste.0105"
_SHOWN = 3
EXPORT_AGAIN = "Bitte laden Sie die Liste noch einmal aus dem XRepository herunter (Format Genericode)."


@dataclass(frozen=True, slots=True)
class ReadList:
    """A code list as a file gave it; `notes` is what a person should know about it."""

    table: CodeTable
    notes: tuple[Problem, ...]


def read_genericode(source: Path | bytes, *, file: str) -> ReadList:
    """Return the code list in a file.

    :raises Problems: if it is too large, no well-formed XML, or holds no code list that can be used.
    """
    from kreishaus.services.forms.formats.xdatenfelder.stream import feed, refused

    reader = _Reader(file)
    feed(source if isinstance(source, Path) else BytesIO(source), file=file, handler=reader)
    if reader.root == _MESSAGE:
        found = read_reference(source, file=file)
        raise refused(
            file,
            f"Diese Datei nennt die Codeliste {found.address}, enthält aber ihre Einträge nicht.",
            "Bitte laden Sie die Liste selbst hoch (Format Genericode).",
        )
    if reader.root != "CodeList":
        raise refused(file, f"Das ist keine Codeliste: Die Datei beginnt mit <{reader.root}>.", EXPORT_AGAIN)
    return reader.result()


def read_reference(source: Path | bytes, *, file: str) -> Reference:
    """Return which list a message `codeliste.0105` of XDatenfelder 2 describes; it never holds entries.

    :raises Problems: if it cannot be read.
    """
    from kreishaus.services.forms.formats.xdatenfelder.stream import Node, read_tree

    texts: dict[str, str] = {}

    def walk(node: Node) -> None:
        if node.name in {"id", "canonicalIdentification", "canonicalVersionUri"} or (
            node.name == "version" and "canonicalIdentification" in texts
        ):
            texts.setdefault(node.name, " ".join(node.text.split()))
        for child in node.children:
            walk(child)

    walk(read_tree(source, file=file))
    found = Reference(
        urn=texts.get("canonicalIdentification", ""), version=texts.get("version", ""), id=texts.get("id", "")
    )
    uri = texts.get("canonicalVersionUri", "")
    return replace(found, uri=uri) if uri and uri != found.address else found


@dataclass(slots=True)
class _Reader:
    """Gathers the list while the file passes by; the parser's own tree stays empty."""

    file: str
    root: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    columns: list[Column] = field(default_factory=list)
    keys: list[tuple[str, str]] = field(default_factory=list)
    """id of a key and the column that it names"""
    recommended_keys: list[str] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _row: dict[str, str] = field(default_factory=dict)
    _column: str = ""
    _cells: int = 0

    @property
    def begun(self) -> bool:
        return bool(self.root)

    def take(self, events: "Iterator[tuple[str, _Element]]") -> None:
        from kreishaus.services.forms.formats.xdatenfelder.stream import clear

        for event, element in events:
            name = element.tag.rpartition("}")[2]
            if event == "start":
                self._start(element, name)
            else:
                self._open.pop()
                # Most elements only hold others; their ends say nothing.
                if name != "Value":
                    self._end(name, " ".join((element.text or "").split()), element.sourceline)
                clear(element)

    def _start(self, element: "_Element", name: str) -> None:
        from kreishaus.services.forms.formats.xdatenfelder.stream import refuse_dtd, refused

        if not self.root:
            refuse_dtd(element, self.file)
            self.root = name
        if len(self._open) >= MAX_DEPTH:
            raise refused(
                self.file, f"Die Elemente sind tiefer als {MAX_DEPTH} Ebenen verschachtelt.", EXPORT_AGAIN,
                element.sourceline,
            )  # fmt: skip
        parent = self._open[-1] if self._open else ""
        self._open.append(name)
        if name == "Column" and parent == "ColumnSet":
            if len(self.columns) >= MAX_COLUMNS:
                raise refused(self.file, f"Die Liste hat mehr als {MAX_COLUMNS} Spalten.", EXPORT_AGAIN)
            self.columns.append(Column(element.get("Id", "").strip(), required=element.get("Use") == "required"))
        elif name == "Key" and parent == "ColumnSet":
            self.keys.append((element.get("Id", "").strip(), ""))
        elif name == "ColumnRef" and parent == "Key" and self.keys and not self.keys[-1][1]:
            self.keys[-1] = (self.keys[-1][0], element.get("Ref", "").strip())
        elif name == "Row":
            self._row, self._column = {}, ""
        elif name == "Value" and parent == "Row":
            self._column = element.get("ColumnRef", "").strip() or self._following()

    def _following(self) -> str:
        """Return the column after the last one: genericode lets a value leave its column out."""
        ids = [column.id for column in self.columns]
        at = ids.index(self._column) + 1 if self._column in ids else 0
        return ids[at] if at < len(ids) else ""

    def _end(self, name: str, text: str, line: int | None) -> None:
        parent = self._open[-1] if self._open else ""
        if name == "SimpleValue":
            self._value(text, line)
        elif name == "Row":
            self._finish_row(line)
        elif parent == "Identification" and text:
            self.texts.setdefault(name, text[:_LONGEST_NAME])
        elif name == "ShortName" and parent == "Column" and self.columns:
            self.columns[-1] = replace(self.columns[-1], name=text[:_LONGEST_NAME])
        elif "Annotation" in self._open:
            self._annotation(name.lower())

    def _annotation(self, name: str) -> None:
        if not name.startswith(("recommended", "empfohlene")):
            return
        if "Key" in self._open and self.keys:
            self.recommended_keys.append(self.keys[-1][1] or f"\0{len(self.keys) - 1}")
        elif "Column" in self._open and self.columns:
            self.columns[-1] = replace(self.columns[-1], recommended="name" if "name" in name else "code")

    def _value(self, text: str, line: int | None) -> None:
        from kreishaus.services.forms.formats.xdatenfelder.stream import refused

        self._cells += 1
        if self._cells > MAX_CELLS:
            raise refused(self.file, f"Die Liste hat mehr als {MAX_CELLS} Werte.", "So große Listen lesen wir nicht.")
        if len(text) > LONGEST_TEXT:
            self.note(f"Ein Wert ist länger als {LONGEST_TEXT} Zeichen. Wir haben ihn gekürzt.", line)
        self._row.setdefault(self._column, text[:LONGEST_TEXT])

    def _finish_row(self, line: int | None) -> None:
        from kreishaus.services.forms.formats.xdatenfelder.stream import refused

        if len(self.rows) >= MAX_ROWS:
            raise refused(self.file, f"Die Liste hat mehr als {MAX_ROWS} Zeilen.", "So große Listen lesen wir nicht.")
        known = {column.id for column in self.columns}
        if strange := sorted(set(self._row) - known):
            self.note(f"Die Spalte »{strange[0]}« ist nicht vereinbart. Ihre Werte fehlen.", line)
        self.rows.append(self._row)

    def note(self, message: str, line: int | None = None) -> None:
        """Remember something about the file, each kind of remark once."""
        if all(known.message != message for known in self.notes):
            self.notes.append(Problem(message, file=self.file, line=line))

    def result(self) -> ReadList:
        """Return the list.

        :raises Problems: if it has no name, no columns or no rows.
        """
        from kreishaus.services.forms.formats.xdatenfelder.stream import refused

        uri, version = self.texts.get("CanonicalVersionUri", ""), self.texts.get("Version", "")
        urn = self.texts.get("CanonicalUri", "") or uri.removesuffix(f"_{version}") or self.texts.get("ShortName", "")
        if not urn:
            raise refused(self.file, "In der Datei steht nicht, welche Liste es ist.", EXPORT_AGAIN)
        columns = self._named_columns()
        if not columns:
            raise refused(self.file, "Die Liste hat keine Spalten.", EXPORT_AGAIN)
        if not self.rows:
            raise refused(self.file, "Die Liste hat keine Einträge.", EXPORT_AGAIN)
        table = CodeTable(
            urn=urn,
            version=version,
            name=self.texts.get("ShortName", ""),
            long_name=self.texts.get("LongName", ""),
            uri=uri,
            columns=columns,
            rows=tuple(tuple(row.get(column.id, "") for column in columns) for row in self.rows),
            keys=tuple(dict.fromkeys(column for _, column in self.keys if column)),
        )
        if uri == replace(table, uri="").address:
            table = replace(table, uri="")
        self._check_codes(table)
        return ReadList(table, tuple(self.notes))

    def _named_columns(self) -> tuple[Column, ...]:
        best = {key.removeprefix("\0") for key in self.recommended_keys}
        names = {column for at, (_, column) in enumerate(self.keys) if column in best or str(at) in best}
        # FIM names its keys codeKey and codenameKey: the second one is the column of the name.
        labels = {column for key, column in self.keys if "name" in key.lower()}
        columns: dict[str, Column] = {}
        for column in self.columns:
            if not column.id or column.id in columns:
                self.note("Eine Spalte hat keine eigene Kennung. Sie wurde ausgelassen.")
                continue
            said = column.recommended or ("code" if column.id in names else "name" if column.id in labels else "")
            columns[column.id] = replace(column, recommended=said)
        return tuple(columns.values())

    def _check_codes(self, table: CodeTable) -> None:
        place = table.code_place()
        codes = [row[place] for row in table.rows]
        if missing := codes.count(""):
            self.note(f"Zeilen ohne Code fehlen in der Auswahl: {missing}.")
        if double := len(codes) - len(set(codes)) - max(0, missing - 1):
            self.note(f"Codes, die mehrfach vorkommen: {double}. Die erste Zeile gilt.")
