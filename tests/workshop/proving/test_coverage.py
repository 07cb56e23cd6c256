from kreishaus.workshop.proving.coverage import Coverage
from tests.workshop.proving.package import ON, proving


def test_what_one_application_reaches_is_counted() -> None:
    tried = proving()
    coverage = Coverage(tried.form)
    answers = {"person": {"name": "Hilke", "born": "1980-01-01"}, "dog": {"name": "Bello", "kind": "small"}}

    coverage.add(tried.outcome(answers, on=ON))

    assert [place.key for place in coverage.never_shown] == ["proof.passed"]
    assert [place.key for place in coverage.never_answered] == ["person.email", "dog.remark"]
    assert [(place.key, place.label) for place in coverage.never_chosen] == [
        ("dog.kind = dangerous", "Art: Gefährlich")
    ]
    assert (coverage.fields, coverage.options, coverage.all_rules) == (7, 2, 2)
    assert coverage.required["person.name"] == 1
