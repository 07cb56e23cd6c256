"""What makes a text hard, each with the place and what to do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from kreishaus.base.readability.office_words import KNOWN_SHORT, ORDINARY_NOUNS, PLAIN_WORDS
from kreishaus.base.readability.sentences import sentences, words

LONG_SENTENCE = 15
"""words that a sentence may have"""
_CHAIN = 4
_FEW_WORDS_BETWEEN = 5
_MANY_NOUNS = 3
_LONGEST_EXTRACT = 120

_AUXILIARY = re.compile(r"\b(?:wird|werden|wurden?|worden)\b")
_PARTICIPLE = re.compile(
    r"\b(?:[a-zäöüß]*ge[a-zäöüß]{2,}(?:t|en)|[a-zäöüß]+iert|(?:be|ver|er|ent|zer|über|unter)[a-zäöüß]{3,}t)"
    r"(?=\s+(?:wird|werden|wurden?|worden|und|oder)\b|\s*[,.;:!?)]|\s*$)"
)
_NOUN = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]*(?:ung|heit|keit|tion|nahme)(?:s|en|n)?\b")
_TWO_NEGATIONS = re.compile(
    r"\bnicht\s+un[a-zäöü]{3,}|\bnicht\s+ohne\b|\b(?:kein\w*|nie|niemand\w*)\s+(?:\S+\s+){0,5}nicht\b", re.IGNORECASE
)
_SHORT_WORD = re.compile(
    r"\b(?:ggf|bzw|evtl|i\. ?d\. ?R|u\. ?a|o\. ?g|o\. ?ä|u\. ?U|i\. ?S\. ?d|sog|vgl|lt|gem|inkl)\."
)
_CAPITALS = re.compile(r"\b[A-ZÄÖÜ][A-Za-zÄÖÜäöü]*[A-ZÄÖÜ]\b|\b[A-ZÄÖÜ]{2,}\b")
_OFFICE = re.compile(
    "|".join(rf"\b(?P<w{number}>{re.escape(word)})" for number, word in enumerate(PLAIN_WORDS)), re.IGNORECASE
)
_INSTEAD = tuple(PLAIN_WORDS.values())
_ENDINGS = tuple(f"{noun}{ending}" for noun in ORDINARY_NOUNS for ending in ("", "en", "s"))


class Kind(StrEnum):
    """What makes it hard."""

    LONG = "long"
    PASSIVE = "passive"
    NOMINAL = "nominal"
    OFFICE = "office"
    NEGATION = "negation"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to change."""

    kind: Kind
    words: str
    extract: str


def hints_on(text: str) -> list[Hint]:
    """Return what makes this text hard, in its order, the same thing once."""
    found = [hint for sentence in sentences(text) for hint in _on_sentence(sentence)]
    return list(dict.fromkeys([*found, *_short_forms(text)]))


def _on_sentence(sentence: str) -> Iterator[Hint]:
    length = len(words(sentence))
    extract = sentence if len(sentence) <= _LONGEST_EXTRACT else f"{sentence[: _LONGEST_EXTRACT - 1]}…"
    if length > LONG_SENTENCE:
        told = f"Der Satz hat {length} Wörter. Bis {LONG_SENTENCE} liest man ihn in einem Zug. Machen Sie zwei daraus."
        yield Hint(Kind.LONG, told, extract)
    if _AUXILIARY.search(sentence) and _PARTICIPLE.search(sentence):
        yield Hint(Kind.PASSIVE, "Hier steht nicht, wer etwas tut. Besser mit „wir“ oder „Sie“.", extract)
    chain = _nouns(sentence)
    if chain:
        yield Hint(Kind.NOMINAL, f"Viele Hauptwörter: {', '.join(chain)}. Besser ein Tätigkeitswort.", extract)
    for match in _OFFICE.finditer(sentence):
        number = int(str(match.lastgroup)[1:])
        yield Hint(Kind.OFFICE, f"„{match.group()}“ ist ein Amtswort. Einfacher: {_INSTEAD[number]}.", extract)
    if _TWO_NEGATIONS.search(sentence):
        yield Hint(Kind.NEGATION, "Zweimal verneint. Sagen Sie, was gilt.", extract)


def _nouns(sentence: str) -> list[str]:
    """Return the nouns of a chain: two close together, or three in one sentence."""
    found = [match for match in _NOUN.finditer(sentence) if not match.group().lower().endswith(_ENDINGS)]
    close = any(
        len(words(sentence[first.end() : second.start()])) < _FEW_WORDS_BETWEEN - 1 for first, second in pairwise(found)
    )
    several = close and len(words(sentence)) >= _CHAIN
    return [match.group() for match in found] if several or len(found) >= _MANY_NOUNS else []


def _short_forms(text: str) -> Iterator[Hint]:
    for match in _SHORT_WORD.finditer(text):
        yield Hint(Kind.SHORT, f"„{match.group()}“ bitte ausschreiben.", match.group())
    for match in _CAPITALS.finditer(text):
        short = match.group()
        if short in KNOWN_SHORT or _is_law(text, match) or f"({short})" in text or f"{short} (" in text:
            continue
        if short.isupper() and len(short) > len("BAUAMT"):
            continue  # a heading in capitals, no short form
        yield Hint(Kind.SHORT, f"„{short}“ kennt nicht jeder. Bitte einmal ausschreiben.", short)


def _is_law(text: str, match: re.Match[str]) -> bool:
    """Tell whether the short form is the name of a law behind a paragraph: that stands there for jurists."""
    return bool(re.search(r"(?:§|Art\.)[^;!?\n]{0,60}$", text[: match.start()]))
