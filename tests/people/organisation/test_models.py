"""What the database itself promises about the organisation."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kreishaus.people.organisation.models import Incumbency, Staff
from tests import cast
from tests.factories.organisation import a_member_of_staff, a_post, an_office, hold

pytestmark = pytest.mark.django_db


def test_the_database_refuses_an_incumbency_that_ends_before_it_starts() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        hold(
            a_member_of_staff("smid"),
            a_post("63-a", cast.building_office()),
            since=date(2026, 3, 2),
            until=date(2026, 3, 1),
        )

    assert not Incumbency.objects.exists()


def test_an_account_without_a_password_cannot_log_in_with_one() -> None:
    staff = Staff.objects.create_user("ohne")

    assert not staff.has_usable_password()
    assert not staff.check_password("")


def test_a_superuser_still_holds_no_post() -> None:
    root = Staff.objects.create_superuser("root", "geheim")

    assert root.is_superuser
    assert root.is_staff
    assert not root.incumbencies.exists()


def test_people_are_called_by_name_and_lists_show_the_form_of_address() -> None:
    meyer = cast.meyer()

    assert str(meyer) == "Silke Meyer"
    assert meyer.get_short_name() == "Frau Meyer"
    assert Staff(username="nur").get_full_name() == "nur"
    assert Staff(username="nur").get_short_name() == "nur"


def test_offices_and_posts_read_as_people_say_them() -> None:
    office = an_office("63", "Bauamt")

    assert str(office) == "63 Bauamt"
    assert str(a_post("63-a", office)) == "Stelle 63-a"
