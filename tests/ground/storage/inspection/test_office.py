"""Office documents without macros are taken where they are welcome; all other ZIP files are refused."""

import io
import zipfile

import pytest

from kreishaus.ground.storage.inspection import UnacceptableUpload, inspect_upload
from kreishaus.ground.storage.inspection.office import MAX_MEMBERS

Members = dict[str, str | bytes]
OOXML = "application/vnd.openxmlformats-officedocument."
WORD = "wordprocessingml.document.main+xml"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MACROS = '<T ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'


def packed(members: Members) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def ooxml(more: Members | None = None, main: str = WORD) -> bytes:
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{OOXML}{main}"/></Types>'
    return packed({"[Content_Types].xml": types, "word/document.xml": "<document/>", **(more or {})})


def open_document(more: Members | None = None, kind: str = "text", manifest: str = "<manifest/>") -> bytes:
    members: Members = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": "<content/>",
        "META-INF/manifest.xml": manifest,
    }
    return packed(members | (more or {}))


def external(kind: str) -> Members:
    link = f'<r><x Type="{LINK}/{kind}" Target="http://example.org" TargetMode="External"/></r>'
    return {"word/_rels/document.xml.rels": link}


def taken_as(content: bytes, *accept: str) -> str:
    return inspect_upload(io.BytesIO(content), name="brief", accept=accept, max_bytes=50_000_000).name


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (ooxml(), "docx"),
        (ooxml(main="spreadsheetml.sheet.main+xml"), "xlsx"),
        (open_document(), "odt"),
        (open_document(kind="spreadsheet"), "ods"),
        (ooxml(external("hyperlink")), "docx"),
    ],
)
def test_a_plain_document_is_taken(content: bytes, kind: str) -> None:
    assert taken_as(content, kind) == f"brief.{kind}"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (ooxml({"word/vbaProject.bin": b"x"}), "Makros"),
        (ooxml({"word/embeddings/oleObject1.bin": b"x"}), "eingebettete"),
        (packed({"[Content_Types].xml": MACROS}), "Makros"),
        (open_document({"Basic/Standard/Modul.xml": "<x/>"}), "Makros"),
        (open_document(manifest="<m><encryption-data/></m>"), "Kennwort"),
        (ooxml(external("attachedTemplate")), "aus dem Netz"),
        (ooxml({"word/more.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "DTD"),
        (ooxml({"word/more.xml": "<a>"}), "XML"),
        (packed({f"{number}.xml": "<a/>" for number in range(MAX_MEMBERS + 1)}), "zu groß"),
        (ooxml({"word/zeros.bin": b"0" * 210_000_000}), "zu groß"),
        (ooxml()[:-30], "beschädigt"),
        (b"PK\x03\x04 und sonst nichts", "beschädigt"),
        (packed({"readme.txt": "Moin"}), "Office-Dokument oder Archiv"),
        (packed({"../boese.xml": "<a/>"}), "beschädigt"),
    ],
)
def test_everything_else_is_refused(content: bytes, named: str) -> None:
    with pytest.raises(UnacceptableUpload, match=named):
        taken_as(content, "docx", "odt")


def test_a_document_is_refused_where_it_is_not_welcome() -> None:
    with pytest.raises(UnacceptableUpload, match="Office-Dokument"):
        taken_as(ooxml(), "pdf")
    with pytest.raises(UnacceptableUpload, match="Word"):
        taken_as(ooxml(), "xlsx")


def test_a_member_whose_content_does_not_fit_its_checksum_is_refused() -> None:
    content = bytearray(ooxml())
    content[content.index(b"word/document.xml") + len("word/document.xml")] ^= 0xFF

    with pytest.raises(UnacceptableUpload):
        taken_as(bytes(content), "docx")
