"""Examining a stretch of the log: its events and tiles against the newest signed root.

Other than `checking`, which recomputes everything from the first leaf on, this follows for each tile the path up to the
signed root. So any stretch can be examined alone, however long the log is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kreishaus.ground.audit import keys
from kreishaus.ground.audit.engine import proofs
from kreishaus.ground.audit.engine.merkle import TILE_HEIGHT, TILE_WIDTH, SubtreeReader, complete_root, frontier_at
from kreishaus.ground.audit.engine.notes import NoteInvalid, Verifier, parse_checkpoint
from kreishaus.ground.audit.enums import Fault
from kreishaus.ground.audit.models import Checkpoint, Event, Log, Tile, split_hashes
from kreishaus.ground.audit.ports import Damage, Told
from kreishaus.ground.audit.queries.reading import EventLine, event_lines, pending_lines
from kreishaus.ground.audit.tiles import TileMissing, stored_subtrees

_MOST_PENDING = 2000


@dataclass(slots=True)
class Examined:
    """What a stretch of the log showed."""

    size: int
    checked: int = 0
    told: list[Told] = field(default_factory=list)
    damages: list[Damage] = field(default_factory=list)


def examine(start: int, count: int) -> Examined:
    """Examine up to `count` entries from the beginning of the tile that holds entry `start`."""
    anchor = Checkpoint.objects.order_by("-size").first()
    if anchor is None:
        return Examined(0)
    result = Examined(anchor.size)
    first = start - start % TILE_WIDTH
    end = min(first + count, anchor.size)
    lines = iter(list(event_lines(end, start=first)))
    line = next(lines, None)
    subtree = stored_subtrees()
    for number in range(first // TILE_WIDTH, -(-end // TILE_WIDTH)):
        begin = number * TILE_WIDTH
        # A whole tile is examined even if the stretch ends inside: its path needs all leaves.
        width = min(TILE_WIDTH, end - begin)
        taken: list[EventLine | None] = [None] * width
        while line is not None and line.index < begin + width:
            taken[line.index - begin] = line
            line = next(lines, None)
        _Tile(result, anchor, number, taken, subtree).examine()
        result.checked += width
        result.told += [_told(each) for each in taken if each and not each.is_erased]
    return result


def examine_ends(*, counted: tuple[int, int], witness: str | None) -> list[Damage]:
    """Examine what does not lie inside the tree: the newest checkpoint, their number, waiting events, the end.

    `counted` tells how many checkpoints there were up to which size; `witness` is a checkpoint kept outside of the
    database.

    :raises SigningKeyMissing: if the log has entries but its key is gone.
    """
    size = Log.objects.values_list("size", flat=True).first() or 0
    verifier = keys.signer(may_create=size == 0).verifier
    found = [
        *_checkpoints(size, counted, verifier),
        *_end(size, witness, verifier),
    ]
    for line in pending_lines(most=_MOST_PENDING):
        if not line.is_sound:
            plain = f"Ein Ereignis ohne Nummer ({line.identifier}) wurde verändert."
            found.append(
                Damage(Fault.EVENT_CHANGED, f"event:{line.identifier}", f"{line.name} wurde verändert.", plain)
            )
    return found


class _Tile:
    """One tile of leaves on its way to the signed root."""

    def __init__(
        self,
        result: Examined,
        anchor: Checkpoint,
        number: int,
        lines: Sequence[EventLine | None],
        subtree: SubtreeReader,
    ) -> None:
        self._result = result
        self._anchor = anchor
        self._number = number
        self._lines = lines
        self._subtree = subtree

    def examine(self) -> None:
        """Compare events, tile and signed root."""
        told = [line.leaf if line else b"" for line in self._lines]
        packed = Tile.objects.filter(level=0, number=self._number).values_list("hashes", flat=True).first()
        stored = None if packed is None else split_hashes(packed)[: len(told)]
        trusted = told
        if stored is None:
            self._tile_damage(Fault.TILE_MISSING, 0, self._number)
        elif stored != told:
            if self._is_vouched(stored) or not self._is_vouched(told):
                trusted = stored
            else:
                self._tile_damage(Fault.TILE_CHANGED, 0, self._number)
        self._name_events(trusted)
        if all(trusted) and len(trusted) == len(told):
            self._look_up(trusted)

    def _name_events(self, trusted: Sequence[bytes]) -> None:
        for place, line in enumerate(self._lines):
            index = self._number * TILE_WIDTH + place
            if line is None:
                message = f"Das Ereignis Nr. {index + 1} fehlt."
                self._add(Damage(Fault.EVENT_MISSING, f"event-missing:{index}", message, message))
            elif place >= len(trusted) or line.leaf != trusted[place] or not line.is_sound:
                plain = f"Das Ereignis Nr. {index + 1} wurde verändert."
                message = f"{line.name} wurde verändert."
                self._add(Damage(Fault.EVENT_CHANGED, f"event-changed:{index}", message, plain, line.subject))

    def _look_up(self, leaves: Sequence[bytes]) -> None:
        """Follow the path above the tile; what it meets there must lead to the signed root."""
        try:
            # The path itself does not need the hash of its own tile, but later proofs will.
            if len(leaves) == TILE_WIDTH and self._subtree(TILE_HEIGHT, self._number) != complete_root(leaves):
                self._tile_damage(Fault.TILE_CHANGED, 1, self._number // TILE_WIDTH)
                return
            if self._root(leaves) == bytes(self._anchor.root):
                return
        except TileMissing as missing:
            message = str(missing)
            self._add(Damage(Fault.TILE_MISSING, f"tile:{message}"[:300], message, message))
            return
        message = f"Der Weg von den Einträgen zum Prüfpunkt mit {self._anchor.size} Einträgen führt nicht zur Wurzel."
        self._add(Damage(Fault.CHECKPOINT_WRONG, f"path:{self._anchor.size}", message, message))

    def _is_vouched(self, leaves: Sequence[bytes]) -> bool:
        if not all(leaves) or len(leaves) != len(self._lines):
            return False
        try:
            return self._root(leaves) == bytes(self._anchor.root)
        except TileMissing:
            return False

    def _root(self, leaves: Sequence[bytes]) -> bytes:
        start = self._number * TILE_WIDTH

        def subtree(height: int, number: int) -> bytes:
            begin = (number << height) - start
            if height <= TILE_HEIGHT and begin >= 0 and begin + (1 << height) <= len(leaves):
                return complete_root(leaves[begin : begin + (1 << height)])
            return self._subtree(height, number)

        path = proofs.inclusion_proof(start, self._anchor.size, subtree)
        return proofs.root_from_inclusion(leaves[0], index=start, size=self._anchor.size, path=path)

    def _tile_damage(self, fault: Fault, level: int, number: int) -> None:
        what = "fehlt" if fault == Fault.TILE_MISSING else "wurde verändert"
        message = f"Die Kachel {level}/{number} {what}."
        self._add(Damage(fault, f"tile:{level}/{number}:{fault}", message, message))

    def _add(self, damage: Damage) -> None:
        if damage not in self._result.damages:
            self._result.damages.append(damage)


def _told(line: EventLine) -> Told:
    return Told(line.index, line.subject, line.verb, line.data or {})


def _checkpoints(size: int, counted: tuple[int, int], verifier: Verifier) -> list[Damage]:
    found = []
    number, up_to = counted
    now = Checkpoint.objects.filter(size__lte=up_to).count()
    if now < number:
        message = f"Von {number} Prüfpunkten bis zum Eintrag {up_to} fehlen {number - now}."
        found.append(Damage(Fault.CHECKPOINT_MISSING, f"checkpoints:{up_to}:{now}", message, message))
    latest = Checkpoint.objects.filter(size=size).first()
    if latest is None:
        if size:
            message = f"Zum Stand von {size} Einträgen fehlt der Prüfpunkt."
            found.append(Damage(Fault.CHECKPOINT_MISSING, f"checkpoint:{size}", message, message))
        return found
    if not is_genuine(latest, verifier):
        message = f"Der Prüfpunkt mit {size} Einträgen ist nicht gültig unterschrieben."
        found.append(Damage(Fault.CHECKPOINT_WRONG, f"checkpoint:{size}", message, message))
    return found


def is_genuine(row: Checkpoint, verifier: Verifier) -> bool:
    """Say whether the row holds what its note says, signed by this log."""
    try:
        told = parse_checkpoint(verifier.open_note(row.note))
    except NoteInvalid:
        return False
    return (told.origin, told.size, told.root) == (verifier.name, row.size, bytes(row.root))


def examine_checkpoints(start: int, end: int) -> list[Damage]:
    """Examine the checkpoints of more than `start` and at most `end` entries: signature and root.

    :raises SigningKeyMissing: if the log has entries but its key is gone.
    """
    rows = list(Checkpoint.objects.filter(size__gt=start, size__lte=end).order_by("size"))
    if not rows:
        return []
    verifier, subtree, found = keys.signer(may_create=False).verifier, stored_subtrees(), []
    for row in rows:
        try:
            fits = is_genuine(row, verifier) and frontier_at(row.size, subtree).root() == bytes(row.root)
        except TileMissing:
            continue  # the round over the events names the tile
        if not fits:
            message = f"Der Prüfpunkt mit {row.size} Einträgen passt nicht zu den Einträgen oder ist nicht echt."
            found.append(Damage(Fault.CHECKPOINT_WRONG, f"checkpoint:{row.size}", message, message))
    return found


def _end(size: int, witness: str | None, verifier: Verifier) -> list[Damage]:
    found = []
    promised = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0
    if witness is not None:
        try:
            told = parse_checkpoint(verifier.open_note(witness))
        except NoteInvalid:
            message = "Der Prüfpunkt, den der Wächter außerhalb der Datenbank aufhebt, ist nicht echt."
            found.append(Damage(Fault.CHECKPOINT_WRONG, "witness:invalid", message, message))
        else:
            promised = max(promised, told.size)
            found += _against_witness(size, told.size, told.root)
    last = Event.objects.filter(index__isnull=False).order_by("-index").values_list("index", flat=True).first()
    # Read again: whatever was sequenced meanwhile is counted in it.
    size = Log.objects.values_list("size", flat=True).first() or 0
    if promised > size:
        message = f"Das Protokoll hat {size} Einträge, ein Prüfpunkt nennt aber {promised}: Das Ende fehlt."
        found.append(Damage(Fault.LOG_SHORTENED, f"shortened:{promised}", message, message))
    if last is not None and last >= size:
        message = f"Ein Ereignis trägt die Nr. {last + 1}, das Protokoll hat nur {size} Einträge."
        found.append(Damage(Fault.EVENT_SURPLUS, f"surplus:{last}", message, message))
    return found


def _against_witness(size: int, told: int, root: bytes) -> list[Damage]:
    if not 0 < told <= size:
        return []
    try:
        fits = frontier_at(told, stored_subtrees()).root() == root
    except TileMissing:
        return []
    if fits:
        return []
    message = f"Das Protokoll passt nicht zum Prüfpunkt mit {told} Einträgen, den der Wächter aufgehoben hat."
    return [Damage(Fault.CHECKPOINT_WRONG, f"witness:{told}", message, message)]
