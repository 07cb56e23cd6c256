"""Each kind of damage is made behind the system's back, and the guard names it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.audit import queries
from kreishaus.ground.audit.enums import Fault
from kreishaus.ground.authorities.context import current
from kreishaus.ground.storage.local import LocalBlobs
from kreishaus.records import actions
from kreishaus.records.models import Case, Version
from tests import cast
from tests.factories.records import a_blob, a_case, a_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """Return a case with two documents, one of them in two versions; all is in the log."""
    found = a_case()
    plan, _passport = actions.add_documents(
        found, [a_draft("Lageplan", b"alt"), a_draft("Ausweis", b"Ausweis")], at=cast.NOON, actor=cast.SYSTEM
    )
    actions.add_version(
        document=plan,
        blob=a_blob(b"neu"),
        media_type="application/pdf",
        original_name="neu.pdf",
        at=cast.NOON,
        actor=cast.SYSTEM,
    )
    audit.sequence()
    assert patrol() == []
    return found


def patrol(minutes: int = 0) -> list[str]:
    audit.patrol(at=cast.NOON + timedelta(minutes=minutes), seconds=60)
    return sorted(queries.open_alarms().values_list("message", flat=True))


def faults() -> set[str]:
    return set(queries.open_alarms().values_list("fault", flat=True))


def path_of(version: Version) -> Path:
    return LocalBlobs.of(current()).path(version.sha256)


def passport() -> Version:
    return Version.objects.get(document__title="Ausweis")


def run_sql(statement: str, *values: object) -> None:
    """Work like somebody with the password of the database, past triggers and foreign keys."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE records_version DISABLE TRIGGER records_version_is_final")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS records_version_is_final")
        cursor.execute(statement, values)


def test_a_missing_file_is_named(case: Case) -> None:
    path_of(passport()).unlink()

    assert patrol() == [f"Dokument 2 „Ausweis“ im Vorgang {case.reference}: Die Datei fehlt."]
    assert faults() == {Fault.BLOB_MISSING}


@pytest.mark.parametrize("content", [b"ausweis", b"kurz"], ids=["same-size", "other-size"])
def test_a_changed_file_is_named(case: Case, content: bytes) -> None:
    path_of(passport()).write_bytes(content)

    found = patrol()

    assert faults() == {Fault.BLOB_CHANGED}
    assert all(line.startswith(f"Dokument 2 „Ausweis“ im Vorgang {case.reference}: Die Datei ") for line in found)


def test_a_missing_version_is_named(case: Case) -> None:
    run_sql("DELETE FROM records_version WHERE sha256 = %s", passport().sha256)

    assert patrol() == [f"Dokument 2 (Fassung 1) im Vorgang {case.reference}: Der Eintrag fehlt."]
    assert faults() == {Fault.ROW_MISSING}


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("sha256", "0" * 64, Fault.ROW_CHANGED),
        ("size", 4, Fault.ROW_CHANGED),
        ("number", 3, Fault.ROW_MISSING),
    ],
)
def test_a_changed_version_is_named(case: Case, column: str, value: object, fault: Fault) -> None:
    run_sql(f"UPDATE records_version SET {column} = %s WHERE sha256 = %s", value, passport().sha256)

    found = patrol()

    assert fault in faults()
    assert all("Dokument 2 " in line and case.reference in line for line in found)


def test_a_version_that_no_event_tells_of_is_named(case: Case) -> None:
    forged = Version(
        document=passport().document,
        number=2,
        sha256=a_blob(b"untergeschoben").sha256,
        size=14,
        media_type="application/pdf",
        created_at=cast.NOON,
        created_by=cast.SYSTEM,
    )
    forged.save()

    assert patrol() == [
        f"Dokument 2 „Ausweis“ (Fassung 2) im Vorgang {case.reference}: Zu diesem Eintrag gibt es kein Ereignis."
    ]


def test_a_missing_case_is_named(case: Case) -> None:
    empty = a_case("Zaun")
    audit.sequence()
    Case.objects.filter(pk=empty.pk).delete()

    assert patrol() == [f"Der Vorgang {empty.reference} „Zaun“ fehlt."]


def test_a_title_changed_without_an_event_is_named(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(title="Etwas anderes")

    assert patrol() == [f"Der Vorgang {case.reference}: Der Titel wurde ohne Ereignis geändert."]


def test_a_title_changed_with_an_event_is_in_order(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(title="Zufahrt und Carport")
    audit.record(
        subject=f"case:{case.reference}",
        verb="case.changed",
        actor=cast.SYSTEM,
        at=cast.NOON,
        data={"title": {"old": case.title, "new": "Zufahrt und Carport"}},
    )
    audit.sequence()

    assert patrol() == []


def test_what_was_lawfully_destroyed_raises_no_alarm(case: Case) -> None:
    path_of(passport()).unlink()
    audit.record(
        subject=f"case:{case.reference}",
        verb="document.destroyed",
        actor=cast.SYSTEM,
        at=cast.NOON,
        data={"id": str(passport().document_id)},
    )

    assert patrol() == []


def test_one_destroyed_document_excuses_no_other_one(case: Case) -> None:
    path_of(passport()).unlink()
    audit.record(
        subject=f"case:{case.reference}",
        verb="document.destroyed",
        actor=cast.SYSTEM,
        at=cast.NOON,
        data={"document": 1},
    )

    assert patrol() == [f"Dokument 2 „Ausweis“ im Vorgang {case.reference}: Die Datei fehlt."]


def test_the_message_for_operators_names_the_file_but_no_content(case: Case) -> None:
    version = passport()
    path_of(version).unlink()
    patrol()

    plain = queries.open_alarms().get().plain

    assert version.sha256 in plain
    assert "Ausweis" not in plain
    assert case.reference not in plain


def test_an_alarm_ends_when_the_file_is_back(case: Case) -> None:
    path = path_of(passport())
    content = path.read_bytes()
    path.unlink()
    patrol()
    path.write_bytes(content)

    assert patrol(minutes=2) == []
    assert queries.alarms().get().healed_at == cast.NOON + timedelta(minutes=2)


@pytest.mark.parametrize("count", [1, 40])
def test_a_patrol_costs_the_same_for_few_and_for_many(
    count: int, django_assert_max_num_queries: Callable[..., object]
) -> None:
    case = a_case()
    actions.add_documents(
        case, [a_draft(f"Bild {number}", b"%d" % number) for number in range(count)], at=cast.NOON, actor=cast.SYSTEM
    )
    audit.sequence()
    patrol()

    with django_assert_max_num_queries(62):
        audit.patrol(at=cast.NOON, seconds=60)
