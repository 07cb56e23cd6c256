"""Rights and the traffic light of the inbox."""

from datetime import timedelta

import pytest

from kreishaus.casework import rules
from kreishaus.casework.enums import Light
from kreishaus.people.organisation.enums import Role
from tests import cast
from tests.cast import TODAY
from tests.factories.applications import an_application, an_offering
from tests.factories.organisation import a_member_of_staff


@pytest.mark.parametrize(
    ("days", "light", "text"),
    [
        (-2, Light.RED, "seit 2 Tagen überfällig"),
        (-1, Light.RED, "seit 1 Tag überfällig"),
        (0, Light.RED, "heute fällig"),
        (1, Light.YELLOW, "noch 1 Tag"),
        (7, Light.YELLOW, "noch 7 Tage"),
        (8, Light.GREEN, "noch 8 Tage"),
    ],
)
def test_the_light_never_stands_without_its_text(days: int, light: Light, text: str) -> None:
    assert rules.urgency(TODAY + timedelta(days=days), on=TODAY) == rules.Urgency(light, text)


def test_a_task_without_a_deadline_has_no_light() -> None:
    assert rules.urgency(None, on=TODAY) == rules.Urgency(Light.NONE, "ohne Frist")


@pytest.mark.django_db
def test_only_those_who_work_on_cases_of_the_office_may_change_them() -> None:
    application = an_application()
    auditor = a_member_of_staff("pruefer", office=cast.building_office(), roles=(Role.AUDITOR,))

    assert rules.may_work_on(cast.at_work(cast.meyer()), application)
    assert rules.may_work_on(cast.at_work(cast.hinrichs()), application)
    assert not rules.may_work_on(cast.at_work(cast.janssen()), application)
    assert not rules.may_work_on(cast.at_work(cast.theesen()), application)
    assert not rules.may_work_on(cast.at_work(auditor), application)


@pytest.mark.django_db
def test_where_the_service_says_so_only_the_head_signs() -> None:
    application = an_application(an_offering(sign_off="head-of-office"))

    assert rules.may_sign(cast.at_work(cast.hinrichs()), application)
    assert not rules.may_sign(cast.at_work(cast.meyer()), application)


@pytest.mark.django_db
def test_otherwise_the_case_worker_signs_but_never_one_of_another_office() -> None:
    application = an_application()

    assert rules.may_sign(cast.at_work(cast.meyer()), application)
    assert not rules.may_sign(cast.at_work(cast.janssen()), application)
