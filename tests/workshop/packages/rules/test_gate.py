import pytest

from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules.gate import Severity, gate_of
from tests.workshop.packages.conftest import FORM, NOON, SERVICE, files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
SETTLED = FORM[: FORM.index("reviews:")]
HARD = (
    "Die Inanspruchnahme der Verlängerungsmöglichkeit setzt die fristgerechte Beantragung unter Beifügung sämtlicher "
    "entscheidungserheblicher Unterlagen sowie die Entrichtung der Verwaltungsgebühren voraus."
)


def draft(service: str = SERVICE, form: str = SETTLED) -> PackageVersion:
    return actions.import_files(files=files(service=service, form=form), actor="staff:meyer", at=NOON)


def test_a_good_package_passes_without_a_remark() -> None:
    gate = gate_of(draft())

    assert gate.remarks == ()
    assert gate.is_open
    assert not gate.needs_reason


def test_personal_questions_without_a_law_block() -> None:
    gate = gate_of(draft(service=SERVICE.replace("legal_basis: [{text: § 1 Hundesteuersatzung}]\n", "")))

    (block,) = gate.of(Severity.BLOCK)
    assert block.text == "Für 2 persönliche Angaben fehlt die Rechtsgrundlage: „Name“, „E-Mail“."
    assert block.place == "legal_basis"
    assert not gate.is_open


def test_personal_questions_without_a_purpose_are_a_warning() -> None:
    form = SETTLED.replace("rules:", "          - {key: born, type: date, label: Geburtsdatum}\nrules:")

    (warning,) = gate_of(draft(form=form)).of(Severity.WARNING)

    assert warning.text == "Bei einer persönlichen Angabe steht nicht, wofür wir sie brauchen: „Geburtsdatum“."


def test_texts_that_are_hard_as_a_whole_are_a_warning_single_ones_a_note() -> None:
    helped = SETTLED.replace("title: Person", f"title: Person\n        help: {HARD * 3}")
    one = SERVICE.replace("Melden Sie Ihren Hund an.", "Melden Sie Ihren Hund unverzüglich an.")

    (warning,) = gate_of(draft(form=helped)).of(Severity.WARNING)
    (note,) = gate_of(draft(service=one)).of(Severity.NOTE)

    assert "schwer zu verstehen" in warning.text
    assert "Ein Text lässt sich einfacher schreiben." in note.text


def test_what_is_asked_twice_is_a_note() -> None:
    again = "\n      - {key: kontakt, title: Kontakt, fields: [{key: mail, type: text, label: E-Mail}]}\nrules:"
    notes = gate_of(draft(form=SETTLED.replace("\nrules:", again))).of(Severity.NOTE)

    assert [note.place for note in notes] == ["once:kontakt.mail"]


def test_a_form_that_cannot_be_read_has_only_its_mistakes() -> None:
    version = draft()
    version.files = {**version.files, "form.yaml": version.files["service.yaml"]}

    assert {remark.severity for remark in gate_of(version).remarks} == {Severity.BLOCK}
