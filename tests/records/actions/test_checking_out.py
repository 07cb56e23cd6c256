"""One person works on a document; everybody sees who and since when."""

import pytest

from kreishaus.ground.audit.models import Event
from kreishaus.records import actions
from kreishaus.records.models import Document
from tests.cast import HINRICHS, JANSSEN, MEYER, NOON, ONE
from tests.factories.records import a_blob, a_case, a_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> Document:
    [filed] = actions.add_documents(a_case(), [a_draft()], at=NOON, actor=MEYER)
    return filed


def test_who_is_first_has_it_and_the_other_is_told(document: Document) -> None:
    same = Document.objects.get()
    actions.check_out(document=document, actor=MEYER, at=NOON)

    with pytest.raises(actions.CheckedOutByOther) as told:
        actions.check_out(document=same, actor=JANSSEN, at=ONE)

    assert (told.value.holder, told.value.since) == (MEYER, NOON)
    actions.check_out(document=document, actor=MEYER, at=ONE)
    stored = Document.objects.get()
    assert (stored.checked_out_by, stored.checked_out_at) == (MEYER, NOON)
    assert Event.objects.filter(verb="document.checked-out").count() == 1


def test_check_in_brings_a_new_version_and_frees_the_document(document: Document) -> None:
    actions.check_out(document=document, actor=MEYER, at=NOON)

    version = actions.check_in(
        document=document, actor=MEYER, at=ONE, blob=a_blob(b"neu"), media_type="text/plain", original_name="n.txt"
    )

    assert version is not None
    assert (version.number, version.size) == (2, 3)
    assert Document.objects.get().checked_out_by == document.checked_out_by == ""
    event = Event.objects.get(verb="document.checked-in")
    assert event.data == {"document": 1, "version": 2}


def test_check_in_without_a_change_makes_no_version(document: Document) -> None:
    actions.check_out(document=document, actor=MEYER, at=NOON)

    assert actions.check_in(document=document, actor=MEYER, at=ONE) is None
    assert document.versions.count() == 1
    with pytest.raises(actions.NotCheckedOut):
        actions.check_in(document=document, actor=MEYER, at=ONE)


def test_while_somebody_works_on_it_nobody_else_adds_a_version_or_checks_in(document: Document) -> None:
    actions.check_out(document=document, actor=MEYER, at=NOON)

    with pytest.raises(actions.CheckedOutByOther):
        actions.add_version(
            document=document, blob=a_blob(), media_type="text/plain", original_name="", at=ONE, actor=JANSSEN
        )
    with pytest.raises(actions.CheckedOutByOther):
        actions.check_in(document=document, actor=JANSSEN, at=ONE)

    assert document.versions.count() == 1


def test_the_team_lead_takes_back_what_a_colleague_left_behind(document: Document) -> None:
    actions.check_out(document=document, actor=MEYER, at=NOON)

    actions.take_back(document=document, actor=HINRICHS, at=ONE, reason="Frau Meyer ist krank")

    assert Document.objects.get().checked_out_by == ""
    event = Event.objects.get(verb="document.taken-back")
    assert (event.reason, event.data) == ("Frau Meyer ist krank", {"document": 1, "holder": MEYER})
    with pytest.raises(actions.NotCheckedOut):
        actions.take_back(document=document, actor=HINRICHS, at=ONE, reason="noch einmal")


def test_a_case_with_a_checked_out_document_stays_open_and_says_why(document: Document) -> None:
    actions.check_out(document=document, actor=MEYER, at=NOON)

    with pytest.raises(actions.NotYetClosable) as told:
        actions.close_case(case=document.home, actor=MEYER, at=ONE)

    assert told.value.missing == ("Dokument 1 „Lageplan“ ist noch ausgecheckt.",)
    document.home.refresh_from_db()
    assert document.home.closed_at is None
    actions.check_in(document=document, actor=MEYER, at=ONE)
    actions.close_case(case=document.home, actor=MEYER, at=ONE)
    with pytest.raises(actions.CaseIsClosed):
        actions.check_out(document=document, actor=MEYER, at=ONE)
