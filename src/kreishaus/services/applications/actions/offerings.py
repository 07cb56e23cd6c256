"""Offering a service: the published version that new applications begin with."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kreishaus.ground.audit import actions as audit
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
    """Offer a service in this version from now on; the version before is retired.

    Drafts stay with the offering they began with, so nobody's form changes while it is filled in.
    """
    Offering.objects.filter(service=service, retired_at__isnull=True).update(retired_at=at)
    offering = Offering.objects.create(
        service=service, version=version, form=form, settings=dict(settings), digest=digest, published_at=at
    )
    audit.record(
        subject=f"service:{service.key}",
        verb="service.offered",
        actor=actor,
        at=at,
        data={"version": version, "digest": digest},
    )
    return offering
