"""Take secrets out of a PDF for good: nothing of them is left, neither letters nor dots, and that is checked.

Every page becomes a picture of itself. So layers, annotations, form fields, attachments, bookmarks, tags and metadata
stay behind with the original. A text layer is put back without what lies under a mark and without what nobody could
see on the page: text hidden below an older black box, or white on white, does not come along.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .archiving import as_archive
from .rastering import (
    add_picture_page,
    blacken,
    characters_of,
    picture_of,
    words_of,
)
from .stamping import frame_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pikepdf
    import pypdfium2 as pdfium
    from PIL import Image

    from .rastering import Box

MOST_PAGES = 100
PATTERNS = {
    "email": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "iban": re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b"),
    "phone": re.compile(r"(?<![A-Z\d])(?:\+49 ?|0)[1-9]\d{1,4}[ /)-]{1,2}\d[\d-]{2,10}(?: \d{1,4}(?![\d.]))*"),
    "date": re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:19|20)\d{2}\b"),
}
# Between two letters of a word may stand the hyphen of a line's end and the break after it.
_DIVISION = "(?:[\\x02\\ufffe\\u00ad-]\\s*)?"
_AROUND = 25
_PADDING = 1.0
_SAME_LINE = 0.5
_BLACK_AT_MOST = 60
_VISIBLE = 24


class NotRedactable(Exception):
    """The file cannot be redacted; the message says why, in words for people."""


class NotProven(Exception):
    """The result still held something under a mark; it was thrown away."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What goes: a box (left, bottom, right, top, in points) on a page counted from 0."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where something was found: its boxes, one for each line, and the words around it."""

    page: int
    boxes: tuple[Box, ...]
    text: str
    before: str
    after: str

    def marks(self) -> Iterator[Mark]:
        """Yield what to take out."""
        for left, bottom, right, top in self.boxes:
            yield Mark(self.page, (left - _PADDING, bottom - _PADDING, right + _PADDING, top + _PADDING))


@dataclass(frozen=True, slots=True)
class Redacted:
    """The new PDF, the text that is left, and how many letters went."""

    pdf: bytes
    text: str
    pages: int
    removed: int


def find(content: bytes, words: Iterable[str], patterns: Iterable[str] = ()) -> list[Hit]:
    """Return every place where one of the words or patterns (see `PATTERNS`) stands, in reading order.

    Upper and lower case are the same, and a word divided at the end of a line is found.

    :raises NotRedactable: if the file cannot be opened, or is too long.
    """
    wanted = [_as_pattern(word) for word in words if word.strip()] + [PATTERNS[name] for name in patterns]
    hits = []
    with _opened(_flat(content)) as pdf:
        for number in range(len(pdf)):
            hits += _hits_on(pdf[number], number, wanted)
    return hits


def redact(content: bytes, marks: Sequence[Mark], *, title: str) -> Redacted:
    """Return the PDF without what lies under the marks, as PDF/A-2b.

    :raises NotRedactable: if the file cannot be opened, is too long, or a mark lies on no page.
    :raises NotProven: if the check of the result finds anything under a mark.
    """
    import pikepdf

    removed = 0
    content = _flat(content)
    target = pikepdf.new()
    with _opened(content) as pdf, pikepdf.open(io.BytesIO(content)) as facts:
        if any(not 0 <= mark.page < len(pdf) for mark in marks):
            message = "Eine Markierung liegt auf einer Seite, die es nicht gibt."
            raise NotRedactable(message)
        pages = len(pdf)
        for number, fact in enumerate(facts.pages):
            boxes = [mark.box for mark in marks if mark.page == number]
            removed += _redact_page(pdf, number, fact, boxes, target)
    result = as_archive(target, title=title)
    return Redacted(result, _proven(result, marks), pages, removed)


def page_count(content: bytes) -> int:
    """Return how many pages there are.

    :raises NotRedactable: if the file cannot be opened, or is too long.
    """
    with _opened(content) as pdf:
        return len(pdf)


def _redact_page(
    pdf: pdfium.PdfDocument, number: int, facts: pikepdf.Page, boxes: Sequence[Box], target: pikepdf.Pdf
) -> int:
    page = pdf[number]
    rotation = page.get_rotation()
    if rotation:
        page.set_rotation(0)
        page.close()
        page = pdf[number]
    frame = frame_of(facts)
    characters = characters_of(page)
    picture = picture_of(page)
    page.close()
    kept = [
        (" ", box) if _is_under(box, boxes) or not _is_visible(picture, box, frame) else (character, box)
        for character, box in characters
    ]
    blacken(picture, boxes, frame=frame)
    add_picture_page(target, picture, words_of(kept), frame=frame, rotation=rotation)
    return sum(before != after for before, after in zip(characters, kept, strict=True))


def _proven(pdf: bytes, marks: Sequence[Mark]) -> str:
    """Read the result back and return its text.

    :raises NotProven: if a letter or a dot is left under a mark, or the file carries anything besides its pages.
    """
    import pikepdf

    texts = []
    with _opened(pdf) as opened, pikepdf.open(io.BytesIO(pdf)) as facts:
        if len(facts.attachments) or {"/AcroForm", "/Outlines", "/StructTreeRoot", "/Names"} & set(facts.Root.keys()):
            raise NotProven
        for number, fact in enumerate(facts.pages):
            if "/Annots" in fact.obj:
                raise NotProven
            boxes = [mark.box for mark in marks if mark.page == number]
            texts.append(_proven_page(opened, number, boxes, frame_of(fact)))
    return "\n".join(texts)


def _proven_page(pdf: pdfium.PdfDocument, number: int, boxes: Sequence[Box], frame: Box) -> str:
    page = pdf[number]
    if page.get_rotation():
        page.set_rotation(0)
        page.close()
        page = pdf[number]
    characters = characters_of(page)
    if any(not character.isspace() and _is_under(box, boxes, least=0.5) for character, box in characters):
        raise NotProven
    if boxes:
        picture = picture_of(page).convert("L")
        for box in boxes:
            inside = _cut(picture, box, frame, inset=2)
            if inside is not None and inside.getextrema()[1] > _BLACK_AT_MOST:  # type: ignore[operator]
                raise NotProven
    page.close()
    return "".join(character for character, _ in characters)


def _is_under(box: Box, marks: Sequence[Box], *, least: float = 0.0) -> bool:
    """Say whether the box overlaps a mark by more than `least` points in both directions."""
    return any(
        min(box[2], mark[2]) - max(box[0], mark[0]) > least and min(box[3], mark[3]) - max(box[1], mark[1]) > least
        for mark in marks
    )


def _is_visible(picture: Image.Image, box: Box, frame: Box) -> bool:
    """Say whether anything can be seen where a letter should stand; spaces need not be."""
    inside = _cut(picture, box, frame, inset=-1)
    if inside is None:
        return False
    return any(highest - lowest > _VISIBLE for lowest, highest in inside.getextrema())  # type: ignore[misc]


def _cut(picture: Image.Image, box: Box, frame: Box, *, inset: int) -> Image.Image | None:
    """Return the part of the picture in the box, smaller by `inset` dots at each side; None if nothing is left."""
    left, bottom, right, top = frame
    across, up = picture.width / (right - left), picture.height / (top - bottom)
    place = (
        max(round((box[0] - left) * across) + inset, 0),
        max(round((top - box[3]) * up) + inset, 0),
        min(round((box[2] - left) * across) - inset, picture.width),
        min(round((top - box[1]) * up) - inset, picture.height),
    )
    return picture.crop(place) if place[0] < place[2] and place[1] < place[3] else None


def _hits_on(page: pdfium.PdfPage, number: int, wanted: Sequence[re.Pattern[str]]) -> list[Hit]:
    characters = characters_of(page)
    text = "".join(character for character, _ in characters)
    found = sorted({match.span() for pattern in wanted for match in pattern.finditer(text)})
    return [
        Hit(
            number,
            tuple(_lines([box for character, box in characters[start:end] if not character.isspace()])),
            _plain(text[start:end]),
            _plain(text[max(0, start - _AROUND) : start]),
            _plain(text[end : end + _AROUND]),
        )
        for start, end in found
    ]


def _lines(boxes: Sequence[Box]) -> list[Box]:
    """Join the boxes of letters that stand on one line."""
    lines: list[Box] = []
    for box in boxes:
        if box[0] >= box[2] or box[1] >= box[3]:
            continue
        last = lines[-1] if lines else None
        if last and min(last[3], box[3]) - max(last[1], box[1]) > _SAME_LINE * min(last[3] - last[1], box[3] - box[1]):
            lines[-1] = (min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        else:
            lines.append(box)
    return lines


def _as_pattern(word: str) -> re.Pattern[str]:
    parts = [_DIVISION.join(re.escape(letter) for letter in part) for part in word.split()]
    return re.compile(r"\s+".join(parts), re.IGNORECASE)


def _plain(text: str) -> str:
    return " ".join(re.sub("[\x02\ufffe\u00ad]\\s*", "", text).split())


def _flat(content: bytes) -> bytes:
    """Return the file with its form fields and annotations as part of the pages.

    They are drawn, but no search for text sees them otherwise.
    """
    import pikepdf

    message = "Die PDF-Datei lässt sich nicht öffnen. Vielleicht ist sie beschädigt oder mit einem Passwort geschützt."
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if "/AcroForm" in pdf.Root:
                pdf.generate_appearance_streams()
            pdf.flatten_annotations("all")
            output = io.BytesIO()
            pdf.save(output)
    except (pikepdf.PdfError, pikepdf.PasswordError, RuntimeError, ValueError) as error:
        raise NotRedactable(message) from error
    return output.getvalue()


def _opened(content: bytes) -> pdfium.PdfDocument:
    import pypdfium2 as pdfium

    try:
        pdf = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        message = "Die PDF-Datei lässt sich nicht öffnen."
        raise NotRedactable(message) from error
    pdf.init_forms()
    if len(pdf) > MOST_PAGES:
        pages = len(pdf)
        pdf.close()
        message = f"Die PDF-Datei hat {pages} Seiten. Schwärzen lassen sich hier höchstens {MOST_PAGES}."
        raise NotRedactable(message)
    return pdf
