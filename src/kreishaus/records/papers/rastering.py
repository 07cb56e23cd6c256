"""Turn a page into a picture of itself with an invisible layer of text, so that it stays searchable.

Used for pages that cannot be taken over into a PDF/A as they are, and for pages that must lose something for good.
"""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pikepdf
    import pypdfium2 as pdfium
    from PIL import Image

DOTS_PER_INCH = 200
MOST_PIXELS = 12_000_000
_QUALITY = 80
_POINTS_PER_INCH = 72
# Below this difference between the channels nobody sees a colour, and a third of the space is enough.
_GREY = 6
# The first bytes of codes that are halves of a character.
_SURROGATES = range(0xD8, 0xE0)
_BLACK = (0, 0, 0)
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space: its text and its box (left, bottom, right, top) in points."""

    text: str
    box: Box


def characters_of(page: pdfium.PdfPage) -> list[tuple[str, Box]]:
    """Return every character of the page with its box in the page's own coordinates; spaces have empty boxes."""
    from pypdfium2 import raw

    text_page = page.get_textpage()
    try:
        found = []
        count = raw.FPDFText_CountChars(text_page)
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        for index in range(count):
            code = raw.FPDFText_GetUnicode(text_page, index)
            raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
            character = chr(code) if code and code >> 8 not in _SURROGATES else " "
            found.append((character, (left.value, bottom.value, right.value, top.value)))
        return found
    finally:
        text_page.close()


def words_of(characters: Sequence[tuple[str, Box]]) -> list[Word]:
    """Return the words that the characters form, in reading order."""
    words: list[Word] = []
    letters: list[tuple[str, Box]] = []
    for character, box in [*characters, (" ", (0.0, 0.0, 0.0, 0.0))]:
        if character.isspace() or not character.isprintable():
            if letters:
                words.append(_word(letters))
                letters = []
            continue
        letters.append((character, box))
    return words


def picture_of(page: pdfium.PdfPage, *, dots_per_inch: int = DOTS_PER_INCH) -> Image.Image:
    """Draw the page as it lies in its own coordinates, without its rotation, never beyond `MOST_PIXELS`."""
    width, height = page.get_size()
    scale = dots_per_inch / _POINTS_PER_INCH
    pixels = width * height * scale * scale
    if pixels > MOST_PIXELS:
        scale *= (MOST_PIXELS / pixels) ** 0.5
    image: Image.Image = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    return image


def blacken(image: Image.Image, boxes: Sequence[Box], *, frame: Box) -> None:
    """Overwrite the boxes (in points) in the picture of the page whose visible frame is given."""
    from PIL import ImageDraw

    left, bottom, right, top = frame
    across, up = image.width / (right - left), image.height / (top - bottom)
    pen = ImageDraw.Draw(image)
    for box in boxes:
        pen.rectangle(
            (
                int((box[0] - left) * across) - 1,
                int((top - box[3]) * up) - 1,
                int((box[2] - left) * across) + 1,
                int((top - box[1]) * up) + 1,
            ),
            fill=_BLACK,
        )


def add_picture_page(
    target: pikepdf.Pdf, image: Image.Image, words: Sequence[Word], *, frame: Box, rotation: int = 0
) -> None:
    """Append a page that shows the picture in the frame and carries the words invisibly."""
    import pikepdf

    left, bottom, right, top = frame
    picture = pikepdf.Stream(target, b"")
    jpeg, is_grey = _jpeg(image)
    picture.write(jpeg, filter=pikepdf.Name.DCTDecode)
    picture.stream_dict.update(_image_facts(image, is_grey=is_grey))
    drawing = f"q {right - left:.3f} 0 0 {top - bottom:.3f} {left:.3f} {bottom:.3f} cm /Picture Do Q\n".encode()
    resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Picture=target.make_indirect(picture)))
    if words:
        resources.Font = pikepdf.Dictionary(Hidden=_hidden_font(target))
        drawing += hidden_text(words)
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=pikepdf.Array([round(edge, 3) for edge in frame]),
        Rotate=rotation % 360,
        Resources=resources,
        Contents=target.make_indirect(pikepdf.Stream(target, drawing)),
    )
    target.pages.append(pikepdf.Page(target.make_indirect(page)))


