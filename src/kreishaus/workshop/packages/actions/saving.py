"""Writing a new state of a draft: one conditional update, one revision, one event."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.audit.engine.canonical import JSON
from kreishaus.ground.storage.ports import store
from kreishaus.workshop.packages.enums import PackageState, RevisionState
from kreishaus.workshop.packages.models import PackageVersion, Revision
from kreishaus.workshop.packages.rules import contents
from kreishaus.workshop.packages.rules.languages import texts_followed

_LONGEST_WORDS, _LONGEST_ADDRESS = 300, 1000


class NotADraft(Exception):
    """Only a draft can be changed; a published version needs a successor."""


class ChangedElsewhere(Exception):
    """Somebody else has changed the draft since it was shown."""


@dataclass(frozen=True, slots=True)
class Step:
    """What an edit did, for the list of edits."""

    words: str
    element: str = ""
    moved: Mapping[str, str] = field(default_factory=dict)


def save_texts(
    *,
    version: PackageVersion,
    texts: Mapping[str, str],
    words: str,
    verb: str,
    data: Mapping[str, JSON],
    actor: str,
    at: datetime,
    name: str = "",
) -> PackageVersion:
    """Write new texts of files into a draft, as one edit that can be taken back.

    :raises NotADraft: if the version was submitted or published.
    :raises ChangedElsewhere: if the draft is no longer the one that was read.
    """
    return save_step(
        version=version, texts=dict(texts), step=Step(words), verb=verb, data=data, actor=actor, at=at, name=name
    )


def save_step(
    *,
    version: PackageVersion,
    texts: Mapping[str, str | bytes],
    step: Step,
    verb: str,
    data: Mapping[str, JSON],
    actor: str,
    at: datetime,
    name: str = "",
) -> PackageVersion:
    """Write new texts and note where elements have moved to. Raises like `save_texts`."""
    blobs = store()
    content = {path: text if isinstance(text, bytes) else text.encode("utf-8") for path, text in texts.items()}
    files = {**version.files, **{path: blobs.put(each).sha256 for path, each in content.items()}}
    followed = texts_followed(version.files, files, step.moved)
    files |= {path: blobs.put(each).sha256 for path, each in followed.items()}
    with transaction.atomic():
        before, files_before = version.digest, dict(version.files)
        put_files(version=version, files=files, actor=actor, at=at, name=name)
        # What had been taken back makes way: after new work there is nothing left to repeat.
        version.revisions.filter(state=RevisionState.UNDONE).update(state=RevisionState.DROPPED)
        note_revision(version, before, files_before, step=step, actor=actor, at=at)
        details = {**data, "version": version.version, "digest": version.digest}
        audit.record(subject=version.subject, verb=verb, actor=actor, at=at, data=details)
    return version


def put_files(*, version: PackageVersion, files: Mapping[str, str], actor: str, at: datetime, name: str = "") -> None:
    """Let a draft have these files, if it is still the one that was read.

    :raises NotADraft: if the version was submitted or published.
    :raises ChangedElsewhere: if the draft is no longer the one that was read.
    """
    if version.state != PackageState.DRAFT:
        raise NotADraft("Diese Fassung ist nicht mehr in Arbeit.")
    digest = contents.digest_of(files)
    # The digest that was shown decides: two editors may press the button in the same second.
    changed = PackageVersion.objects.filter(pk=version.pk, state=PackageState.DRAFT, digest=version.digest).update(
        files=dict(files), digest=digest, name=name or version.name, changed_at=at, changed_by=actor
    )
    if not changed:
        raise ChangedElsewhere("Inzwischen hat jemand anderes den Entwurf geändert. Bitte neu laden.")
    version.refresh_from_db()


def note_revision(
    version: PackageVersion, before: str, files_before: Mapping[str, str], *, step: Step, actor: str, at: datetime
) -> Revision:
    """Write down that the draft came from one state to its present one."""
    highest = version.revisions.aggregate(highest=Max("number"))["highest"] or 0
    return Revision.objects.create(
        version=version,
        number=highest + 1,
        words=step.words[:_LONGEST_WORDS],
        element=step.element[:_LONGEST_ADDRESS],
        at=at,
        actor=actor,
        files_before=dict(files_before),
        files_after=version.files,
        before=before,
        after=version.digest,
        moved=dict(step.moved),
    )
