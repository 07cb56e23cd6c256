"""Cleaning the texts of real files: line ends of three systems, indented wraps, dashes that mean nothing."""

import re

_WRAP = re.compile(r"(?<!\r)\n[ \t]{2,}(?=\S)")
_BLANKS = re.compile(r"[ \t\u00a0]+")
_PLACEHOLDERS = frozenset({"-", "--", "–", "—", "."})


def paragraph_text(raw: str) -> str:
    r"""Return the text with clean lines and at most one empty line between paragraphs.

    Files that an editor has indented wrap a sentence as "\n" plus blanks, while a wanted line end
    came from Windows as "&#xD;\n". So the first becomes a blank and the second stays a line.
    """
    text = _WRAP.sub(" ", raw).replace("\r\n", "\n").replace("\r", "\n")
    lines = [_BLANKS.sub(" ", line).strip() for line in text.split("\n")]
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return "" if joined in _PLACEHOLDERS else joined


def line_text(raw: str) -> str:
    """Return the text on one line: for titles, names and codes."""
    joined = " ".join(raw.split())
    return "" if joined in _PLACEHOLDERS else joined
