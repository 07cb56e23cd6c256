"""Give every page a strip with its place in the file, below what is on the page: nothing is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .lettering import Lettering, lettering

if TYPE_CHECKING:
    import pikepdf

    from .rastering import Box

_SIZE = 8.0
_STRIP = 16.0
_EDGE = 10.0
_FONT = "KreishausStempel"
_A4_WIDTH = 595.0


class Stamp:
    """Stamps pages of one file; the font is put into it once."""

    def __init__(self, target: pikepdf.Pdf) -> None:
        self._target = target
        self._letters: Lettering = lettering()
        self._font = self._letters.font_in(target)

    def put(self, page: pikepdf.Page, left: str, right: str) -> None:
        """Lengthen the page at its visible bottom by a strip with one text at each side."""
        import pikepdf

        rotation = int(page.obj.get("/Rotate", 0)) % 360 if "/Rotate" in page.obj else _inherited_rotation(page)
        frame = frame_of(page)
        width = (frame[3] - frame[1]) if rotation in (90, 270) else (frame[2] - frame[0])
        # On a plan of two metres a letter of three millimetres is lost.
        scale = max(1.0, width / _A4_WIDTH)
        frame, matrix = _strip(frame, rotation, _STRIP * scale)
        for name in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
            if name in page.obj:
                del page.obj[name]
        page.obj.MediaBox = pikepdf.Array([round(edge, 3) for edge in frame])
        fonts = _own(page, "/Resources", "/Font")
        fonts[f"/{_FONT}"] = self._font
        drawing = self._drawing(left, right, width=width, scale=scale, matrix=matrix)
        page.contents_add(pikepdf.Stream(self._target, b"q\n"), prepend=True)
        page.contents_add(pikepdf.Stream(self._target, b"\nQ\n" + drawing), prepend=False)

    def _drawing(self, left: str, right: str, *, width: float, scale: float, matrix: str) -> bytes:
        size, edge = _SIZE * scale, _EDGE * scale
        across = width - edge - self._letters.width(right, size=size)
        lines = [f"q {matrix} cm 1 g 0 0 {width:.2f} {_STRIP * scale:.2f} re f 0 g"]
        for text, place in ((left, edge), (right, across)):
            code = self._letters.codes_of(text)
            lines.append(
                f"BT 0 Tr 0 Tc 0 Tw 100 Tz /{_FONT} {size:.2f} Tf {place:.2f} {5 * scale:.2f} Td <{code}> Tj ET"
            )
        return "\n".join([*lines, "Q\n"]).encode()


def frame_of(page: pikepdf.Page) -> Box:
    """Return the visible box of the page: its crop box inside its media box."""
    media, crop = ([float(edge) for edge in box] for box in (page.mediabox, page.cropbox))
    left, right = sorted((media[0], media[2]))
    bottom, top = sorted((media[1], media[3]))
    cropped = (
        max(left, min(crop[0], crop[2])),
        max(bottom, min(crop[1], crop[3])),
        min(right, max(crop[0], crop[2])),
        min(top, max(crop[1], crop[3])),
    )
    return cropped if cropped[0] < cropped[2] and cropped[1] < cropped[3] else (left, bottom, right, top)


def _strip(frame: Box, rotation: int, height: float) -> tuple[Box, str]:
    """Return the longer frame, and the matrix that leads from its new strip, read upright, onto the page."""
    left, bottom, right, top = frame
    if rotation == 90:  # noqa: PLR2004 -- a quarter turn: the right edge is the bottom for the reader
        return (left, bottom, right + height, top), f"0 1 -1 0 {right + height:.3f} {bottom:.3f}"
    if rotation == 180:  # noqa: PLR2004 -- upside down
        return (left, bottom, right, top + height), f"-1 0 0 -1 {right:.3f} {top + height:.3f}"
    if rotation == 270:  # noqa: PLR2004 -- three quarters
        return (left - height, bottom, right, top), f"0 -1 1 0 {left - height:.3f} {top:.3f}"
    return (left, bottom - height, right, top), f"1 0 0 1 {left:.3f} {bottom - height:.3f}"


def _inherited_rotation(page: pikepdf.Page) -> int:
    parent = page.obj.get("/Parent")
    while parent is not None:
        if "/Rotate" in parent:
            return int(parent.Rotate) % 360
        parent = parent.get("/Parent")
    return 0


def _own(page: pikepdf.Page, *names: str) -> Any:
    """Return a dictionary inside the page that belongs to this page alone, however deep."""
    import pikepdf

    inside: Any = page.obj
    for name in names:
        found = page.resources if name == "/Resources" and name not in inside else inside.get(name)
        copy = pikepdf.Dictionary(dict(found.items()) if found is not None else {})
        inside[name] = copy
        inside = inside[name]
    return inside
