import pytest

from kreishaus.faces.desk.builder.advice import Advice, advice_on
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.rules import contents
from tests.workshop.packages.conftest import FORM, NOON, SERVICE, files

pytestmark = pytest.mark.django_db


def advice(address: str, form: str = FORM, service: str = SERVICE) -> Advice | None:
    version = actions.import_files(files=files(form=form, service=service), actor="staff:meyer", at=NOON)
    return advice_on(version, contents.form_of(version).schema, address)


def test_a_question_tells_its_law_its_uses_and_how_long_it_is_kept() -> None:
    kept = SERVICE.replace('position: "20.31"', 'position: "20.31", retention: P5Y')

    found = advice("person.name", service=kept)

    assert found is not None
    assert found.basis == ("§ 1 Hundesteuersatzung",)
    assert found.inherited == "aus den Einstellungen des Dienstes"
    assert "Name im Bescheid und am Vorgang" in found.uses
    assert "entscheidet mit: Die Frage „E-Mail“ ist Pflicht, wenn „Name“ „Hilke“ ist." in found.uses
    assert found.retention == "5 Jahre, wie der Vorgang"
    assert found.missing == ""


def test_a_law_of_the_group_is_inherited_and_one_of_its_own_is_not() -> None:
    grouped = FORM.replace("title: Person", "title: Person\n        basis: § 2")

    found = advice("person.email", form=grouped)
    own = advice("person", form=grouped)

    assert found is not None
    assert own is not None
    assert (found.basis, found.inherited) == (("§ 2",), "aus der Gruppe „Person“")
    assert own.inherited == ""


def test_what_is_missing_and_what_is_hard_is_told() -> None:
    hard = FORM.replace("label: E-Mail}", "label: Telefon, help: Bitte umgehend.}")
    bare = SERVICE.replace("legal_basis: [{text: § 1 Hundesteuersatzung}]\n", "").replace(", email: person.email", "")

    without_law = advice("person.email", form=hard, service=bare)
    without_purpose = advice("person.email", form=hard, service=SERVICE.replace(", email: person.email", ""))

    assert without_law is not None
    assert without_purpose is not None
    assert without_law.missing == "Eine persönliche Angabe, für die keine Rechtsgrundlage genannt ist."
    assert without_purpose.missing == "Eine persönliche Angabe ohne Zweck."
    assert [text.setting for text in without_law.texts] == ["Hilfe"]


def test_pages_rules_and_the_form_have_none() -> None:
    assert [advice(address) for address in ("", "@person", "rule:R1")] == [None, None, None]
