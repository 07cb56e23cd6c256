"""Storing forms."""

from datetime import UTC, datetime

import pytest

from kreishaus.services.forms.actions import store_form
from kreishaus.services.forms.models import FormVersion
from tests.services.forms.parking import one_field, parking

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_the_same_form_is_stored_once() -> None:
    first = store_form(parking(), at=NOON)
    second = store_form(parking(), at=NOON)
    other = store_form(one_field(), at=NOON)

    assert first == second
    assert first.digest == parking().digest
    assert FormVersion.objects.count() == 2
    assert other != first
