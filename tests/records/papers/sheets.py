"""Documents of every kind, as a file holds them."""

import io
from datetime import UTC, datetime
from hashlib import sha256

import pikepdf
from PIL import Image

from kreishaus.ground.typesetting.compiler import typeset
from kreishaus.records.papers.contents import Chapter, Contents, Item
from tests.ground.typesetting.papers import DAY, summary

REFERENCE = "32-17-2026-0001"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def an_item(number: int, title: str, content: bytes, media_type: str, name: str = "", **facts: object) -> Item:
    return Item(
        number=number,
        title=title,
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        kind="Anlage",
        direction="Eingang",
        filed_at=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
        content=lambda: content,
        **facts,  # type: ignore[arg-type]
    )


def contents(*items: Item, chapters: int = 1) -> Contents:
    return Contents(
        reference=REFERENCE,
        title="Bewohnerparkausweis",
        authority="Landkreis Leer",
        on=DAY,
        chapters=[
            Chapter(reference=f"32-17-2026-{number:04d}", title="Parkausweis", office="Straßenverkehrsamt", items=items)
            for number in range(1, chapters + 1)
        ],
    )


def archivable() -> bytes:
    return typeset("summary", summary(), title="Antrag", on=DAY)


def ordinary(*, rotation: int = 0) -> bytes:
    """Return a PDF that does not say it is PDF/A, turned on its page."""
    with pikepdf.open(io.BytesIO(archivable())) as pdf:
        with pdf.open_metadata() as metadata:
            del metadata["pdfaid:part"]
        pdf.pages[0].obj.Rotate = rotation
        output = io.BytesIO()
        pdf.save(output)
    return output.getvalue()


def picture(size: tuple[int, int] = (300, 200), colour: str = "red", kind: str = "PNG") -> bytes:
    output = io.BytesIO()
    Image.new("RGB", size, colour).save(output, kind)
    return output.getvalue()


def mixed() -> list[Item]:
    return [
        an_item(1, "Antrag", archivable(), "application/pdf"),
        an_item(2, "Foto", picture(), "image/png"),
        an_item(3, "Vermerk", "Grüße aus Leer\n  eingerückt".encode(), "text/plain; charset=utf-8"),
        an_item(4, "Kalkulation", b"PK\x03\x04", SHEET, "kosten.xlsx"),
        an_item(5, "Plan", ordinary(rotation=90), "application/pdf"),
    ]
