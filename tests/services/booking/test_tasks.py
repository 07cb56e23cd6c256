from datetime import timedelta

import pytest
from django.utils.timezone import now

from kreishaus.base.durations import parse_duration
from kreishaus.ground.jobs.worker import drain
from kreishaus.services.booking.actions import claim
from kreishaus.services.booking.models import Claim
from kreishaus.services.booking.tasks import release_expired_claims


@pytest.mark.django_db
def test_the_scheduled_job_releases_what_has_expired() -> None:
    yesterday = now() - timedelta(days=1)
    claim(register="kennzeichen", key="LER-A 1", holder="application:1", at=yesterday, hold=parse_duration("PT30M"))
    claim(register="kennzeichen", key="LER-A 2", holder="application:2", at=yesterday, hold=parse_duration("P90D"))

    release_expired_claims.enqueue()
    drain()

    assert [row.key for row in Claim.objects.filter(released_at=None)] == ["LER-A 2"]
