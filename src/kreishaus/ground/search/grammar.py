"""What a person typed into the search box, understood: words, phrases in quotes, references. It never fails."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kreishaus.ground.search import analyser

_LONGEST_QUERY = 300
_MOST_GROUPS = 12
_SHORTEST_PREFIX = 2
_QUOTED = re.compile(r'["„“”»«]([^"„“”»«]*)["„“”»«]')
# Say nothing about a matter and stand in nearly every text.
_EMPTY_WORDS = frozenset(
    """
    aber als am an auch auf aus bei bin bis da das dem den der des die dies doch du durch ein eine einem einen einer
    eines er es fur gegen hat hatte ich ihr im in ist kann man mein meine mit muss nach nicht noch nur ob oder ohne
    sich sie sind so soll und uber um uns unter vom von vor war was wenn wer wie wir wird wo zu zum zur and or not near
    """.split()  # noqa: SIM905 -- words read better than a column of quotes
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that follow each other; the last one may be only the beginning of a term."""

    terms: tuple[str, ...]
    is_prefix: bool = False
    in_reference: bool = False


Group = tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """All groups must be found, or the whole as a reference; of a group any phrase will do."""

    groups: tuple[Group, ...]
    reference: str = ""

    def __bool__(self) -> bool:
        return bool(self.groups)


def parse(text: str) -> Query:
    """Return what to look for; a query without any word is false and finds nothing."""
    text = text[:_LONGEST_QUERY]
    quoted = [tuple(analyser.analyse(found).split()) for found in _QUOTED.findall(text)]
    phrases = [(Phrase(terms),) for terms in quoted if terms]
    rest = _QUOTED.sub(" ", text)
    chunks = _chunks(rest, has_phrases=bool(phrases))
    groups: list[Group] = list(phrases)
    for position, chunk in enumerate(chunks):
        is_last = position == len(chunks) - 1 and not text[-1:].isspace()
        groups.append(tuple(dict.fromkeys(_alternatives(chunk, is_last=is_last))))
    reference = "".join(analyser.words(rest)) if not phrases and _looks_like_reference(rest) else ""
    return Query(groups=tuple(dict.fromkeys(groups))[:_MOST_GROUPS], reference=reference[: analyser.LONGEST_WORD])


def _chunks(text: str, *, has_phrases: bool) -> list[str]:
    """Return the parts between blanks that carry a meaning."""
    chunks = [chunk for chunk in text.split() if analyser.words(chunk)]
    meaningful = [chunk for chunk in chunks if " ".join(analyser.words(chunk)) not in _EMPTY_WORDS]
    return meaningful if meaningful or has_phrases else chunks


def _alternatives(chunk: str, *, is_last: bool) -> Iterator[Phrase]:
    written = analyser.words(chunk)
    terms = tuple(analyser.analyse(chunk).split())
    if len(written) == 1:
        yield Phrase(terms[:1])
        if len(terms) > 1:
            yield Phrase(terms[1:])
    else:
        yield Phrase(terms)
    if is_last:
        yield from _unfinished(written)
    if _looks_like_reference(chunk):
        yield Phrase(("".join(written)[: analyser.LONGEST_WORD],), is_prefix=True, in_reference=True)


def _unfinished(written: list[str]) -> Iterator[Phrase]:
    """Find what the last word may become while it is being typed."""
    *before, last = written
    first_terms = tuple(term for word in before for term in analyser.terms_of(word))
    if len(last) >= _SHORTEST_PREFIX:
        yield Phrase((*first_terms, last), is_prefix=True)
    if not before:
        for stem in analyser.possible_stems(last):
            yield Phrase((stem,))


def _looks_like_reference(text: str) -> bool:
    """Tell whether the text may be a file number or a number plate: it has a digit, or parts of one word."""
    key = "".join(analyser.words(text))
    if len(key) < _SHORTEST_PREFIX:
        return False
    return any(letter.isdigit() for letter in key) or (" " not in text.strip() and len(analyser.words(text)) > 1)
