import pytest

from kreishaus.records.models import FilingPosition
from kreishaus.workshop.packages.actions import import_files, settle_reviews
from kreishaus.workshop.packages.enums import Settlement
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import publication_obstacles
from tests.workshop.packages.conftest import FORM, MEYER, NOON, SERVICE, TESTS, files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]

SETTLED = FORM[: FORM.index("reviews:")]


def version(*, service: str = SERVICE, form: str = SETTLED, tests: str = TESTS) -> PackageVersion:
    return import_files(files=files(service=service, form=form, tests=tests), actor=MEYER, at=NOON)


def test_a_complete_package_has_no_obstacles() -> None:
    assert publication_obstacles(version()) == []


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('{office: "20"}', "{}", "Das zuständige Amt fehlt."),
        ('office: "20"', 'office: "77"', "Das Amt 77 gibt es nicht."),
        ('{position: "20.31"}', "{}", "Die Stelle im Aktenplan fehlt."),
        ('position: "20.31"', 'position: "1.1"', "Die Stelle 1.1 gibt es im Aktenplan nicht."),
        ("summary: Melden Sie Ihren Hund an.\n", "", "Die Zusammenfassung in einem Satz fehlt."),
        ("{decide_within: P4W}", "{}", "Die Frist für die Entscheidung fehlt."),
        ("legal_remedy: Sie können Klage erheben.\n", "", "Die Rechtsbehelfsbelehrung fehlt."),
        ("{name: person.name, email", "{email", "Es fehlt die Angabe, welches Feld den Namen enthält."),
        ("email: person.email", "email: person.mail", "„person.mail“ kommt im Formular nicht vor."),
        ("+ person.name", "+ person.nam", "„person.nam“ kommt im Formular nicht vor."),
        ("{{ person.name }}", "{{ person.vorname }}", "„person.vorname“ kommt im Formular nicht vor."),
        ('  refuse: {subject: Ihr Hund, paragraphs: ["Wir lehnen ab."]}\n', "", "Der Text für die Ablehnung fehlt."),
        ("grant: {subject: Ihr Hund", "grant: {template: letters/x.typ, subject: Ihr Hund",
         "Die Briefvorlage letters/x.typ fehlt im Paket."),
        ("legal_remedy", "code_lists: {missing: ['urn:a']}\nlegal_remedy", "Die Codeliste urn:a liegt nicht vor."),
        ("fees: [", "fees: [{name: Hundesteuer, amount: '80', valid_from: 2025-01-01}, ",
         "Gebühr „Hundesteuer“ gilt ab 01.01.2025 doppelt."),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_in_plain_words(before: str, after: str, message: str) -> None:
    assert before in SERVICE

    obstacles = publication_obstacles(version(service=SERVICE.replace(before, after), tests="cases: []\n"))

    assert [obstacle.message for obstacle in obstacles] == [message]


def test_open_rules_stand_in_the_way_until_all_are_settled() -> None:
    draft = version(form=FORM)
    assert [obstacle.message for obstacle in publication_obstacles(draft)] == ["2 Regeln sind noch offen."]

    draft = settle_reviews(
        version=draft, by=Settlement.NOT_NEEDED, note="Alt.", review_ids=["R2"], actor=MEYER, at=NOON
    )
    assert [obstacle.message for obstacle in publication_obstacles(draft)] == ["Eine Regel ist noch offen."]

    draft = settle_reviews(version=draft, by=Settlement.NOT_NEEDED, note="Alt.", actor=MEYER, at=NOON)
    assert publication_obstacles(draft) == []


def test_a_failing_test_stands_in_the_way_with_file_and_line() -> None:
    obstacles = publication_obstacles(version(tests=TESTS.replace('"90.00"', '"80.00"')))

    expected = (
        "tests/eins.yaml:2: cases[0]: Test „Hilke meldet ihren Hund an“: "
        "Die Gebühr soll 80,00\N{NO-BREAK SPACE}€ sein, berechnet werden 90,00\N{NO-BREAK SPACE}€."
    )
    assert [str(obstacle) for obstacle in obstacles] == [expected]


def test_a_notice_needs_no_decision() -> None:
    service = SERVICE[: SERVICE.index("letters:")].replace("deadline: {decide_within: P4W}", "process: notice")

    assert publication_obstacles(version(service=service, tests="cases: []\n")) == []


def test_what_vanishes_later_is_noticed() -> None:
    draft = version()
    FilingPosition.objects.all().delete()

    assert [obstacle.path for obstacle in publication_obstacles(draft)] == ["filing.position"]


def test_an_open_fact_stands_in_the_way() -> None:
    draft = version(form=SETTLED.replace("pages:", "facts: {state: ''}\npages:", 1))

    [obstacle] = publication_obstacles(draft)
    assert obstacle.message == "Das Formular richtet sich nach dem Land. Die Angabe fehlt."
    assert (obstacle.path, obstacle.file) == ("facts", "form.yaml")
    assert publication_obstacles(version(form=SETTLED.replace("pages:", "facts: {state: NI}\npages:", 1))) == []
