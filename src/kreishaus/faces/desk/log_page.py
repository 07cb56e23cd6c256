"""The page "Protokoll": alarms of the guard, by name for those who may see the object, else without content."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kreishaus.faces.desk import chronicle
from kreishaus.ground.audit import queries as audit
from kreishaus.ground.audit.enums import Beat, Fault
from kreishaus.people.organisation.enums import Role
from kreishaus.people.organisation.rules import Acting, looks_everywhere
from kreishaus.records import queries as records

MOST = 100
_NAMES = {
    Beat.EVENTS: "Ereignisse und Unterschriften",
    Beat.ROWS: "Einträge der Akten und ihre Dateien",
    Beat.CONTENTS: "Inhalt der Dateien",
}
_CASE = "case:"


@dataclass(frozen=True, slots=True)
class Line:
    """An alarm as this post sees it."""

    id: UUID
    fault: str
    told: str
    reference: str
    found_at: datetime
    state: str
    by: str
    reason: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Round:
    """How far one round of the guard is."""

    name: str
    checked: int
    finished_at: datetime | None
    is_running: bool


@dataclass(frozen=True, slots=True)
class LogPage:
    """What the page shows."""

    lines: tuple[Line, ...]
    open_count: int
    rounds: tuple[Round, ...]
    size: int
    signed_at: datetime | None
    vkey: str
    shows_all: bool


def may_watch_log(acting: Acting) -> bool:
    """Say whether the post looks after the log; what it sees of the content is another question."""
    return acting.has(
        Role.AUDITOR, Role.DATA_PROTECTION, Role.REGISTRY, Role.AUTHORITY_ADMIN, Role.IT_OPERATIONS, Role.DIGITAL_OFFICE
    )


def log_page(acting: Acting, *, shows_all: bool) -> LogPage:
    """Return the alarms and the state of the guard in a constant number of queries."""
    found = list((audit.alarms() if shows_all else audit.open_alarms())[:MOST])
    checkpoint = audit.latest_checkpoint()
    state = audit.rounds()
    return LogPage(
        lines=_lines(acting, found),
        open_count=audit.open_alarm_count(),
        rounds=tuple(
            Round(name, state[beat].checked, state[beat].finished_at, bool(state[beat].position))
            for beat, name in _NAMES.items()
            if beat in state
        ),
        size=checkpoint.size if checkpoint else 0,
        signed_at=checkpoint.at if checkpoint else None,
        vkey=audit.verifier_key() if checkpoint else "",
        shows_all=shows_all,
    )


def line_or_none(acting: Acting, alarm_id: UUID) -> Line | None:
    """Return one alarm as this post sees it, or None if there is none."""
    alarm = audit.alarm_or_none(alarm_id)
    return _lines(acting, [alarm])[0] if alarm else None


def _lines(acting: Acting, found: Sequence[audit.Alarm]) -> tuple[Line, ...]:
    references = {alarm.subject.removeprefix(_CASE) for alarm in found if alarm.subject.startswith(_CASE)}
    visible = set(
        records.cases_visible_to(acting).filter(reference__in=references).values_list("reference", flat=True)
        if references and acting.office_ids
        else ()
    )
    prefix = "staff:"
    names = chronicle.names_of(alarm.acknowledged_by.removeprefix(prefix) for alarm in found if alarm.acknowledged_by)
    return tuple(_line(alarm, acting, visible, names) for alarm in found)


def _line(alarm: audit.Alarm, acting: Acting, visible: set[str], names: dict[str, str]) -> Line:
    reference = alarm.subject.removeprefix(_CASE) if alarm.subject.startswith(_CASE) else ""
    # A case that has vanished is visible to nobody any more: only who reads everywhere is told its name.
    may_read = reference in visible or (looks_everywhere(acting.roles) and bool(acting.office_ids))
    pending = "quittiert" if alarm.acknowledged_at else "offen"
    state = "wieder in Ordnung" if alarm.healed_at else pending
    return Line(
        id=alarm.pk,
        fault=Fault(alarm.fault).label,
        told=alarm.message if may_read else alarm.plain,
        reference=reference if reference in visible else "",
        found_at=alarm.found_at,
        state=state,
        by=chronicle.actor_name(alarm.acknowledged_by, names) if alarm.acknowledged_by else "",
        reason=alarm.reason if may_read else "",
        is_open=state == "offen",
    )
