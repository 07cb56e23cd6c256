import pytest

from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.queries.comparison import Line, service_differences
from tests.workshop.packages.conftest import FORM, NOON, SERVICE, files

pytestmark = pytest.mark.django_db
TEXTS = "name: Register a dog\nsummary: Tell us.\n"


def put(service: str, **more: bytes) -> PackageVersion:
    package = {
        **files(service=service, form=FORM),
        **{path.replace("__", "/") + ".yaml": text for path, text in more.items()},
    }
    return actions.import_files(files=package, actor="staff:meyer", at=NOON)


def newer(*pairs: tuple[str, str]) -> str:
    text = SERVICE.replace("version: 1.0.0", "version: 1.1.0")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    return text


def test_the_same_content_has_no_difference() -> None:
    assert service_differences(put(SERVICE), put(newer())) == []


def test_settings_fees_and_letters_are_told_in_words() -> None:
    after = newer(
        ("decide_within: P4W", "decide_within: P6W"),
        ('amount: "90.00"', 'amount: "96.00"'),
        ('{subject: Ihr Hund, paragraphs: ["Wir lehnen ab."]}', '{subject: Kein Hund, paragraphs: ["Wir lehnen ab."]}'),
    )

    found = dict(service_differences(put(SERVICE), put(after)))

    assert found == {
        "Einstellungen": [Line("Frist: Entscheidung innerhalb von", "4 Wochen", "6 Wochen")],
        "Gebühren": [Line("Hundesteuer: Betrag", "90.00", "96.00")],
        "Bescheidtexte": [Line("Ablehnung: Betreff", "Ihr Hund", "Kein Hund")],
    }


def test_a_new_fee_and_a_setting_that_is_gone_are_told() -> None:
    after = newer(
        ("fees: [", 'fees: [{name: Marke, amount: "5.00", valid_from: 2024-01-01}, '),
        ("summary: Melden Sie Ihren Hund an.\n", ""),
    )

    found = dict(service_differences(put(SERVICE), put(after)))

    assert found["Einstellungen"] == [Line("In einem Satz", "Melden Sie Ihren Hund an.", "")]
    assert found["Gebühren"] == [Line("Marke", "", "Betrag: 5.00; gilt ab: 2024-01-01")]


def test_files_come_and_go() -> None:
    before = put(SERVICE, tests__alt=b"cases: []\n")

    found = dict(service_differences(before, put(newer(), tests__neu=b"cases: []\n")))

    assert found == {"Tests": [Line("tests/alt.yaml", "da", "entfällt"), Line("tests/neu.yaml", "", "neu")]}
