"""The pages of one document inside a volume: taken over, drawn as pictures, set from text, or a sheet in its place."""

from __future__ import annotations

import contextlib
import enum
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kreishaus.ground.typesetting.compiler import TypesettingError, typeset

from .contents import ContentMissing
from .pictures import IMAGES, UnreadablePicture, pictures_in, put_picture
from .rastering import add_picture_page, characters_of, picture_of, words_of
from .stamping import frame_of

if TYPE_CHECKING:
    from datetime import date

    import pikepdf

    from .contents import Item

PDF = "application/pdf"
TEXTS = frozenset({"text/plain", "text/csv", "text/markdown", "text/xml", "application/xml", "application/json"})
LONGEST_TEXT = 200_000
_CATALOG = b"http://www.aiim.org/pdfa/ns/id/"
_RGB_CHANNELS = 3


class How(enum.StrEnum):
    """How the pages of a document came about."""

    TAKEN_OVER = "unverändert übernommen"
    PICTURE = "als Bild mit durchsuchbarem Text"
    TEXT = "als Text gesetzt"
    STAND_IN = "nicht darstellbar"


@dataclass(frozen=True, slots=True)
class Part:
    """The pages of one document."""

    pdf: pikepdf.Pdf
    how: How


class _CannotShow(Exception):
    """This content has no pages; the message says why."""


def part_of(item: Item, *, authority: str, on: date) -> Part:
    """Return the pages of the item; whatever it is, there is at least one."""
    try:
        return _maker(item)(item, authority, on)
    except (_CannotShow, ContentMissing, UnreadablePicture) as why:
        return Part(_opened(_stand_in(item, str(why), authority=authority, on=on)), How.STAND_IN)


def is_archivable(pdf: pikepdf.Pdf) -> bool:
    """Say whether pages of this file may go into a PDF/A-2b as they are.

    It must claim PDF/A 1 to 3 itself and bring nothing that lives in its catalog: layers, form fields, or another
    colour space than RGB for its pages. Whether the claim is true nobody checks here.
    """
    if "/Metadata" not in pdf.Root or _CATALOG not in pdf.Root.Metadata.read_bytes():
        return False
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        if str(metadata.get("pdfaid:part", "")) not in ("1", "2", "3"):
            return False
    form = pdf.Root.get("/AcroForm")
    if "/OCProperties" in pdf.Root or (form is not None and len(form.get("/Fields", []))):
        return False
    intents: Any = pdf.Root.get("/OutputIntents", [])
    return all(
        "/DestOutputProfile" in intent and int(intent.DestOutputProfile.get("/N", 0)) == _RGB_CHANNELS
        for intent in intents
    )


def _maker(item: Item) -> Callable[[Item, str, date], Part]:
    if item.plain_type == PDF:
        return _from_pdf
    if item.plain_type in IMAGES:
        return _from_picture
    if item.plain_type in TEXTS:
        return _from_text
    message = "Dateien dieser Art lassen sich hier nicht als Seiten darstellen."
    raise _CannotShow(message)


def _from_pdf(item: Item, _authority: str, _on: date) -> Part:
    import pikepdf

    content = item.content()
    try:
        pdf = pikepdf.open(io.BytesIO(content))
    except pikepdf.PasswordError as error:
        message = "Die PDF-Datei ist mit einem Passwort geschützt."
        raise _CannotShow(message) from error
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        message = "Die PDF-Datei ist beschädigt."
        raise _CannotShow(message) from error
    if not len(pdf.pages):
        message = "Die PDF-Datei hat keine Seiten."
        raise _CannotShow(message)
    if is_archivable(pdf):
        for page in pdf.pages:
            _cut_ties(page)
        _drop_lists_of_letters(pdf)
        return Part(pdf, How.TAKEN_OVER)
    pdf.close()
    return Part(drawn(content), How.PICTURE)


def drawn(content: bytes) -> pikepdf.Pdf:
    """Return every page of a PDF as a picture with its text, invisible, above it.

    :raises ContentMissing: if pdfium cannot read the file.
    """
    import pikepdf
    import pypdfium2 as pdfium

    target = pikepdf.new()
    try:
        source = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        message = "Die PDF-Datei lässt sich nicht darstellen."
        raise ContentMissing(message) from error
    try:
        source.init_forms()
        with pikepdf.open(io.BytesIO(content)) as facts:
            for number, page in enumerate(facts.pages):
                _draw_page(source, number, page, target)
    except pdfium.PdfiumError as error:
        message = "Eine Seite der PDF-Datei lässt sich nicht darstellen."
        raise ContentMissing(message) from error
    finally:
        source.close()
    return target


