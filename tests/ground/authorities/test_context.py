import dataclasses
import threading
from collections.abc import Iterator

import pytest
from django.db import transaction

from kreishaus.ground.authorities import context
from kreishaus.ground.authorities.authority import Authority
from kreishaus.ground.authorities.context import (
    AuthorityChangedInTransaction,
    NoAuthority,
    acting_for,
    acting_process_wide,
    current,
    current_or_none,
    process_wide,
)
from kreishaus.people.organisation.models import Office


@pytest.fixture
def nobody(authority: Authority) -> Iterator[None]:  # the fixture of the suite comes first and goes last
    """Work for no authority at all, as a web server does between two requests."""
    before = context._process_wide[:]
    context._process_wide.clear()
    yield
    context._process_wide[:] = before


@pytest.fixture
def aurich(authority: Authority) -> Authority:
    return dataclasses.replace(authority, key="aurich", database_alias="aurich")


@pytest.mark.usefixtures("nobody")
def test_outside_of_any_authority_there_is_an_error_and_no_guess() -> None:
    with pytest.raises(NoAuthority):
        current()

    assert current_or_none() is None
    assert process_wide() is None


@pytest.mark.usefixtures("nobody")
@pytest.mark.django_db
def test_a_query_outside_of_any_authority_is_refused() -> None:
    with pytest.raises(NoAuthority):
        Office.objects.count()


@pytest.mark.usefixtures("nobody")
def test_an_authority_is_chosen_for_the_block_and_no_longer(authority: Authority) -> None:
    with acting_for(authority):
        assert current() is authority

    assert current_or_none() is None


@pytest.mark.usefixtures("nobody")
def test_the_authority_is_left_even_after_an_error(authority: Authority) -> None:
    with pytest.raises(ZeroDivisionError), acting_for(authority):
        _ = 1 // 0

    assert current_or_none() is None


@pytest.mark.usefixtures("nobody")
def test_another_thread_does_not_inherit_the_authority(authority: Authority) -> None:
    seen: list[Authority | None] = []

    with acting_for(authority):
        thread = threading.Thread(target=lambda: seen.append(current_or_none()))
        thread.start()
        thread.join()

    assert seen == [None]


@pytest.mark.usefixtures("nobody")
def test_process_wide_reaches_all_threads_and_gives_way_to_a_choice(authority: Authority, aurich: Authority) -> None:
    seen: list[Authority] = []

    with acting_process_wide(authority):
        thread = threading.Thread(target=lambda: seen.append(current()))
        thread.start()
        thread.join()
        with acting_for(aurich):
            seen.append(current())

    assert seen == [authority, aurich]


@pytest.mark.django_db
def test_the_authority_cannot_change_while_a_transaction_is_open(authority: Authority, aurich: Authority) -> None:
    with acting_for(authority), transaction.atomic(), pytest.raises(AuthorityChangedInTransaction), acting_for(aurich):
        pytest.fail("the block must not begin")

    assert current() is authority


@pytest.mark.django_db
def test_the_same_authority_may_be_chosen_again_inside_its_transaction(authority: Authority) -> None:
    with acting_for(authority), transaction.atomic(), acting_for(authority):
        assert current() is authority
