"""Questions to the registers: what is taken, and by whom."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from .models import Claim


def active_claims(*, at: datetime) -> QuerySet[Claim]:
    """Return the claims in force; an expired one is not, even before the nightly clean-up."""
    return Claim.objects.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=at), released_at__isnull=True)


def taken(*, register: str, keys: Collection[str], at: datetime) -> frozenset[str]:
    """Return those of the entries that somebody holds; for suggestions of free ones."""
    claims = active_claims(at=at).filter(register=register, key__in=keys)
    return frozenset(claims.values_list("key", flat=True))


def claim_on(*, register: str, key: str, at: datetime) -> Claim | None:
    """Return the claim in force on an entry, or None if it is free."""
    return active_claims(at=at).filter(register=register, key=key).first()
