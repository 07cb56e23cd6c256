"""What the guard of the log compares with the records: files, cases, and the versions of documents with their blobs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from kreishaus.ground.audit import queries as audit
from kreishaus.ground.audit.enums import Fault
from kreishaus.ground.audit.ports import Damage, Stretch, Told
from kreishaus.ground.storage.ports import BlobDamaged, BlobMissing, store
from kreishaus.records.models import Case, File, Version

ADDED = frozenset({"document.added", "document.revised"})
# After one of these the log itself says why something is no longer there.
DISPOSED_WHOLLY = frozenset({"case.destroyed", "file.destroyed"})
# Their data names the document by its id (or by its number inside the case).
DISPOSED_DOCUMENT = frozenset({"document.destroyed", "document.erased"})
_COLUMNS = (
    "pk",
    "document_id",
    "number",
    "sha256",
    "size",
    "document__number",
    "document__title",
    "document__kind",
    "document__case__reference",
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A version as the guard sees it."""

    pk: UUID
    document: UUID
    version: int
    sha256: str
    size: int
    number: int
    title: str
    kind: str
    reference: str | None

    @property
    def subject(self) -> str:
        return f"case:{self.reference}" if self.reference else f"document:{self.document}"

    def damage(self, fault: Fault, what: str) -> Damage:
        """Return a damage of this version; `what` says in German what is wrong."""
        where = f"im Vorgang {self.reference}" if self.reference else "in einem Eingangskorb"
        older = f" (Fassung {self.version})" if self.version > 1 else ""
        return Damage(
            fault=fault,
            key=f"{fault}:version:{self.pk}",
            message=f"Dokument {self.number} „{self.title}“{older} {where}: {what}",
            plain=f"Fassung {self.pk}, Datei {self.sha256}: {what}",
            subject=self.subject,
        )


class RecordsHoldings:
    """The records as the guard of the log sees them."""

    def against_events(self, events: Sequence[Told]) -> Iterable[Damage]:
        """Return which files, cases and versions the log tells of and the records do not have as told."""
        yield from _missing_by_reference(events, "file.opened", "file:", File, "Die Akte")
        yield from _missing_by_reference(events, "case.opened", "case:", Case, "Der Vorgang")
        yield from _documents([event for event in events if event.verb in ADDED and event.data.get("sha256")])

    def against_log(self, after: str, limit: int) -> Stretch:
        """Check the next versions: each has its event, and its blob is there with the right size."""
        rows = _rows_after(after, limit)
        found = list(_without_event(rows))
        blobs = store()
        for row in rows:
            try:
                size = blobs.size(row.sha256)
            except BlobMissing:
                found.append((row, Fault.BLOB_MISSING, "Die Datei fehlt."))
                continue
            if size != row.size:
                told = f"Die Datei hat {size} statt {row.size} Byte."
                found.append((row, Fault.BLOB_CHANGED, told))
        damages = [(row.damage(fault, told), row.document, row.number) for row, fault, told in found]
        return _stretch(rows, limit, _unexplained(damages))

    def contents(self, after: str, limit: int) -> Stretch:
        """Read the files of the next versions and compare their digests."""
        rows = _rows_after(after, limit)
        bad = set()
        blobs = store()
        for digest in {row.sha256 for row in rows}:
            try:
                blobs.verify(digest)
            except BlobDamaged:
                bad.add(digest)
            except BlobMissing:
                pass  # the round over the rows names it
        damages = [row.damage(Fault.BLOB_CHANGED, "Die Datei wurde verändert.") for row in rows if row.sha256 in bad]
        return _stretch(rows, limit, damages)


HOLDINGS = RecordsHoldings()


def _rows_after(after: str, limit: int) -> list[_Row]:
    rows = Version.objects.order_by("pk")
    if after:
        rows = rows.filter(pk__gt=UUID(after))
    return [_Row(*values) for values in rows.values_list(*_COLUMNS)[:limit]]


def _stretch(rows: Sequence[_Row], limit: int, damages: Iterable[Damage]) -> Stretch:
    last = str(rows[-1].pk) if len(rows) == limit else ""
    return Stretch(last, len(rows), list(damages))


def _missing_by_reference(
    events: Sequence[Told], verb: str, prefix: str, model: type[File] | type[Case], name: str
) -> Iterator[Damage]:
    wanted = {event.subject.removeprefix(prefix): event for event in events if event.verb == verb}
    if not wanted:
        return
    titles = dict(model.objects.filter(reference__in=wanted).values_list("reference", "title"))
    for reference, event in wanted.items():
        missing = reference not in titles
        if missing and not _is_disposed(event.subject):
            told = f"{name} {reference} „{event.data.get('title', '')}“ fehlt."
            plain = f"{name} zum Ereignis Nr. {event.index + 1} fehlt."
            yield Damage(Fault.ROW_MISSING, f"row-missing:{event.subject}", told, plain, event.subject)
        elif not missing and titles[reference] != event.data.get("title") and not _is_told(event, titles[reference]):
            told = f"{name} {reference}: Der Titel wurde ohne Ereignis geändert."
            plain = f"{name} zum Ereignis Nr. {event.index + 1} wurde ohne Ereignis geändert."
            yield Damage(Fault.ROW_CHANGED, f"row-changed:{event.subject}", told, plain, event.subject)


