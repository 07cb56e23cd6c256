from pathlib import Path

import pytest

from kreishaus.workshop.packages.formats.folder import read_folder
from kreishaus.workshop.packages.rules.contents import read_form
from kreishaus.workshop.proving.gate import PackageProver
from tests.workshop.packages.conftest import FORM, SERVICE, TESTS

ROOT = Path(__file__).resolve().parents[3]


def failures(tests: str, *, service: str = SERVICE, form: str = FORM) -> list[str]:
    problems = PackageProver().failures(
        service_text=service, form=read_form(form).schema, tests={"tests/eins.yaml": tests}
    )
    return [str(problem) for problem in problems]


@pytest.mark.parametrize("name", ["jagdschein", "wunschkennzeichen", "allgemeiner-antrag"])
def test_the_packages_of_the_demo_county_are_proved(name: str) -> None:
    files = {path: content.decode() for path, content in read_folder(ROOT / "demo" / "services" / name).items()}
    tests = {path: text for path, text in files.items() if path.startswith("tests/")}

    found = PackageProver().failures(
        service_text=files["service.yaml"],
        form=read_form(files["form.yaml"]).schema,
        tests=tests,
    )

    assert tests
    assert found == []


def test_expectations_that_are_met_give_no_failure() -> None:
    assert failures(TESTS) == []


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("errors: {}", "errors: {person.name: true}", "Bei person.name wird ein Fehler erwartet, es gibt aber keinen."),
        ("[person.email]", "[person.name, person.phone]", "person.phone soll Pflicht sein, ist es aber nicht."),
        ("name: Hilke, ", "", "Bei person.name gibt es einen Fehler, den niemand erwartet"),
        ("title: Hund von Hilke", "title: Hund", "Der Titel soll „Hund“ sein, er lautet „Hund von Hilke“."),
        ("[Guten Tag Hilke]", "[Moin Hilke]", "Im Brief grant fehlt „Moin Hilke“."),
        ("errors: {}", "hidden: [person.name]", "person.name soll verborgen sein, ist aber zu sehen."),
        ("errors: {}", "visible: [person.phone]", "person.phone soll zu sehen sein, ist aber verborgen."),
        ("errors: {}", "evidence: [pass]", "Nachweise: erwartet pass, verlangt keine."),
        ("errors: {}", "applicant: {name: Hilka}", "applicant.name soll „Hilka“ sein, gelesen wird „Hilke“."),
    ],
)
def test_what_is_not_met_is_said_with_the_name_of_the_test(before: str, after: str, message: str) -> None:
    assert before in TESTS

    found = failures(TESTS.replace(before, after))

    assert found
    assert found[0].startswith(f"tests/eins.yaml:2: cases[0]: Test „Hilke meldet ihren Hund an“: {message}")


def test_an_error_message_can_be_demanded_word_by_word() -> None:
    tests = TESTS.replace("name: Hilke, ", "").replace("errors: {}", "errors: {person.name: Das fehlt.}")

    assert "wird „Das fehlt.“ erwartet" in failures(tests)[0]


def test_a_broken_test_file_is_a_failure_of_its_own() -> None:
    assert failures("cases:\n  - nam: x\n    on: 2026-13-01\n") == [
        "tests/eins.yaml:2: cases[0]: Die Angabe „name“ fehlt.",
        "tests/eins.yaml:2: cases[0]: Den Schlüssel „nam“ gibt es hier nicht. Meinten Sie „name“?",
        "tests/eins.yaml:3: cases[0].on: „2026-13-01“ ist kein Datum. Bitte so schreiben: 2026-03-01",
    ]
