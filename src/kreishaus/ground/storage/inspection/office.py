"""Office documents: ZIP files whose members are all known to be harmless, unpacked to the last byte.

Macros, embedded objects and links that fetch something on opening are refused: nobody at a desk
should have to decide about them.
"""

import re
import zipfile
import zlib
from typing import BinaryIO

from kreishaus.base.words import marked, say
from kreishaus.ground.storage.inspection.kinds import DOCX, ODS, ODT, XLSX, Kind
from kreishaus.ground.storage.inspection.problems import UnacceptableUpload
from kreishaus.ground.storage.inspection.texts import inspect_xml

MAX_MEMBERS = 2_000
MAX_UNPACKED = 200_000_000
_MAX_SMALL = 5_000_000
_TYPES = "[Content_Types].xml"
_OOXML = "application/vnd.openxmlformats-officedocument."
_MAIN = {
    f"{_OOXML}wordprocessingml.document.main+xml": DOCX,
    f"{_OOXML}spreadsheetml.sheet.main+xml": XLSX,
}
_ACTIVE = re.compile(
    r"vba|macrosheets/|dialogsheets/|activex/|embeddings/|oleobject|^basic/|^scripts/|^object |^dialogs/|"
    r"\.(exe|dll|com|bat|cmd|js|jse|vbs|vbe|ps1|hta|jar|lnk|scr|msi|class)$",
    re.IGNORECASE,
)
_EXTERNAL = re.compile(rb"<[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
_DAMAGED = marked("Das Dokument ist beschädigt. Bitte öffnen Sie es, speichern Sie es neu oder als PDF.")
_LOCKED = marked("Das Dokument ist mit einem Kennwort geschützt. Bitte speichern Sie es ohne Kennwort.")
_RUNS = marked(
    "Das Dokument enthält Makros oder eingebettete Objekte. Bitte speichern Sie es ohne sie, am besten als PDF."
)
_FETCHES = marked("Das Dokument holt beim Öffnen etwas aus dem Netz. Bitte speichern Sie es als PDF.")
_TOO_LARGE = marked("Das Dokument ist ausgepackt zu groß. Bitte speichern Sie es als PDF.")
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError, RuntimeError)


def inspect_office(stream: BinaryIO) -> Kind | None:
    """Unpack the whole document and return what it is, None if it is another ZIP file.

    :raises UnacceptableUpload: if it is damaged, locked, far too large, or runs or fetches something.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            return _inspected(archive)
    except _BROKEN as error:
        raise UnacceptableUpload(say(_DAMAGED)) from error


def _inspected(archive: zipfile.ZipFile) -> Kind | None:
    members = archive.infolist()
    _refuse_bombs(members)
    if any(member.flag_bits & 1 for member in members):
        raise UnacceptableUpload(say(_LOCKED))
    kind = _kind(archive)
    if kind is None:
        return None
    for member in members:
        if _ACTIVE.search(member.filename):
            raise UnacceptableUpload(say(_RUNS))
        _inspect_member(archive, member)
    return kind


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise UnacceptableUpload(say(_TOO_LARGE))
    stray = any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names)
    # Bytes before the first member and names that occur twice make programs disagree about the content.
    if not members or stray or len(set(names)) < len(names) or min(member.header_offset for member in members):
        raise UnacceptableUpload(say(_DAMAGED))


def _kind(archive: zipfile.ZipFile) -> Kind | None:
    names = set(archive.namelist())
    if _TYPES in names:
        types = _small(archive, _TYPES).decode("utf-8", "replace")
        if "macroEnabled" in types or "vnd.ms-office.vba" in types:
            raise UnacceptableUpload(say(_RUNS))
        return next((kind for main, kind in _MAIN.items() if f'"{main}"' in types), None)
    if "mimetype" in names and "META-INF/manifest.xml" in names:
        if b"encryption-data" in _small(archive, "META-INF/manifest.xml"):
            raise UnacceptableUpload(say(_LOCKED))
        media_type = _small(archive, "mimetype").decode("ascii", "replace").strip()
        return next((kind for kind in (ODT, ODS) if kind.media_type == media_type), None)
    return None


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _MAX_SMALL:
        raise UnacceptableUpload(say(_TOO_LARGE))
    return archive.read(name)


def _inspect_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Unpack a member; its checksum is compared at the end."""
    if member.filename.endswith(".rels"):
        for link in _EXTERNAL.findall(_small(archive, member.filename)):
            # A link that somebody has to click is harmless, a template or picture from elsewhere is not.
            if b"/hyperlink" not in link:
                raise UnacceptableUpload(say(_FETCHES))
    with archive.open(member) as content:
        if member.filename.endswith((".xml", ".rels")) and member.file_size:
            inspect_xml(content)  # type: ignore[arg-type] # a ZipExtFile reads like any binary stream
            return
        while content.read(1 << 16):
            pass
