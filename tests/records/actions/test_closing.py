"""Closing says what is missing and until when things are kept; deviations need a reason."""

from datetime import date

import pytest

from kreishaus.ground.audit.models import Event
from kreishaus.records import actions
from kreishaus.records.enums import FileState, RetentionStart
from kreishaus.records.models import Case, File
from tests.cast import MEYER, NOON, ONE
from tests.factories.applications import an_application
from tests.factories.records import a_case, a_position

pytestmark = pytest.mark.django_db
SENTENCE = "Geschlossen am 02.03.2026, Frist 10 Jahre ab Jahresende (Aktenplan 63.10) → bis 31.12.2036"


def test_closing_keeps_the_sentence_that_explains_the_date() -> None:
    case = a_case()

    actions.close_case(case=case, actor=MEYER, at=NOON)

    assert Case.objects.get().retention_derivation == case.retention_derivation == SENTENCE
    event = Event.objects.get(verb="case.closed")
    assert event.data == {"retention_until": "2036-12-31", "derivation": SENTENCE}


def test_the_day_of_the_decision_can_start_the_period() -> None:
    position = a_position()
    position.retention_start = RetentionStart.DECISION
    position.save()
    case = a_case()

    actions.close_case(case=case, actor=MEYER, at=NOON, decided_on=date(2025, 6, 1))

    assert case.retention_until == date(2035, 12, 31)
    assert case.retention_derivation.startswith("Entschieden am 01.06.2025, ")


def test_open_parts_and_open_tasks_keep_a_case_open() -> None:
    case = an_application().case
    part = actions.open_sub_case(case=case, title="Anhörung", actor=MEYER, at=NOON)

    with pytest.raises(actions.NotYetClosable) as told:
        actions.close_case(case=case, actor=MEYER, at=ONE)

    [of_part, of_task] = told.value.missing
    assert of_part == f"Der Teilvorgang {part.reference} ist noch in Bearbeitung."
    assert of_task.startswith("Die Aufgabe „")
    assert of_task.endswith("“ ist noch offen.")
    assert Case.objects.get(pk=case.pk).closed_at is None


def test_a_file_closes_after_its_cases_and_parts() -> None:
    case, second = a_case(), a_case("Carport")
    file = case.file
    part = actions.open_sub_file(file=file, title="Statik", actor=MEYER, at=NOON)

    with pytest.raises(actions.NotYetClosable) as told:
        actions.close_file(file=file, actor=MEYER, at=NOON)

    assert told.value.missing == (
        "Die Teilakte 63-10-2026-T1 ist noch offen.",
        "2 Vorgänge sind noch in Bearbeitung: 63-10-2026-0001, 63-10-2026-0002.",
    )
    actions.close_file(file=part, actor=MEYER, at=NOON)
    for each in (case, second):
        actions.close_case(case=each, actor=MEYER, at=NOON)
    actions.close_file(file=file, actor=MEYER, at=NOON)
    stored = File.objects.get(pk=file.pk)
    assert (stored.state, stored.retention_until, stored.retention_derivation) == (
        FileState.CLOSED,
        date(2036, 12, 31),
        SENTENCE,
    )
    with pytest.raises(actions.FileAlreadyClosed):
        actions.close_file(file=file, actor=MEYER, at=ONE)


def test_what_is_kept_with_its_main_file_gets_its_date_when_that_closes() -> None:
    position = a_position()
    position.retention_start = RetentionStart.MAIN_FILE
    position.save()
    case = a_case()
    actions.close_case(case=case, actor=MEYER, at=NOON)
    assert case.retention_until is None
    assert "sie ist noch offen" in case.retention_derivation

    actions.close_file(file=case.file, actor=MEYER, at=ONE)

    case.refresh_from_db()
    assert case.retention_until == date(2036, 12, 31)
    assert case.retention_derivation.startswith("Hauptakte 63-10-2026 geschlossen am 02.03.2026, ")


def test_a_case_taken_up_again_takes_its_file_up_as_well() -> None:
    case = a_case()
    actions.close_case(case=case, actor=MEYER, at=NOON)
    actions.close_file(file=case.file, actor=MEYER, at=NOON)

    actions.reopen_case(case=case, actor=MEYER, at=ONE, reason="Klage")

    file = File.objects.get()
    assert (file.state, file.retention_until, file.retention_derivation) == (FileState.OPEN, None, "")
    assert Event.objects.get(verb="file.reopened").reason == "Klage"
    with pytest.raises(actions.FileNotClosed):
        actions.reopen_file(file=file, actor=MEYER, at=ONE, reason="noch einmal")


def test_a_deviation_needs_a_reason_and_a_closed_case() -> None:
    case = a_case()
    until = date(2050, 12, 31)
    with pytest.raises(actions.NotClosedYet):
        actions.change_retention(kept=case, until=until, reason="Denkmal", actor=MEYER, at=ONE)
    actions.close_case(case=case, actor=MEYER, at=NOON)
    with pytest.raises(actions.ReasonMissing):
        actions.change_retention(kept=case, until=until, reason=" ", actor=MEYER, at=ONE)

    actions.change_retention(kept=case, until=until, reason="Denkmal", actor=MEYER, at=ONE)

    stored = Case.objects.get()
    assert (stored.retention_until, stored.retention_reason, stored.retention_derivation) == (
        until,
        "Denkmal",
        SENTENCE,
    )
    event = Event.objects.get(verb="retention.changed")
    assert (event.reason, event.data) == (
        "Denkmal",
        {"metadatum": "aufzubewahren bis", "old": "2036-12-31", "new": "2050-12-31"},
    )
