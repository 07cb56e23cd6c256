"""Several code lists in one ZIP file: read in memory and bounded, nothing is ever unpacked to disk."""

from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from kreishaus.base.problems import Problem, Problems

MAX_FILES = 300
MAX_BYTES = 50_000_000
"""of one list"""
MAX_TOTAL = 200_000_000
"""of all lists together, unpacked"""
_ZIP = b"PK\x03\x04"
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class ListFile:
    """One file with a code list."""

    name: str
    content: bytes


def list_files(name: str, content: bytes) -> list[ListFile]:
    """Return the XML files in a ZIP file, or the file itself if it is none.

    :raises Problems: if the ZIP file is damaged, holds no XML file, too many, or too much.
    """
    if not content.startswith(_ZIP):
        return [ListFile(name, content)]
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _unpacked(name, archive)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as broken:
        hint = "Bitte packen Sie die Dateien neu, ohne Kennwort."
        raise Problems([Problem("Die ZIP-Datei lässt sich nicht lesen.", file=name, hint=hint)]) from broken


def _unpacked(name: str, archive: ZipFile) -> list[ListFile]:
    wanted = [one for one in archive.infolist() if not one.is_dir() and one.filename.lower().endswith(".xml")]
    # macOS adds a shadow of every file.
    wanted = [one for one in wanted if "__MACOSX/" not in one.filename]
    if not wanted:
        raise _refused(name, "In der ZIP-Datei liegt keine Codeliste.", "Gesucht werden Dateien mit der Endung .xml.")
    if len(wanted) > MAX_FILES:
        raise _refused(name, f"In der ZIP-Datei liegen mehr als {MAX_FILES} Dateien.", "Bitte teilen Sie sie auf.")
    files = []
    room = MAX_TOTAL
    for one in wanted:
        # What the directory says about sizes may be a lie, so what really comes out is counted.
        gathered = bytearray()
        with archive.open(one) as stream:
            while chunk := stream.read(_CHUNK):
                gathered += chunk
                room -= len(chunk)
                if len(gathered) > MAX_BYTES or room < 0:
                    told = f"Ausgepackt ist der Inhalt zu groß (höchstens {MAX_BYTES // 1_000_000} MB je Liste)."
                    raise _refused(name, told, "Bitte laden Sie die Listen einzeln hoch.")
        files.append(ListFile(one.filename.replace("\\", "/").rpartition("/")[2], bytes(gathered)))
    return files


def _refused(name: str, message: str, hint: str) -> Problems:
    return Problems([Problem(message, file=name, hint=hint)])
