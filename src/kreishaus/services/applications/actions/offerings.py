"""Offerings come and go: a new version retires the one before, drafts finish on theirs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kreishaus.ground.audit import actions as audit
from kreishaus.services.applications import memory
from kreishaus.services.applications.models import Offering
from kreishaus.services.catalogue.models import Service
from kreishaus.services.forms.models import FormVersion


@transaction.atomic
def publish_offering(
    *,
    service: Service,
    version: str,
    form: FormVersion,
    settings: Mapping[str, Any],
    digest: str,
    actor: str,
    at: datetime,
) -> Offering:
    """Put a version of a service online and retire the one that was online before.

    Whoever is filling in the older version finishes on it.
    """
    Offering.objects.filter(service=service, retired_at__isnull=True).update(retired_at=at)
    offering = Offering.objects.create(
        service=service, version=version, form=form, settings=dict(settings), digest=digest, published_at=at
    )
    audit.record(
        subject=f"service:{service.key}",
        verb="offering.published",
        actor=actor,
        at=at,
        data={"version": version, "package": digest, "form": form.digest},
    )
    transaction.on_commit(memory.forget)
    return offering
