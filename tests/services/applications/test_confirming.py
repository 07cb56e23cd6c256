"""The confirmation goes out once, however often its job runs."""

import pytest

from kreishaus.ground.audit.queries import history
from kreishaus.ground.notices.models import OutgoingMail
from kreishaus.services.applications.actions import confirm_entry
from kreishaus.services.applications.models import Application
from tests.cast import NOON
from tests.factories.applications import an_application

pytestmark = pytest.mark.django_db


def test_the_confirmation_is_queued_once_even_if_the_job_runs_twice() -> None:
    application = an_application()

    first = confirm_entry(application=application, link="https://leer.example/status/x/", at=NOON)
    second = confirm_entry(application=application, link="https://leer.example/status/x/", at=NOON)

    assert (first, second, OutgoingMail.objects.count()) == (True, False, 1)
    assert "application.confirmed" in [event.verb for event in history(application.subject)]


def test_without_an_address_nothing_is_sent() -> None:
    application = an_application()
    application.mailbox.notify_email = ""
    application.mailbox.save()

    assert not confirm_entry(application=Application.objects.get(pk=application.pk), link="", at=NOON)
    assert OutgoingMail.objects.count() == 0
