"""Another office takes over: it sees everything, the old one nothing."""

import pytest

from kreishaus.casework import actions, queries
from kreishaus.casework.models import Task
from kreishaus.ground.search.queries import search
from tests import cast
from tests.cast import NOON, ONE, TODAY
from tests.factories.applications import an_application

pytestmark = pytest.mark.django_db


def test_the_new_office_sees_what_the_old_one_no_longer_does() -> None:
    application = an_application()
    meyer, janssen = cast.at_work(cast.meyer()), cast.at_work(cast.janssen())
    actions.assign(task=Task.objects.get(), to=cast.meyer(), acting=meyer, at=NOON)

    actions.hand_over_to_office(
        application=application, office=cast.order_office(), acting=meyer, at=ONE, reason="nicht zuständig"
    )

    assert [row.assignee for row in queries.inbox(janssen, on=TODAY)] == [""]
    assert queries.application_or_none(janssen, application.reference) == application
    assert [hit.reference for hit in search("Anhänger", scopes=janssen.scopes).hits] == [application.reference]
    assert queries.inbox(meyer, on=TODAY) == []
    assert queries.application_or_none(meyer, application.reference) is None
    assert search("Anhänger", scopes=meyer.scopes).hits == ()


def test_a_stranger_cannot_take_a_case_to_himself() -> None:
    application = an_application()

    with pytest.raises(actions.MayNotWorkOnThis):
        actions.hand_over_to_office(
            application=application,
            office=cast.order_office(),
            acting=cast.at_work(cast.janssen()),
            at=ONE,
            reason="",
        )

    assert Task.objects.get().office == cast.building_office()
