"""The press runs typst on one order: which template, which inputs, which PDF standards.

It knows nothing of Django, so that the child process for foreign templates starts fast. An order is plain data and
travels as JSON.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import typst

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"
# Every document starts here; the template itself comes by name, so this text is the same for all.
MAIN = b'#import "/base.typ": opening\n#show: opening\n#include sys.inputs.template\n'
PLACE = re.compile(r"┌─ (?P<file>[^\n]+?):(?P<line>\d+):\d+")


@dataclass(frozen=True)
class Order:
    """One thing to set: template path below the root, inputs, PDF standards and the day as UNIX seconds."""

    template: str
    inputs: Mapping[str, str]
    standards: Sequence[str]
    timestamp: int


class PressError(Exception):
    """Typst refused the template or its data."""

    def __init__(self, message: str, *, diagnostic: str = "", file: str = "", line: int | None = None) -> None:
        """Keep typst's whole diagnostic beside the one line for people."""
        super().__init__(message)
        self.message = message
        self.diagnostic = diagnostic
        self.file = file
        self.line = line


class FontsMissing(Exception):
    """The letter fonts have not been built."""


@cache
def fonts() -> typst.Fonts:
    """Return our fonts, loaded once; never those of the host, or a letter would look different on every machine.

    :raises FontsMissing: if scripts/assets.py has not run.
    """
    # Here and below: typst takes 7 MB, and most commands set no document.
    import typst

    if not any(FONTS.glob("FiraSans-*.ttf")):
        message = f"Die Schriften fehlen in {FONTS}. Bitte scripts/assets.py ausführen."
        raise FontsMissing(message)
    # The embedded ones hold DejaVu Sans Mono, our last resort for Arabic, Hebrew and symbols.
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def compiler(root: Path) -> typst.Compiler:
    """Return a compiler that sees nothing but the files below root and finds no packages.

    It must stay in the thread that asked for it.
    """
    import typst

    # No such folder exists: typst finds no installed package there and keeps no download.
    nowhere = str(TEMPLATES / "no-packages")
    return typst.Compiler(
        root=str(root),
        font_paths=fonts(),
        ignore_system_fonts=True,
        package_path=nowhere,
        package_cache_path=nowhere,
    )


def run(order: Order, machine: typst.Compiler) -> bytes:
    """Set the order and return the PDF.

    :raises PressError: with file and line of the template where typst names them.
    """
    import typst

    try:
        pdf = machine.compile(
            input=MAIN,
            format="pdf",
            sys_inputs={"template": order.template, **order.inputs},
            pdf_standards=cast("list[typst.PDFStandard]", list(order.standards)),
            timestamp=order.timestamp,
        )
    except typst.TypstError as error:
        raise press_error(error) from error
    return cast("bytes", pdf)


def press_error(error: typst.TypstError) -> PressError:
    """Return typst's complaint with the place in the template, as far as typst names one."""
    place = PLACE.search(error.diagnostic)
    # Typst names the file below the folder it runs in; only the name below the root means something to people.
    file = place["file"].rpartition("templates/")[2] if place else ""
    line = int(place["line"]) if place else None
    # Where the files lie on this machine is nobody's business.
    message = re.sub(r" \(searched at [^)]*\)", "", error.message)
    return PressError(message, diagnostic=error.diagnostic, file=file, line=line)
