"""Images: decoded to the last pixel, but never more pixels than we can bear."""

import struct
import zlib
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from kreishaus.base.words import marked, say
from kreishaus.ground.storage.inspection.kinds import JPEG, Kind
from kreishaus.ground.storage.inspection.problems import UnacceptableUpload

MAX_PIXELS = 50_000_000
MAX_PIXELS_IN_ALL = 400_000_000
"""of all pages of a scan or all pictures of an animation together"""
MAX_PAGES = 200
# Everything beyond our own limit is a bomb for every other user of Pillow in this process too.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, KeyError, struct.error, zlib.error)
_TOO_MANY = marked(
    "Das Bild hat mehr als {millions} Millionen Bildpunkte. "
    "Bitte verkleinern Sie es und laden Sie es dann noch einmal hoch."
)
_DAMAGED = marked(
    "Das Bild ist beschädigt oder unvollständig. Bitte öffnen Sie es, speichern Sie es neu "
    "und laden Sie es noch einmal hoch."
)


def inspect_image(stream: BinaryIO, kind: Kind) -> None:
    """Decode the whole image, with all its pages.

    :raises UnacceptableUpload: if it is broken, cut off or far too large.
    """
    try:
        image = Image.open(stream, formats=[kind.label.upper()])
        width, height = image.size
        pages = int(getattr(image, "n_frames", 1))
        if width * height > MAX_PIXELS or width * height * pages > MAX_PIXELS_IN_ALL or pages > MAX_PAGES:
            raise UnacceptableUpload(say(_TOO_MANY, millions=MAX_PIXELS // 1_000_000))
        if kind is JPEG:
            # An eighth of the size is enough to read every byte, in a fraction of the memory.
            image.draft(None, (max(1, width // 8), max(1, height // 8)))
        image.load()
        for page in range(1, pages):
            image.seek(page)
            if image.width * image.height > MAX_PIXELS:
                raise UnacceptableUpload(say(_TOO_MANY, millions=MAX_PIXELS // 1_000_000))
            image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnacceptableUpload(say(_TOO_MANY, millions=MAX_PIXELS // 1_000_000)) from error
    except (UnidentifiedImageError, *_BROKEN) as error:
        raise UnacceptableUpload(say(_DAMAGED)) from error
