"""Files that people upload, and files that people should not: all made here."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

Change = Callable[[pikepdf.Pdf], None]


def pdf(change: Change | None = None, *, pages: int = 1, **options: Any) -> bytes:
    """A PDF of blank pages, changed before it is saved."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out, **options)
    return out.getvalue()


def with_open_action(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('Moin')"))


def with_named_script(document: pikepdf.Pdf) -> None:
    action = document.make_indirect(Dictionary(S=Name.JavaScript, JS=Stream(document, b"app.alert(1)")))
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("start"), action])))


def with_launch(document: pikepdf.Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
    link.A = Dictionary(S=Name.Launch, F=String("calc.exe"))
    document.pages[0].obj.Annots = Array([document.make_indirect(link)])


def with_submit_button(document: pikepdf.Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
    link.AA = Dictionary(D=Dictionary(S=Name.SubmitForm, F=String("https://example.org")))
    document.pages[0].obj.Annots = Array([document.make_indirect(link)])


def with_video(document: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9])
    document.pages[0].obj.Annots = Array([document.make_indirect(note)])


def with_dynamic_form(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = Dictionary(Fields=Array(), XFA=Stream(document, b"<xdp/>"))


def with_attached(name: str, content: bytes) -> Change:
    def attach(document: pikepdf.Pdf) -> None:
        document.attachments[name] = pikepdf.AttachedFileSpec(document, content, filename=name)

    return attach


def with_a_harmless_link(document: pikepdf.Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
    link.A = Dictionary(S=Name.URI, URI=String("https://example.org"))
    document.pages[0].obj.Annots = Array([document.make_indirect(link)])
    document.Root.OpenAction = Array([document.pages[0].obj, Name.Fit])


def picture(kind: str, *, width: int = 64, height: int = 48) -> bytes:
    image = Image.effect_noise((width, height), 50).convert("RGB")
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that claims, and has, very many pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    packer = zlib.compressobj(9)
    row = bytes(1 + width // 8)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", "<x/>")
    return out.getvalue()


def packed_pdf_bomb(megabytes: int) -> bytes:
    """A small PDF whose catalogue lies in an object stream that unpacks to very much."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"1 0 2 29 <</Type/Catalog/Pages 2 0 R>><</Type/Pages/Kids[]/Count 0>>")
    blanks = b" " * 1_000_000
    packed += b"".join(packer.compress(blanks) for _ in range(megabytes)) + packer.flush()
    body = b"%PDF-1.5\n"
    at_stream = len(body)
    body += b"3 0 obj\n<</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    body += packed + b"\nendstream\nendobj\n"
    at_table = len(body)
    table = b"".join(
        bytes([kind]) + place.to_bytes(4, "big") + bytes([last])
        for kind, place, last in ((0, 0, 255), (2, 3, 0), (2, 3, 1), (1, at_stream, 0), (1, at_table, 0))
    )
    body += b"4 0 obj\n<</Type/XRef/Size 5/W[1 4 1]/Root 1 0 R/Length %d>>\nstream\n" % len(table)
    return body + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % at_table
