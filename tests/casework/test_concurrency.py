"""Two hands on one case: one signature, one assignment."""

import pytest

from kreishaus.casework import actions
from kreishaus.casework.models import Decision, Task
from kreishaus.records.models import Document
from kreishaus.services.mailbox.models import Message
from tests import cast
from tests.cast import ONE
from tests.factories.applications import an_application
from tests.factories.casework import a_decision
from tests.services.applications.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_sign_at_once_one_wins_and_one_decision_goes_out() -> None:
    a_decision()
    signers = [cast.at_work(cast.meyer()), cast.at_work(cast.hinrichs())]

    def sign(number: int) -> str:
        try:
            actions.sign_decision(decision=Decision.objects.get(), revision=1, acting=signers[number], at=ONE)
        except actions.AlreadySigned as late:
            return late.name
        except actions.DecisionChangedElsewhere:
            return "changed"
        return "won"

    results = sorted(at_once(sign, 2))

    winner = Decision.objects.get().signer_name
    assert results == sorted([winner, "won"])
    assert (Message.objects.count(), Document.objects.filter(kind="letter").count()) == (1, 1)


def test_of_two_who_take_a_task_at_once_one_has_it() -> None:
    an_application()
    people = [cast.meyer(), cast.hinrichs()]
    seen = Task.objects.select_related("case").get()
    signers = [cast.at_work(person) for person in people]
    copies = [Task.objects.select_related("case", "office").get(pk=seen.pk) for _ in people]

    def take(number: int) -> str:
        try:
            actions.assign(task=copies[number], to=people[number], acting=signers[number], at=ONE)
        except actions.AlreadyAssigned as late:
            return late.name
        return "won"

    results = at_once(take, 2)

    winner = Task.objects.get().assignee
    assert winner is not None
    assert sorted(results) == sorted(["won", winner.get_short_name()])
