import io
import tracemalloc
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kreishaus.ground.storage.inspection import Inspected, UnacceptableUpload, inspect_upload
from kreishaus.ground.storage.inspection.images import MAX_PAGES
from tests.ground.storage import files

ALL = ("application/pdf", "image/jpeg", "image/png")
MEGABYTE = 1_000_000


def inspect(
    content: bytes, *, name: str = "nachweis.pdf", accept: tuple[str, ...] = ALL, max_bytes: int = MEGABYTE
) -> Inspected:
    return inspect_upload(io.BytesIO(content), name=name, accept=accept, max_bytes=max_bytes)


def test_a_pdf_is_taken_with_its_pages() -> None:
    content = files.pdf(pages=3)

    assert inspect(content) == Inspected("application/pdf", "pdf", 3, "nachweis.pdf", len(content))


@pytest.mark.parametrize(
    ("kind", "media_type", "extension"), [("JPEG", "image/jpeg", "jpg"), ("PNG", "image/png", "png")]
)
def test_a_picture_is_taken(kind: str, media_type: str, extension: str) -> None:
    content = files.picture(kind)

    assert inspect(content, name=f"foto.{extension}") == Inspected(
        media_type, extension, None, f"foto.{extension}", len(content)
    )


@pytest.mark.parametrize(("kind", "ending"), [("TIFF", "tif"), ("GIF", "gif"), ("WEBP", "webp")])
def test_other_pictures_are_taken_where_they_are_welcome(kind: str, ending: str) -> None:
    content = files.picture(kind)

    assert inspect(content, accept=(ending,)).extension == ending
    with pytest.raises(UnacceptableUpload):
        inspect(content[: len(content) // 2], accept=(ending,))


def test_a_scan_with_many_pages_is_read_to_its_end_and_bounded() -> None:
    pages = [Image.new("1", (20, 20)) for _ in range(MAX_PAGES + 1)]
    many, few = io.BytesIO(), io.BytesIO()
    pages[0].save(many, "TIFF", save_all=True, append_images=pages[1:])
    pages[0].save(few, "TIFF", save_all=True, append_images=pages[1:3])

    assert inspect(few.getvalue(), accept=("tiff",)).media_type == "image/tiff"
    with pytest.raises(UnacceptableUpload, match="Bildpunkte"):
        inspect(many.getvalue(), accept=("tiff",))


def test_the_stream_stands_at_its_start_again() -> None:
    stream = io.BytesIO(files.pdf())
    stream.seek(10)

    inspect_upload(stream, name="a.pdf", accept=ALL, max_bytes=MEGABYTE)

    assert stream.tell() == 0
    assert not stream.closed


@pytest.mark.parametrize("name", ["test_pdf_a1-a.pdf", "test_pdf_a2-b.pdf", "T-Figther_ASCII_1-b.pdf"])
def test_real_files_of_the_field_are_taken(shared_data: Path, name: str) -> None:
    with (shared_data / "pdfa" / name).open("rb") as stream:
        inspected = inspect_upload(stream, name=name, accept=["pdf"], max_bytes=MEGABYTE)

    assert inspected.pages


def test_links_and_jumps_inside_a_pdf_are_harmless() -> None:
    assert inspect(files.pdf(files.with_a_harmless_link)).pages == 1


def test_the_data_of_an_electronic_invoice_may_be_attached() -> None:
    assert inspect(files.pdf(files.with_attached("factur-x.xml", b"<x/>"))).pages == 1


@pytest.mark.parametrize(
    "saved", [{}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}], ids=["plain", "packed"]
)
@pytest.mark.parametrize(
    ("change", "named"),
    [
        (files.with_open_action, "JavaScript"),
        (files.with_named_script, "JavaScript"),
        (files.with_launch, "Start eines anderen Programms"),
        (files.with_submit_button, "Versenden"),
        (files.with_video, "Video"),
        (files.with_dynamic_form, "XFA"),
        (files.with_attached("rechnung.exe", b"MZ"), "rechnung.exe"),
        (files.with_attached("anlage.pdf", b"%PDF-1.4"), "einzeln hoch"),
    ],
)
def test_a_pdf_that_acts_on_its_own_is_refused(change: files.Change, named: str, saved: dict[str, Any]) -> None:
    with pytest.raises(UnacceptableUpload, match=named) as refusal:
        inspect(files.pdf(change, **saved))

    assert "Bitte" in str(refusal.value)


@pytest.mark.parametrize("user", ["", "geheim"], ids=["restricted", "locked"])
def test_an_encrypted_pdf_is_refused(user: str) -> None:
    protected = files.pdf(encryption=pikepdf.Encryption(owner="besitzer", user=user))

    with pytest.raises(UnacceptableUpload, match="Passwort"):
        inspect(protected)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4 <script>alert(1)</script>",
        b"%PDF-1.4\n%%EOF\n",
        b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n",
        b"%PDF-1.4\n" + b"x" * 5000 + b"\n%%EOF\n",
        b"%PDF-9.9\n%%EOF\n",
    ],
)
def test_a_pdf_header_alone_makes_no_pdf(content: bytes) -> None:
    with pytest.raises(UnacceptableUpload, match="Bitte"):
        inspect(content)


def test_a_pdf_without_pages_is_refused() -> None:
    with pytest.raises(UnacceptableUpload, match="keine Seiten"):
        inspect(files.pdf(pages=0))


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_file_that_was_cut_off_is_refused(part: float) -> None:
    for content in (files.pdf(pages=20), files.picture("JPEG"), files.picture("PNG")):
        with pytest.raises(UnacceptableUpload, match="beschädigt"):
            inspect(content[: int(len(content) * part)])


