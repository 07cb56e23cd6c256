"""Reading stored forms."""

from datetime import UTC, datetime

import pytest

from kreishaus.services.forms import queries
from kreishaus.services.forms.actions import store_form
from kreishaus.services.forms.models import FormVersion
from kreishaus.services.forms.queries import forms as module
from tests.services.forms.parking import one_field, parking

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_a_stored_form_is_read_back_as_it_was() -> None:
    store_form(parking(), at=NOON)

    assert queries.schema_of(FormVersion.objects.get()) == parking()


@pytest.mark.django_db
def test_a_form_in_memory_is_not_read_again() -> None:
    version = store_form(parking(), at=NOON)

    assert queries.schema_of(version) is queries.schema_of(FormVersion.objects.defer("definition").get())


def test_memory_is_bounded() -> None:
    for number in range(300):
        queries.remember(one_field(), digest=f"digest-{number}")

    assert len(module._schemas) <= 256
