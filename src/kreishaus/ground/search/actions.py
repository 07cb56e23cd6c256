"""Keeping the index in step with the data. Call these in the transaction that writes the object."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kreishaus.ground.search import analyser
from kreishaus.ground.search.models import SearchEntry

_LONGEST_TITLE = 500
_LONGEST_REFERENCE = 120
_LONGEST_TEXT = 100_000
_REBUILD_AT_ONCE = 500
_KEY = ("kind", "object_id")
_WORDS = ("title_words", "reference_keys", "text_words")
_CHANGING = ("scope", "title", "reference", "at", "text", *_WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What shall be found of an object, and by whom (`scope`: "office:<id>", "authority" or "public")."""

    kind: str
    object_id: UUID
    title: str
    reference: str
    text: str
    scope: str
    at: datetime


def index(*, kind: str, object_id: UUID, title: str, reference: str, text: str, scope: str, at: datetime) -> None:
    """Make an object findable, or bring its entry up to date."""
    entry = Entry(kind=kind, object_id=object_id, title=title, reference=reference, text=text, scope=scope, at=at)
    index_all([entry])


def index_all(entries: Iterable[Entry]) -> None:
    """Make many objects findable in one statement; of two entries for one object the last counts."""
    latest = {(entry.kind, entry.object_id): entry for entry in entries}
    if not latest:
        return
    SearchEntry.objects.bulk_create(
        [_row(entry) for entry in latest.values()],
        update_conflicts=True,
        unique_fields=_KEY,
        update_fields=_CHANGING,
    )


def remove(kind: str, object_id: UUID) -> None:
    """Take an object out of the index; nothing happens if it is not in it."""
    SearchEntry.objects.filter(kind=kind, object_id=object_id).delete()


def change_scope(*, kind: str, object_ids: Collection[UUID], scope: str) -> None:
    """Let other people find these objects than before, for instance after another office took over."""
    SearchEntry.objects.filter(kind=kind, object_id__in=object_ids).update(scope=scope)


def retitle(*, kind: str, object_id: UUID, title: str) -> None:
    """Let an object be found by another title; its text and its scope stay. Nothing happens if it is not in it."""
    stored = _storable(title[:_LONGEST_TITLE])
    SearchEntry.objects.filter(kind=kind, object_id=object_id).update(
        title=stored, title_words=analyser.analyse(stored)
    )


def rebuild() -> int:
    """Analyse all entries again, after the analyser or its vocabulary has changed, and return how many there are."""
    last_id, count = 0, 0
    while rows := _rows_after(last_id):
        with transaction.atomic():
            SearchEntry.objects.bulk_update([_analysed(row) for row in rows], _WORDS)
        last_id = rows[-1].pk
        count += len(rows)
    return count


def _rows_after(last_id: int) -> Sequence[SearchEntry]:
    return list(SearchEntry.objects.filter(pk__gt=last_id).order_by("pk")[:_REBUILD_AT_ONCE])


def _row(entry: Entry) -> SearchEntry:
    return _analysed(
        SearchEntry(
            kind=entry.kind,
            object_id=entry.object_id,
            scope=entry.scope,
            title=_storable(entry.title[:_LONGEST_TITLE]),
            reference=_storable(entry.reference[:_LONGEST_REFERENCE]),
            at=entry.at,
            text=_storable(entry.text[:_LONGEST_TEXT]),
        )
    )


def _analysed(row: SearchEntry) -> SearchEntry:
    row.title_words = analyser.analyse(row.title)
    row.reference_keys = analyser.reference_keys(row.reference)
    row.text_words = analyser.analyse(row.text)
    return row


def _storable(text: str) -> str:
    """Drop what no database takes: NUL and halves of surrogate pairs."""
    return text if text.isascii() and "\0" not in text else text.replace("\0", "").encode(errors="ignore").decode()
