import pytest
from django.test import Client

from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from tests.faces.desk.pages import look_at, text_of

pytestmark = pytest.mark.django_db
PLACE = "/dienste/hundesteuer/1.0.0/bescheidtexte/"


def test_the_letter_is_shown_filled_with_its_placeholders(desk: Client, draft: PackageVersion) -> None:
    page = look_at(desk, PLACE)

    assert "{{ person.name }}Name" in page
    assert "Mit Angaben einer erfundenen Person." in page
    assert "hier ist er." in page.split("So liest sich der Brief")[1]
    assert "{{" not in page.split("So liest sich der Brief")[1]


def test_texts_are_saved_paragraph_by_paragraph(desk: Client, draft: PackageVersion) -> None:
    typed = {"subject": "Nein", "paragraphs": "Eins.\r\n\r\nZwei {{ person.name }}.", "reasons": "Weil.", "shown": ""}
    answer = desk.post(f"{PLACE}?art=ablehnung", typed, follow=True)

    assert "Der Text ist gespeichert." in text_of(answer)
    draft.refresh_from_db()
    letter = contents.definition_of(draft).service.letters["refuse"]
    assert (letter.subject, letter.paragraphs, letter.reasons) == (
        "Nein", ("Eins.", "Zwei {{ person.name }}."), "Weil.",
    )  # fmt: skip


def test_just_looking_saves_nothing(desk: Client, draft: PackageVersion) -> None:
    page = text_of(desk.post(PLACE, {"subject": "Probe", "paragraphs": "Nur so.", "tun": "vorschau"}))

    assert "Nur so." in page.split("So liest sich der Brief")[1]
    before = draft.digest
    draft.refresh_from_db()
    assert draft.digest == before


def test_an_empty_text_is_named(desk: Client, draft: PackageVersion) -> None:
    assert "Bitte schreiben Sie, was entschieden wird." in text_of(desk.post(PLACE, {"subject": "x"}), status=422)


def test_somebody_elses_work_is_not_overwritten(desk: Client, draft: PackageVersion) -> None:
    desk.post(PLACE, {"subject": "Von mir", "paragraphs": "Text.", "shown": draft.digest})

    answer = desk.post(PLACE, {"subject": "Zu spät", "paragraphs": "Text.", "shown": draft.digest})

    assert "Inzwischen hat jemand anderes den Entwurf geändert" in text_of(answer, status=422)
