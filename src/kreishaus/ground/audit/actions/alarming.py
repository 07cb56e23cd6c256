"""Alarms: raised once for each damage, kept until somebody who may says why, or until all is well again."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kreishaus.ground.audit.actions.recording import EventDraft, record, record_all
from kreishaus.ground.audit.enums import Beat
from kreishaus.ground.audit.models import Alarm
from kreishaus.ground.audit.ports import Damage

ACTOR = "system:guard"
_LONGEST_KEY = 300


class AlreadyAcknowledged(Exception):
    """Somebody was faster: the alarm has been acknowledged, or all is well again."""


class ReasonMissing(Exception):
    """An alarm is acknowledged with a reason only."""


@transaction.atomic
def raise_alarms(damages: Sequence[Damage], *, beat: Beat, at: datetime) -> list[Alarm]:
    """Keep these damages as alarms and return the new ones; a damage that is known is only seen again."""
    by_key = {damage.key[:_LONGEST_KEY]: damage for damage in damages}
    if not by_key:
        return []
    known = set(Alarm.objects.filter(healed_at=None, key__in=by_key).values_list("key", flat=True))
    Alarm.objects.filter(healed_at=None, key__in=known).update(seen_at=at)
    raised = [
        Alarm(
            key=key,
            fault=damage.fault,
            beat=beat,
            subject=damage.subject,
            message=damage.message,
            plain=damage.plain,
            found_at=at,
            seen_at=at,
        )
        for key, damage in by_key.items()
        if key not in known
    ]
    Alarm.objects.bulk_create(raised)
    record_all([_event(alarm, "alarm.raised", at, ACTOR) for alarm in raised])
    return raised


@transaction.atomic
def heal_unseen(*, beat: Beat, since: datetime, at: datetime) -> int:
    """Close the alarms of a round that did not meet their damage again, and return how many."""
    healed = list(Alarm.objects.select_for_update().filter(beat=beat, healed_at=None, seen_at__lt=since))
    Alarm.objects.filter(pk__in=[alarm.pk for alarm in healed]).update(healed_at=at)
    record_all([_event(alarm, "alarm.healed", at, ACTOR) for alarm in healed])
    return len(healed)


@transaction.atomic
def acknowledge(alarm_id: UUID, *, actor: str, reason: str, at: datetime) -> None:
    """Note who has taken care of an alarm and why it needs no more attention; it stays in the list.

    :raises ReasonMissing: without a reason.
    :raises AlreadyAcknowledged: if it needs none any more, or there is no such alarm.
    """
    if not reason.strip():
        raise ReasonMissing
    acknowledged = Alarm.objects.filter(pk=alarm_id, acknowledged_at=None, healed_at=None).update(
        acknowledged_at=at, acknowledged_by=actor, reason=reason.strip()
    )
    if not acknowledged:
        raise AlreadyAcknowledged(str(alarm_id))
    alarm = Alarm.objects.get(pk=alarm_id)
    record(
        subject=f"alarm:{alarm.pk}",
        verb="alarm.acknowledged",
        actor=actor,
        at=at,
        reason=reason.strip(),
        data={"fault": alarm.fault, "about": alarm.subject},
    )


def _event(alarm: Alarm, verb: str, at: datetime, actor: str) -> EventDraft:
    data = {"fault": str(alarm.fault), "about": alarm.subject}
    return EventDraft(subject=f"alarm:{alarm.pk}", verb=verb, actor=actor, at=at, data=data)
