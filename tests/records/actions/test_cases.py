"""Opening, filling, closing and handing over cases."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kreishaus.ground.audit.models import Event
from kreishaus.ground.search.queries import search
from kreishaus.records import actions, queries
from kreishaus.records.enums import Access, CaseState, Direction, DocumentKind, FileState
from kreishaus.records.models import Case, Counter, Document, File, FilingPosition, Version
from tests import cast
from tests.cast import JANSSEN, MEYER, NOON, ONE
from tests.factories.records import a_blob, a_case, a_draft, a_position

pytestmark = pytest.mark.django_db


def verbs(subject: str) -> list[str]:
    return list(Event.objects.filter(subject=subject).order_by("id").values_list("verb", flat=True))


def test_the_first_case_of_a_year_opens_its_file_and_the_second_joins_it() -> None:
    first, second = a_case(), a_case("Carport")

    assert (first.reference, second.reference) == ("63-10-2026-0001", "63-10-2026-0002")
    assert first.file_id == second.file_id
    assert (first.file.reference, first.file.title, first.file.year) == ("63-10-2026", "Bauanfragen 2026", 2026)
    assert verbs("file:63-10-2026") == ["file.opened"]
    assert verbs("case:63-10-2026-0002") == ["case.opened"]


def test_the_year_of_a_case_is_the_year_in_the_house_not_in_utc() -> None:
    new_year_in_leer = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)

    assert a_case(at=new_year_in_leer).reference == "63-10-2027-0001"


def test_every_series_counts_for_itself() -> None:
    a_position("32.17", "Jagdscheine")

    references = [a_case().reference, a_case(position="32.17").reference, a_case().reference]

    assert references == ["63-10-2026-0001", "32-17-2026-0001", "63-10-2026-0002"]


def test_a_number_of_a_case_that_was_not_stored_is_given_out_again() -> None:
    a_case()
    with transaction.atomic():
        a_case()
        transaction.set_rollback(True)

    assert a_case().reference == "63-10-2026-0002"
    assert Counter.objects.get().value == 2


def test_two_positions_whose_patterns_agree_never_share_a_number() -> None:
    for number in ("63.10", "63.11"):
        FilingPosition.objects.create(number=number, title="Bauen", pattern="III/{year}-{number}")

    references = [a_case(position="63.10").reference, a_case(position="63.11").reference]

    assert references == ["III/2026-0001", "III/2026-0002"]


def test_a_case_without_a_position_in_the_plan_is_refused() -> None:
    with pytest.raises(actions.UnknownPosition, match=r"99\.1"):
        actions.open_case(position="99.1", title="?", office=cast.building_office(), at=NOON, actor=MEYER)

    assert not Case.objects.exists()
    assert not Counter.objects.exists()


def test_a_new_case_takes_a_closed_file_up_again() -> None:
    file = a_case().file
    File.objects.filter(pk=file.pk).update(state=FileState.CLOSED, closed_at=NOON)

    a_case(at=ONE)

    file.refresh_from_db()
    assert (file.state, file.closed_at) == (FileState.OPEN, None)
    assert verbs("file:63-10-2026") == ["file.opened", "file.reopened"]


def test_the_access_of_the_position_becomes_that_of_the_case() -> None:
    a_position("01.10", "Hausmitteilungen", access=Access.AUTHORITY)

    assert a_case(position="01.10").access == Access.AUTHORITY


def test_opening_a_case_with_five_documents_takes_seven_statements() -> None:
    a_case()
    drafts = [a_draft(f"Anlage {number}") for number in range(5)]
    office = cast.building_office()

    with CaptureQueriesContext(connection) as asked:
        case = actions.open_case(
            position="63.10", title="Carport", office=office, at=NOON, actor="citizen", documents=drafts
        )

    statements = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(statements) == 7, statements
    assert [document.number for document in queries.documents_of(case)] == [1, 2, 3, 4, 5]
    assert verbs(f"case:{case.reference}") == ["case.opened", *["document.added"] * 5]
    case.refresh_from_db()
    assert case.document_count == 5


def test_documents_are_numbered_in_the_order_given_and_go_on_counting() -> None:
    case = a_case()
    actions.add_documents(case, [a_draft("Antrag"), a_draft("Lageplan")], at=NOON, actor="citizen")
    note = actions.add_document(
        case=case,
        title="Vermerk",
        kind=DocumentKind.NOTE,
        direction=Direction.INTERNAL,
        blob=a_blob(b"Ortstermin am Freitag"),
        media_type="text/plain",
        original_name="vermerk.txt",
        at=ONE,
        actor=MEYER,
    )

    found = list(queries.documents_of(case))
    assert [(document.number, document.title) for document in found] == [(1, "Antrag"), (2, "Lageplan"), (3, "Vermerk")]
    assert [document.received_at for document in found] == [NOON, NOON, None]
    assert (note.latest.number, note.latest.size, note.latest.created_by) == (1, 21, MEYER)
    assert found[2].latest == note.latest


def test_adding_documents_takes_five_statements_however_many_there_are() -> None:
    case, drafts = a_case(), [a_draft(f"Anlage {number}") for number in range(4)]

    with CaptureQueriesContext(connection) as asked:
        actions.add_documents(case, drafts, at=NOON, actor=MEYER)

    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) == 5


def test_adding_no_documents_changes_nothing() -> None:
    case = a_case()

    assert actions.add_documents(case, [], at=NOON, actor=MEYER) == []
    assert verbs(f"case:{case.reference}") == ["case.opened"]


def test_a_newer_version_leaves_the_older_one_as_it_was() -> None:
    case = a_case()
    [document] = actions.add_documents(case, [a_draft(content=b"alt")], at=NOON, actor="citizen")

    newer = actions.add_version(
        document=document,
        blob=a_blob(b"neu!"),
        media_type="application/pdf",
        original_name="neu.pdf",
        at=ONE,
        actor=MEYER,
    )

    assert newer.number == 2
    assert document.latest == newer
    assert list(document.versions.order_by("number").values_list("number", "size")) == [(1, 3), (2, 4)]
    assert verbs(f"case:{case.reference}")[-1] == "document.revised"


def test_a_closed_case_takes_neither_documents_nor_versions() -> None:
    case = a_case()
    [document] = actions.add_documents(case, [a_draft()], at=NOON, actor="citizen")
    actions.close_case(case=case, actor=MEYER, at=NOON)

    with pytest.raises(actions.CaseIsClosed, match="63-10-2026-0001"):
        actions.add_documents(case, [a_draft()], at=ONE, actor=MEYER)
    with pytest.raises(actions.CaseIsClosed):
        actions.add_version(
            document=document, blob=a_blob(), media_type="text/plain", original_name="", at=ONE, actor=MEYER
        )

    assert Document.objects.count() == Version.objects.count() == 1


def test_closing_a_case_starts_its_retention_period() -> None:
    case = a_case()

    actions.close_case(case=case, actor=MEYER, at=NOON)

    stored = Case.objects.get()
    assert (stored.state, stored.closed_at, stored.retention_until) == (CaseState.CLOSED, NOON, date(2036, 12, 31))
    assert (case.state, case.closed_at, case.retention_until) == (CaseState.CLOSED, NOON, date(2036, 12, 31))
    assert verbs("case:63-10-2026-0001") == ["case.opened", "case.closed"]


def test_a_case_of_a_position_without_end_is_never_due() -> None:
    a_position("01.01", "Satzungen", years=None)
    case = a_case(position="01.01")

    actions.close_case(case=case, actor=MEYER, at=NOON)

    assert case.retention_until is None
    assert list(queries.cases_due_for_disposal(on=date(2999, 1, 1))) == []


def test_closing_a_case_twice_is_refused_and_keeps_the_first_date() -> None:
    case = a_case()
    actions.close_case(case=case, actor=MEYER, at=NOON)

    with pytest.raises(actions.CaseAlreadyClosed, match="63-10-2026-0001"):
        actions.close_case(case=case, actor=JANSSEN, at=ONE)

    case.refresh_from_db()
    assert case.closed_at == NOON
    assert verbs("case:63-10-2026-0001") == ["case.opened", "case.closed"]


def test_a_case_taken_up_again_starts_a_new_period_when_it_is_closed() -> None:
    case = a_case()
    actions.close_case(case=case, actor=MEYER, at=NOON)

    actions.reopen_case(case=case, actor=MEYER, at=ONE, reason="Klage eingegangen")

    stored = Case.objects.get()
    assert (stored.state, stored.closed_at, stored.retention_until) == (CaseState.OPEN, None, None)
    assert Event.objects.get(verb="case.reopened").reason == "Klage eingegangen"
    with pytest.raises(actions.CaseNotClosed, match="63-10-2026-0001"):
        actions.reopen_case(case=case, actor=MEYER, at=ONE, reason="noch einmal")


def test_cases_are_due_on_the_day_after_their_period() -> None:
    case = a_case()
    actions.close_case(case=case, actor=MEYER, at=NOON)

    assert list(queries.cases_due_for_disposal(on=date(2036, 12, 31))) == []
    assert list(queries.cases_due_for_disposal(on=date(2037, 1, 1))) == [case]


def test_a_case_handed_over_is_seen_and_found_by_the_other_office_only() -> None:
    case = a_case("Zaun am Deich")
    actions.add_documents(case, [a_draft("Skizze", text="Gartenpforte")], at=NOON, actor="citizen")
    meyer, janssen = cast.at_work(cast.meyer()), cast.at_work(cast.janssen())

    actions.transfer_case(case=case, office=cast.order_office(), actor=MEYER, at=ONE, reason="nicht zuständig")

    assert queries.case_or_none(meyer, case.reference) is None
    assert queries.case_or_none(janssen, case.reference) == case
    for word in ("Deich", "Gartenpforte"):
        assert search(word, scopes=meyer.scopes).hits == ()
        assert len(search(word, scopes=janssen.scopes).hits) == 1
    with pytest.raises(actions.AlreadyThere):
        actions.transfer_case(case=case, office=cast.order_office(), actor=MEYER, at=ONE, reason="noch einmal")


def test_what_is_added_after_a_hand_over_belongs_to_the_new_office_even_from_an_old_page() -> None:
    case = a_case()
    opened_before = Case.objects.get()
    actions.transfer_case(case=case, office=cast.order_office(), actor=MEYER, at=NOON, reason="nicht zuständig")

    actions.add_documents(opened_before, [a_draft("Brief", text="Gartenpforte")], at=ONE, actor=MEYER)

    assert search("Gartenpforte", scopes=cast.at_work(cast.meyer()).scopes).hits == ()
    assert len(search("Gartenpforte", scopes=cast.at_work(cast.janssen()).scopes).hits) == 1


def test_the_filing_plan_refuses_a_number_twice_and_unusable_patterns() -> None:
    actions.create_position(number="63.10", title="Bauanfragen", retention_years=10, actor=MEYER, at=NOON)

    with pytest.raises(actions.PositionExists, match=r"63\.10"):
        actions.create_position(number="63.10", title="Noch einmal", actor=MEYER, at=NOON)
    with pytest.raises(ValidationError, match="Ziffern"):
        actions.create_position(number="63.x", title="Falsch", actor=MEYER, at=NOON)
    with pytest.raises(ValidationError, match="Muster"):
        actions.create_position(number="63.12", title="Falsch", pattern="{year}-{number}", actor=MEYER, at=NOON)

    assert FilingPosition.objects.get().title == "Bauanfragen"
    assert verbs("position:63.10") == ["position.created"]
