"""What can be wrong with one authority: database, tables, jobs, log."""

from collections.abc import Iterator
from datetime import datetime

from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import localtime, now

from kreishaus.ground.audit import actions as audit_actions
from kreishaus.ground.audit import queries as audit
from kreishaus.ground.audit.enums import Beat
from kreishaus.ground.authorities import databases
from kreishaus.ground.authorities.authority import Authority
from kreishaus.ground.authorities.context import acting_for
from kreishaus.ground.jobs import queries as jobs
from kreishaus.project.inspection import Finding

_GUARD_SECONDS = 6.0
_MOST_ALARMS = 20


def inspect(authority: Authority) -> Iterator[Finding]:
    """Check one authority; a database that does not answer ends the check."""
    databases.connect(authority)
    with acting_for(authority):
        try:
            open_migrations = _open_migrations(authority)
        except DatabaseError as error:
            reason = str(error).strip().splitlines()[0]
            yield Finding("error", authority.key, f"Die Datenbank antwortet nicht: {reason}")
            return
        if open_migrations:
            message = f"{open_migrations} Änderungen an den Tabellen stehen aus. „kreishaus run“ führt sie aus."
            yield Finding("error", authority.key, message)
            return
        yield Finding("ok", authority.key, f"{authority.name}, Datenbank auf dem Stand dieser Version.")
        yield from _work(authority)


def _open_migrations(authority: Authority) -> int:
    executor = MigrationExecutor(connections[authority.database_alias])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _work(authority: Authority) -> Iterator[Finding]:
    given_up = jobs.dead_letters().count()
    if given_up:
        message = f"{given_up} Hintergrundarbeiten sind endgültig gescheitert. Bitte unter „Hintergrund“ ansehen."
        yield Finding("error", authority.key, message)
    checkpoint = audit.latest_checkpoint()
    size = checkpoint.size if checkpoint else 0
    yield Finding("ok", authority.key, f"Protokoll: {size} Einträge unter der letzten Unterschrift.")
    yield from _guard(authority)


def _guard(authority: Authority) -> Iterator[Finding]:
    """Go on with the rounds of the guard for some seconds, and tell every alarm that nobody has acknowledged."""
    audit_actions.patrol(at=now(), seconds=_GUARD_SECONDS)
    waiting = list(audit.open_alarms()[: _MOST_ALARMS + 1])
    for alarm in waiting[:_MOST_ALARMS]:
        # Without content: who runs the machines needs no file to bring it back.
        yield Finding("error", authority.key, f"Alarm: {alarm.plain}")
    if len(waiting) > _MOST_ALARMS:
        message = f"Insgesamt {audit.open_alarm_count()} Alarme. Alle stehen am Schreibtisch unter „Protokoll“."
        yield Finding("error", authority.key, message)
    if not waiting:
        yield Finding("ok", authority.key, _rounds())


def _rounds() -> str:
    rounds = [row for beat, row in audit.rounds().items() if beat != Beat.NEW]
    if all(row.finished_at for row in rounds):
        oldest = min(row.finished_at for row in rounds if row.finished_at)
        return f"Wächter: Protokoll, Akten und Dateien stimmen überein, zuletzt ganz geprüft am {_day(oldest)}."
    checked = sum(row.checked for row in rounds)
    return f"Wächter: kein Alarm, die erste ganze Runde läuft noch ({checked} Einträge geprüft)."


def _day(at: datetime) -> str:
    return f"{localtime(at):%d.%m.%Y, %H:%M}"
