"""Checking the whole log: every event, tile and checkpoint is recomputed and compared."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from kreishaus.ground.audit import keys
from kreishaus.ground.audit.engine.merkle import EMPTY_ROOT, TILE_WIDTH, Frontier, complete_root
from kreishaus.ground.audit.engine.notes import Checkpoint, NoteInvalid, Verifier, parse_checkpoint
from kreishaus.ground.audit.enums import Fault
from kreishaus.ground.audit.models import Checkpoint as StoredCheckpoint
from kreishaus.ground.audit.models import Event, Log, Tile, split_hashes
from kreishaus.ground.audit.queries.reading import EventLine, event_lines, pending_lines


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the log, by name and in German."""

    fault: Fault
    message: str
    index: int | None = None


@dataclass(slots=True)
class LogReport:
    """The result of checking the whole log."""

    size: int
    erased: int = 0
    pending: int = 0
    checkpoints: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing and nothing was changed."""
        return not self.findings


def verify_log(*, witnessed: Sequence[str] = ()) -> LogReport:
    """Recompute the whole log and return what is missing or changed.

    Reads in a stream: memory does not grow with the log, and recording goes on meanwhile.
    `witnessed` are checkpoint notes that somebody else kept (in receipts, for instance); only
    they show that the end of the log was cut off together with its checkpoints.

    :raises SigningKeyMissing: if the log has entries but its key is gone.
    """
    size = Log.objects.values_list("size", flat=True).first() or 0
    report = LogReport(size)
    verifier = keys.signer(may_create=size == 0).verifier
    promises = _Promises(report, verifier, witnessed)
    edge = _TreeCheck(report, promises).run()
    promises.settle(edge.size, EMPTY_ROOT if not edge.size else edge.root())
    _check_beyond_the_end(report, witnessed, verifier)
    for line in pending_lines():
        report.pending += 1
        if not line.is_sound:
            report.findings.append(Finding(Fault.EVENT_CHANGED, f"{line.name} wurde verändert."))
    return report


@dataclass(frozen=True, slots=True)
class _Promise:
    """A signed state of the log, as found in the database or at a witness."""

    size: int
    root: bytes | None
    name: str


class _Promises:
    """The checkpoints in the order of their size, compared while the tree grows."""

    def __init__(self, report: LogReport, verifier: Verifier, witnessed: Sequence[str]) -> None:
        self._report = report
        self._verifier = verifier
        self.latest = self._stored(StoredCheckpoint.objects.filter(size=report.size).first())
        kept = [self._witnessed(note) for note in witnessed]
        self._kept = sorted((each for each in kept if each), key=lambda each: each.size)
        self._coming = self._merged()
        self._next = next(self._coming, None)
        if report.size and self.latest is None:
            told = f"Zum Stand von {report.size} Einträgen fehlt der Prüfpunkt."
            report.findings.append(Finding(Fault.CHECKPOINT_MISSING, told))

    def settle(self, size: int, root: bytes) -> None:
        """Compare every promise about this size with the root that was computed."""
        while self._next is not None and self._next.size <= size:
            if self._next.size == size and self._next.root is not None and self._next.root != root:
                told = f"{self._next.name} passt nicht zu den Einträgen davor."
                self._report.findings.append(Finding(Fault.CHECKPOINT_WRONG, told, size - 1))
            self._next = next(self._coming, None)

    @property
    def next_size(self) -> int:
        """The size that the next promise is about, or -1."""
        return -1 if self._next is None else self._next.size

    def _merged(self) -> Iterator[_Promise]:
        kept = list(self._kept)
        rows = StoredCheckpoint.objects.filter(size__lte=self._report.size).order_by("size")
        for row in rows.iterator(chunk_size=1000):
            while kept and kept[0].size <= row.size:
                yield kept.pop(0)
            self._report.checkpoints += 1
            promise = self._stored(row, complain=True)
            if promise:
                yield promise
        yield from kept

    def _stored(self, row: StoredCheckpoint | None, *, complain: bool = False) -> _Promise | None:
        if row is None:
            return None
        name = f"Der Prüfpunkt mit {row.size} Einträgen"
        opened = _opened(row.note, self._verifier)
        if opened and (opened.size, opened.root) == (row.size, bytes(row.root)):
            return _Promise(row.size, opened.root, name)
        if complain:
            told = f"{name} ist nicht gültig unterschrieben."
            self._report.findings.append(Finding(Fault.CHECKPOINT_WRONG, told, row.size - 1))
        return _Promise(row.size, None, name)

    def _witnessed(self, note: str) -> _Promise | None:
        opened = _opened(note, self._verifier)
        if opened is None:
            told = "Ein mitgebrachter Prüfpunkt ist nicht von diesem Protokoll unterschrieben."
            self._report.findings.append(Finding(Fault.CHECKPOINT_WRONG, told))
            return None
        return _Promise(opened.size, opened.root, f"Der mitgebrachte Prüfpunkt mit {opened.size} Einträgen")


class _TreeCheck:
    """One pass over events and tiles from left to right."""

    def __init__(self, report: LogReport, promises: _Promises) -> None:
        self._report = report
        self._promises = promises
        self._edge = Frontier()
        self._lines = event_lines(report.size)
        self._line = next(self._lines, None)
        # For each upper level: the tile being filled from the tiles below it.
        self._upper: list[tuple[int, list[bytes]]] = []

    def run(self) -> Frontier:
        """Check everything and return the edge of the recomputed tree."""
        for start in range(0, self._report.size, TILE_WIDTH):
            width = min(TILE_WIDTH, self._report.size - start)
            leaves = self._leaves(start, width)
            for leaf in leaves:
                self._edge.append(leaf)
                if self._edge.size == self._promises.next_size:
                    self._promises.settle(self._edge.size, self._edge.root())
            if width == TILE_WIDTH:
                self._climb(1, complete_root(leaves))
        for level, (number, row) in enumerate(self._upper, start=1):
            if row:
                self._compare(level, number, row)
        return self._edge

    def _leaves(self, start: int, width: int) -> list[bytes]:
        """Return the leaf hashes to go on with: those that the signed part of the tree vouches for."""
        number = start // TILE_WIDTH
        lines = self._take(start, width)
        told = [line.leaf if line else b"" for line in lines]
        stored = _stored_row(0, number, width)
        if stored is None:
            self._found(Fault.TILE_MISSING, f"Die Kachel 0/{number} fehlt.")
            trusted = told
        elif stored == told:
            trusted = told
        else:
            vouched = self._voucher(number, width)
            trusted = stored if len(stored) == width and (vouched(stored) or not vouched(told)) else told
            if trusted is told or not vouched(stored):
                self._found(Fault.TILE_CHANGED, f"Die Kachel 0/{number} wurde verändert.")
        self._name_faults(start, lines, trusted)
        return trusted

    def _voucher(self, number: int, width: int) -> Callable[[list[bytes]], bool]:
        if width == TILE_WIDTH:
            level_1, place = divmod(number, TILE_WIDTH)
            above = _stored_row(1, level_1, place + 1)
            parent = above[place] if above and len(above) > place else None
            return lambda leaves: len(leaves) == width and all(leaves) and complete_root(leaves) == parent
        latest = self._promises.latest

        def vouched(leaves: list[bytes]) -> bool:
            edge = Frontier(self._edge.size, list(self._edge.subtrees))
            for leaf in leaves:
                edge.append(leaf)
            return latest is not None and edge.root() == latest.root

        return vouched

    def _name_faults(self, start: int, lines: Sequence[EventLine | None], trusted: Sequence[bytes]) -> None:
        for place, (line, leaf) in enumerate(zip(lines, trusted, strict=True)):
            index = start + place
            if line is None:
                self._found(Fault.EVENT_MISSING, f"Das Ereignis Nr. {index + 1} fehlt.", index)
            elif line.leaf != leaf or not line.is_sound:
                self._found(Fault.EVENT_CHANGED, f"{line.name} wurde verändert.", index)

    def _climb(self, level: int, root: bytes) -> None:
        if len(self._upper) < level:
            self._upper.append((0, []))
        number, row = self._upper[level - 1]
        row.append(root)
        if len(row) == TILE_WIDTH:
            self._compare(level, number, row)
            self._upper[level - 1] = (number + 1, [])
            self._climb(level + 1, complete_root(row))

    def _compare(self, level: int, number: int, row: list[bytes]) -> None:
        stored = _stored_row(level, number, len(row))
        if stored is None:
            self._found(Fault.TILE_MISSING, f"Die Kachel {level}/{number} fehlt.")
        elif stored != row:
            self._found(Fault.TILE_CHANGED, f"Die Kachel {level}/{number} wurde verändert.")

    def _take(self, start: int, width: int) -> list[EventLine | None]:
        taken: list[EventLine | None] = [None] * width
        while self._line is not None and self._line.index < start + width:
            taken[self._line.index - start] = self._line
            self._report.erased += self._line.is_erased
            self._line = next(self._lines, None)
        return taken

    def _found(self, fault: Fault, message: str, index: int | None = None) -> None:
        self._report.findings.append(Finding(fault, message, index))


def _stored_row(level: int, number: int, width: int) -> list[bytes] | None:
    packed = Tile.objects.filter(level=level, number=number).values_list("hashes", flat=True).first()
    return None if packed is None else split_hashes(packed)[:width]


def _opened(note: str, verifier: Verifier) -> Checkpoint | None:
    try:
        checkpoint = parse_checkpoint(verifier.open_note(note))
    except NoteInvalid:
        return None
    return checkpoint if checkpoint.origin == verifier.name else None


def _check_beyond_the_end(report: LogReport, witnessed: Sequence[str], verifier: Verifier) -> None:
    promised = [opened.size for opened in (_opened(note, verifier) for note in witnessed) if opened]
    promised += StoredCheckpoint.objects.order_by("-size").values_list("size", flat=True)[:1]
    last = Event.objects.filter(index__isnull=False).order_by("-index").values_list("index", flat=True).first()
    # Read last: whatever was sequenced meanwhile is counted in it.
    size = Log.objects.values_list("size", flat=True).first() or 0
    if promised and max(promised) > size:
        told = f"Das Protokoll hat {size} Einträge, ein Prüfpunkt nennt aber {max(promised)}: Das Ende fehlt."
        report.findings.append(Finding(Fault.LOG_SHORTENED, told))
    if last is not None and last >= size:
        told = f"Ein Ereignis trägt die Nr. {last + 1}, das Protokoll hat nur {size} Einträge."
        report.findings.append(Finding(Fault.EVENT_SURPLUS, told, last))
