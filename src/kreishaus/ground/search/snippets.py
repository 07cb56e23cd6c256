"""The piece of a text that shows why it was found, cut at words, with the hits marked."""

import re
from typing import NamedTuple

from kreishaus.ground.search import analyser
from kreishaus.ground.search.grammar import Query

# Hits far down in a long text are not worth reading all of it on every result page.
_SEARCHED = 20_000
_WRITTEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u00ad]+[^\W_]*)*")


class Segment(NamedTuple):
    """A piece of a snippet, and whether it is one of the words looked for."""

    text: str
    is_hit: bool


def snippet(text: str, query: Query, *, length: int = 200) -> tuple[Segment, ...]:
    """Return the part of the text (about `length` characters) with the most hits, in marked segments."""
    text = " ".join(text[:_SEARCHED].split())
    spans = _hits(text, query)
    start, end = _window(text, spans, length)
    segments: list[Segment] = [Segment("… ", is_hit=False)] if start else []
    position = start
    for first, last in spans:
        if first < start or last > end:
            continue
        if first > position:
            segments.append(Segment(text[position:first], is_hit=False))
        segments.append(Segment(text[first:last], is_hit=True))
        position = last
    if position < end:
        segments.append(Segment(text[position:end], is_hit=False))
    if end < len(text):
        segments.append(Segment(" …", is_hit=False))
    return tuple(segments)


def _hits(text: str, query: Query) -> list[tuple[int, int]]:
    exact: set[tuple[str, ...]] = set()
    beginnings: list[str] = []
    for phrase in (phrase for group in query.groups for phrase in group if not phrase.in_reference):
        if phrase.is_prefix:
            beginnings.append(phrase.terms[-1])
        exact.add(phrase.terms)
    # In a phrase of several words each word is a hit of its own.
    single = {terms[0] for terms in exact if len(terms) == 1}
    starts = tuple(beginnings)
    found = []
    for match in _WRITTEN.finditer(text):
        terms = analyser.terms_of(match.group())
        if not terms:
            continue
        if (
            not single.isdisjoint(terms)
            or (starts and any(term.startswith(starts) for term in terms))
            or any(_overlap(terms, phrase) for phrase in exact if len(phrase) > 1)
        ):
            found.append(match.span())
    return found


def _overlap(terms: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Tell whether a word carries the phrase (parts of a compound) or the phrase carries the word."""
    shorter, longer = sorted((terms, phrase), key=len)
    size = len(shorter)
    return any(longer[start : start + size] == shorter for start in range(len(longer) - size + 1))


def _window(text: str, spans: list[tuple[int, int]], length: int) -> tuple[int, int]:
    """Return where the window with the most hits begins and ends, both between two words."""
    if len(text) <= length:
        return 0, len(text)
    best_start, most = 0, 0
    for index, (first, _last) in enumerate(spans):
        inside = sum(1 for _f, last in spans[index : index + 20] if last <= first + length * 3 // 4)
        if inside > most:
            best_start, most = max(0, first - length // 4), inside
    start = text.find(" ", best_start) + 1 if best_start else 0
    start = min(start, max(0, len(text) - length))
    if start and text[start - 1] != " ":
        start = text.rfind(" ", 0, start) + 1
    end = start + length
    if end >= len(text):
        return start, len(text)
    blank = text.rfind(" ", start, end)
    return start, blank if blank > start else end
