"""Small letters to stamp onto pages: our own font, embedded once in each file.

Typst sets an alphabet; its font and the number of each letter are taken from there, because PDF/A wants every visible
letter embedded and no other library here can subset a font.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from kreishaus.ground.typesetting import press

if TYPE_CHECKING:
    import pikepdf

_LETTERS = "".join(map(chr, [*range(0x21, 0x7F), *range(0xA1, 0x180)])) + "–"
_ALPHABET = b"""
#set document(title: "Stempel", date: datetime(year: 2026, month: 1, day: 1))
#set text(font: "Fira Sans", lang: "de", ligatures: false, kerning: false, size: 8pt)
#for letter in json(bytes(sys.inputs.letters)) { [#letter ] }
"""
_CODE = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]{4})>\n")
_THOUSANDTHS = 1000


@dataclass(frozen=True, slots=True)
class Lettering:
    """The stamp letters: a PDF that holds the font, the code of each letter, and its width in thousandths."""

    pdf: bytes
    codes: dict[str, int]
    widths: dict[str, float]

    def shown(self, text: str) -> str:
        """Return the text with a question mark for each letter that the font lacks."""
        return "".join(letter if letter in self.codes else "?" for letter in text)

    def width(self, text: str, *, size: float) -> float:
        """Return how wide the text is, in points."""
        return sum(self.widths[letter] for letter in self.shown(text)) * size / _THOUSANDTHS

    def codes_of(self, text: str) -> str:
        """Return the text as the hexadecimal string of a PDF operator."""
        return "".join(f"{self.codes[letter]:04x}" for letter in self.shown(text))

    def font_in(self, target: pikepdf.Pdf) -> pikepdf.Object:
        """Return the font as an object of the target; call it once for each target."""
        import pikepdf

        with pikepdf.open(io.BytesIO(self.pdf)) as source:
            return target.copy_foreign(_font(source))


@cache
def lettering() -> Lettering:
    """Return the stamp letters, made once.

    :raises press.FontsMissing: if the fonts have not been built.
    """
    import pikepdf

    machine = press.compiler(press.TEMPLATES)
    inputs = {"letters": json.dumps(list(_LETTERS))}
    pdf = cast("bytes", machine.compile(input=_ALPHABET, format="pdf", sys_inputs=inputs, pdf_standards=["a-2b"]))
    with pikepdf.open(io.BytesIO(pdf)) as source:
        font = _font(source)
        pairs = _CODE.findall(font.ToUnicode.read_bytes().partition(b"endcodespacerange")[2])
        codes = {chr(int(letter, 16)): int(code, 16) for code, letter in pairs}
        by_code = _widths(font.DescendantFonts[0])
    return Lettering(pdf, codes, {letter: by_code.get(code, 0.0) for letter, code in codes.items()})


def _font(source: pikepdf.Pdf) -> pikepdf.Object:
    fonts = source.pages[0].obj.Resources.Font
    return next(font for _, font in fonts.items() if "FiraSans" in str(font.BaseFont))


def _widths(inner: pikepdf.Object) -> dict[int, float]:
    """Read "first last width" and "first [widths]" of a W array."""
    import pikepdf

    found: dict[int, float] = {}
    entries = list(cast("list[object]", inner.W))
    while entries:
        first, second = int(cast("int", entries.pop(0))), entries.pop(0)
        if isinstance(second, pikepdf.Array):
            found.update({first + place: float(cast("float", width)) for place, width in enumerate(second)})
        else:
            width = float(cast("float", entries.pop(0)))
            found.update(dict.fromkeys(range(first, int(cast("int", second)) + 1), width))
    return found
