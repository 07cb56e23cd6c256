"""Staff at their desks: logged in, with a second factor."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from kreishaus.people.organisation.models import Staff
from tests.faces.desk.pages import AtDesk, a_browser


@pytest.fixture
def at_desk() -> AtDesk:
    """Return the browser of somebody who has logged in."""

    def opened(staff: Staff) -> Client:
        TOTP.activate(staff, generate_totp_secret())
        client = a_browser()
        client.force_login(staff)
        return client

    return opened
