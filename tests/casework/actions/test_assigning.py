"""Taking and giving tasks: who is first has it, the other is told by whom and when."""

import pytest

from kreishaus.casework import actions
from kreishaus.casework.models import Task
from kreishaus.ground.audit.queries import history
from kreishaus.services.applications.enums import ApplicationState
from tests import cast
from tests.cast import NOON, ONE
from tests.factories.applications import an_application
from tests.factories.organisation import a_member_of_staff

pytestmark = pytest.mark.django_db


def test_whoever_takes_the_task_has_it_and_the_application_is_in_progress() -> None:
    application = an_application()

    actions.assign(task=Task.objects.get(), to=cast.meyer(), acting=cast.at_work(cast.meyer()), at=ONE)

    task = Task.objects.get()
    assert (task.assignee, task.assigned_at) == (cast.meyer(), ONE)
    application.refresh_from_db()
    assert application.state == ApplicationState.PROCESSING
    assert history(f"case:{application.reference}").last().verb == "task.assigned"


def test_the_second_one_is_told_who_was_faster_and_when() -> None:
    an_application()
    seen_free = Task.objects.get()
    actions.assign(task=Task.objects.get(), to=cast.meyer(), acting=cast.at_work(cast.meyer()), at=NOON)

    with pytest.raises(actions.AlreadyAssigned) as late:
        actions.assign(task=seen_free, to=cast.hinrichs(), acting=cast.at_work(cast.hinrichs()), at=ONE)

    assert (late.value.name, late.value.at) == ("Frau Meyer", NOON)
    assert Task.objects.get().assignee == cast.meyer()


def test_a_task_can_be_handed_on_and_given_back() -> None:
    an_application()
    meyer = cast.at_work(cast.meyer())
    task = actions.assign(task=Task.objects.get(), to=cast.meyer(), acting=meyer, at=NOON)
    task = actions.assign(task=task, to=cast.hinrichs(), acting=meyer, at=ONE)
    assert Task.objects.get().assignee == cast.hinrichs()

    actions.assign(task=task, to=None, acting=meyer, at=ONE)

    assert (Task.objects.get().assignee, Task.objects.get().assigned_at) == (None, None)


def test_a_task_stays_in_its_office() -> None:
    an_application()

    with pytest.raises(actions.NotOfThisOffice):
        actions.assign(task=Task.objects.get(), to=cast.janssen(), acting=cast.at_work(cast.meyer()), at=ONE)
    with pytest.raises(actions.MayNotWorkOnThis):
        actions.assign(task=Task.objects.get(), to=cast.janssen(), acting=cast.at_work(cast.janssen()), at=ONE)

    assert Task.objects.get().assignee is None


def test_a_colleague_of_the_office_can_be_given_the_task() -> None:
    an_application()
    colleague = a_member_of_staff("siebels", office=cast.building_office())

    actions.assign(task=Task.objects.get(), to=colleague, acting=cast.at_work(cast.meyer()), at=ONE)

    assert Task.objects.get().assignee == colleague
