"""Too much at once gets a page that says what to do, and costs nothing."""

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from tests import pages

pytestmark = pytest.mark.django_db


def test_a_request_that_announces_too_much_is_refused_before_it_is_read(client: Client) -> None:
    response = client.generic(
        "POST", "/leistungen/jagdschein/antrag/", b"x", CONTENT_LENGTH=str(settings.MAX_REQUEST_BYTES + 1)
    )

    assert response.status_code == 413
    assert "höchstens 100 MB" in pages.everything(response.content)
    assert response["Connection"] == "close"


def test_what_is_announced_in_letters_is_no_length(client: Client) -> None:
    assert client.get("/", CONTENT_LENGTH="viel").status_code == 200


def test_a_hundred_thousand_fields_get_a_page_and_no_bare_error(client: Client, settings: Settings) -> None:
    settings.DEBUG = False
    body = "&".join(f"f{number}=" for number in range(100_000))

    response = client.post("/status/", body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 400
    assert "zu viele oder zu große Angaben" in pages.everything(response.content)
