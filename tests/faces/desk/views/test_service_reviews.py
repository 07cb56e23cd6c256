import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.workshop.packages.conftest import FORM, NOON, files

pytestmark = pytest.mark.django_db
PLACE = "/dienste/hundesteuer/1.0.0/regeln/"
PROPOSED = FORM + (
    "  - id: R4\n    element: person.email\n    text: WENN Name DANN E-Mail\n    basis: § 4 HundG\n"
    "    reason: Nur fast verstanden.\n    proposal:\n"
    "      - {id: R4.1, require: person.email, when: \"person.name != ''\"}\n"
    "      - {id: R4.2, hide: person.email, when: \"person.name == ''\"}\n"
)


@pytest.fixture
def draft() -> PackageVersion:
    return actions.import_files(files=files(form=PROPOSED), actor="staff:ukena", at=NOON)


@pytest.fixture
def desk(at_desk: AtDesk) -> Client:
    return at_desk(cast.poppinga())


def form_of(version: PackageVersion) -> FormSchema:
    version.refresh_from_db()
    return contents.form_of(version).schema


def test_the_first_open_item_is_shown_with_text_and_place(desk: Client, draft: PackageVersion) -> None:
    page = look_at(desk, PLACE)

    assert "0 von 3 geklärt" in page
    assert "Prüfpunkt 1: R2" in page
    assert "WENN kein Name DANN keine E-Mail" in page
    assert "Dafür gibt es keinen Vorschlag." in page
    assert "Nächster: R3" in page


def test_a_proposal_stands_in_plain_words_beside_the_text(desk: Client, draft: PackageVersion) -> None:
    page = look_at(desk, f"{PLACE}?punkt=R4")

    assert "Person › E-Mail" in page
    assert "Nur fast verstanden." in page
    assert "Die Frage „E-Mail“ ist Pflicht, wenn „Name“ ausgefüllt ist." in page
    assert "§ 4 HundG" in page


def test_an_accepted_proposal_becomes_rules_and_stays_after_export_and_import(
    desk: Client, draft: PackageVersion
) -> None:
    page = text_of(desk.post(PLACE, {"nummer": "R4", "durch": "vorschlag"}, follow=True))

    assert "Geklärt: R4." in page
    assert "1 von 3 geklärt" in page
    assert "Prüfpunkt 1: R2" in page
    form = form_of(draft)
    assert [(rule.id, rule.basis) for rule in form.rules[1:]] == [("R4.1", ("§ 4 HundG",)), ("R4.2", ("§ 4 HundG",))]
    settled = look_at(desk, f"{PLACE}?punkt=R4")
    assert "Geklärt von" in settled
    again = actions.import_files(files=contents.files_of(draft), actor="staff:ukena", at=NOON)
    assert form_of(again) == form


def test_the_next_item_opens_by_itself_until_all_are_done(desk: Client, draft: PackageVersion) -> None:
    first = text_of(desk.post(PLACE, {"nummer": "R2", "durch": "case-worker"}, follow=True))
    second = text_of(desk.post(PLACE, {"nummer": "R3", "durch": "not-needed", "notiz": "Gilt nicht."}, follow=True))
    last = text_of(desk.post(PLACE, {"nummer": "R4", "durch": "rule", "regel": "R1"}, follow=True))

    assert "Prüfpunkt 2: R3" in first
    assert "Prüfpunkt 3: R4" in second
    assert "Alle 3 Prüfpunkte sind geklärt." in last
    notes = [review.settled.note for review in form_of(draft).reviews if review.settled]
    assert notes == ["Die Sachbearbeitung prüft diese Regel am Vorgang.", "Gilt nicht.", "R1"]


def test_without_a_reason_or_a_choice_the_item_stays(desk: Client, draft: PackageVersion) -> None:
    without = text_of(desk.post(PLACE, {"nummer": "R2", "durch": "not-needed", "notiz": ""}, follow=True))
    unknown = text_of(desk.post(PLACE, {"nummer": "R2", "durch": "raten"}, follow=True))
    nothing = text_of(desk.post(PLACE, {"nummer": "R2", "durch": "vorschlag"}, follow=True))
    nowhere = text_of(desk.post(PLACE, {"nummer": "R77", "durch": "case-worker"}, follow=True))

    assert "Bitte schreiben Sie kurz dazu, wie die Regel geklärt ist." in without
    assert "Bitte wählen Sie, wie die Regel geklärt ist." in unknown
    assert "Bitte wählen Sie, wie die Regel geklärt ist." in nothing
    assert "Diesen Prüfpunkt gibt es nicht mehr." in nowhere
    assert len(form_of(draft).open_reviews) == 3


