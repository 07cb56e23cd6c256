"""The constants that stand in an expression: the values at which it may change its mind."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kreishaus.base.expressions.scanning import tokens

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


@dataclass(frozen=True, slots=True)
class Literals:
    """Texts and numbers of one or several expressions, in the order in which they occur."""

    texts: tuple[str, ...] = ()
    numbers: tuple[int | float, ...] = ()

    def __add__(self, other: "Literals") -> "Literals":
        """Return the constants of both."""
        return Literals(
            tuple(dict.fromkeys(self.texts + other.texts)), tuple(dict.fromkeys(self.numbers + other.numbers))
        )


@lru_cache(maxsize=4_096)
def literals(source: str) -> Literals:
    """Return the constants of an expression; a minus sign in front belongs to its number.

    :raises ExpressionError: if the text is no expression.
    """
    texts: list[str] = []
    numbers: list[int | float] = []
    before = ("", "")
    ahead = ("", "")
    for kind, text in tokens(source):
        if kind == "string":
            texts.append(unquoted(text))
        elif kind == "number":
            number = int(text) if text.isdecimal() else float(text)
            negative = before == ("mark", "-") and ahead[0] not in {"name", "number"} and ahead[1] not in {")", "]"}
            numbers.append(-number if negative else number)
        ahead, before = before, (kind, text)
    return Literals(tuple(dict.fromkeys(texts)), tuple(dict.fromkeys(numbers)))


def unquoted(token: str) -> str:
    """Return the text that a string token stands for."""
    if token[0] in "rR":
        return token[2:-1]
    return _ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[1]), token[1:-1])
