"""From an XDatenfelder file to one tree: which message it is, the schema itself, its structure."""

import re
from pathlib import Path
from typing import BinaryIO

from kreishaus.base.problems import Problem, Problems
from kreishaus.services.forms.formats.xdatenfelder import describing, fields, vocabulary
from kreishaus.services.forms.formats.xdatenfelder.model import (
    ImportedField,
    ImportedGroup,
    ImportedSchema,
    LegalBasis,
    Multiplicity,
    Note,
)
from kreishaus.services.forms.formats.xdatenfelder.parts import Findings, Parts
from kreishaus.services.forms.formats.xdatenfelder.stream import EXPORT_AGAIN, Node, read_tree

_COUNT = re.compile(r"(\d{1,6}):(\*|\d{1,6})")
_ONLY_PROFILE = (
    "Die Datei enthält nur einen Dokumentsteckbrief: Name, Zweck und Rechtsgrundlagen eines Dokuments, aber keine "
    "Felder. Der Entwurf beginnt mit einem kurzen Formular."
)
_ABSTRACT = " Der Steckbrief ist abstrakt: Er beschreibt eine Art von Dokumenten, kein einzelnes."
_MESSAGE = re.compile(r"xdatenfelder\.([a-z]+)\.\d+")


def read_schema(source: Path | BinaryIO | bytes, *, name: str) -> ImportedSchema:
    """Read a file of the federal standard XDatenfelder (version 1, 2 or 3); `name` is what people call it.

    What the official XSD forbids but everybody understands is read and noted. A single group or
    field (messages 0103 and 0104) is read as a schema with just that element, a Dokumentsteckbrief
    (0101) as one without any.

    :raises Problems: if the file cannot be used; every reason is named with its line.
    """
    root = read_tree(source, file=name)
    standard = _standard_of(root, name)
    message = _message_of(root, name)
    findings = Findings(name, root.namespace, standard)
    if root.namespace not in vocabulary.NAMESPACES:
        findings.note("Die Datei verwendet eine neuere Fassung des Standards als 3.0.0.", path="", node=root)
    parts = Parts(root, findings, "")
    header = parts.inner("header")
    body = parts.one(message)
    if body is None:
        raise _refused(root, name, f"In der Datei fehlt <{message}>.", f"{EXPORT_AGAIN} Sie ist unvollständig.")
    reader = _SchemaReader(findings, standard)
    if message == "stammdatenschema":
        schema = reader.schema(body, header.line("version") if header else "")
    elif message == "dokumentsteckbrief":
        schema = reader.profile(body)
    else:
        schema = reader.single(body, message)
    findings.raise_if_any()
    return schema


