"""Every change of what is noted says what it was before."""

from datetime import date
from typing import Any

import pytest

from kreishaus.ground.audit.models import Event
from kreishaus.ground.search.queries import search
from kreishaus.records import actions
from kreishaus.records.enums import Confidentiality, Medium
from kreishaus.records.models import Case, Document, File
from tests import cast
from tests.cast import JANSSEN, MEYER, NOON, ONE
from tests.factories.records import a_case, a_draft

pytestmark = pytest.mark.django_db


def changes(subject: str) -> list[tuple[Any, ...]]:
    events = Event.objects.filter(subject=subject, verb__endswith=".changed").order_by("id")
    return [(event.data["metadatum"], event.data["old"], event.data["new"]) for event in events if event.data]


def test_a_change_of_a_file_keeps_name_old_and_new() -> None:
    file = a_case().file

    found = actions.change_file(
        file=file,
        values={"title": "Bauanfragen am Deich", "medium": Medium.HYBRID, "paper_location": "Keller, Regal 4"},
        actor=MEYER,
        at=ONE,
        reason="Altakte gefunden",
    )

    assert changes("file:63-10-2026") == [
        ("Titel", "Bauanfragen 2026", "Bauanfragen am Deich"),
        ("Form", "elektronisch", "elektronisch und Papier"),
        ("Standort des Papiers", "", "Keller, Regal 4"),
    ]
    assert [each.field for each in found] == ["title", "medium", "paper_location"]
    assert set(Event.objects.filter(verb="file.changed").values_list("reason", "actor")) == {
        ("Altakte gefunden", MEYER)
    }
    assert File.objects.get().title == file.title == "Bauanfragen am Deich"


def test_what_stays_the_same_leaves_no_trace() -> None:
    case = a_case()

    assert actions.change_case(case=case, values={"title": case.title}, actor=MEYER, at=ONE) == ()
    assert changes(f"case:{case.reference}") == []


def test_a_case_is_found_by_its_new_title_and_its_documents_keep_their_text() -> None:
    case = a_case("Zaun")
    [document] = actions.add_documents(case, [a_draft("Skizze", text="Gartenpforte")], at=NOON, actor=MEYER)

    actions.change_case(
        case=case, values={"title": "Mauer", "relevant_on": date(2026, 5, 1)}, actor=MEYER, at=ONE, reason="Irrtum"
    )
    actions.change_document(document=document, values={"title": "Grundriss"}, actor=MEYER, at=ONE)

    scopes = cast.at_work(cast.meyer()).scopes
    assert changes(f"case:{case.reference}") == [
        ("Titel", "Zaun", "Mauer"),
        ("Bezugsdatum", None, "2026-05-01"),
        ("Titel", "Skizze", "Grundriss"),
    ]
    found = {word: len(search(word, scopes=scopes).hits) for word in ("Zaun", "Mauer", "Grundriss", "Gartenpforte")}
    assert found == {"Zaun": 0, "Mauer": 1, "Grundriss": 1, "Gartenpforte": 1}


def test_what_follows_from_what_happens_is_not_noted_by_hand() -> None:
    case = a_case()

    with pytest.raises(actions.NotChangeable, match="state"):
        actions.change_case(case=case, values={"title": "Neu", "state": "closed"}, actor=MEYER, at=ONE)

    assert Case.objects.get().title == "Zufahrt verbreitern"


def test_closed_things_only_change_the_place_of_their_paper() -> None:
    case = a_case()
    [document] = actions.add_documents(case, [a_draft()], at=NOON, actor=MEYER)
    actions.close_case(case=case, actor=MEYER, at=NOON)
    actions.close_file(file=case.file, actor=MEYER, at=NOON)

    with pytest.raises(actions.CaseIsClosed):
        actions.change_case(case=case, values={"title": "Neu"}, actor=MEYER, at=ONE)
    with pytest.raises(actions.CaseIsClosed):
        actions.change_document(document=document, values={"title": "Neu"}, actor=MEYER, at=ONE)
    with pytest.raises(actions.FileIsClosed):
        actions.change_file(
            file=case.file, values={"confidentiality": Confidentiality.CONFIDENTIAL}, actor=MEYER, at=ONE
        )
    actions.change_file(
        file=case.file, values={"medium": Medium.HYBRID, "paper_location": "Archiv"}, actor=MEYER, at=ONE
    )
    assert File.objects.get().paper_location == "Archiv"


def test_attachments_form_a_tree_inside_their_case() -> None:
    case, other = a_case(), a_case("Carport")
    letter, plan, photo = actions.add_documents(
        case, [a_draft("Brief"), a_draft("Plan"), a_draft("Foto")], at=NOON, actor=MEYER
    )
    [foreign] = actions.add_documents(other, [a_draft("Fremd")], at=NOON, actor=MEYER)

    actions.change_document(document=plan, values={"parent": letter}, actor=MEYER, at=ONE)
    actions.change_document(document=photo, values={"parent": plan}, actor=MEYER, at=ONE)

    for document, above in ((letter, photo), (plan, plan)):
        with pytest.raises(actions.AttachedToItself):
            actions.change_document(document=document, values={"parent": above}, actor=MEYER, at=ONE)
    with pytest.raises(actions.NotChangeable):
        actions.change_document(document=photo, values={"parent": foreign}, actor=MEYER, at=ONE)
    assert [document.title for document in letter.attachments.all()] == ["Plan"]
    assert changes(f"case:{case.reference}")[0] == ("Anlage zu", None, "1 Brief")


def test_nobody_changes_a_document_that_somebody_else_works_on() -> None:
    [document] = actions.add_documents(a_case(), [a_draft()], at=NOON, actor=MEYER)
    actions.check_out(document=document, actor=JANSSEN, at=NOON)

    with pytest.raises(actions.CheckedOutByOther, match=JANSSEN):
        actions.change_document(document=document, values={"sender": "Werft GmbH"}, actor=MEYER, at=ONE)
    actions.change_document(document=document, values={"sender": "Werft GmbH"}, actor=JANSSEN, at=ONE)
    assert Document.objects.get().sender == "Werft GmbH"
