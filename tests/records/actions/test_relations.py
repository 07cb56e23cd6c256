"""Participants, cross references and holds."""

from datetime import date

import pytest

from kreishaus.ground.audit.models import Event
from kreishaus.records import actions, queries
from kreishaus.records.enums import ParticipantRole
from kreishaus.records.models import CrossReference, Participant
from tests.cast import HINRICHS, MEYER, NOON, ONE, TODAY
from tests.factories.records import a_case, a_draft

pytestmark = pytest.mark.django_db


def test_a_participant_has_a_role_and_the_log_does_not_name_the_person() -> None:
    case = a_case()
    person = actions.Person(role=ParticipantRole.NEIGHBOUR, name="Eilert Onken", city="26789 Leer")

    participant = actions.add_participant(to=case, person=person, actor=MEYER, at=NOON)
    key = str(participant.pk)
    of_file = actions.add_participant(to=case.file, person=person, actor=MEYER, at=NOON)

    assert list(case.participants.values_list("name", "role", "city")) == [("Eilert Onken", "neighbour", "26789 Leer")]
    assert of_file.file == case.file
    actions.remove_participant(participant=participant, actor=MEYER, at=ONE, reason="verzogen")
    assert not Participant.objects.filter(case=case).exists()
    [added, removed] = Event.objects.filter(subject=f"case:{case.reference}", verb__startswith="participant")
    assert added.data == removed.data == {"participant": key, "role": "neighbour"}
    assert removed.reason == "verzogen"


def test_references_lead_to_cases_documents_and_out_of_the_house() -> None:
    case, other = a_case(), a_case("Carport")
    [document] = actions.add_documents(other, [a_draft()], at=NOON, actor=MEYER)

    to_document = actions.refer(source=case, target=document, note="gleicher Plan", actor=MEYER, at=NOON)
    actions.refer(source=case.file, target=other, actor=MEYER, at=NOON)
    actions.refer(source=document, outside="Amtsgericht Leer, 3 K 12/26", actor=MEYER, at=NOON)

    shown = [event.data["to"] for event in Event.objects.filter(verb="reference.added").order_by("id") if event.data]
    assert shown == ["63-10-2026-0002, Dokument 1", "63-10-2026-0002", "Amtsgericht Leer, 3 K 12/26"]
    actions.remove_reference(reference=to_document, actor=MEYER, at=ONE, reason="falsch")
    assert CrossReference.objects.filter(from_case=case).count() == 0
    assert Event.objects.get(verb="reference.removed").reason == "falsch"


def test_a_hold_keeps_what_lies_inside_until_it_is_lifted() -> None:
    case = a_case()
    part = actions.open_sub_case(case=case, title="Anhörung", actor=MEYER, at=NOON)
    with pytest.raises(actions.ReasonMissing):
        actions.set_hold(on=case, reason="  ", actor=MEYER, at=NOON)

    hold = actions.set_hold(on=case.file, reason="Klage beim Verwaltungsgericht", actor=MEYER, at=NOON)

    for kept in (case.file, case, part):
        assert list(queries.holds_on(kept, on=TODAY)) == [hold]
    with pytest.raises(actions.ReasonMissing):
        actions.lift_hold(hold=hold, reason="", actor=HINRICHS, at=ONE)
    actions.lift_hold(hold=hold, reason="Urteil rechtskräftig", actor=HINRICHS, at=ONE)
    assert not queries.holds_on(part, on=TODAY).exists()
    assert (hold.lifted_by, hold.lifted_reason) == (HINRICHS, "Urteil rechtskräftig")
    with pytest.raises(actions.AlreadyLifted):
        actions.lift_hold(hold=hold, reason="noch einmal", actor=HINRICHS, at=ONE)
    events = Event.objects.filter(subject="file:63-10-2026", verb__startswith="hold").order_by("id")
    assert [(event.verb, event.reason) for event in events] == [
        ("hold.set", "Klage beim Verwaltungsgericht"),
        ("hold.lifted", "Urteil rechtskräftig"),
    ]


def test_a_hold_with_a_date_is_over_on_the_day_after() -> None:
    case = a_case()
    hold = actions.set_hold(on=case, reason="Prüfung", actor=MEYER, at=NOON, until=date(2026, 6, 30))

    assert list(queries.holds_on(case, on=date(2026, 6, 30))) == [hold]
    assert list(queries.holds_on(case, on=date(2026, 7, 1))) == []