class _SchemaReader:
    """Walks the structure and collects findings on its way."""

    def __init__(self, findings: Findings, standard: int) -> None:
        self._findings = findings
        self._standard = standard

    def schema(self, body: Node, header_version: str) -> ImportedSchema:
        parts = Parts(body, self._findings, "")
        about = describing.describe(parts, self._findings, self._standard)
        describing.check_root_status(parts, self._findings, self._standard)
        describing.note_unknown(parts, self._findings, vocabulary.SCHEMA)
        profile = parts.inner("dokumentsteckbrief")
        # Version 1 tells its version in the header only.
        about["version"] = about["version"] or header_version
        children = self._children(parts)
        if not children:
            self._findings.note("Das Schema enthält keine Felder.", path="", node=body)
        return ImportedSchema(
            **about,
            file=self._findings.file,
            standard=self._standard,
            message="stammdatenschema",
            document_profile=profile.line("id") if profile else "",
            document_profile_version=profile.line("version") if profile else "",
            structure_changes=parts.code("ableitungsmodifikationenStruktur"),
            display_changes=parts.code("ableitungsmodifikationenRepraesentation"),
            children=children,
            notes=tuple(self._findings.notes),
        )

    def profile(self, body: Node) -> ImportedSchema:
        """Take what a message 0101 says about a document whose fields nobody has described yet."""
        parts = Parts(body, self._findings, "")
        about = describing.describe(parts, self._findings, self._standard)
        describing.check_root_status(parts, self._findings, self._standard)
        describing.note_unknown(parts, self._findings, vocabulary.PROFILE)
        abstract = parts.line("istAbstrakt") in {"true", "1"}
        note = Note(_ONLY_PROFILE + (_ABSTRACT if abstract else ""), line=body.line)
        return ImportedSchema(
            **about,
            file=self._findings.file,
            standard=self._standard,
            message="dokumentsteckbrief",
            document_profile=about["id"],
            document_profile_version=about["version"],
            notes=(note, *self._findings.notes),
        )

    def single(self, body: Node, message: str) -> ImportedSchema:
        """Wrap the one group or field of a message 0103 or 0104."""
        parts = Parts(body, self._findings, "")
        describing.check_root_status(parts, self._findings, self._standard)
        read = self._group if message == "datenfeldgruppe" else self._field
        element = read(body, "", Multiplicity(), ())
        note = Note(
            f"Die Datei enthält nur ein Element ({vocabulary.MESSAGES[message]}), kein ganzes Schema.",
            line=body.line,
        )
        return ImportedSchema(
            id=element.id,
            version=element.version,
            name=element.name,
            title=element.title,
            status=element.status,
            valid_from=element.valid_from,
            valid_until=element.valid_until,
            line=element.line,
            file=self._findings.file,
            standard=self._standard,
            message=message,
            children=(element,),
            notes=(note, *self._findings.notes),
        )

    def _children(self, parent: Parts) -> tuple[ImportedGroup | ImportedField, ...]:
        seen: dict[str, int] = {}
        children = []
        for structure in parent.many("struktur"):
            child = self._structure(structure, parent.path, seen)
            if child is not None:
                children.append(child)
        return tuple(children)

    def _structure(self, node: Node, above: str, seen: dict[str, int]) -> ImportedGroup | ImportedField | None:
        parts = Parts(node, self._findings, above)
        describing.refuse_unknown(parts, self._findings, vocabulary.STRUCTURE)
        multiplicity = self._multiplicity(parts)
        bases = describing.legal_bases(parts)
        inner = parts.inner("enthaelt")
        if inner is None or len(inner.node.children) != 1:
            self._findings.problem("Ein <enthaelt> muss genau ein Feld oder eine Gruppe enthalten.", node=node)
            return None
        if describing.refuse_unknown(inner, self._findings, vocabulary.CONTENTS):
            return None
        child = inner.node.children[0]
        path = self._path(child, above, seen)
        if child.name == "datenfeldgruppe":
            return self._group(child, path, multiplicity, bases)
        return self._field(child, path, multiplicity, bases)

    def _path(self, child: Node, above: str, seen: dict[str, int]) -> str:
        number = describing.bare_id(child)
        seen[number] = seen.get(number, 0) + 1
        own = number if seen[number] == 1 else f"{number}#{seen[number]}"
        return f"{above}/{own}" if above else own

    def _multiplicity(self, parts: Parts) -> Multiplicity:
        raw = parts.line("anzahl")
        match = _COUNT.fullmatch(raw.replace(" ", ""))
        if match:
            minimum = int(match[1])
            maximum = None if match[2] == "*" else int(match[2])
            if maximum is None or minimum <= maximum:
                return Multiplicity(minimum, maximum)
        self._findings.problem(
            f"Die Anzahl »{raw}« ist nicht lesbar.",
            node=parts.one("anzahl") or parts.node,
            hint="Erwartet wird zum Beispiel 1:1, 0:1 oder 1:*.",
        )
        return Multiplicity()

    def _group(self, node: Node, path: str, multiplicity: Multiplicity, bases: tuple[LegalBasis, ...]) -> ImportedGroup:
        parts = Parts(node, self._findings, path or describing.bare_id(node))
        describing.note_unknown(parts, self._findings, vocabulary.GROUP)
        about = describing.describe(parts, self._findings, self._standard)
        children = self._children(parts)
        if not children:
            self._findings.note("Die Gruppe enthält keine Felder.", path=parts.path, node=node)
        art = parts.code("art")
        if art not in ("", "X"):
            message = f"Die Gruppenart »{art}« kennen wir nicht. Wir behandeln die Gruppe wie jede andere."
            self._findings.note(message, path=parts.path, node=node, number=1042)
        return ImportedGroup(
            **about,
            path=parts.path,
            element_kind=parts.code("schemaelementart"),
            multiplicity=multiplicity,
            use_bases=bases,
            exclusive=art == "X",
            children=children,
        )

    def _field(self, node: Node, path: str, multiplicity: Multiplicity, bases: tuple[LegalBasis, ...]) -> ImportedField:
        parts = Parts(node, self._findings, path or describing.bare_id(node))
        describing.note_unknown(parts, self._findings, vocabulary.FIELD)
        about = describing.describe(parts, self._findings, self._standard)
        return ImportedField(
            **about,
            **fields.value_of(parts, self._findings),
            path=parts.path,
            element_kind=parts.code("schemaelementart"),
            multiplicity=multiplicity,
            use_bases=bases,
        )


def _standard_of(root: Node, file: str) -> int:
    if root.namespace in vocabulary.NAMESPACES:
        return vocabulary.NAMESPACES[root.namespace]
    if vocabulary.LATER_VERSION_3.fullmatch(root.namespace):
        return 3
    if _MESSAGE.match(root.name):
        raise _refused(
            root,
            file,
            f"Den Namensraum »{root.namespace}« kennen wir nicht.",
            "Wir lesen XDatenfelder in den Versionen 1, 2 und 3.",
        )
    if root.name == "CodeList":
        raise _refused(
            root,
            file,
            "Das ist eine Codeliste (Genericode), kein Datenschema.",
            "Bitte lesen Sie sie unter „Dienste“, „Codelisten“ ein, oder mit „kreishaus codelist import“.",
        )
    raise _refused(
        root,
        file,
        f"Das ist keine XDatenfelder-Datei: Sie beginnt mit <{root.name}>.",
        "Bitte wählen Sie den Export »XDatenfelder« (nicht XProzess, XZuFi oder XSD).",
    )


def _message_of(root: Node, file: str) -> str:
    match = _MESSAGE.fullmatch(root.name)
    message = match[1] if match else ""
    if message in vocabulary.MESSAGES:
        return message
    what = vocabulary.OTHER_MESSAGES.get(message, f"die Nachricht »{root.name}«")
    raise _refused(
        root,
        file,
        f"Die Datei enthält {what}, kein Datenschema.",
        "Bitte exportieren Sie das Stammdatenschema.",
    )


def _refused(node: Node, file: str, message: str, hint: str) -> Problems:
    return Problems([Problem(message, file=file, line=node.line, hint=hint)])
