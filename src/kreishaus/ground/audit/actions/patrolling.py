"""The guard's rounds: log, rows and files are compared again and again, each step a short one.

Every patrol looks first at what is new and then goes on where the last one stopped, until its time is over. A small
stock is seen as a whole each time; a large one within a few patrols. Nothing is locked meanwhile.
"""

import time
from collections.abc import Callable
from datetime import datetime

import structlog

from kreishaus.ground.audit import witness
from kreishaus.ground.audit.actions.alarming import heal_unseen, raise_alarms
from kreishaus.ground.audit.engine.merkle import TILE_WIDTH
from kreishaus.ground.audit.enums import Beat
from kreishaus.ground.audit.models import Checkpoint, Patrol
from kreishaus.ground.audit.ports import Stretch, watched
from kreishaus.ground.audit.queries.examining import examine, examine_checkpoints, examine_ends

_EVENTS_AT_ONCE = 8 * TILE_WIDTH
_ROWS_AT_ONCE = 1000
_FILES_AT_ONCE = 50
_log = structlog.get_logger("kreishaus.audit")

Step = Callable[[str], Stretch]


def patrol(*, at: datetime, seconds: float) -> int:
    """Go on with all rounds, each for a third of this time, and return how many new alarms there are.

    :raises SigningKeyMissing: if the log has entries but its key is gone.
    """
    raised = _ends(at) + _new(at)
    for beat, step in _ROUNDS.items():
        raised += _go_on(beat, step, at=at, seconds=seconds / len(_ROUNDS))
    return raised


def are_all_rounds_done(*, since: datetime) -> bool:
    """Say whether every round that began anew at this instant has reached its end."""
    return Patrol.objects.filter(beat__in=list(_ROUNDS), finished_at__gte=since).count() == len(_ROUNDS)


def begin_all_rounds(*, at: datetime) -> None:
    """Let every round start anew at its beginning."""
    for beat in _ROUNDS:
        Patrol.objects.update_or_create(beat=beat, defaults={"position": "", "checked": 0, "begun_at": at})


def _ends(at: datetime) -> int:
    row = _row(Beat.NEW, at)
    damages = examine_ends(counted=(row.checkpoints, row.size), witness=witness.kept())
    raised = raise_alarms(damages, beat=Beat.NEW, at=at)
    _tell(len(raised))
    heal_unseen(beat=Beat.NEW, since=at, at=at)
    return len(raised)


def _new(at: datetime) -> int:
    """Examine what came into the log since the last patrol, and remember how long the log is."""
    row, raised = _row(Beat.NEW, at), 0
    position = int(row.position or 0)
    while True:
        stretch = _events_step(str(position))
        raised += len(raise_alarms(stretch.damages, beat=Beat.EVENTS, at=at))
        if not stretch.last:
            break
        position = int(stretch.last)
    latest = Checkpoint.objects.order_by("-size").first()
    if latest is None:
        return raised
    count = Checkpoint.objects.filter(size__lte=latest.size).count()
    if (count, latest.size) >= (row.checkpoints, row.size):
        row.checkpoints, row.size = count, latest.size
        witness.keep(latest.note, latest.size)
    row.position, row.finished_at, row.begun_at = str(latest.size), at, at
    row.save()
    _tell(raised)
    return raised


def _go_on(beat: Beat, step: Step, *, at: datetime, seconds: float) -> int:
    row, raised = _row(beat, at), 0
    if not row.position:
        row.begun_at, row.checked = at, 0
    until = time.monotonic() + seconds
    while True:
        stretch = step(row.position)
        raised += len(raise_alarms(stretch.damages, beat=beat, at=at))
        row.position = stretch.last
        row.checked += stretch.checked
        if not stretch.last:
            heal_unseen(beat=beat, since=row.begun_at, at=at)
            row.finished_at = at
            break
        if time.monotonic() > until:
            break
    row.save()
    _tell(raised)
    return raised


def _events_step(position: str) -> Stretch:
    start = int(position or 0)
    found = examine(start, _EVENTS_AT_ONCE)
    first = start - start % TILE_WIDTH
    end = first + found.checked
    damages = [*found.damages, *examine_checkpoints(first, end)]
    for holdings in watched():
        damages += holdings.against_events(found.told)
    return Stretch("" if end >= found.size else str(end), found.checked, damages)


def _rows_step(position: str) -> Stretch:
    place, after = _place(position)
    if place >= len(watched()):
        return Stretch()
    stretch = watched()[place].against_log(after, _ROWS_AT_ONCE)
    return _following(place, stretch)


def _contents_step(position: str) -> Stretch:
    place, after = _place(position)
    if place >= len(watched()):
        return Stretch()
    stretch = watched()[place].contents(after, _FILES_AT_ONCE)
    return _following(place, stretch)


def _place(position: str) -> tuple[int, str]:
    number, _, after = position.partition("/")
    return int(number or 0), after


def _following(place: int, stretch: Stretch) -> Stretch:
    if stretch.last:
        stretch.last = f"{place}/{stretch.last}"
    elif place + 1 < len(watched()):
        stretch.last = f"{place + 1}/"
    return stretch


_ROUNDS: dict[Beat, Step] = {
    Beat.EVENTS: _events_step,
    Beat.ROWS: _rows_step,
    Beat.CONTENTS: _contents_step,
}


def _row(beat: Beat, at: datetime) -> Patrol:
    row, _created = Patrol.objects.get_or_create(beat=beat, defaults={"begun_at": at})
    return row


def _tell(raised: int) -> None:
    if raised:
        # Never what it is about: the log of the server may be read by people who see no content.
        _log.error("audit.alarm", raised=raised)