def hidden_text(words: Sequence[Word]) -> bytes:
    """Return the operators that place the words invisibly, each as wide as its box."""
    lines = ["BT 3 Tr"]
    for word in words:
        code = (word.text + " ").encode("utf-16-be").hex()
        size = max(word.box[3] - word.box[1], 1.0)
        # Every letter of the hidden font is half as wide as high.
        natural = max(len(word.text.encode("utf-16-be")) // 2, 1) * size / 2
        stretch = max(min((word.box[2] - word.box[0]) / natural * 100, 1000), 1)
        lines.append(
            f"/Hidden {size:.2f} Tf {stretch:.1f} Tz 1 0 0 1 {word.box[0]:.2f} {word.box[1]:.2f} Tm <{code}> Tj"
        )
    return "\n".join([*lines, "ET\n"]).encode()


def _word(letters: Sequence[tuple[str, Box]]) -> Word:
    boxes = [box for _, box in letters]
    return Word(
        "".join(letter for letter, _ in letters),
        (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        ),
    )


def _jpeg(image: Image.Image) -> tuple[bytes, bool]:
    from PIL import ImageChops

    red, green, blue = image.split()
    pairs: tuple[Any, ...] = ((red, green), (green, blue))
    apart: list[Any] = [ImageChops.difference(*pair).getextrema() for pair in pairs]
    is_grey = all(highest < _GREY for _, highest in apart)
    output = io.BytesIO()
    (image.convert("L") if is_grey else image).save(output, "JPEG", quality=_QUALITY, optimize=True)
    return output.getvalue(), is_grey


def _image_facts(image: Image.Image, *, is_grey: bool) -> dict[str, Any]:
    import pikepdf

    return {
        "/Type": pikepdf.Name.XObject,
        "/Subtype": pikepdf.Name.Image,
        "/Width": image.width,
        "/Height": image.height,
        "/ColorSpace": pikepdf.Name.DeviceGray if is_grey else pikepdf.Name.DeviceRGB,
        "/BitsPerComponent": 8,
    }


def _hidden_font(target: pikepdf.Pdf) -> pikepdf.Object:
    """Return the font of the hidden layer, one for each file.

    Text that is never drawn needs no embedded font (ISO 19005-2, 6.2.11.4.1); every code is its own character.
    """
    import pikepdf

    if "/KreishausHidden" in target.Root:
        return target.Root.KreishausHidden
    inner = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=pikepdf.Name.Hidden,
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        DW=500,
        CIDToGIDMap=pikepdf.Name.Identity,
        FontDescriptor=target.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.FontDescriptor,
                FontName=pikepdf.Name.Hidden,
                Flags=4,
                FontBBox=pikepdf.Array([0, -200, 500, 800]),
                ItalicAngle=0,
                Ascent=800,
                Descent=-200,
                CapHeight=700,
                StemV=80,
            )
        ),
    )
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=pikepdf.Name.Hidden,
        Encoding=pikepdf.Name("/Identity-H"),
        DescendantFonts=pikepdf.Array([target.make_indirect(inner)]),
        ToUnicode=target.make_indirect(pikepdf.Stream(target, _every_code_is_itself())),
    )
    target.Root.KreishausHidden = target.make_indirect(font)
    return cast("pikepdf.Object", target.Root.KreishausHidden)


def _every_code_is_itself() -> bytes:
    # A range may not cross the first byte, and a block takes no more than a hundred of them.
    ranges = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256) if high not in _SURROGATES]
    blocks = [ranges[start : start + 100] for start in range(0, len(ranges), 100)]
    body = "".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Hidden def /CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}endcmap CMapName currentdict /CMap defineresource pop end end\n"
    ).encode()
