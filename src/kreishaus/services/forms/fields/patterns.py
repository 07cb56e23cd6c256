"""Check texts against a pattern in time that grows only with the length of the text.

Patterns come from packages of other authorities and from FIM schemas. The regular expressions of
Rust (reached through the CEL wheel) have no backtracking, so no pattern can stop the server; what
they lack (look-around, back-references) is refused when the form is read.
"""

import re
from functools import lru_cache

from kreishaus.base.expressions.wheel import compile_text
from kreishaus.base.words import say
from kreishaus.services.forms.fields.javascript import for_the_checker

MAX_PATTERN = 500
_SHORT = 200

_DIGITS = re.compile(r"\^?\(?(?:\[0-9\]|\\d)\{(\d+)\}\)?\$?")
_program = compile_text("text.matches(pattern)")


@lru_cache(maxsize=1024)
def pattern_problem(pattern: str) -> str:
    """Return why the pattern cannot be used, "" if it can."""
    if len(pattern) > MAX_PATTERN:
        return f"Das Muster ist zu lang (höchstens {MAX_PATTERN} Zeichen)."
    try:
        matches(pattern, "")
    except RuntimeError as error:
        if "size limit" in str(error):
            return "Das Muster ist zu umfangreich. Bitte weniger oft wiederholen, zum Beispiel {1,50} statt {1,1000}."
        return "Das Muster ist kein einfacher regulärer Ausdruck (ohne Vorausschau und Rückbezug)."
    return ""


def matches(pattern: str, text: str) -> bool:
    """Return whether the whole text has this form, as `pattern` in HTML means it.

    :raises RuntimeError: if the pattern is unusable; `pattern_problem` says so before.
    """
    return _matches_short(pattern, text) if len(text) <= _SHORT else _matches(pattern, text)


def _matches(pattern: str, text: str) -> bool:
    return bool(_program.execute({"pattern": f"^(?:{for_the_checker(pattern)})$", "text": text}))


# The wheel compiles the pattern anew each time, and a form is evaluated again and again with the same answers.
_matches_short = lru_cache(maxsize=8_192)(_matches)


def in_words(pattern: str) -> str:
    """Return what the pattern asks for, "" if that cannot be said simply."""
    digits = _DIGITS.fullmatch(pattern)
    return say("genau {value} Ziffern", value=digits[1]) if digits else ""