def _is_disposed(subject: str) -> bool:
    return audit.history(subject).filter(verb__in=DISPOSED_WHOLLY).exists()


def _is_told(event: Told, title: str) -> bool:
    """Say whether any later event about the subject tells of this title."""
    return any(_mentions(data, title) for data in audit.history(event.subject).values_list("data", flat=True))


def _mentions(value: Any, text: str) -> bool:
    if isinstance(value, dict):
        return any(_mentions(member, text) for member in value.values())
    if isinstance(value, list):
        return any(_mentions(member, text) for member in value)
    return bool(value == text)


def _documents(events: Sequence[Told]) -> Iterator[Damage]:
    if not events:
        return
    by_digest: dict[str, list[_Row]] = defaultdict(list)
    digests = {str(event.data["sha256"]) for event in events}
    for values in Version.objects.filter(sha256__in=digests).values_list(*_COLUMNS):
        row = _Row(*values)
        by_digest[row.sha256].append(row)
    lost: list[Told] = []
    for event in events:
        found = next((each for each in by_digest[str(event.data["sha256"])] if _is_of(event, each)), None)
        if found is None:
            lost.append(event)
        elif event.data.get("size", found.size) != found.size:
            yield found.damage(Fault.ROW_CHANGED, "Die Größe in der Akte wurde verändert.")
    yield from _unexplained([(_lost(event), event.data.get("id", ""), event.data.get("document")) for event in lost])


def _is_of(event: Told, row: _Row) -> bool:
    if row.version != event.data.get("version"):
        return False
    if "id" in event.data:
        return bool(str(row.document) == event.data["id"])
    return row.subject == event.subject and bool(row.number == event.data.get("document"))


def _lost(event: Told) -> Damage:
    """Name what became of a version that is not in the records as the log told."""
    number, version = int(event.data.get("document") or 0), int(event.data.get("version") or 0)
    if "id" in event.data:
        place = Q(document__pk=event.data["id"])
    else:
        place = Q(document__case__reference=event.subject.removeprefix("case:"), document__number=number)
    values = Version.objects.filter(place, number=version).values_list(*_COLUMNS).first()
    if values is not None:
        return _Row(*values).damage(Fault.ROW_CHANGED, "Die Prüfsumme in der Akte wurde verändert.")
    where = event.subject.removeprefix("case:")
    told = f"Dokument {number} (Fassung {version}) im Vorgang {where}: Der Eintrag fehlt."
    plain = f"Die Fassung zum Ereignis Nr. {event.index + 1} fehlt, Datei {event.data['sha256']}."
    return Damage(Fault.ROW_MISSING, f"version-missing:{event.subject}:{number}:{version}", told, plain, event.subject)


def _unexplained(found: Sequence[tuple[Damage, UUID | str, object]]) -> Iterator[Damage]:
    """Leave out what is gone because it was lawfully destroyed; each comes with id and number of its document."""
    subjects = {damage.subject for damage, _, _ in found}
    if not subjects:
        return
    wholly, single = set(), set()
    for subject, verb, data in audit.told_of(subjects, verbs=DISPOSED_WHOLLY | DISPOSED_DOCUMENT):
        if verb in DISPOSED_WHOLLY:
            wholly.add(subject)
        else:
            single |= {(subject, data.get("id")), (subject, data.get("document"))}
    for damage, document, number in found:
        subject = damage.subject
        if subject not in wholly and (subject, str(document)) not in single and (subject, number) not in single:
            yield damage


def _without_event(rows: Sequence[_Row]) -> Iterator[tuple[_Row, Fault, str]]:
    told: set[tuple[str, str, int]] = set()
    documents: set[tuple[str, str]] = set()
    for subject, _verb, data in audit.told_of({row.subject for row in rows}, verbs="document."):
        told.add((subject, str(data.get("sha256")), int(data.get("version") or 0)))
        if data.get("sha256") is None and "id" in data:
            # It was moved or filed: the event over here names the document, the digest stands where it came from.
            documents.add((subject, str(data["id"])))
    for row in rows:
        if (row.subject, row.sha256, row.version) in told or (row.subject, str(row.document)) in documents:
            continue
        yield row, Fault.ROW_SURPLUS, "Zu diesem Eintrag gibt es kein Ereignis."