def _draw_page(source: object, number: int, facts: pikepdf.Page, target: pikepdf.Pdf) -> None:
    # Drawn unturned and turned by the new page, so that picture and text share the page's own coordinates.
    page = source[number]  # type: ignore[index]
    rotation = page.get_rotation()
    if rotation:
        page.set_rotation(0)
        page.close()
        page = source[number]  # type: ignore[index]
    words = words_of(characters_of(page))
    add_picture_page(target, picture_of(page), words, frame=frame_of(facts), rotation=rotation)
    page.close()


def _from_picture(item: Item, _authority: str, _on: date) -> Part:
    import pikepdf

    target = pikepdf.new()
    for picture in pictures_in(item.content()):
        put_picture(target, picture)
    return Part(target, How.PICTURE)


def _from_text(item: Item, authority: str, on: date) -> Part:
    text = _readable(item.content(), item.plain_type)
    data = {
        "authority": {"name": authority},
        "title": item.title or "ohne Titel",
        "text": text[:LONGEST_TEXT],
        "notice": _too_long(text),
    }
    try:
        return Part(_opened(typeset("sheet", data, title=data_title(item), on=on)), How.TEXT)
    except TypesettingError as error:
        message = "Der Text lässt sich nicht setzen."
        raise _CannotShow(message) from error


def data_title(item: Item) -> str:
    """Return a title that is never empty."""
    return item.title.strip() or item.name.strip() or f"Dokument {item.number}"


def _too_long(text: str) -> str:
    if len(text) <= LONGEST_TEXT:
        return ""
    return f"Hier stehen die ersten {LONGEST_TEXT} Zeichen von {len(text)}. Vollständig liegt der Text in der Akte."


def _readable(content: bytes, media_type: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if media_type == "application/json":
        # What is no JSON after all is shown as it is.
        with contextlib.suppress(ValueError):
            text = json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    # Spaces at the start of a line carry meaning in data; typst would swallow them.
    return "\n".join(_kept_indent(line) for line in text.replace("\r\n", "\n").split("\n"))


def _kept_indent(line: str) -> str:
    bare = line.lstrip(" \t")
    return "\u00a0" * len(line[: len(line) - len(bare)].expandtabs(4)) + bare


def _stand_in(item: Item, why: str, *, authority: str, on: date) -> bytes:
    facts = [
        ("Datei", item.name or "ohne Namen"),
        ("Dateityp", item.media_type or "unbekannt"),
        ("Größe", f"{item.size} Byte"),
        ("Fassung", str(item.version)),
        ("SHA-256", item.sha256),
    ]
    data = {
        "authority": {"name": authority},
        "title": data_title(item),
        "notice": f"{why} Die Datei liegt unverändert in der Akte. Sie ist an ihrer Prüfsumme zu erkennen.",
        "rows": [{"label": label, "value": value} for label, value in facts],
    }
    return typeset("sheet", data, title=data_title(item), on=on)


def _opened(pdf: bytes) -> pikepdf.Pdf:
    import pikepdf

    opened = pikepdf.open(io.BytesIO(pdf))
    for page in opened.pages:
        _cut_ties(page)
    return opened


def _drop_lists_of_letters(pdf: pikepdf.Pdf) -> None:
    """PDF/A-1 wants a list of the letters in each font; in PDF/A-2 it may be absent, but not incomplete."""
    import pikepdf

    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == pikepdf.Name.FontDescriptor:
            for name in ("/CIDSet", "/CharSet"):
                if name in each:
                    del each[name]


def _cut_ties(page: pikepdf.Page) -> None:
    """Take away what points into the catalog the page comes from."""
    for name in ("/StructParents", "/AF", "/B", "/AA", "/PieceInfo"):
        if name in page.obj:
            del page.obj[name]
    for note in page.obj.get("/Annots", []):
        for name in ("/StructParent", "/AF", "/Parent"):
            if name in note:
                del note[name]
