"""Photos and scans as pages of a PDF."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from .rastering import MOST_PIXELS, add_picture_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf
    from PIL import Image

IMAGES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/tiff", "image/bmp"})
MOST_FRAMES = 500
_A4 = (595.276, 841.89)


class UnreadablePicture(Exception):
    """The file is no picture, or one too large to open."""


def pictures_in(content: bytes) -> Iterator[Image.Image]:
    """Yield the pictures of a file, upright and in RGB: one, or every page of a scan in TIFF.

    :raises UnreadablePicture: if it cannot be opened.
    """
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    message = "Das Bild lässt sich nicht öffnen."
    try:
        with Image.open(io.BytesIO(content)) as file:
            # An animation shows its first picture; only a scan has pages.
            frames = ImageSequence.Iterator(file) if file.format == "TIFF" else iter([file])
            for number, frame in enumerate(frames):
                if number >= MOST_FRAMES:
                    too_many = f"Das Bild hat mehr als {MOST_FRAMES} Seiten."
                    raise UnreadablePicture(too_many)
                yield _on_white(ImageOps.exif_transpose(frame))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise UnreadablePicture(message) from error


def put_picture(target: pikepdf.Pdf, picture: Image.Image) -> None:
    """Append an A4 page, upright or across as the picture is, that shows it as large as possible."""
    width, height = picture.size
    if width * height > MOST_PIXELS:
        smaller = (MOST_PIXELS / (width * height)) ** 0.5
        picture.thumbnail((round(width * smaller), round(height * smaller)))
    paper = _A4 if height >= width else _A4[::-1]
    scale = min(paper[0] / width, paper[1] / height)
    add_picture_page(target, picture, (), frame=(0, 0, width * scale, height * scale))


def _on_white(picture: Image.Image) -> Image.Image:
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        ground = Image.new("RGB", layer.size, "white")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    if picture.mode.startswith("I;16"):
        return picture.point(lambda value: value / 256).convert("L").convert("RGB")
    return picture.convert("RGB")
