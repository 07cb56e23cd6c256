"""What the database refuses, whoever writes to it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError

from kreishaus.records import actions
from kreishaus.records.enums import CaseState, FileState, Medium, RenditionKind, RenditionState, SuccessionKind
from kreishaus.records.models import (
    Case,
    CrossReference,
    Document,
    File,
    FilingPosition,
    Hold,
    NotInACase,
    Participant,
    Rendition,
    Succession,
)
from tests import cast
from tests.cast import MEYER, NOON
from tests.factories.records import a_case, a_draft, a_position

pytestmark = pytest.mark.django_db


def refused(change: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "values",
    [
        {"state": CaseState.OFFERED},
        {"closed_at": NOON},
        {"medium": Medium.HYBRID},
        {"begins_on": date(2026, 3, 2), "ends_on": date(2026, 3, 1)},
    ],
)
@pytest.mark.parametrize("model", [Case, File])
def test_states_paper_and_run_time_hold_together(model: type[Model], values: dict[str, Any]) -> None:
    a_case()

    assert refused(lambda: model._default_manager.update(**values))


@pytest.mark.parametrize("state", [state for state in FileState if state != FileState.OPEN])
def test_every_later_state_keeps_the_day_of_closing(state: FileState) -> None:
    a_case()

    File.objects.update(state=state, closed_at=NOON)
    Case.objects.update(state=state, closed_at=NOON, medium=Medium.PAPER, paper_location="Keller, Regal 4")

    assert Case.objects.get().state == File.objects.get().state == state


def test_nothing_is_a_part_of_itself() -> None:
    case = a_case()
    [document] = actions.add_documents(case, [a_draft()], at=NOON, actor=MEYER)

    assert refused(lambda: Case.objects.update(parent=case))
    assert refused(lambda: File.objects.update(parent=case.file))
    assert refused(lambda: Document.objects.update(parent=document))


def test_a_document_lies_in_a_case_or_in_a_basket_never_in_both_or_nowhere() -> None:
    [document] = actions.add_documents(a_case(), [a_draft()], at=NOON, actor=MEYER)

    assert refused(lambda: Document.objects.update(office=cast.building_office()))
    assert refused(lambda: Document.objects.update(case=None, number=0))
    assert refused(lambda: Document.objects.update(case=None, office=cast.building_office()))
    Document.objects.update(case=None, number=0, office=cast.building_office())

    document = Document.objects.get()
    with pytest.raises(NotInACase):
        _ = document.home


def test_a_checked_out_document_names_who_and_since_when() -> None:
    actions.add_documents(a_case(), [a_draft()], at=NOON, actor=MEYER)

    assert refused(lambda: Document.objects.update(checked_out_by=MEYER))
    assert refused(lambda: Document.objects.update(checked_out_at=NOON))
    assert Document.objects.update(checked_out_by=MEYER, checked_out_at=NOON) == 1


def test_a_rendition_is_stored_exactly_when_it_is_done_and_once_per_kind() -> None:
    [document] = actions.add_documents(a_case(), [a_draft()], at=NOON, actor=MEYER)

    def rendition(**values: Any) -> Rendition:
        return Rendition.objects.create(version=document.latest, kind=RenditionKind.PDFA, **values)

    assert refused(lambda: rendition(state=RenditionState.DONE, made_at=NOON))
    assert refused(lambda: rendition(state=RenditionState.WANTED, sha256="0" * 64))
    made = rendition(state=RenditionState.DONE, sha256="0" * 64, made_at=NOON)
    assert refused(rendition)
    assert str(made) == "PDF/A (fertig)"


def test_participants_and_holds_belong_to_one_file_or_one_case() -> None:
    case = a_case()

    def participant(**values: Any) -> Participant:
        return Participant.objects.create(role="neighbour", name="Eilert Onken", **values)

    def hold(**values: Any) -> Hold:
        return Hold.objects.create(reason="Klage", set_by=MEYER, set_at=NOON, **values)

    for make in (participant, hold):
        assert refused(make)
        assert refused(lambda make=make: make(case=case, file=case.file))
    assert refused(lambda: hold(case=case, lifted_at=NOON))
    assert str(participant(case=case)) == "Eilert Onken (benachbart)"
    assert str(hold(file=case.file)) == "Klage"
    with pytest.raises(ProtectedError):
        case.delete()


def test_a_reference_leads_from_one_thing_to_one_other() -> None:
    case, other = a_case(), a_case("Carport")

    def reference(**values: Any) -> CrossReference:
        return CrossReference.objects.create(**values)

    assert refused(lambda: reference(to_case=other))
    assert refused(lambda: reference(from_case=case))
    assert refused(lambda: reference(from_case=case, to_case=other, to_file=other.file))
    assert refused(lambda: reference(from_case=case, to_case=other, outside="Amtsgericht, 3 K 12/26"))
    assert str(reference(from_case=case, outside="Amtsgericht, 3 K 12/26")) == "Amtsgericht, 3 K 12/26"
    assert str(reference(from_case=case, to_case=other, note="gleiches Grundstück")) == "gleiches Grundstück"


def test_a_position_follows_another_once_and_never_itself() -> None:
    old, new = a_position("63.10"), a_position("63.20", "Bauvoranfragen")

    def succession(first: FilingPosition, then: FilingPosition) -> Succession:
        return Succession.objects.create(old=first, new=then, kind=SuccessionKind.RENAME, on=cast.TODAY)

    succession(old, new)
    assert refused(lambda: succession(old, new))
    assert refused(lambda: succession(old, old))


def test_a_position_is_valid_from_its_first_to_its_last_day() -> None:
    position = a_position()
    position.valid_from, position.valid_until = date(2026, 1, 1), date(2026, 12, 31)
    position.save()

    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [position.is_valid(day) for day in days] == [False, True, True, False]
    assert refused(lambda: FilingPosition.objects.update(valid_until=date(2025, 1, 1)))


def test_files_sort_naturally() -> None:
    for number in ("63.10", "63.9"):
        a_position(number)
        a_case(position=number)

    assert [file.reference for file in File.objects.all()] == ["63-9-2026", "63-10-2026"]
