"""Finding: words, phrases and references, among what the caller's scopes allow."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connections

from kreishaus.ground.search import dialects, grammar
from kreishaus.ground.search.models import SearchEntry
from kreishaus.ground.search.snippets import Segment, snippet

# Ranking a common word over a whole county takes long and helps nobody: the newest are ranked.
RANKED = 2000
_LARGEST_PAGE = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """An object that was found; the snippet is a row of segments, hits marked."""

    kind: str
    object_id: UUID
    title: str
    reference: str
    snippet: tuple[Segment, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """One page of hits. `total_capped` counts all hits, but never beyond RANKED."""

    total_capped: int
    hits: tuple[Hit, ...]


NOTHING = Page(total_capped=0, hits=())


def search(
    query: str,
    *,
    scopes: Collection[str] | None,
    kinds: Collection[str] = (),
    limit: int = 20,
    offset: int = 0,
) -> Page:
    """Return the objects that carry all words of the query, the last of which may be unfinished.

    Only objects of these scopes are found; None means all and is for code that shows nobody the result.
    First comes the object with exactly this reference, then hits in the title, then the newest.
    """
    wanted = grammar.parse(query)
    if not wanted or (scopes is not None and not scopes):
        return NOTHING
    vendor = connections[SearchEntry.objects.db].vendor
    found = _on_postgresql(wanted) if vendor == "postgresql" else _on_sqlite(wanted)
    sql = _SQL.format(**found.parts, scope=_one_of("scope", scopes), kind=_one_of("kind", kinds or None))
    parameters = [
        *found.parameters,
        *(scopes or ()),
        *kinds,
        f"{wanted.reference or ' '} %",
        min(max(limit, 0), _LARGEST_PAGE),
        min(max(offset, 0), RANKED),
    ]
    rows = list(SearchEntry.objects.raw(sql, parameters))
    if not rows:
        return NOTHING
    return Page(total_capped=rows[0].total, hits=tuple(_hit(row, wanted) for row in rows))  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class _Match:
    parts: dict[str, str]
    parameters: list[str]


# The right to see an entry is part of the same statement that finds it.
_SQL = """
WITH found AS (
    SELECT entry.id, entry.at, entry.reference_keys, {in_title} AS in_title
    FROM {source} WHERE {match}{scope}{kind}
    ORDER BY {newest} DESC LIMIT 2000
), page AS (
    SELECT id, count(*) OVER () AS total,
        row_number() OVER (
            ORDER BY CASE WHEN reference_keys || ' ' LIKE %s THEN 0 ELSE 1 END,
            CASE WHEN in_title THEN 0 ELSE 1 END, at DESC, id DESC
        ) AS place
    FROM found
    ORDER BY place LIMIT %s OFFSET %s
)
SELECT entry.id, entry.kind, entry.object_id, entry.title, entry.reference, entry.at, entry.text, page.total
FROM page JOIN search_searchentry entry ON entry.id = page.id ORDER BY page.place
"""


def _on_sqlite(query: grammar.Query) -> _Match:
    parts = {
        "source": "search_words JOIN search_searchentry entry ON entry.id = search_words.rowid",
        "match": "search_words MATCH %s",
        "in_title": "entry.id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)",
        "newest": "search_words.rowid",
    }
    return _Match(parts, [dialects.fts5_title(query), dialects.fts5(query)])


def _on_postgresql(query: grammar.Query) -> _Match:
    parts = {
        "source": "search_searchentry entry",
        "match": "entry.words @@ %s::tsquery",
        "in_title": "entry.title_vector @@ %s::tsquery",
        "newest": "entry.id",
    }
    return _Match(parts, [dialects.tsquery_title(query), dialects.tsquery(query)])


def _one_of(column: str, values: Collection[str] | None) -> str:
    if values is None:
        return ""
    return f" AND entry.{column} IN ({', '.join(['%s'] * len(values))})"


def _hit(row: SearchEntry, query: grammar.Query) -> Hit:
    return Hit(
        kind=row.kind,
        object_id=row.object_id,
        title=row.title,
        reference=row.reference,
        snippet=snippet(row.text, query),
        at=row.at,
    )
