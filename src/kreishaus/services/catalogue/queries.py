"""Questions to the catalogue: what fits these words, what is asked for most, what belongs to a life situation."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from kreishaus.base.german import fold
from kreishaus.ground.search.queries import search

from .models import Service

_MOST_USED = 8
_PAGE = 20
_CLOSE_ENOUGH = 0.75
_SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A service and, in words, why it was found."""

    service: Service
    reason: str


def visible_services() -> QuerySet[Service]:
    """Return the services that everybody may see."""
    return Service.objects.filter(active=True).select_related("office")


def service_by_key(key: str) -> Service | None:
    """Return a visible service, or None if there is none under this key."""
    return visible_services().filter(key=key).first()


def popular(limit: int = _MOST_USED) -> list[Service]:
    """Return the services that are used most."""
    return list(visible_services().order_by("-popularity", "name")[:limit])


def by_life_situation() -> dict[str, list[Service]]:
    """Return all visible services in groups, in alphabetical order; without a situation under ""."""
    groups: dict[str, list[Service]] = {}
    for service in visible_services().order_by("life_situation", "name"):
        groups.setdefault(service.life_situation, []).append(service)
    return groups


def find_services(query: str, *, limit: int = _PAGE) -> list[Match]:
    """Return services that fit the words, best first, and forgive what people mistype.

    First comes what the search index finds (word forms, parts of compounds), then names and
    keywords that begin with the words, then those that look alike ("Jagtschein").
    """
    if not query.strip():
        return []
    page = search(query, scopes=("public",), kinds=("service",), limit=limit)
    found = {hit.object_id: "" for hit in page.hits}
    if len(found) < limit:
        for identity, reason in _alike(query):
            found.setdefault(identity, reason)
    return _loaded(dict(list(found.items())[:limit]), query)


def _loaded(found: dict[UUID, str], query: str) -> list[Match]:
    services = visible_services().in_bulk(list(found))
    return [
        Match(services[identity], reason or _reason(services[identity], query))
        for identity, reason in found.items()
        if identity in services
    ]


def _reason(service: Service, query: str) -> str:
    words = fold(query).split()
    if any(word in fold(service.name) for word in words):
        return "Treffer im Namen"
    for keyword in service.keywords:
        if any(word in fold(keyword) for word in words):
            return f"auch bekannt als „{keyword}“"
    return "Treffer in der Beschreibung"


def _alike(query: str) -> Iterable[tuple[UUID, str]]:
    wanted = fold(query).split()
    similar: list[tuple[float, UUID, str]] = []
    rows = Service.objects.filter(active=True).values_list("id", "name", "keywords")
    for identity, name, keywords in rows.iterator(chunk_size=500):
        score, word = max((_likeness(wanted, text), text) for text in (name, *keywords))
        if score >= _CLOSE_ENOUGH:
            similar.append((score, identity, f"ähnlich: „{word}“"))
    similar.sort(key=lambda entry: -entry[0])
    return [(identity, reason) for _, identity, reason in similar]


def _likeness(wanted: list[str], text: str) -> float:
    """Return how well every wanted word is met by some word of the text: 1.0 is a common beginning."""
    words = fold(text).replace("-", " ").split()
    return min((_best(word, words) for word in wanted), default=0.0) if words else 0.0


def _best(wanted: str, words: list[str]) -> float:
    if any(word.startswith(wanted) for word in words):
        return 1.0
    if len(wanted) < _SHORTEST_WORD:
        return 0.0
    matcher = difflib.SequenceMatcher(b=wanted)
    best = 0.0
    for word in words:
        matcher.set_seq1(word)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best
