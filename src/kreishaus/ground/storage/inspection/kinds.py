"""The kinds of files that we can open, and how to recognise those that we cannot."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kreishaus.base.words import marked


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that can be inspected."""

    media_type: str
    extension: str
    label: str
    other_extensions: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Everything that a form may write to accept this kind."""
        endings = (self.extension, *self.other_extensions)
        return frozenset({self.media_type, *endings, *(f".{ending}" for ending in endings)})


PDF = Kind("application/pdf", "pdf", "PDF")
JPEG = Kind("image/jpeg", "jpg", "JPEG", ("jpeg", "jpe", "jfif"))
PNG = Kind("image/png", "png", "PNG")
TIFF = Kind("image/tiff", "tif", "TIFF", ("tiff",))
GIF = Kind("image/gif", "gif", "GIF")
WEBP = Kind("image/webp", "webp", "WebP")
TEXT = Kind("text/plain", "txt", "Text")
CSV = Kind("text/csv", "csv", "CSV")
XML = Kind("application/xml", "xml", "XML")
DOCX = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "Word (DOCX)")
XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "Excel (XLSX)")
ODT = Kind("application/vnd.oasis.opendocument.text", "odt", "OpenDocument-Text (ODT)")
ODS = Kind("application/vnd.oasis.opendocument.spreadsheet", "ods", "OpenDocument-Tabelle (ODS)")
PICTURES = frozenset({JPEG, PNG, TIFF, GIF, WEBP})
TEXTS = frozenset({TEXT, CSV, XML})
OFFICE = frozenset({DOCX, XLSX, ODT, ODS})
USUAL: tuple[Kind, ...] = (PDF, JPEG, PNG)
INSPECTABLE: tuple[Kind, ...] = (*USUAL, TIFF, GIF, WEBP, TEXT, CSV, XML, DOCX, XLSX, ODT, ODS)

# What people upload by mistake: first bytes, where they stand, what it is, what to do.
_FOREIGN: Sequence[tuple[int, bytes, str, str]] = (
    (4, b"ftyphei", marked("ein HEIC-Foto"), marked("Bitte wandeln Sie es in JPEG um, zum Beispiel am Telefon.")),
    (4, b"ftypmif1", marked("ein HEIC-Foto"), marked("Bitte wandeln Sie es in JPEG um.")),
    (4, b"ftyp", marked("ein Video"), marked("Bitte laden Sie ein Foto oder eine PDF-Datei hoch.")),
    (0, b"PK\x03\x04", marked("ein Office-Dokument oder Archiv"), marked("Bitte speichern Sie den Inhalt als PDF.")),
    (0, b"\xd0\xcf\x11\xe0", marked("ein älteres Office-Dokument"), marked("Bitte speichern Sie den Inhalt als PDF.")),
    (0, b"{\\rtf", marked("ein Textdokument (RTF)"), marked("Bitte speichern Sie den Inhalt als PDF.")),
    (0, b"BM", marked("ein BMP-Bild"), marked("Bitte speichern Sie es als PNG oder JPEG.")),
    (0, b"MZ", marked("ein Programm"), marked("Programme nehmen wir nicht an.")),
    (0, b"\x7fELF", marked("ein Programm"), marked("Programme nehmen wir nicht an.")),
    (0, b"Rar!", marked("ein Archiv"), marked("Bitte laden Sie die Dateien einzeln hoch.")),
    (0, b"7z\xbc\xaf", marked("ein Archiv"), marked("Bitte laden Sie die Dateien einzeln hoch.")),
)  # fmt: skip
_PICTURE_MARKS: Sequence[tuple[Kind, tuple[bytes, ...]]] = (
    (JPEG, (b"\xff\xd8\xff",)),
    (PNG, (b"\x89PNG\r\n\x1a\n",)),
    (TIFF, (b"II*\x00", b"MM\x00*")),
    (GIF, (b"GIF87a", b"GIF89a")),
)
_BLANK = b"\xef\xbb\xbf \t\r\n\x00"


def kind_of(head: bytes) -> Kind | None:
    """Return the kind that the first bytes claim, or None; only opening it tells the truth."""
    for kind, marks in _PICTURE_MARKS:
        if head.startswith(marks):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    # Some programs write a byte order mark or a line break before the header.
    if head[:32].lstrip(_BLANK).startswith(b"%PDF-"):
        return PDF
    return None


def text_kind(head: bytes, kinds: Collection[Kind]) -> Kind | None:
    """Return which of the accepted kinds of text a file without a mark of its own may be."""
    if XML in kinds and head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return XML
    if b"\x00" in head:
        return None
    return next((kind for kind in (CSV, TEXT) if kind in kinds), None)


def foreign_kind(head: bytes) -> tuple[str, str] | None:
    """Return what a file we cannot open seems to be and what to do, or None."""
    for place, mark, name, advice in _FOREIGN:
        if head[place:].startswith(mark):
            return name, advice
    return None


def accepted_kinds(accept: Collection[str]) -> tuple[Kind, ...]:
    """Return the kinds meant by media types or extensions; an empty list means the usual ones.

    :raises ValueError: if none of the names is a kind that can be inspected.
    """
    wanted = {name.strip().lower() for name in accept}
    if not wanted:
        return USUAL
    kinds = tuple(
        kind for kind in INSPECTABLE if kind.names & wanted or f"{kind.media_type.partition('/')[0]}/*" in wanted
    )
    if not kinds:
        raise ValueError(f"nothing of {sorted(wanted)} can be inspected")
    return kinds
