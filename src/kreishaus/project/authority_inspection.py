"""What can be wrong with one authority: database, tables, jobs, log."""

from collections.abc import Iterator

from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from kreishaus.ground.audit import queries as audit
from kreishaus.ground.authorities import databases
from kreishaus.ground.authorities.authority import Authority
from kreishaus.ground.authorities.context import acting_for
from kreishaus.ground.jobs import queries as jobs
from kreishaus.project.inspection import Finding


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
