r"""Patterns are written as HTML and FIM mean them (JavaScript); the checker speaks the dialect of Rust.

What both spell alike but mean differently is rewritten: `\d`, `\w` and `\b` are ASCII in JavaScript,
`.` stops at every line end, `[`, `&` and `~` are plain characters inside of a class, `[^]` is anything,
a character beyond U+FFFF may be two `\u` escapes. Look-around and back-references have no counterpart;
the checker refuses them.
"""

import re

_OUTSIDE = {
    "d": "[0-9]",
    "D": "[^0-9]",
    "w": "[A-Za-z0-9_]",
    "W": "[^A-Za-z0-9_]",
    "b": r"(?-u:\b)",
    "B": r"(?-u:\B)",
    "0": r"\x00",
}
_INSIDE = {"d": "0-9", "w": "A-Za-z0-9_", "D": "[^0-9]", "W": "[^A-Za-z0-9_]", "b": r"\x08", "0": r"\x00"}
_TOKEN = re.compile(
    r"\\u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|\\c(?P<control>[A-Za-z])"
    r"|\\(?P<escaped>.)"
    r"|(?P<named>\(\?<(?![=!]))"
    r"|(?P<anything>\[\^\])"
    r"|(?P<nothing>\[\])"
    r"|(?P<plain>.)",
    re.DOTALL,
)
_DOT = r"[^\n\r\u{2028}\u{2029}]"


def for_the_checker(pattern: str) -> str:
    """Return the pattern in the dialect of the checker."""
    written: list[str] = []
    in_class = False
    for token in _TOKEN.finditer(pattern):
        text = _translated(token, in_class=in_class)
        if token["plain"] == "[" and not in_class:
            in_class = True
        elif token["plain"] == "]":
            in_class = False
        written.append(text)
    return "".join(written)


def _translated(token: re.Match[str], *, in_class: bool) -> str:
    if token["high"]:
        return f"\\u{{{_joined(token['high'], token['low']):X}}}"
    if token["control"]:
        return f"\\x{ord(token['control'].upper()) - 64:02X}"
    if token["escaped"]:
        known = _INSIDE if in_class else _OUTSIDE
        return known.get(token["escaped"], token[0])
    return _plain(token, in_class=in_class)


def _plain(token: re.Match[str], *, in_class: bool) -> str:
    if in_class:
        # A class such as `[^]` or `[]` cannot begin inside of another one.
        return re.sub(r"[\[&~]", lambda found: f"\\{found[0]}", token[0])
    if token["named"]:
        return "(?P<"
    if token["anything"]:
        return r"[\s\S]"
    if token["nothing"]:
        return r"[^\s\S]"
    return _DOT if token["plain"] == "." else token[0]


def _joined(high: str, low: str) -> int:
    return 0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00)
