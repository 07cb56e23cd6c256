"""What the database itself promises about the records."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ProtectedError

from kreishaus.records import actions
from kreishaus.records.enums import CaseState
from kreishaus.records.models import Case, Document, Version, VersionIsFinal
from tests.cast import MEYER, NOON
from tests.factories.records import a_case, a_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> Version:
    [document] = actions.add_documents(a_case(), [a_draft(content=b"wahr")], at=NOON, actor="citizen")
    return document.latest


def test_a_stored_version_can_be_neither_saved_again_nor_deleted(version: Version) -> None:
    stored = Version.objects.get()
    stored.sha256 = "0" * 64

    with pytest.raises(VersionIsFinal):
        stored.save()
    with pytest.raises(VersionIsFinal):
        stored.delete()

    assert Version.objects.get().sha256 == version.sha256


def test_versions_can_be_neither_updated_nor_deleted_in_bulk(version: Version) -> None:
    with pytest.raises(VersionIsFinal):
        Version.objects.update(size=0)
    with pytest.raises(VersionIsFinal):
        Version.objects.filter(pk=version.pk).delete()
    with pytest.raises(VersionIsFinal):
        Version.objects.bulk_update([version], ["size"])

    assert Version.objects.get().size == 4


def test_the_database_refuses_a_change_that_goes_around_the_program(version: Version) -> None:
    with pytest.raises(DatabaseError, match="final"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE records_version SET sha256 = %s", ["0" * 64])

    assert Version.objects.get().sha256 == version.sha256


def test_a_case_with_documents_cannot_vanish(version: Version) -> None:
    document = Document.objects.get()

    with pytest.raises(ProtectedError):
        document.delete()
    with pytest.raises(ProtectedError):
        document.case.delete()

    assert Version.objects.count() == 1


def test_a_case_is_closed_exactly_when_it_has_a_closing_date() -> None:
    case = a_case()

    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state=CaseState.CLOSED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(closed_at=NOON)


def test_things_read_as_people_write_them(version: Version) -> None:
    case = Case.objects.get()

    assert str(case) == "63-10-2026-0001 Zufahrt verbreitern"
    assert str(case.file) == "63-10-2026 Bauanfragen 2026"
    assert str(case.file.position) == "63.10 Bauanfragen"
    assert str(version.document) == "1 Lageplan"
    assert str(version) == "lageplan.pdf (Fassung 1)"
    actions.close_case(case=case, actor=MEYER, at=NOON)
