import pytest
from django.db import transaction

from kreishaus.ground.audit import actions, queries
from kreishaus.ground.audit.engine.receipts import ReceiptInvalid, render_receipt, verify_receipt
from tests.ground.audit.events import NOON, draft, recorded

pytestmark = pytest.mark.django_db


def test_a_receipt_sequences_what_it_needs_and_proves_the_event() -> None:
    recorded(300)
    event = actions.record(
        subject="application:1", verb="application.submitted", actor="citizen", at=NOON, data={"attachments": 2}
    )

    receipt = actions.receipt_for(event, title="Antrag auf Jagdschein", details={"Aktenzeichen": "32-17-2026-0001"})

    verified = verify_receipt(render_receipt(receipt), vkey=queries.verifier_key())
    assert verified.entry.identifier == event.pk
    assert verified.entry.content.data == {"attachments": 2}
    assert verified.entry.at == NOON
    assert verified.authority == "Landkreis Leer (Demonstration)"
    assert verified.index == 300


def test_every_event_can_be_proved_across_tiles() -> None:
    events = recorded(520)
    actions.sequence(batch=100)

    for event in events[::37] + events[-1:]:
        assert verify_receipt(actions.receipt_for(event, title="x", details={})).entry.identifier == event.pk


def test_the_receipt_of_an_event_is_the_same_years_later() -> None:
    event = recorded(3)[1]
    early = actions.receipt_for(event, title="x", details={"a": 1})
    recorded(400, start=3)
    actions.sequence()

    assert actions.receipt_for(event, title="x", details={"a": 1}) == early


def test_an_event_changed_in_the_database_gives_no_valid_receipt() -> None:
    event = recorded(1)[0]
    actions.sequence()
    type(event).objects.filter(pk=event.pk).update(actor="staff:janssen")

    with pytest.raises(ReceiptInvalid, match="steht so nicht im Protokoll"):
        verify_receipt(actions.receipt_for(event, title="x", details={}))


def test_an_erased_event_gives_no_receipt_but_the_log_stays_whole() -> None:
    kept, erased = actions.record_all([draft(1), draft(2, subject="case:secret")])
    actions.sequence()
    before = actions.receipt_for(kept, title="x", details={})

    assert actions.erase_content(subject="case:secret") == 1

    assert actions.erase_content(subject="case:secret") == 0
    with pytest.raises(actions.EventErased):
        actions.receipt_for(erased, title="x", details={})
    assert actions.receipt_for(kept, title="x", details={}) == before
    report = queries.verify_log()
    assert (report.erased, report.findings) == (1, [])
    erased.refresh_from_db()
    assert (erased.subject, erased.actor, erased.data, erased.salt) == ("", "", None, None)


def test_an_event_without_a_place_has_no_proof() -> None:
    with pytest.raises(queries.NotSequenced):
        queries.inclusion_proof(recorded(1)[0])


def test_a_proof_reads_little(django_assert_max_num_queries: pytest.FixtureRequest) -> None:
    event = recorded(700)[5]
    actions.sequence()
    event.refresh_from_db()

    with transaction.atomic(), django_assert_max_num_queries(6):  # type: ignore[operator]
        queries.inclusion_proof(event)


def test_the_history_of_a_subject_is_in_order_and_holds_nothing_else() -> None:
    later, _, earlier = actions.record_all([draft(9, subject="case:1"), draft(5), draft(2, subject="case:1")])

    assert [event.pk for event in queries.history("case:1")] == [earlier.pk, later.pk]
