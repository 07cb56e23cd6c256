"""Clean what people paste: odd blanks, invisible characters, line ends of other systems."""

import re
import unicodedata

_INVISIBLE = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u2060\ufeff\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]+")


def clean_line(text: str) -> str:
    """Return one line: composed characters, single blanks, nothing invisible."""
    return " ".join(clean(text).split())


def clean_lines(text: str) -> str:
    """Return several lines with one kind of line end, without blanks at their ends."""
    lines = clean(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def clean(text: str) -> str:
    """Return the text in composed form (NFC) without control characters."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def has_control_characters(text: str) -> bool:
    """Return whether a text from another source holds characters that no form lets through."""
    return bool(_INVISIBLE.search(text))
