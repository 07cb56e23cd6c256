"""The German analyser: which terms stand for a text, in the index and in a query alike.

A word is folded (base.german), stemmed (Snowball) and, where it is a compound, followed by the stems of its
parts: "Baugenehmigungsverfahren" becomes "baugenehmigungsverfahr bau genehm verfahr". The parts follow each
other, so the compound "Genehmigungsverfahren" is found in it as a phrase. References are not stemmed.
"""

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from threading import Lock

import Stemmer

from kreishaus.base.german import fold

LONGEST_WORD = 64
_LONGEST_TEXT = 100_000
_MOST_REFERENCE_PARTS = 8
_SHORTEST_COMPOUND = 6
_SHORTEST_PART = 3
# A short word such as "Amt" inside an otherwise unknown word is chance ("insgesamt").
_SHORTEST_SURE_PART = 5
_SHORTEST_UNKNOWN_PART = 4
_LINKS = ("", "s", "es", "n", "en", "e", "er", "ern")
_WORD = re.compile(r"[^\W_]+")
# Completes a word that is still being typed: "genehmigu" must already find what "genehmigung" finds.
_REST_OF_WORD = ("n", "en", "g", "ng", "ung", "t", "it", "eit", "h", "ch", "s", "r", "er", "m", "d")

_stemmer = Stemmer.Stemmer("german")
# The C object keeps state while it works.
_stemming = Lock()


def analyse(text: str) -> str:
    """Return the terms of a text, separated by spaces, in the order of its words."""
    return " ".join(filter(None, map(_terms_of_written, _written_words(text[:_LONGEST_TEXT]))))


def words(text: str) -> list[str]:
    """Return the folded words of a text, without punctuation."""
    return [word for written in _written_words(text) for word in _folded_words(written)]


def terms_of(word: str) -> tuple[str, ...]:
    """Return the stem of a word, followed by the stems of its parts if it is a compound."""
    return tuple(_terms_of_written(word).split())


def possible_stems(beginning: str) -> tuple[str, ...]:
    """Return the stems that the folded beginning of a word may lead to, if they are shorter than itself."""
    stems = (stem(beginning + rest) for rest in ("", *_REST_OF_WORD))
    shorter = (found for found in stems if _SHORTEST_PART <= len(found) < len(beginning))
    return tuple(dict.fromkeys(found for found in shorter if beginning.startswith(found)))


def reference_keys(reference: str) -> str:
    """Return the keys of a reference: without separators, whole and from each of its parts to the end.

    "36-17-2026" gives "36172026 172026 2026", so "36-17", "36 17" and "2026" find it as a prefix.
    """
    parts = words(reference)[:_MOST_REFERENCE_PARTS]
    keys = ("".join(parts[start:]) for start in range(len(parts)))
    return " ".join(key[:LONGEST_WORD] for key in keys)


def stem(word: str) -> str:
    """Return the Snowball stem of a folded word."""
    with _stemming:
        found: str = _stemmer.stemWord(word)
    return found


def _written_words(text: str) -> list[str]:
    if not text.isascii():
        # An accent that stands apart from its letter, or a soft hyphen, would cut the word in two.
        text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    return _WORD.findall(text)


def _folded_words(written: str) -> list[str]:
    # Folding may take one sign apart into several words ("½").
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(written))]


# Words repeat themselves: from the cache, a text of 1 KB takes 0.03 ms.
@lru_cache(maxsize=100_000)
def _terms_of_written(written: str) -> str:
    return " ".join(term for word in _folded_words(written) for term in (stem(word), *_parts(word)))


def _parts(word: str) -> tuple[str, ...]:
    """Take a compound apart: wholly into known words, or into known words and one unknown rest."""
    if len(word) < _SHORTEST_COMPOUND or not word.isalpha():
        return ()
    forms = _forms()
    for end in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        if word[:end] in forms:
            rest = _covered(word[end:], _SHORTEST_PART)
            if rest:
                return (forms[word[:end]], *rest)
    return () if word in forms else _parts_beside_unknown(word)


def _parts_beside_unknown(word: str) -> tuple[str, ...]:
    longest = len(word) - _SHORTEST_UNKNOWN_PART
    for start in range(_SHORTEST_UNKNOWN_PART, len(word) - _SHORTEST_SURE_PART + 1):
        known = _covered(word[start:], _SHORTEST_SURE_PART)
        if known:
            return (stem(word[:start]), *known)
    for end in range(longest, _SHORTEST_SURE_PART - 1, -1):
        known = _covered(word[:end], _SHORTEST_SURE_PART)
        if known:
            return (*known, stem(word[end:]))
    return ()


def _covered(word: str, shortest: int) -> tuple[str, ...]:
    """Return the stems of the known words that make up the whole word, longest first; () if they do not."""
    forms = _forms()
    if word in forms:
        return (forms[word],)
    for end in range(len(word) - shortest, shortest - 1, -1):
        if word[:end] in forms:
            rest = _covered(word[end:], shortest)
            if rest:
                return (forms[word[:end]], *rest)
    return ()


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """Return the stem for each form that a word of the vocabulary takes inside a compound."""
    source = files(__package__).joinpath("vocabulary.txt").read_text(encoding="utf-8")
    lines = (line for line in source.splitlines() if not line.startswith("#"))
    vocabulary = [fold(word) for line in lines for word in line.split()]
    forms: dict[str, str] = {}
    for word in vocabulary:
        # "Schule" loses its -e in "Schulamt" and gains an -s in "Hilfsmittel".
        roots = (word, word.removesuffix("e")) if len(word) > _SHORTEST_PART + 1 else (word,)
        for root in roots:
            for link in _LINKS:
                forms.setdefault(root + link, stem(word))
    # The word itself wins over a form of another word.
    return forms | {word: stem(word) for word in vocabulary}
