from kreishaus.services.forms.engine.analysis import Finding, Kind, Searcher, Severity
from kreishaus.workshop.proving.service_analysis import service_findings
from tests.workshop.proving.package import ON, SERVICE, proving


def found(service: str) -> list[Finding]:
    """Return the findings about fees and evidence."""
    tried = proving(service)
    return service_findings(tried.service, Searcher(tried.form, on=ON))


def test_a_sound_service_has_no_findings() -> None:
    assert found(SERVICE) == []


def test_a_fee_that_falls_due_twice_comes_with_an_example() -> None:
    (finding,) = found(SERVICE.replace("when: \"dog.kind == 'small'\"", "when: \"dog.kind in ['small', 'dangerous']\""))

    assert finding.kind is Kind.FEES
    assert finding.severity is Severity.ERROR
    assert finding.example == {"dog.kind": "dangerous"}


def test_answers_without_a_fee_are_pointed_out() -> None:
    (finding,) = found(
        SERVICE.replace("when: \"dog.kind == 'small'\"", "when: \"dog.kind == 'small' && has(person.email)\"")
    )

    assert finding.severity is Severity.WARNING
    assert finding.example is not None
    assert finding.example["dog.kind"] == "small"


def test_what_never_applies_is_proven() -> None:
    service = SERVICE.replace("answers.dog.kind == 'dangerous'", "answers.dog.kind == 'big'")

    assert [finding.kind for finding in found(service)] == [Kind.EVIDENCE_NEVER_ASKED]
    assert "nie erhoben" in found(SERVICE.replace("dog.kind == 'small'", "dog.kind == 'tiny'"))[0].message


def test_gaps_in_time_are_part_of_it() -> None:
    service = SERVICE.replace(
        "fees:\n",
        "fees:\n"
        '  - {name: Marke, amount: "2.00", valid_from: 2024-01-01, valid_until: 2024-12-31}\n'
        '  - {name: Marke, amount: "3.00", valid_from: 2025-02-01}\n',
    )

    assert any("fehlt vom" in finding.message for finding in found(service))
