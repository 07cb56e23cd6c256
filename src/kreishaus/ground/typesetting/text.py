"""Read the text out of a PDF, for the search and for tests."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2 as pdfium

# A thousand pages of text are enough to find a document again; the rest would only cost time.
MOST_PAGES = 1000
MOST_CHARACTERS = 2_000_000
DIVIDED = re.compile("[\x02\ufffe\u00ad]\n?")


class UnreadablePdf(Exception):
    """The file is no PDF, or one that nobody can open without a password."""


def text_of(pdf: bytes, *, pages: int = MOST_PAGES, characters: int = MOST_CHARACTERS) -> str:
    """Return the text of the PDF, page by page with a line break between, cut off at the limits.

    Hyphens that only divide a word at the end of a line are taken out, so that the whole word is found.

    :raises UnreadablePdf: if the file cannot be opened.
    """
    # Here, because it takes 5 MB and only those who read PDFs need it.
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        raise UnreadablePdf(str(error)) from error
    parts: list[str] = []
    left = characters
    try:
        for number in range(min(len(document), pages)):
            if left <= 0:
                break
            part = _page_text(document, number)[:left]
            parts.append(part)
            left -= len(part)
    finally:
        document.close()
    return "\n".join(parts)


def _page_text(document: "pdfium.PdfDocument", number: int) -> str:
    page = document[number]
    text_page = page.get_textpage()
    try:
        text: str = text_page.get_text_bounded()
    finally:
        text_page.close()
        page.close()
    # pdfium marks a word divided at the end of a line with U+0002 or U+FFFE; some fonts make every hyphen a soft one.
    return DIVIDED.sub("", text.replace("\r\n", "\n"))
