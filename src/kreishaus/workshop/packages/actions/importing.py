"""Bringing packages in, from a folder or from a FIM schema: whole and readable, or not at all.

Files are read and checked first, then laid into the blob store, then the row is written in one
transaction. A blob without a row is harmless; a row without its blobs cannot happen.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from kreishaus.base.problems import Problem, Problems
from kreishaus.base.yamltext import dump
from kreishaus.ground.audit import actions as audit
from kreishaus.ground.storage.ports import store
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.formats.genericode import read_reference
from kreishaus.services.forms.formats.xdatenfelder import ImportReport, convert, list_references, read_schema
from kreishaus.services.forms.formats.xdatenfelder.official import check_officially
from kreishaus.services.forms.queries import resolver
from kreishaus.workshop.packages.actions.saving import Step, note_revision
from kreishaus.workshop.packages.enums import PackageState, RevisionState
from kreishaus.workshop.packages.formats import folder as folders
from kreishaus.workshop.packages.formats.fim_draft import package_key, service_yaml
from kreishaus.workshop.packages.formats.fim_words import leika_of, summary_of
from kreishaus.workshop.packages.formats.new_service import new_service
from kreishaus.workshop.packages.formats.service_yaml import read_definition
from kreishaus.workshop.packages.models import Package, PackageVersion
from kreishaus.workshop.packages.rules import contents
from kreishaus.workshop.packages.rules.code_lists import check_lists
from kreishaus.workshop.packages.rules.languages import check_texts

_CODE_LIST = b"xdatenfelder.codeliste.0105"
_HEAD = 4_000
"""bytes in which the first element of an XML file stands"""


class VersionIsFinal(Exception):
    """This version was submitted or published before; changes need a higher version number."""


class DraftWasEdited(Exception):
    """Somebody has worked on this draft at the desk; an import would throw that away."""


@dataclass(frozen=True, slots=True)
class FimImport:
    """What an import of a FIM schema gave: the draft, and the account of what was taken over."""

    version: PackageVersion
    report: ImportReport


def import_package_folder(*, folder: Path, actor: str, at: datetime, replace: bool = False) -> PackageVersion:
    """Read a package folder into a draft; the same content again changes nothing.

    :raises Problems: if anything in the folder is wrong; nothing is imported then.
    :raises VersionIsFinal: if this version is published or waits for it, with other content.
    :raises DraftWasEdited: if the draft was edited at the desk and `replace` is not set.
    """
    return import_files(files=folders.read_folder(folder), actor=actor, at=at, replace=replace)


def import_files(*, files: Mapping[str, bytes], actor: str, at: datetime, replace: bool = False) -> PackageVersion:
    """Turn the files of a package into a draft; an open draft of the same version makes way.

    Where somebody has worked on that draft at the desk, only with `replace`.

    :raises Problems: if anything in the files is wrong; nothing is imported then.
    :raises VersionIsFinal: if this version is published or waits for it, with other content.
    :raises DraftWasEdited: if the draft was edited at the desk and `replace` is not set.
    """
    checked = folders.checked_files(files)
    definition = read_definition(checked[folders.SERVICE].decode("utf-8")).service
    contents.read_form(checked[folders.FORM].decode("utf-8"))
    check_lists(checked)
    check_texts(checked)
    stored = _stored(checked)
    return _noted(
        key=definition.key,
        name=definition.name,
        version=definition.version,
        files=stored,
        actor=actor,
        at=at,
        report=None,
        replace=replace,
    )


def import_fim(
    *, source: Path | bytes, name: str, actor: str, at: datetime, replace: bool = False, state: str = ""
) -> FimImport:
    """Turn an XDatenfelder file into a draft with everything that can be taken over.

    The schema itself stays in the package untouched. Rules become items to review; office, filing
    position and legal remedy stay open. `name` is the file name that messages show. `state` is the
    Land by its two letters, for schemas that distinguish; "" leaves it open. A
    Dokumentsteckbrief has no fields: its draft begins with the short form of a new service.

    :raises Problems: if the file is too large or no usable schema; nothing is imported then.
    :raises VersionIsFinal: if the service was published from this schema before.
    :raises DraftWasEdited: if the draft was edited at the desk and `replace` is not set.
    """
    content = schema_bytes(source, name)
    _refuse_code_list(content, name)
    schema = read_schema(content, name=name)
    conversion = convert(schema, find_list=resolver(list_references(schema)), state=state)
    is_profile = schema.message == "dokumentsteckbrief"
    if not is_profile and not conversion.form.get("pages"):
        hint = "Bitte wählen Sie ein Schema, in dem schon Felder stehen."
        raise Problems(
            [Problem("Dieses Schema enthält keine Felder. Daraus wird kein Formular.", file=name, hint=hint)]
        )
    report = dataclasses.replace(conversion.report, official=check_officially(content, settings.XSD_DIR))
    key = _free_key(schema.title, schema.id)
    bases = [basis.text for basis in schema.bases]
    texts = (schema.help, schema.definition, schema.description)
    summary, leika = summary_of(*texts), leika_of(*texts)
    if is_profile:
        service, form = new_service(key=key, name=schema.title, legal_basis=bases, summary=summary, leika=leika)
    else:
        parse_form(conversion.form, file=folders.FORM)
        form = dump(conversion.form)
        service = service_yaml(
            key=key, title=schema.title, form=conversion.form, legal_basis=bases, summary=summary, leika=leika
        )  # fmt: skip
    definition = read_definition(service).service
    files = {
        folders.SERVICE: service.encode("utf-8"),
        folders.FORM: form.encode("utf-8"),
        folders.SCHEMA: content,
    }
    version = _noted(
        key=definition.key,
        name=definition.name,
        version=definition.version,
        files=_stored(folders.checked_files(files)),
        actor=actor,
        at=at,
        report=report.as_json(),
        replace=replace,
    )
    return FimImport(version, report)


def schema_bytes(source: Path | bytes, name: str) -> bytes:
    """Return the content of a schema file.

    :raises Problems: if it cannot be read or is too large.
    """
    limit = folders.MAX_SCHEMA_BYTES
    if isinstance(source, Path):
        try:
            with source.open("rb") as stream:
                source = stream.read(limit + 1)
        except OSError as error:
            raise Problems([Problem("Diese Datei können wir nicht lesen.", file=name)]) from error
    if len(source) > limit:
        hint = f"Erlaubt sind höchstens {limit // 1_000_000} MB."
        raise Problems([Problem("Die Datei ist zu groß.", file=name, hint=hint)])
    return source


def _refuse_code_list(content: bytes, name: str) -> None:
    """Say which list a message 0105 names, and whether it is at hand; it holds neither form nor entries."""
    if _CODE_LIST not in content[:_HEAD]:
        return
    named = read_reference(content, file=name)
    if resolver([named])(named) is None:
        hint = "Bitte laden Sie die Liste unter „Codelisten“ hoch (Format Genericode). Ihre Einträge fehlen hier."
    else:
        hint = "Diese Liste ist schon da, unter „Codelisten“. Sie müssen nichts tun."
    raise Problems([Problem(f"Die Datei nennt die Codeliste {named.address}, kein Datenschema.", file=name, hint=hint)])


def _free_key(title: str, schema_id: str) -> str:
    """Return a key that no other service has: several schemas may share a title."""
    key = package_key(title)
    latest = PackageVersion.objects.filter(package__key=key).order_by("-changed_at").first()
    if latest is None or (latest.report or {}).get("id") == schema_id:
        return key
    return package_key(title, schema_id)


def _stored(files: Mapping[str, bytes]) -> dict[str, str]:
    blobs = store()
    return {path: blobs.put(content).sha256 for path, content in files.items()}


@transaction.atomic
def _noted(
    *,
    key: str,
    name: str,
    version: str,
    files: dict[str, str],
    actor: str,
    at: datetime,
    report: dict[str, Any] | None,
    replace: bool,
) -> PackageVersion:
    digest = contents.digest_of(files)
    package, _ = Package.objects.get_or_create(key=key)
    known = PackageVersion.objects.select_for_update().filter(package=package, version=version).first()
    if known is not None and known.digest == digest:
        return known
    if known is not None and known.state != PackageState.DRAFT:
        raise VersionIsFinal(
            f"Die Fassung {version} ist schon vorgelegt oder veröffentlicht. "
            "Bitte in service.yaml eine höhere version eintragen."
        )
    if known is not None and known.digest != known.imported_digest and not replace:
        raise DraftWasEdited(
            f"Der Entwurf {version} wurde inzwischen bearbeitet. Das Einlesen würde diese Arbeit verwerfen."
        )
    verb = "package.imported" if known is None else "package.reimported"
    before = (known.digest, dict(known.files)) if known is not None else None
    row = known or PackageVersion(package=package, version=version, imported_at=at, imported_by=actor)
    row.package = package
    row.name, row.files, row.report = name, files, report
    row.digest = row.imported_digest = digest
    row.changed_at, row.changed_by = at, actor
    row.save()
    if before is not None:
        row.revisions.filter(state=RevisionState.UNDONE).update(state=RevisionState.DROPPED)
        note_revision(row, *before, step=Step("Neu eingelesen"), actor=actor, at=at)
    audit.record(subject=row.subject, verb=verb, actor=actor, at=at, data={"version": version, "digest": digest})
    return row
