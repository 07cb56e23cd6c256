"""The package for a court: every document as one PDF in order, and an XML that says what each is and when it came.

The XML follows a schema of our own (`court.xsd`, part of every package) in words close to XJustiz. It is no XJustiz
message: that needs code lists and a message header which only the parties of a proceeding can fill.
"""

from __future__ import annotations

import io
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from .contents import ContentMissing
from .names import Names, ending_of, safe
from .parts import PDF, How, data_title, part_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from .contents import Chapter, Contents, Item

NAMESPACE = "urn:kreishaus:gerichtspaket:1"
SCHEMA = Path(__file__).with_name("court.xsd")


def pack_for_court(contents: Contents, target: Path, *, progress: Callable[[int], None] = lambda _done: None) -> None:
    """Write the ZIP: PDFs, originals that are none, `akte.xml` and the schema it follows."""
    from lxml import etree

    names = Names()
    root = etree.Element(f"{{{NAMESPACE}}}akte", nsmap={None: NAMESPACE})
    for name, text in (
        ("aktenzeichen", contents.reference),
        ("titel", contents.title),
        ("absender", contents.authority),
        ("erstelldatum", contents.on.isoformat()),
    ):
        _add(root, name, text)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for order, (chapter, item) in enumerate(contents.items(), start=1):
            root.append(_document(archive, names, contents, chapter, item, order))
            progress(order)
        archive.writestr("akte.xml", etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
        archive.write(SCHEMA, SCHEMA.name)


def _document(
    archive: zipfile.ZipFile, names: Names, contents: Contents, chapter: Chapter, item: Item, order: int
) -> _Element:
    from lxml import etree

    pdf, original, note = _as_pdf(contents, item)
    stem = f"{order:04d} {safe(item.title)}".strip()
    path = names.take("", stem, "pdf")
    archive.writestr(path, pdf)
    element = etree.Element(f"{{{NAMESPACE}}}dokument", laufendeNummer=str(order))
    for name, text in (
        ("vorgang", chapter.reference),
        ("ordnungsnummer", str(item.number)),
        ("anzeigename", data_title(item)),
        ("dokumenttyp", item.kind or "Anderes"),
        ("richtung", item.direction),
        ("posteingangsdatum", item.received_at.isoformat() if item.received_at else ""),
        ("datumDesSchreibens", item.written_on.isoformat() if item.written_on else ""),
        ("veraktungsdatum", item.filed_at.isoformat() if item.filed_at else ""),
        ("absender", item.sender),
    ):
        if text:
            _add(element, name, text)
    file = _add(element, "datei", path)
    file.set("pruefsumme", sha256(pdf).hexdigest())
    file.set("durchsuchbar", "true" if _has_text(pdf) else "false")
    if original:
        kept = names.take("originale", stem, ending_of(item.name, item.media_type))
        archive.writestr(kept, original)
        _add(element, "original", kept).set("pruefsumme", item.sha256)
    if note:
        _add(element, "hinweis", note)
    return element


def _as_pdf(contents: Contents, item: Item) -> tuple[bytes, bytes, str]:
    """Return the PDF, the original where it is another file, and what the court must know."""
    try:
        original = item.content()
    except ContentMissing as error:
        original = b""
        note = str(error)
    else:
        note = ""
    part = part_of(item, authority=contents.authority, on=contents.on)
    if item.plain_type == PDF and part.how != How.STAND_IN:
        part.pdf.close()
        # As it came in, so that its signatures stay whole.
        return original, b"", ""
    output = io.BytesIO()
    part.pdf.save(output)
    part.pdf.close()
    if part.how == How.STAND_IN and not note:
        note = "Das Dokument lässt sich nicht als PDF darstellen. Das Original liegt bei."
    return output.getvalue(), original, note


def _has_text(pdf: bytes) -> bool:
    from kreishaus.ground.typesetting.text import UnreadablePdf, text_of

    try:
        return bool(text_of(pdf, pages=20).strip())
    except UnreadablePdf:
        return False


def _add(parent: _Element, name: str, text: str) -> _Element:
    from lxml import etree

    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    child.text = "".join(letter for letter in text if letter >= " " or letter in "\t\n")
    return child
