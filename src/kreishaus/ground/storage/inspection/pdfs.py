"""PDF: opened with qpdf, page by page, and searched for everything that acts on its own."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import pikepdf

from kreishaus.base.words import marked, say
from kreishaus.ground.storage.inspection.problems import UnacceptableUpload

MAX_PAGES = 2_000
MAX_OBJECTS = 300_000
_MAX_DEPTH = 60
_TAIL = 1024
# A few kilobytes can unpack to gigabytes; no honest part of a document is larger than this.
pikepdf.settings.set_qpdf_limits(flate_max_memory=64_000_000)

_HEADER = re.compile(rb"%PDF-[12]\.[0-9]")
_PRINT_AGAIN = marked("Bitte öffnen Sie die Datei, drucken Sie sie in eine neue PDF-Datei und laden Sie diese hoch.")
_DAMAGED = marked(
    "Die PDF-Datei ist beschädigt, unvollständig oder kein echtes PDF. Bitte öffnen Sie sie, "
    "speichern Sie sie neu als PDF und laden Sie sie noch einmal hoch."
)
_ENCRYPTED = marked(
    "Die PDF-Datei ist verschlüsselt oder mit einem Passwort geschützt. Bitte speichern Sie "
    "sie ohne Schutz, oder drucken Sie sie in eine neue PDF-Datei."
)
_ACTIONS = {
    "/JavaScript": marked("ein Programm (JavaScript)"),
    "/Launch": marked("den Start eines anderen Programms"),
    "/ImportData": marked("den Abruf fremder Daten"),
    "/SubmitForm": marked("das Versenden eines Formulars"),
    "/Rendition": marked("ein Video oder einen Ton"),
    "/RichMediaExecute": marked("ein Video oder eine Animation"),
}
_ANNOTATIONS = {
    "/RichMedia": marked("ein Video oder eine Animation"),
    "/Movie": marked("ein Video"),
    "/Sound": marked("einen Ton"),
    "/Screen": marked("ein Video"),
    "/3D": "ein 3D-Modell",
}
# Data that belongs to an electronic invoice or letter; people's own papers come one by one.
_DATA_FILES = (".xml", ".json", ".csv", ".txt")


def inspect_pdf(stream: BinaryIO) -> int:
    """Open the PDF and return its number of pages.

    :raises UnacceptableUpload: if it is broken, encrypted, or acts on its own.
    """
    _check_ends(stream)
    try:
        with pikepdf.open(stream) as pdf:
            if pdf.is_encrypted:
                raise UnacceptableUpload(say(_ENCRYPTED))
            pages = _count_pages(pdf)
            _refuse_active_content(pdf)
            return pages
    except pikepdf.PasswordError as error:
        raise UnacceptableUpload(say(_ENCRYPTED)) from error
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise UnacceptableUpload(say(_DAMAGED)) from error


def _check_ends(stream: BinaryIO) -> None:
    stream.seek(0)
    is_headed = _HEADER.search(stream.read(_TAIL))
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    # Without the end mark the file was cut off; qpdf would repair it and lose pages silently.
    if not is_headed or b"%%EOF" not in stream.read():
        raise UnacceptableUpload(say(_DAMAGED))
    stream.seek(0)


def _count_pages(pdf: pikepdf.Pdf) -> int:
    pages = len(pdf.pages)
    if not pages:
        raise UnacceptableUpload(say("Die PDF-Datei hat keine Seiten. Bitte prüfen Sie, ob es die richtige Datei ist."))
    if pages > MAX_PAGES:
        raise UnacceptableUpload(
            say(
                "Die PDF-Datei hat {pages} Seiten, erlaubt sind {max_pages}. Bitte teilen Sie sie in mehrere Dateien.",
                pages=pages,
                max_pages=MAX_PAGES,
            )
        )
    for page in pdf.pages:
        _ = page.obj.get("/Resources")
    return pages


def _refuse_active_content(pdf: pikepdf.Pdf) -> None:
    if len(pdf.objects) > MAX_OBJECTS:
        raise UnacceptableUpload(
            say("Die PDF-Datei ist ungewöhnlich verschachtelt. {print_again}", print_again=say(_PRINT_AGAIN))
        )
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        # Most programs show another page than Adobe's: the case worker must see what the sender saw.
        raise UnacceptableUpload(
            say("Die PDF-Datei ist ein dynamisches Formular (XFA). {print_again}", print_again=say(_PRINT_AGAIN))
        )
    for dictionary in _dictionaries(pdf.objects):
        acts = _activity(dictionary)
        if acts:
            raise UnacceptableUpload(
                say("Die PDF-Datei enthält {acts}. {print_again}", acts=say(acts), print_again=say(_PRINT_AGAIN))
            )
        _check_embedded(dictionary)


def _activity(dictionary: Any) -> str:
    """Return what the dictionary does on its own, in German, or an empty text."""
    if "/JS" in dictionary:
        return _ACTIONS["/JavaScript"]
    kind = dictionary.get("/S")
    if isinstance(kind, pikepdf.Name) and str(kind) in _ACTIONS:
        return _ACTIONS[str(kind)]
    if "/JavaScript" in dictionary and "/S" not in dictionary:
        return _ACTIONS["/JavaScript"]
    subtype = dictionary.get("/Subtype")
    if isinstance(subtype, pikepdf.Name) and str(subtype) in _ANNOTATIONS:
        return _ANNOTATIONS[str(subtype)]
    return ""


def _check_embedded(dictionary: Any) -> None:
    if "/EF" not in dictionary:
        return
    name = str(dictionary.get("/UF", dictionary.get("/F", "")))
    if not name.lower().endswith(_DATA_FILES):
        raise UnacceptableUpload(
            say(
                "In der PDF-Datei steckt eine weitere Datei („{name}“). Bitte laden Sie diese einzeln "
                "hoch und die PDF-Datei ohne Anhang.",
                name=name[:80],
            )
        )


def _dictionaries(objects: Iterable[Any]) -> Iterator[Any]:
    """Yield every dictionary of the file, also those inside others; references are not followed."""
    for each in objects:
        yield from _inside(each, 0)


def _inside(each: Any, depth: int) -> Iterator[Any]:
    if depth > _MAX_DEPTH:
        raise UnacceptableUpload(
            say("Die PDF-Datei ist ungewöhnlich verschachtelt. {print_again}", print_again=say(_PRINT_AGAIN))
        )
    if isinstance(each, pikepdf.Stream):
        each = each.stream_dict
    if isinstance(each, pikepdf.Dictionary):
        yield each
        members: Iterable[Any] = (member for _, member in each.items())
    elif isinstance(each, pikepdf.Array):
        members = each
    else:
        return
    for member in members:
        # Indirect members are objects of their own and come by themselves.
        if isinstance(member, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream) and not member.is_indirect:
            yield from _inside(member, depth + 1)
