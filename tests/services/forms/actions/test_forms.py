"""Storing forms."""

from datetime import UTC, datetime

import pytest

from kreishaus.services.forms.actions import import_code_list, store_form
from kreishaus.services.forms.engine.binding import bind
from kreishaus.services.forms.models import FormVersion
from kreishaus.services.forms.queries import forms, schema_of
from tests.services.forms.codes.lists import PLACES_URN, places
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


@pytest.mark.django_db
def test_the_code_lists_of_a_form_are_frozen_with_it() -> None:
    bound = bind(one_field(type="code-list", code_list={"urn": PLACES_URN}), lambda _: places())

    version = store_form(bound, at=NOON)
    import_code_list(table=places(rows=places().rows[:2]), actor="staff:meyer", at=NOON)
    forms._schemas.clear()
    again = schema_of(FormVersion.objects.get())

    assert version.digest == bound.digest == again.digest
    assert again.fields[0].codes is not None
    assert again.fields[0].codes.table == places()
    assert len(str(version.definition)) < 1_000


@pytest.mark.django_db
def test_a_form_published_without_its_list_never_gets_one_by_itself() -> None:
    store_form(one_field(type="code-list", code_list={"urn": PLACES_URN}), at=NOON)
    import_code_list(table=places(), actor="staff:meyer", at=NOON)
    forms._schemas.clear()

    assert schema_of(FormVersion.objects.get()).fields[0].codes is None
