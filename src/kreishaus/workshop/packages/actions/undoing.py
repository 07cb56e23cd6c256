"""Taking edits of a draft back and repeating them, also days later and by somebody else."""

from datetime import datetime

from django.db import transaction

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.audit.engine.canonical import JSON
from kreishaus.workshop.packages.actions.saving import ChangedElsewhere, put_files
from kreishaus.workshop.packages.enums import RevisionState
from kreishaus.workshop.packages.models import PackageVersion, Revision
from kreishaus.workshop.packages.queries.revisions import next_redo, next_undo
from kreishaus.workshop.packages.rules import contents


class NothingToUndo(Exception):
    """There is no edit that could be taken back or repeated."""


def undo(*, version: PackageVersion, actor: str, at: datetime) -> Revision:
    """Take the last edit back, whoever made it.

    :raises NothingToUndo: if the draft is as it was in the beginning.
    :raises NotADraft: if the version was submitted or published.
    :raises ChangedElsewhere: if somebody else has changed the draft since it was read.
    """
    revision = next_undo(version)
    if revision is None:
        raise NothingToUndo("Es gibt nichts zurückzunehmen.")
    return _turned(version, revision, back=True, actor=actor, at=at)


def redo(*, version: PackageVersion, actor: str, at: datetime) -> Revision:
    """Repeat the edit that was taken back last. Raises like `undo`."""
    revision = next_redo(version)
    if revision is None:
        raise NothingToUndo("Es gibt nichts zu wiederholen.")
    return _turned(version, revision, back=False, actor=actor, at=at)


@transaction.atomic
def _turned(version: PackageVersion, revision: Revision, *, back: bool, actor: str, at: datetime) -> Revision:
    if version.digest != (revision.after if back else revision.before):
        raise ChangedElsewhere("Inzwischen hat jemand anderes den Entwurf geändert. Bitte neu laden.")
    files = revision.files_before if back else revision.files_after
    name = contents.definition_at(files).service.name
    put_files(version=version, files=files, actor=actor, at=at, name=name)
    revision.state = RevisionState.UNDONE if back else RevisionState.DONE
    revision.undone_at, revision.undone_by = (at, actor) if back else (None, "")
    revision.save(update_fields=("state", "undone_at", "undone_by"))
    verb = "package.edit-undone" if back else "package.edit-repeated"
    data: dict[str, JSON] = {
        "version": version.version,
        "digest": version.digest,
        "edit": revision.number,
        "words": revision.words,
    }
    audit.record(subject=version.subject, verb=verb, actor=actor, at=at, data=data)
    return revision
