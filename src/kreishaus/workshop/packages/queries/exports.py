"""A version in the notations of others: FIM, JSON Schema, XFall, and the package itself as one file."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kreishaus.base.yamltext import dump
from kreishaus.ground.authorities.context import current
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.formats.submission import (
    Conflict,
    conflicts,
    json_schema,
    structure_of,
    xfall_schema,
)
from kreishaus.services.forms.formats.submission.json_schema import schema_text
from kreishaus.services.forms.formats.xdatenfelder import Origin, write_schema
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents

# The earliest time a ZIP file can name: the same version always gives the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One notation, with what people call it and what it is for."""

    key: str
    title: str
    purpose: str
    ending: str
    media_type: str


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A version in one notation."""

    name: str
    content: bytes
    media_type: str


FORMATS = {
    each.key: each
    for each in (
        ExportFormat(
            "xdf3",
            "XDatenfelder 3",
            "Das Datenschema für FIM: für das FIM-Portal und andere Formularsysteme.",
            ".xdf.xml",
            "application/xml",
        ),
        ExportFormat(
            "json-schema",
            "JSON Schema",
            "So sehen Anträge als JSON aus, mit Namen wie bei FIT-Connect.",
            ".schema.json",
            "application/schema+json",
        ),
        ExportFormat(
            "xfall",
            "XFall-Schema",
            "So sehen Anträge als XML aus, für Fachverfahren.",
            ".xfall.xsd",
            "application/xml",
        ),
        ExportFormat(
            "conflicts",
            "Struktur und Regeln",
            "Wo die Schemata weniger sagen als das Formular, als Text.",
            ".konflikte.yaml",
            "application/yaml",
        ),
        ExportFormat(
            "package",
            "Ganzes Paket",
            "Alle Dateien des Dienstes, für einen anderen Landkreis oder zum Bearbeiten.",
            ".zip",
            "application/zip",
        ),
    )
}


def exported(version: PackageVersion, key: str) -> ExportedFile:
    """Return the version in one of the `FORMATS`; the same version always gives the same bytes.

    :raises KeyError: if there is no such format.
    :raises Problems: if the form of the version cannot be read.
    """
    chosen = FORMATS[key]
    name = f"{version.package.key}-{version.version}{chosen.ending}"
    return ExportedFile(name, _WRITERS[key](version), chosen.media_type)


def conflicts_of(version: PackageVersion) -> tuple[Conflict, ...]:
    """Return where structure and rules of the form contradict each other.

    :raises Problems: if the form of the version cannot be read.
    """
    return conflicts(contents.form_of(version).schema)


def _form(version: PackageVersion) -> FormSchema:
    return contents.form_of(version).schema


def _xdatenfelder(version: PackageVersion) -> bytes:
    laws = contents.definition_of(version).service.legal_basis
    origin = Origin(
        at=version.changed_at.isoformat(),
        version=version.version,
        by=current().name,
        bases=tuple(law["text"] for law in laws if law.get("text")),
    )
    return write_schema(_form(version), origin)


def _json_schema(version: PackageVersion) -> bytes:
    return schema_text(json_schema(structure_of(_form(version))))


def _xfall(version: PackageVersion) -> bytes:
    return xfall_schema(structure_of(_form(version)))


def _conflicts(version: PackageVersion) -> bytes:
    return dump(
        [
            {
                key: text
                for key, text in (
                    ("kind", conflict.kind.value),
                    ("path", conflict.path),
                    ("element", conflict.name),
                    ("rule", conflict.rule),
                    ("message", conflict.message),
                    ("strategy", conflict.strategy),
                )
                if text
            }
            for conflict in conflicts_of(version)
        ]
    ).encode()


def _package(version: PackageVersion) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in contents.files_of(version).items():
            archive.writestr(zipfile.ZipInfo(f"{version.package.key}/{path}", _NO_TIME), content)
    return stream.getvalue()


_WRITERS: Mapping[str, Callable[[PackageVersion], bytes]] = {
    "xdf3": _xdatenfelder,
    "json-schema": _json_schema,
    "xfall": _xfall,
    "conflicts": _conflicts,
    "package": _package,
}
