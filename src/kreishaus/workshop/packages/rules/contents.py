"""What is inside a version: its files from the blob store, read once for each content.

Everything here depends on the bytes alone, so it is remembered by their digest. Only the code lists
of a draft may come from the store of the authority; a published version has those it was published with.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kreishaus.base.problems import Problem, Problems
from kreishaus.base.yamlsource import SourceMap, load
from kreishaus.ground.storage.ports import store
from kreishaus.services.applications.models import Offering
from kreishaus.services.forms.codes import Reference
from kreishaus.services.forms.engine.binding import references
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.fields.code_list.field import KEY as CODE_LIST
from kreishaus.services.forms.queries import schema_of
from kreishaus.workshop.packages.enums import PackageState
from kreishaus.workshop.packages.formats import folder
from kreishaus.workshop.packages.formats.service_yaml import ReadDefinition, read_definition
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules.code_lists import with_lists

_REMEMBERED = 128
_REMEMBERED_LISTS = 4_096
_FINISHED = (PackageState.PUBLISHED, PackageState.RETIRED)


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A form together with the text it came from."""

    schema: FormSchema
    source: SourceMap


def digest_of(files: Mapping[str, str]) -> str:
    """Return the digest of a package from the digests of its files: same files, same digest."""
    lines = "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(files.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def content_of(version: PackageVersion, path: str) -> bytes:
    """Return a file of the version, byte for byte.

    :raises KeyError: if the version has no such file.
    """
    return store().read(version.files[path])


def files_of(version: PackageVersion) -> dict[str, bytes]:
    """Return all files of the version by their path."""
    blobs = store()
    return {path: blobs.read(sha256) for path, sha256 in sorted(version.files.items())}


def texts_of(version: PackageVersion, prefix: str) -> dict[str, str]:
    """Return the texts of the files below a folder, such as `tests/`."""
    return {path: _text(version.files[path]) for path in sorted(version.files) if path.startswith(prefix)}


def definition_of(version: PackageVersion) -> ReadDefinition:
    """Return what service.yaml of the version says.

    :raises Problems: if it cannot be read.
    """
    return _definition(version.files[folder.SERVICE])


def form_of(version: PackageVersion) -> ReadForm:
    """Return the form of the version with the entries of its code lists.

    :raises Problems: if it cannot be read.
    """
    read = form_at(version.files)
    if version.state in _FINISHED and references(read.schema):
        offering = Offering.objects.filter(digest=version.digest).select_related("form").first()
        if offering is not None:
            return ReadForm(schema_of(offering.form), read.source)
    return ReadForm(with_lists(read.schema, version.files, form_sha256=version.files[folder.FORM]), read.source)


def named_lists(files: Mapping[str, str]) -> tuple[Reference, ...]:
    """Return the code lists that the form among these files names; none if it cannot be read."""
    return _named_lists(files[folder.FORM])


@lru_cache(maxsize=_REMEMBERED_LISTS)
def _named_lists(sha256: str) -> tuple[Reference, ...]:
    # Most forms name none, and reading YAML costs a thousand times more than this look.
    if CODE_LIST not in _text(sha256):
        return ()
    try:
        return references(_form(sha256).schema)
    except Problems:
        return ()


def read_form(text: str) -> ReadForm:
    """Return the form in a text.

    :raises Problems: with every mistake, each with its line.
    """
    source = load(text, folder.FORM)
    if not isinstance(source.data, dict):
        raise Problems([Problem("Die Datei enthält kein Formular.", file=folder.FORM, line=1)])
    return ReadForm(parse_form(source.data, file=folder.FORM, line=source.line), source)


@lru_cache(maxsize=_REMEMBERED)
def _text(sha256: str) -> str:
    return store().read(sha256).decode("utf-8")


@lru_cache(maxsize=_REMEMBERED)
def _definition(sha256: str) -> ReadDefinition:
    return read_definition(_text(sha256))


@lru_cache(maxsize=_REMEMBERED)
def _form(sha256: str) -> ReadForm:
    return _just_written.pop(sha256, None) or read_form(_text(sha256))


# Forms that this process has written a moment ago; reading YAML back costs more than all the rest of an edit.
_just_written: dict[str, ReadForm] = {}


def remember_form(sha256: str, schema: FormSchema, data: Mapping[str, object]) -> None:
    """Keep a form that was just written under the digest of its text, so that nobody has to read it again."""
    while len(_just_written) >= _REMEMBERED:
        _just_written.pop(next(iter(_just_written)), None)
    _just_written[sha256] = ReadForm(schema, SourceMap(dict(data), folder.FORM))


def definition_at(files: Mapping[str, str]) -> ReadDefinition:
    """Return what service.yaml says among the files of a package, which may be those of an earlier state.

    :raises Problems: if it cannot be read.
    """
    return _definition(files[folder.SERVICE])


def form_at(files: Mapping[str, str]) -> ReadForm:
    """Return the form among the files of a package, which may be those of an earlier state.

    :raises Problems: if it cannot be read.
    """
    return _form(files[folder.FORM])
