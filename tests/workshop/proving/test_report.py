import json

from kreishaus.workshop.proving.report import Budget, prove, uncovered
from tests.workshop.proving.package import FORM, ON, SERVICE, proving

TESTS = {
    "tests/eins.yaml": """\
cases:
  - name: Ein kleiner Hund
    on: 2026-03-02
    answers: {person: {name: Hilke, born: 1980-01-01}, dog: {name: Bello, kind: small}}
    expect: {errors: {}, fee: "90.00", path: [person, dog], evidence: []}
"""
}
SMALL = Budget(applicants=30)


def test_a_sound_service_is_clean() -> None:
    report = prove(proving(), TESTS, on=ON, budget=SMALL)

    assert report.is_clean
    assert set(report.sequences.found) == {("person", "dog"), ("person", "dog", "proof")}
    assert report.sequences.complete
    assert "Alles in Ordnung." in report.as_text()
    assert uncovered(report) == []


def test_a_report_is_plain_data() -> None:
    data = json.loads(json.dumps(prove(proving(), TESTS, on=ON, budget=SMALL).to_data()))

    assert data["clean"] is True
    assert data["tests"] == [{"file": "tests/eins.yaml", "name": "Ein kleiner Hund", "passed": True, "problems": []}]
    assert data["exploration"]["applicants"] == 30
    assert data["page_sequences"]["complete"] is True


def test_errors_of_the_analysis_and_failed_tests_are_not_clean() -> None:
    broken = prove(proving(form=FORM.replace("== 'dangerous'", "== 'ghost'")), TESTS, on=ON, budget=SMALL)
    failed = prove(proving(SERVICE.replace("90.00", "95.00")), TESTS, on=ON, budget=SMALL)

    assert not broken.is_clean
    assert "Die Seite „Wesenstest“ wird nie gezeigt." in broken.as_text()
    assert "Die Antwort gibt es nicht" in broken.as_text() or "Diese Antwort gibt es nicht" in broken.as_text()
    assert not failed.is_clean
    assert [result.name for result in failed.failed_tests] == ["Ein kleiner Hund"]
    assert "0 von 1 Tests bestanden" in failed.as_text()
