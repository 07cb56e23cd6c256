"""What a package wants to have of code lists."""

from typing import Any

import pytest

from kreishaus.services.forms.actions import import_code_list
from kreishaus.services.forms.codes import Reference
from kreishaus.workshop.packages.actions import import_files
from kreishaus.workshop.packages.queries import detail_of
from kreishaus.workshop.packages.rules import contents
from kreishaus.workshop.packages.rules.code_lists import source_of
from tests.services.forms.codes.lists import PLACES_URN, places
from tests.workshop.packages.conftest import MEYER, NOON, files
from tests.workshop.packages.with_lists import FORM_WITH_VERSION, with_lists

pytestmark = pytest.mark.django_db


def test_a_list_without_a_version_notes_which_one_was_taken() -> None:
    import_code_list(table=places("3"), actor=MEYER, at=NOON)
    import_code_list(table=places("14"), actor=MEYER, at=NOON)

    [wanted] = detail_of(import_files(files=with_lists(), actor=MEYER, at=NOON)).code_lists

    assert wanted.table is not None
    assert (wanted.table.version, wanted.took_latest, wanted.others) == ("14", True, ("3",))
    assert wanted.paths == ("person.place",)


def test_a_missing_list_says_where_it_can_be_downloaded() -> None:
    [wanted] = detail_of(import_files(files=with_lists(form=FORM_WITH_VERSION), actor=MEYER, at=NOON)).code_lists

    assert wanted.address == f"{PLACES_URN}_2025"
    assert wanted.source == f"https://www.xrepository.de/details/{PLACES_URN}"
    assert source_of(Reference(urn="Parkgenehmigung (Dauer)")) == ""


@pytest.mark.parametrize("at_hand", [False, True])
def test_the_same_content_gives_the_same_form(at_hand: bool) -> None:
    if at_hand:
        import_code_list(table=places(), actor=MEYER, at=NOON)
    draft = import_files(files=with_lists(), actor=MEYER, at=NOON)

    assert contents.form_of(draft).schema is contents.form_of(draft).schema


def test_a_form_without_code_lists_costs_no_question(django_assert_num_queries: Any) -> None:
    draft = import_files(files=files(), actor=MEYER, at=NOON)
    contents.form_of(draft)

    with django_assert_num_queries(0):
        assert contents.form_of(draft).schema.fields


def test_a_form_with_a_known_list_costs_one(django_assert_num_queries: Any) -> None:
    import_code_list(table=places(), actor=MEYER, at=NOON)
    draft = import_files(files=with_lists(), actor=MEYER, at=NOON)
    contents.form_of(draft)

    with django_assert_num_queries(1):
        assert contents.form_of(draft).schema.fields[-1].codes
