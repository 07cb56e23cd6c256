"""Texts that match a pattern: read the regular expression and walk it once, at random.

The dialect is the one of `patterns` (Rust's regular expressions). What is rare (intersections of
classes, unusual Unicode properties) is not understood; then there is simply no sample.
"""

from collections.abc import Callable
from functools import lru_cache
from math import isqrt
from random import Random
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits

from kreishaus.services.forms.fields import patterns

_ATTEMPTS = 40
_MANY = 12
"""how often `*` and `+` repeat at most, unless more length is wanted"""
_TO_THE_FULL = 0.4
_WORD = ascii_letters + digits + "_"
_PRINTABLE = "".join(map(chr, range(32, 127))) + "äöüÄÖÜß"
_LETTERS = ascii_letters + "äöüÄÖÜßéğ"
_CLASSES = {"d": digits, "w": _WORD, "s": " "}
_PROPERTIES = {
    "L": _LETTERS, "Letter": _LETTERS, "Alphabetic": _LETTERS, "Latin": _LETTERS, "Lu": ascii_uppercase + "ÄÖÜ",
    "Ll": ascii_lowercase + "äöüß", "N": digits, "Nd": digits, "P": ".,;:-!?", "Z": " ", "Zs": " ", "M": "\u0301",
}  # fmt: skip
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r"}
_ANCHORS = frozenset("bBAzZ")

Emit = Callable[[Random, int], str]
"""makes one text; the number says how generous repetitions are"""


class _NotUnderstood(Exception):
    """The pattern uses what this reader does not know."""


def sample_of(pattern: str, random: Random, *, shortest: int = 0, longest: int = 500) -> str | None:
    """Return a text of this form and length, None if none was found."""
    emit = _reader(pattern)
    if emit is None:
        return None
    for attempt in range(_ATTEMPTS):
        generous = (0, 1, 3, _MANY, max(shortest, 1), max(longest, 1))[attempt % 6]
        text = emit(random, generous)
        if shortest <= len(text) <= longest and patterns.matches(pattern, text):
            return text
    return None


@lru_cache(maxsize=512)
def _reader(pattern: str) -> Emit | None:
    try:
        reader = _Reader(pattern)
        emit = reader.alternatives()
        reader.end()
    except (_NotUnderstood, IndexError, ValueError):
        return None
    return emit


class _Reader:
    """Recursive descent over the text of the pattern."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def _peek(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else ""

    def _take(self) -> str:
        char = self.text[self.at]
        self.at += 1
        return char

    def end(self) -> None:
        if self.at < len(self.text):
            raise _NotUnderstood(self.text)

    def alternatives(self) -> Emit:
        branches = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else lambda random, many: random.choice(branches)(random, many)

    def _sequence(self) -> Emit:
        parts: list[Emit] = []
        while self._peek() not in {"", "|", ")"}:
            parts.append(self._repeated())
        return lambda random, many: "".join(part(random, many) for part in parts)

    def _repeated(self) -> Emit:
        atom = self._atom()
        while self._peek() in {"*", "+", "?", "{"} and self._peek():
            atom = _times(atom, *self._bounds())
            if self._peek() == "?":
                self.at += 1
        return atom

    def _bounds(self) -> tuple[int, int | None]:
        mark = self._take()
        if mark != "{":
            return {"*": (0, None), "+": (1, None), "?": (0, 1)}[mark]
        end = self.text.index("}", self.at)
        least, comma, most = self.text[self.at : end].partition(",")
        self.at = end + 1
        return int(least or 0), (int(most) if most else None) if comma else int(least)

    def _atom(self) -> Emit:
        char = self._take()
        if char == "(":
            return self._group()
        if char == "[":
            return _one_of(self._class())
        if char == ".":
            return _one_of(_PRINTABLE)
        if char in "^$":
            return _nothing
        if char == "\\":
            return _nothing if self._peek() in _ANCHORS else _one_of(self._escape())
        return _one_of(char)

    def _group(self) -> Emit:
        if self._peek() == "?":
            end = next(i for i in range(self.at, len(self.text)) if self.text[i] in ":>)")
            closed = self.text[end] == ")"
            self.at = end + 1
            if closed:
                return _nothing
        inside = self.alternatives()
        if self._take() != ")":
            raise _NotUnderstood(self.text)
        return inside

    def _escape(self) -> str:
        char = self._take()
        if char in "pP":
            return self._property(negated=char == "P")
        if char.lower() in _CLASSES:
            known = _CLASSES[char.lower()]
            return known if char.islower() else _others(known)
        if char in "xu":
            return self._code_point(char)
        return _CONTROLS.get(char, char)

    def _property(self, *, negated: bool) -> str:
        name = self._take()
        if name == "{":
            end = self.text.index("}", self.at)
            name, self.at = self.text[self.at : end], end + 1
        known = _PROPERTIES.get(name.removeprefix("Script=").removeprefix("Is"))
        if known is None:
            raise _NotUnderstood(name)
        return _others(known) if negated else known

    def _code_point(self, kind: str) -> str:
        if self._peek() == "{":
            end = self.text.index("}", self.at)
            code, self.at = self.text[self.at + 1 : end], end + 1
        else:
            width = 2 if kind == "x" else 4
            code, self.at = self.text[self.at : self.at + width], self.at + width
        return chr(int(code, 16))

    def _class(self) -> str:
        negated = self._peek() == "^"
        self.at += negated
        found = ""
        first = True
        while first or self._peek() != "]":
            first = False
            found += self._class_part()
        self.at += 1
        return _others(found) if negated else found

    def _class_part(self) -> str:
        if self.text.startswith(("&&", "--", "~~"), self.at):
            raise _NotUnderstood(self.text)
        char = self._take()
        if char == "[":
            if self._peek() == ":":
                raise _NotUnderstood(self.text)
            return self._class()
        start = self._escape() if char == "\\" else char
        if len(start) == 1 and self._peek() == "-" and self.text[self.at + 1] != "]":
            self.at += 1
            char = self._take()
            last = self._escape() if char == "\\" else char
            return "".join(map(chr, range(ord(start), min(ord(last), ord(start) + 2000) + 1)))
        return start


def _nothing(random: Random, many: int) -> str:
    del random, many
    return ""


def _one_of(chars: str) -> Emit:
    if not chars:
        raise _NotUnderstood(chars)
    return lambda random, _many: random.choice(chars)


def _others(chars: str) -> str:
    return "".join(char for char in _PRINTABLE if char not in chars)


def _times(atom: Emit, least: int, most: int | None) -> Emit:
    def emit(random: Random, many: int) -> str:
        highest = least + many if most is None else max(least, min(most, least + many))
        count = highest if random.random() < _TO_THE_FULL else random.randint(least, highest)
        # Loops inside loops get less and less, or a short pattern would write a novel.
        return "".join(atom(random, isqrt(many)) for _ in range(count))

    return emit