def test_what_was_settled_is_opened_again_with_its_rules_gone(desk: Client, draft: PackageVersion) -> None:
    before = form_of(draft)
    page = text_of(desk.post(PLACE, {"nummer": "R4", "durch": "vorschlag"}, follow=True))
    assert "Zuletzt geklärt: R4" in page

    again = text_of(desk.post(PLACE, {"nummer": "R4", "durch": "offen"}, follow=True))

    assert "R4 ist wieder offen." in again
    assert form_of(draft) == before


def test_one_part_of_a_proposal_is_corrected_in_the_editor(desk: Client, draft: PackageVersion) -> None:
    place = f"{PLACE}R4/?teil=1"
    page = look_at(desk, place)
    assert "Sie ändern Teil 1 von 2." in page

    rule = {"wirkung": "require", "ziel": "person.email", "w.modus": "text", "w.text": "person.name == 'Anna'"}
    answer = desk.post(place, {**rule, "tun": "speichern"}, follow=True)

    assert "Geklärt: R4." in text_of(answer)
    rules = {rule.id: rule for rule in form_of(draft).rules}
    assert rules["R4.1"].when == "person.name == 'Anna'"
    assert rules["R4.2"].effect == "hide"
    assert desk.get(place).status_code == 404


def test_a_rule_of_ones_own_settles_an_item_without_proposal(desk: Client, draft: PackageVersion) -> None:
    rule = {"wirkung": "valid", "ziel": "person.email", "v.modus": "text", "v.text": "has(person.name)"}
    missing = desk.post(f"{PLACE}R2/", {**rule, "tun": "speichern"})
    answer = desk.post(f"{PLACE}R2/", {**rule, "meldung": "Erst der Name.", "tun": "speichern"}, follow=True)

    assert "Bitte schreiben Sie eine Meldung" in text_of(missing, status=422)
    assert "Die Regel steht jetzt im Formular." in text_of(answer)
    form = form_of(draft)
    assert [review.id for review in form.open_reviews] == ["R3", "R4"]
    assert (form.rules[-1].id, form.rules[-1].valid) == ("R2", "has(person.name)")


def test_a_rule_that_does_not_fit_is_not_written(desk: Client, draft: PackageVersion) -> None:
    rule = {"wirkung": "require", "ziel": "person.email", "w.modus": "text", "w.text": "gibt.es.nicht == 1"}

    answer = desk.post(f"{PLACE}R2/", {**rule, "tun": "speichern"})

    assert "Das ist noch nicht gespeichert" in text_of(answer, status=422)
    assert len(form_of(draft).open_reviews) == 3


def test_all_others_are_left_to_the_case_worker_with_one_click(desk: Client, draft: PackageVersion) -> None:
    answer = desk.post(PLACE, {"durch": "case-worker"}, follow=True)
    again = desk.post(PLACE, {"durch": "case-worker"}, follow=True)

    assert "Alle übrigen Regeln sind geklärt." in text_of(answer)
    assert form_of(draft).open_reviews == ()
    assert "Diese Regel ist schon geklärt." in text_of(again)


def test_somebody_else_was_faster(desk: Client, draft: PackageVersion) -> None:
    shown = draft.digest
    desk.post(PLACE, {"nummer": "R2", "durch": "case-worker", "shown": shown})

    late = desk.post(PLACE, {"nummer": "R2", "durch": "not-needed", "notiz": "Nein.", "shown": shown}, follow=True)
    other = desk.post(PLACE, {"nummer": "R3", "durch": "case-worker", "shown": shown}, follow=True)

    assert "Jemand anderes hat diese Regel inzwischen geklärt." in text_of(late)
    assert "Geklärt: R3." in text_of(other)


def test_an_unknown_item_or_part_is_missing(desk: Client, draft: PackageVersion) -> None:
    for place in ("?punkt=R77", "R77/", "R4/?teil=3"):
        assert desk.get(PLACE + place).status_code == 404, place


def test_one_open_item_and_three_cost_the_same_queries(
    desk: Client, draft: PackageVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    desk.post(PLACE, {"nummer": "R2", "durch": "case-worker"})
    desk.get(PLACE)
    with CaptureQueriesContext(connection) as several:
        desk.get(PLACE)
    cost = len(several)
    desk.post(PLACE, {"nummer": "R3", "durch": "case-worker"})

    with django_assert_num_queries(cost):
        desk.get(PLACE)
