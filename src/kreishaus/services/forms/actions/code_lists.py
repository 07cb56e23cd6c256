"""Bring code lists into the store of the authority. Forms that are published keep the list they were published with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kreishaus.base.problems import Problem, Problems
from kreishaus.ground.audit import actions as audit
from kreishaus.ground.audit.engine.canonical import JSON
from kreishaus.services.forms.codes import CodeTable
from kreishaus.services.forms.formats.genericode import ListFile, ReadList, read_genericode
from kreishaus.services.forms.models import CodeListContent, CodeListVersion


@dataclass(frozen=True, slots=True)
class ImportedList:
    """What became of one file: the list, or what is wrong with the file."""

    file: str
    table: CodeTable | None = None
    version: CodeListVersion | None = None
    outcome: str = ""
    """one of "new", "replaced", "known", empty if the file is wrong"""
    notes: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_lists(*, files: Sequence[ListFile], actor: str, at: datetime) -> list[ImportedList]:
    """Import each of these files by itself: one that is wrong does not keep the others out."""
    return [_imported(file, actor, at) for file in files]


def import_code_list(*, table: CodeTable, actor: str, at: datetime) -> tuple[CodeListVersion, str]:
    """Put a version of a list into the store; the same content again changes nothing.

    The second value is "new", "replaced" (the version was there with other content) or "known".
    """
    with transaction.atomic():
        known = CodeListVersion.objects.select_for_update().filter(urn=table.urn, version=table.version).first()
        if known is not None and known.content_id == table.digest:
            return known, "known"
        before = known.content_id if known else ""
        row = known or CodeListVersion(urn=table.urn, version=table.version)
        row.address, row.name, row.content = table.address, table.title[:500], keep_content(table=table, at=at)
        row.imported_at, row.imported_by = at, actor
        row.save()
        verb = "code-list.replaced" if known else "code-list.imported"
        data: dict[str, JSON] = {
            "version": table.version,
            "digest": table.digest,
            "rows": len(table.rows),
            "before": before,
        }
        audit.record(subject=row.subject, verb=verb, actor=actor, at=at, data=data)
    return row, "replaced" if known else "new"


def keep_content(*, table: CodeTable, at: datetime) -> CodeListContent:
    """Return the stored content of a list; the same content is stored once."""
    content, _ = CodeListContent.objects.get_or_create(
        digest=table.digest,
        defaults={"rows": len(table.rows), "data": table.to_data(), "created_at": at},
    )
    return content


def _imported(file: ListFile, actor: str, at: datetime) -> ImportedList:
    try:
        read: ReadList = read_genericode(file.content, file=file.name)
    except Problems as refused:
        return ImportedList(file.name, problems=refused.problems)
    version, outcome = import_code_list(table=read.table, actor=actor, at=at)
    return ImportedList(file.name, read.table, version, outcome, notes=read.notes)
