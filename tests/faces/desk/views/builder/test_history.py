import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.engine.settings import Change
from kreishaus.workshop.packages.models import PackageVersion
from tests.faces.desk.pages import look_at
from tests.faces.desk.views.builder.conftest import PLACE
from tests.workshop.packages.conftest import NOON

pytestmark = pytest.mark.django_db


def edit(version: PackageVersion, hint: str) -> None:
    change = Change("person.name", {"hint": hint})
    actions.edit_form(version=version, edit=change, shown="", actor="staff:poppinga", at=NOON)


def test_an_empty_history_says_how_it_fills(desk: Client, draft: PackageVersion) -> None:
    assert "sobald jemand etwas ändert" in look_at(desk, f"{PLACE}verlauf/")


def test_every_step_has_its_words_and_its_page(desk: Client, draft: PackageVersion) -> None:
    edit(draft, "Wie im Ausweis")

    assert "„Name“: Hinweis geändertFrau Poppinga" in look_at(desk, f"{PLACE}verlauf/")
    page = look_at(desk, f"{PLACE}verlauf/1/")
    assert "Name: Hinweis" in page
    assert "Wie im Ausweis" in page
    assert desk.get(f"{PLACE}verlauf/9/").status_code == 404


def test_three_steps_cost_as_many_queries_as_one(
    desk: Client, draft: PackageVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    edit(draft, "eins")
    desk.get(f"{PLACE}verlauf/")
    with CaptureQueriesContext(connection) as one:
        desk.get(f"{PLACE}verlauf/")
    cost = len(one)
    edit(draft, "zwei")
    edit(draft, "drei")

    with django_assert_num_queries(cost):
        desk.get(f"{PLACE}verlauf/")
