"""Participants, cross references and holds of files and cases."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from kreishaus.ground.audit import actions as audit
from kreishaus.records.enums import ParticipantRole
from kreishaus.records.models import Case, CrossReference, Document, File, Hold, Participant

Kept = File | Case


class ReasonMissing(Exception):
    """This changes how long something is kept; it needs a reason."""


class AlreadyLifted(Exception):
    """The hold does not stand any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who takes part, and how to reach them."""

    role: ParticipantRole
    name: str
    organisation: str = ""
    street: str = ""
    city: str = ""
    email: str = ""
    phone: str = ""
    note: str = ""


def subject_of(kept: Kept) -> str:
    """Return the name under which the log keeps a file or a case."""
    return f"file:{kept.reference}" if isinstance(kept, File) else f"case:{kept.reference}"


@transaction.atomic
def add_participant(*, to: Kept, person: Person, actor: str, at: datetime) -> Participant:
    """Note that a person or body takes part in a file or a case."""
    participant = Participant.objects.create(
        file=to if isinstance(to, File) else None,
        case=to if isinstance(to, Case) else None,
        role=person.role,
        name=person.name,
        organisation=person.organisation,
        street=person.street,
        city=person.city,
        email=person.email,
        phone=person.phone,
        note=person.note,
    )
    _participant_event(to, participant, "participant.added", actor, at)
    return participant


@transaction.atomic
def remove_participant(*, participant: Participant, actor: str, at: datetime, reason: str) -> None:
    """Note that somebody does not take part any more."""
    kept = participant.file or participant.case
    assert kept is not None
    _participant_event(kept, participant, "participant.removed", actor, at, reason=reason)
    participant.delete()


@transaction.atomic
def refer(
    *,
    source: Kept | Document,
    actor: str,
    at: datetime,
    target: Kept | Document | None = None,
    outside: str = "",
    note: str = "",
) -> CrossReference:
    """Let a file, case or document point to another one, or to something outside the house."""
    ends = {**_end("from", source), **(_end("to", target) if target is not None else {})}
    reference = CrossReference.objects.create(**ends, outside=outside, note=note)
    shown = outside if target is None else _name(target)
    audit.record(subject=_subject(source), verb="reference.added", actor=actor, at=at, data={"to": shown, "note": note})
    return reference


@transaction.atomic
def remove_reference(*, reference: CrossReference, actor: str, at: datetime, reason: str) -> None:
    """Take a cross reference away again."""
    source = reference.from_file or reference.from_case or reference.from_document
    target = reference.to_file or reference.to_case or reference.to_document
    assert source is not None
    shown = reference.outside or (_name(target) if target is not None else "")
    audit.record(
        subject=_subject(source), verb="reference.removed", actor=actor, at=at, data={"to": shown}, reason=reason
    )
    reference.delete()


@transaction.atomic
def set_hold(*, on: Kept, reason: str, actor: str, at: datetime, until: date | None = None) -> Hold:
    """Set a hold (Löschsperre): nothing of it is destroyed or given away until the hold is lifted or over.

    :raises ReasonMissing: without a reason.
    """
    if not reason.strip():
        raise ReasonMissing
    hold = Hold.objects.create(
        file=on if isinstance(on, File) else None,
        case=on if isinstance(on, Case) else None,
        reason=reason.strip(),
        set_by=actor,
        set_at=at,
        until=until,
    )
    audit.record(
        subject=subject_of(on),
        verb="hold.set",
        actor=actor,
        at=at,
        data={"hold": str(hold.pk), "until": until.isoformat() if until else None},
        reason=hold.reason,
    )
    return hold


@transaction.atomic
def lift_hold(*, hold: Hold, reason: str, actor: str, at: datetime) -> None:
    """Lift a hold again.

    :raises ReasonMissing: without a reason.
    :raises AlreadyLifted: if somebody was faster.
    """
    if not reason.strip():
        raise ReasonMissing
    lifted = Hold.objects.filter(pk=hold.pk, lifted_at=None).update(
        lifted_by=actor, lifted_at=at, lifted_reason=reason.strip()
    )
    if not lifted:
        raise AlreadyLifted(hold.reason)
    hold.refresh_from_db()
    kept = hold.file or hold.case
    assert kept is not None
    audit.record(
        subject=subject_of(kept),
        verb="hold.lifted",
        actor=actor,
        at=at,
        data={"hold": str(hold.pk)},
        reason=reason.strip(),
    )


def _end(side: str, thing: Kept | Document) -> dict[str, Kept | Document]:
    kind = "file" if isinstance(thing, File) else "case" if isinstance(thing, Case) else "document"
    return {f"{side}_{kind}": thing}


def _subject(thing: Kept | Document) -> str:
    return subject_of(thing.home if isinstance(thing, Document) else thing)


def _name(thing: Kept | Document) -> str:
    return f"{thing.home.reference}, Dokument {thing.number}" if isinstance(thing, Document) else thing.reference


def _participant_event(
    kept: Kept, participant: Participant, verb: str, actor: str, at: datetime, *, reason: str = ""
) -> None:
    # Names stay out of what cannot be erased piece by piece: the event names the role and the row.
    data = {"participant": str(participant.pk), "role": str(participant.role)}
    audit.record(subject=subject_of(kept), verb=verb, actor=actor, at=at, data=data, reason=reason)
