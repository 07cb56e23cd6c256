"""Spell out characters that no font of ours can draw.

They would make a PDF/A impossible, and a name must never stop a letter. So such characters are written as [U+1F600];
the data itself stays as it was entered.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from kreishaus.ground.typesetting import press

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import typst

# Latin as it stands in letters every day: Fira Sans has all of it, so most documents need no probe.
EVERYDAY = re.compile(r"[\n\x20-\x7E\u00A0-\u017F\u2010-\u2014\u2018-\u201E\u2022\u2026\u20AC]*")
# Direction overrides could make a letter read otherwise than its data says.
OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Control, surrogate, private and unassigned characters cannot stand in a PDF/A, whatever the font.
FORBIDDEN = frozenset({"Cc", "Cs", "Co", "Cn"})
COMPLAINT = re.compile(r'^error: [^\n]*?`"((?:[^"\\\n]|\\.)+)"`', re.MULTILINE)
ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
PROBE = b"""
#set document(title: "Probe", date: datetime(year: 2026, month: 1, day: 1))
#set text(font: ("Fira Sans", "Noto Sans", "DejaVu Sans Mono"), lang: "de")
#for letter in json(bytes(sys.inputs.letters)) { par(letter) }
"""

# What the fonts can draw, by character. The fonts do not change while the process runs, so the answers keep.
_drawable: dict[str, bool] = {}


def complained(diagnostic: str) -> set[str]:
    """Return the pieces of text that typst could not draw, out of its complaint."""
    return {ESCAPE.sub(lambda match: chr(int(match[1], 16)), piece) for piece in COMPLAINT.findall(diagnostic)}


def spelled(text: str) -> str:
    """Return the text with every character as its number: "😀" becomes "[U+1F600]"."""
    return "".join(f"[U+{ord(character):04X}]" for character in text)


def undrawable(text: str, machine: typst.Compiler) -> set[str]:
    """Return the characters of the text that our fonts cannot draw."""
    unusual = set(EVERYDAY.sub("", text)) - {"\t"}
    _probe(unusual - _drawable.keys(), machine)
    return {character for character in unusual if not _drawable[character]}


def _probe(letters: Iterable[str], machine: typst.Compiler) -> None:
    import typst

    asked = sorted(letters)
    forbidden = {one for one in asked if one in OVERRIDES or unicodedata.category(one) in FORBIDDEN}
    possible = [one for one in asked if one not in forbidden]
    missing = set(forbidden)
    if possible:
        try:
            machine.compile(
                input=PROBE,
                format="pdf",
                sys_inputs={"letters": json.dumps(possible)},
                pdf_standards=["a-2a", "ua-1"],
            )
        except typst.TypstError as error:
            pieces = complained(error.diagnostic)
            if not pieces:
                raise press.press_error(error) from error
            missing |= pieces
    _drawable.update({one: one not in missing for one in asked})


def replaced(data: Any, change: Callable[[str], str]) -> Any:
    """Return the same JSON with every string changed, the keys untouched."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: replaced(value, change) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [replaced(value, change) for value in data]
    return data


def texts(data: Any) -> Iterator[str]:
    """Return every string inside the JSON, without the keys."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from texts(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from texts(value)


def spell_out(data: Any, machine: typst.Compiler) -> tuple[Any, bool]:
    """Return the JSON with undrawable characters as [U+…], and whether there were any."""
    missing = undrawable("".join(texts(data)), machine)
    if not missing:
        return data, False
    table = str.maketrans({character: spelled(character) for character in missing})
    return replaced(data, lambda text: text.translate(table)), True


def spell_out_pieces(data: Any, diagnostic: str) -> tuple[Any, bool]:
    """Return the JSON without the pieces typst still complains about, and whether it named any.

    Each character of such a piece can be drawn alone, but no single font has all of them: an accent on a letter of
    another script, say.
    """
    pieces = {piece for piece in complained(diagnostic) if not piece.isascii()}
    if not pieces:
        return data, False
    pattern = re.compile("|".join(re.escape(piece) for piece in sorted(pieces, key=len, reverse=True)))
    return replaced(data, lambda text: pattern.sub(lambda match: spelled(match[0]), text)), True
