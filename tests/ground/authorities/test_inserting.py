"""Rows inserted with the prepared statement are the rows that Django reads back."""

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from kreishaus.ground.authorities.inserting import KeyMadeByDatabase, insert
from kreishaus.ground.search.models import SearchEntry
from kreishaus.people.organisation.models import Office


@pytest.mark.django_db
def test_inserted_rows_are_read_back_as_they_were() -> None:
    parent = Office(number="3", name="Ordnung „und“ Verkehr", city="26789 Leer")
    child = Office(number="36", name="Straßenverkehrsamt", parent=parent)

    insert([parent])
    insert([child])

    stored = Office.objects.select_related("parent").get(number="36")
    assert (stored.pk, stored.name, stored.parent) == (child.pk, "Straßenverkehrsamt", parent)
    assert stored.parent.city == "26789 Leer"


@pytest.mark.django_db
def test_several_rows_go_in_with_one_call(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    offices = [Office(number=str(number), name=f"Amt {number}") for number in range(10, 15)]

    insert(offices)

    assert sorted(Office.objects.values_list("number", flat=True)) == ["10", "11", "12", "13", "14"]


@pytest.mark.django_db
def test_an_inserted_row_can_be_saved_again_as_any_other() -> None:
    office = Office(number="36", name="Verkehr")
    insert([office])

    office.name = "Straßenverkehrsamt"
    office.save()

    assert list(Office.objects.values_list("name", flat=True)) == ["Straßenverkehrsamt"]


@pytest.mark.django_db
def test_a_constraint_refuses_a_row_as_ever() -> None:
    insert([Office(number="36", name="Verkehr")])

    with pytest.raises(IntegrityError), transaction.atomic():
        insert([Office(number="36", name="Noch eines")])

    assert Office.objects.count() == 1


@pytest.mark.django_db
def test_a_model_numbered_by_the_database_is_refused() -> None:
    with pytest.raises(KeyMadeByDatabase):
        insert([SearchEntry()])


@pytest.mark.django_db
def test_nothing_to_insert_asks_the_database_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        insert([])
