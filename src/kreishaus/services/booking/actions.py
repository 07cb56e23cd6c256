"""Claiming, keeping and releasing entries of a register. The database decides who was first."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from kreishaus.base.durations import Duration
from kreishaus.ground.audit import actions as audit

from .models import Claim


class AlreadyClaimed(Exception):
    """Somebody else holds this entry."""


class NotClaimed(Exception):
    """There is no claim in force that could be kept or released."""


@transaction.atomic
def claim(
    *, register: str, key: str, holder: str, at: datetime, hold: Duration | None, actor: str = "system:booking"
) -> Claim:
    """Claim an entry for a while, or for good where `hold` is None.

    Claiming again what one holds already gives the same claim (a double click does no harm).
    Expired claims make way at once. May be called inside a larger transaction, which stays usable
    when the claim is refused.

    :raises AlreadyClaimed: if somebody else was first, also in the same moment.
    """
    _release_expired(at, register=register, key=key)
    expires_at = hold.after_moment(at) if hold else None
    fresh = Claim(register=register, key=key, holder=holder, claimed_at=at, expires_at=expires_at)
    try:
        # A savepoint: a failed INSERT would otherwise spoil the caller's transaction on PostgreSQL.
        with transaction.atomic():
            fresh.save(force_insert=True)
    except IntegrityError as error:
        mine = Claim.objects.filter(register=register, key=key, holder=holder, released_at__isnull=True).first()
        if mine is None:
            raise AlreadyClaimed(f"{register}: {key}") from error
        return mine
    audit.record(subject=f"claim:{register}:{key}", verb="claim.claimed", actor=actor, at=at, data={"holder": holder})
    return fresh


@transaction.atomic
def keep(*, register: str, key: str, holder: str, at: datetime, actor: str) -> None:
    """Turn a claim for a while into one for good: the entry was assigned.

    :raises NotClaimed: if the holder has no claim in force, for example because it expired.
    """
    kept = (
        Claim.objects.filter(register=register, key=key, holder=holder, released_at__isnull=True)
        .exclude(expires_at__lte=at)
        .update(expires_at=None)
    )
    if not kept:
        raise NotClaimed(f"{register}: {key}")
    audit.record(subject=f"claim:{register}:{key}", verb="claim.kept", actor=actor, at=at, data={"holder": holder})


@transaction.atomic
def release(*, register: str, key: str, holder: str, at: datetime, actor: str) -> None:
    """Give an entry back.

    :raises NotClaimed: if the holder does not hold it.
    """
    held = Claim.objects.filter(register=register, key=key, holder=holder, released_at__isnull=True)
    if not held.update(released_at=at):
        raise NotClaimed(f"{register}: {key}")
    audit.record(subject=f"claim:{register}:{key}", verb="claim.released", actor=actor, at=at, data={"holder": holder})


def release_expired(*, at: datetime) -> int:
    """Release all claims whose time is over; returns how many there were."""
    return _release_expired(at)


def _release_expired(at: datetime, **which: str) -> int:
    expired = Claim.objects.filter(released_at__isnull=True, expires_at__lte=at, **which)
    return expired.update(released_at=F("expires_at"))
