"""Drafting a decision: from the package's letter, changed by people, never lost by accident."""

from dataclasses import replace

import pytest

from kreishaus.casework import actions
from kreishaus.casework.actions import Wording
from kreishaus.casework.enums import Outcome
from kreishaus.casework.models import Decision, Task
from kreishaus.ground.audit.queries import history
from tests import cast
from tests.cast import NOON, ONE
from tests.factories.applications import an_application, an_offering
from tests.factories.casework import a_decision

pytestmark = pytest.mark.django_db


def wording_of(decision: Decision) -> Wording:
    return Wording(
        subject=decision.subject,
        salutation=decision.salutation,
        paragraphs=decision.paragraphs,
        conditions=decision.conditions,
        reasons=decision.reasons,
        legal_remedy=decision.legal_remedy,
        fee_cents=decision.fee_cents,
    )


def test_the_draft_is_the_letter_of_the_package_filled_with_the_answers() -> None:
    decision = a_decision()

    assert wording_of(Decision.objects.get()) == Wording(
        subject="Ihre Zufahrt",
        salutation="Guten Tag Hilke de Vries,",
        paragraphs=["Sie dürfen Ihre Zufahrt (über 3 Meter) bauen, ab dem 01.05.2026."],
        conditions=["Bitte melden Sie uns das Ende der Arbeiten."],
        reasons="",
        legal_remedy="Sie können innerhalb eines Monats Klage erheben.",
        fee_cents=4500,
    )
    assert (decision.drafted_by, decision.revision, decision.state) == (cast.MEYER, 1, "draft")
    assert history(decision.application.subject).last().data == {
        "decision": str(decision.pk),
        "outcome": "grant",
        "revision": 1,
    }


def test_a_refusal_has_its_own_letter_and_no_fee() -> None:
    decision = a_decision(outcome=Outcome.REFUSE)

    assert (decision.paragraphs, decision.fee_cents) == (["Wir lehnen Ihren Antrag ab."], None)


def test_a_second_draft_never_overwrites_the_first_by_accident() -> None:
    decision = a_decision()
    actions.update_decision(
        decision=decision,
        revision=1,
        wording=replace(wording_of(decision), reasons="Von Hand"),
        acting=cast.at_work(cast.meyer()),
        at=ONE,
    )

    with pytest.raises(actions.DraftExists) as exists:
        a_decision(decision.application, outcome=Outcome.REFUSE)

    assert exists.value.decision == decision
    assert (Decision.objects.get().reasons, Decision.objects.get().outcome) == ("Von Hand", "grant")


def test_a_draft_is_replaced_on_request() -> None:
    decision = a_decision()

    replaced = actions.draft_decision(
        application=decision.application,
        outcome=Outcome.REFUSE,
        acting=cast.at_work(cast.meyer()),
        at=ONE,
        replace=True,
    )

    assert (replaced.pk, replaced.outcome, replaced.revision) == (decision.pk, "refuse", 2)
    assert Decision.objects.get().paragraphs == ["Wir lehnen Ihren Antrag ab."]


def test_two_who_write_at_once_do_not_lose_each_others_words() -> None:
    decision = a_decision()
    meyer, hinrichs = cast.at_work(cast.meyer()), cast.at_work(cast.hinrichs())
    mine = replace(wording_of(decision), reasons="Meyer")
    actions.update_decision(decision=Decision.objects.get(), revision=1, wording=mine, acting=meyer, at=NOON)

    with pytest.raises(actions.DecisionChangedElsewhere) as conflict:
        actions.update_decision(
            decision=decision, revision=1, wording=replace(mine, reasons="Hinrichs"), acting=hinrichs, at=ONE
        )

    assert conflict.value.decision.reasons == "Meyer"
    assert (Decision.objects.get().reasons, Decision.objects.get().revision) == ("Meyer", 2)


def test_a_notice_is_not_decided() -> None:
    with pytest.raises(actions.AlreadyDecided):
        a_decision(an_application(an_offering(process="notice")))

    assert Decision.objects.count() == 0


def test_a_foreign_clerk_neither_drafts_nor_changes() -> None:
    decision = a_decision()
    janssen = cast.at_work(cast.janssen())

    with pytest.raises(actions.MayNotWorkOnThis):
        actions.draft_decision(
            application=decision.application, outcome=Outcome.REFUSE, acting=janssen, at=ONE, replace=True
        )
    with pytest.raises(actions.MayNotWorkOnThis):
        actions.update_decision(decision=decision, revision=1, wording=wording_of(decision), acting=janssen, at=ONE)


def test_handing_over_twice_puts_one_task_before_the_head() -> None:
    decision = a_decision()
    meyer = cast.at_work(cast.meyer())

    first = actions.hand_over_for_signature(decision=decision, acting=meyer, at=NOON)
    second = actions.hand_over_for_signature(decision=decision, acting=meyer, at=ONE)

    assert first == second
    assert Task.objects.get(kind="sign").title == "Zeichnen: Ihre Zufahrt"
