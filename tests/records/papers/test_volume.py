"""A whole file as one PDF: complete, in order, findable, archivable."""

import io
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from kreishaus.ground.typesetting.text import text_of
from kreishaus.records.papers.contents import ContentMissing, Item
from kreishaus.records.papers.parts import How
from kreishaus.records.papers.volume import Volume, bind

from .sheets import REFERENCE, an_item, archivable, contents, mixed, ordinary, picture


def bound(folder: Path, *items: Item, chapters: int = 1) -> tuple[Volume, bytes]:
    target = folder / "akte.pdf"
    return bind(contents(*items, chapters=chapters), target), target.read_bytes()


def words(pdf: bytes) -> str:
    return " ".join(text_of(pdf).split())


def ink(image: Image.Image) -> int:
    return sum(255 - grey for grey in image.tobytes())


def test_every_document_is_in_it_in_order_and_each_page_says_where_it_belongs(tmp_path: Path) -> None:
    volume, pdf = bound(tmp_path, *mixed())

    assert [entry.how for entry in volume.entries] == [
        How.TAKEN_OVER, How.PICTURE, How.TEXT, How.STAND_IN, How.PICTURE
    ]  # fmt: skip
    text = words(pdf)
    for number in range(1, 6):
        assert f"{REFERENCE} · Dok. {number} · S. 1 von 1" in text
        assert f"Blatt {number}" in text
    assert "Grüße aus Leer" in text
    # What has no pages is named, with its checksum.
    assert "kosten.xlsx" in text
    assert mixed()[3].sha256 in text.replace(" ", "")


def test_a_page_turned_and_drawn_as_a_picture_stays_searchable(tmp_path: Path) -> None:
    _, pdf = bound(tmp_path, an_item(1, "Plan", ordinary(rotation=270), "application/pdf"))

    assert "Kennzeichen LER-AB 123" in words(pdf)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_stamp_stands_below_the_page_as_one_reads_it_and_covers_nothing(tmp_path: Path, rotation: int) -> None:
    with pikepdf.open(io.BytesIO(archivable())) as source:
        source.pages[0].obj.Rotate = rotation
        turned = io.BytesIO()
        source.save(turned)
    item = an_item(1, "Antrag", turned.getvalue(), "application/pdf")

    _, pdf = bound(tmp_path, item)

    with pdfium.PdfDocument(pdf) as after, pdfium.PdfDocument(turned.getvalue()) as before:
        old = before[0].render(scale=1).to_pil().convert("L")
        new = after[len(after) - 1].render(scale=1).to_pil().convert("L")
    assert new.width == old.width
    # The strip grows with the width, so that it stays as readable.
    height = 16 * max(1.0, old.width / 595)
    assert abs(new.height - old.height - height) <= 1
    strip = new.crop((0, old.height + 1, new.width, new.height))
    half = new.width // 2
    left, right = strip.crop((0, 0, half, strip.height)), strip.crop((half, 0, new.width, strip.height))
    assert left.getextrema()[0] < 100
    assert right.getextrema()[0] < 100
    # All the ink of the page is still there; only rounding may move it by a fraction of a dot.
    assert ink(new.crop((0, 0, *old.size))) == pytest.approx(ink(old), rel=0.02)


def test_bookmarks_and_page_labels_lead_to_the_documents(tmp_path: Path) -> None:
    volume, pdf = bound(tmp_path, *mixed(), chapters=2)

    assert volume.leaves == 10
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        with opened.open_outline() as outline:
            heads = [item.title for item in outline.root]
            leaves = [item.title for item in outline.root[2].children]
        assert heads == ["Deckblatt und Inhalt", "32-17-2026-0001 Parkausweis", "32-17-2026-0002 Parkausweis"]
        assert leaves == ["1. Antrag", "2. Foto", "3. Vermerk", "4. Kalkulation", "5. Plan"]
        front = len(opened.pages) - volume.leaves
        assert [opened.pages[front - 1].label, opened.pages[front].label] == ["i" * front, "1"]


def test_what_is_broken_locked_or_missing_leaves_a_sheet_and_never_stops_the_others(tmp_path: Path) -> None:
    def missing() -> bytes:
        message = "Die Datei fehlt im Speicher."
        raise ContentMissing(message)

    with pikepdf.open(io.BytesIO(archivable())) as pdf:
        locked = io.BytesIO()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    gone = Item(number=3, title="Verloren", name="", media_type="application/pdf", size=1, sha256="ab" * 32,
                content=missing)  # fmt: skip

    volume, bytes_ = bound(
        tmp_path,
        an_item(1, "Kaputt", b"%PDF-1.7 nichts", "application/pdf"),
        an_item(2, "Gesperrt", locked.getvalue(), "application/pdf"),
        gone,
        an_item(4, "Bild", b"kein Bild", "image/png"),
        an_item(5, "Gut", archivable(), "application/pdf"),
    )

    assert [entry.how for entry in volume.entries] == [How.STAND_IN] * 4 + [How.TAKEN_OVER]
    text = words(bytes_)
    for sentence in ("beschädigt", "Passwort", "fehlt im Speicher", "lässt sich nicht öffnen"):
        assert sentence in text


def test_a_scan_with_several_pages_keeps_them_all(tmp_path: Path) -> None:
    pages = [Image.new("1", (200, 280), colour) for colour in (0, 1, 0)]
    scan = io.BytesIO()
    pages[0].save(scan, "TIFF", save_all=True, append_images=pages[1:])

    volume, _ = bound(tmp_path, an_item(1, "Scan", scan.getvalue(), "image/tiff"))

    assert volume.leaves == 3


def test_many_documents_go_through_several_batches_and_the_news_arrive(tmp_path: Path) -> None:
    news: list[int] = []
    items = [an_item(number, f"Foto {number}", picture((20, 30)), "image/png") for number in range(1, 96)]

    volume = bind(contents(*items), tmp_path / "akte.pdf", progress=news.append)

    assert volume.leaves == 95
    assert news == list(range(1, 96))
    assert [path.name for path in tmp_path.glob("akte*")] == ["akte.pdf"]