def test_a_pdf_that_unpacks_far_beyond_its_size_is_refused() -> None:
    small, bomb = files.packed_pdf_bomb(1), files.packed_pdf_bomb(100)
    assert len(bomb) < 200_000

    with pytest.raises(UnacceptableUpload, match="keine Seiten"):
        inspect(small)
    # Unpacked, it would have no pages either: that it counts as damaged shows where qpdf stopped.
    with pytest.raises(UnacceptableUpload, match="beschädigt"):
        inspect(bomb)


def test_an_image_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = files.huge_png(20_000, 20_000)
    assert len(bomb) < 100_000
    tracemalloc.start()

    with pytest.raises(UnacceptableUpload, match="Millionen Bildpunkte"):
        inspect(bomb, name="karte.png")

    assert tracemalloc.get_traced_memory()[1] < 10 * MEGABYTE
    tracemalloc.stop()


def test_an_image_just_above_the_limit_is_refused_as_well() -> None:
    with pytest.raises(UnacceptableUpload, match="Millionen Bildpunkte"):
        inspect(files.huge_png(8_000, 6_251))


def test_a_file_that_is_too_large_is_refused_without_being_read() -> None:
    class Unread(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise AssertionError("nothing is read")

    with pytest.raises(UnacceptableUpload, match="höchstens 1 MB"):
        inspect_upload(Unread(bytes(2_500_000)), name="a.pdf", accept=ALL, max_bytes=MEGABYTE)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(UnacceptableUpload, match="leer"):
        inspect(b"")


@pytest.mark.parametrize("content", [files.pdf(), files.picture("JPEG"), files.picture("PNG")], ids=ALL)
def test_a_file_with_an_archive_behind_it_is_refused(content: bytes) -> None:
    with pytest.raises(UnacceptableUpload, match="Archiv"):
        inspect(content + files.archive())


def test_a_web_page_inside_a_pdf_header_is_refused() -> None:
    content = files.pdf().replace(b"\n", b"\n%<SCRIPT>alert(1)</SCRIPT>\n", 1)

    with pytest.raises(UnacceptableUpload, match="etwas anderes"):
        inspect(content)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (files.archive(), "Office-Dokument"),
        (b"\x00\x00\x00\x18ftypheic0000", "HEIC"),
        (b"\x00\x00\x00\x18ftypmp42", "Video"),
        (b"GIF89a", "GIF"),
        (b"II*\x00", "TIFF"),
        (b"RIFF0000WEBP", "WebP"),
        (b"MZ\x90", "Programm"),
        (b"#!/bin/sh\n", "können wir nicht lesen"),
        (b"Hallo", "können wir nicht lesen"),
    ],
)
def test_a_file_of_another_kind_is_refused_and_named(content: bytes, named: str) -> None:
    with pytest.raises(UnacceptableUpload, match=named) as refusal:
        inspect(content)

    assert str(refusal.value).endswith("Bitte laden Sie die Datei als PDF, JPEG oder PNG hoch.")


@pytest.mark.parametrize("accept", [("pdf",), (".PDF",), ("application/pdf",)])
def test_only_the_accepted_kinds_are_taken(accept: tuple[str, ...]) -> None:
    assert inspect(files.pdf(), accept=accept).extension == "pdf"
    with pytest.raises(UnacceptableUpload, match=r"PNG-Datei\. Bitte laden Sie die Datei als PDF hoch\."):
        inspect(files.picture("PNG"), accept=accept)


@pytest.mark.parametrize("accept", [(), ("image/*",), ("jpeg",), ("docx", "jpg")])
def test_the_accepted_kinds_may_be_named_in_many_ways(accept: tuple[str, ...]) -> None:
    assert inspect(files.picture("JPEG"), accept=accept).extension == "jpg"


def test_accepting_only_what_nobody_can_inspect_is_a_mistake_of_the_form() -> None:
    with pytest.raises(ValueError, match="dwg"):
        inspect(files.pdf(), accept=("dwg",))


def test_a_wrong_ending_is_put_right_and_told() -> None:
    inspected = inspect(files.picture("JPEG"), name="Urlaub.pdf")

    assert inspected.name == "Urlaub.jpg"
    assert inspected.notice == "„Urlaub.pdf“ ist in Wirklichkeit eine JPEG-Datei. Wir speichern sie als „Urlaub.jpg“."


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("foto.JPEG", "foto.JPEG"),
        ("foto", "foto.jpg"),
        ("Foto vom 1. Mai", "Foto vom 1. Mai.jpg"),
        ("C:\\Bilder\\foto.jpg", "foto.jpg"),
        ("../../etc/foto.jpg", "foto.jpg"),
        ("foto\u202egpj.jpg", "fotogpj.jpg"),
        ("a\r\nb\x00.jpg", "ab.jpg"),
        ("", "Datei.jpg"),
        ("...", "Datei.jpg"),
        ("x" * 300 + ".jpg", "x" * 120 + ".jpg"),
    ],
)
def test_the_name_is_cleaned(name: str, kept: str) -> None:
    inspected = inspect(files.picture("JPEG"), name=name)

    assert (inspected.name, inspected.notice) == (kept, "")


@settings(max_examples=150, deadline=None)
@given(st.data())
@pytest.mark.filterwarnings("ignore")
def test_damaged_files_are_taken_or_refused_but_never_crash(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(SOUND)))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    try:
        inspected = inspect(bytes(content))
    except UnacceptableUpload:
        return
    assert inspected.media_type in ALL


SOUND = (
    files.pdf(files.with_open_action),
    files.pdf(files.with_a_harmless_link, object_stream_mode=pikepdf.ObjectStreamMode.generate),
    files.picture("JPEG"),
    files.picture("PNG"),
)
