import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kreishaus.services.forms.engine.places import copy_of
from kreishaus.services.forms.engine.synthesis import fill
from kreishaus.workshop.proving.anonymising import CannotAnonymise, anonymised, given_in, sameness, words_in
from tests.services.forms.parking import complete_answers, parking
from tests.workshop.proving.package import FORM, ON, proving

HILKE: dict[str, Any] = {
    "person": {"name": "Hilke Ammermann-Poppinga", "email": "hilke.poppinga@example.com", "born": "1980-03-17"},
    "dog": {"name": "Bello vom Moorhof", "kind": "dangerous", "remark": "beißt nur den Briefträger Herrn Saathoff"},
    "proof": {"passed": "2025-02-11"},
}


def texts(answers: Any) -> set[str]:
    """Return every text and number in answers."""
    return set(words_in(answers))


def test_nothing_that_was_typed_is_left_and_every_rule_says_the_same() -> None:
    tried = proving()
    before = copy_of(HILKE)

    masked = anonymised(tried, HILKE, on=ON)

    assert before == HILKE
    assert texts(masked) & texts(HILKE) == {"dangerous"}
    assert sameness(tried.outcome(masked, on=ON)) == sameness(tried.outcome(HILKE, on=ON))
    assert set(masked["person"]) == {"name", "email", "born"}  # type: ignore[call-overload]


@pytest.mark.parametrize("born", ["2008-03-02", "2008-03-03", "2015-01-01", "1931-12-31"])
def test_on_both_sides_of_a_limit_the_outcome_stays(born: str) -> None:
    tried = proving()
    answers = {**HILKE, "person": {**HILKE["person"], "born": born}}

    masked = anonymised(tried, answers, on=ON)

    assert born not in texts(masked)
    assert sameness(tried.outcome(masked, on=ON)) == sameness(tried.outcome(answers, on=ON))


def test_a_value_that_stands_in_the_rules_may_stay() -> None:
    form = FORM.replace("rules:\n", "rules:\n  - {id: R9, require: dog.remark, when: \"dog.name == 'Zamperl'\"}\n")
    answers = {**HILKE, "dog": {**HILKE["dog"], "name": "Zamperl"}}

    masked: Any = anonymised(proving(form=form), answers, on=ON)

    assert masked["dog"]["name"] == "Zamperl"
    assert texts(masked) & texts(HILKE) == {"dangerous"}


def test_fields_tied_to_each_other_change_together() -> None:
    form = FORM.replace(
        "rules:\n", "rules:\n  - {id: R9, valid: 'proof.passed > person.born', message: x, at: proof.passed}\n"
    )
    masked: Any = anonymised(proving(form=form), HILKE, on=ON)

    assert masked["proof"]["passed"] > masked["person"]["born"]


def test_what_cannot_be_replaced_is_refused_by_name() -> None:
    # Nobody finds another text with this property by trying.
    form = FORM.replace(
        "rules:\n", "rules:\n  - {id: R9, hide: dog.remark, when: \"!person.name.startsWith('Hilke Ammer')\"}\n"
    )
    form = form.replace(
        "label: Name, required: true", "label: Name, required: true, pattern: 'Hilke Ammermann-Poppinga|X+'"
    )

    with pytest.raises(CannotAnonymise) as refused:
        anonymised(proving(form=form), HILKE, on=ON)

    assert refused.value.labels == ("Name",)
    assert "Hilke" not in str(refused.value)


def test_files_keep_their_number_and_kind_but_not_their_names() -> None:
    from kreishaus.workshop.packages.formats.service_yaml import read_definition
    from kreishaus.workshop.proving.outcomes import Proving
    from tests.services.forms.parking import CONSENT, TODAY

    service = read_definition("key: parken\nname: Parken\nversion: 1.0.0\n").service
    answers = complete_answers()
    answers["vehicle"] = [
        {"plate": "LER DV 7", "owner": "other", "consent": [CONSENT]},
        {"plate": "LER DV 8", "owner": "self"},
    ]

    masked: Any = anonymised(Proving(service, parking()), answers, on=TODAY)

    assert len(masked["vehicle"]) == 2
    assert len(masked["vehicle"][0]["consent"]) == 1
    assert texts(masked) & texts(answers) == {"other", "self"}


@given(seed=st.integers(0, 400), on=st.dates(date(2024, 1, 1), date(2027, 12, 31)))
@settings(max_examples=40, deadline=None)
def test_any_application_can_be_masked(seed: int, on: date) -> None:
    tried = proving()
    answers = fill(tried.form, on=on, seed=seed)

    masked = anonymised(tried, answers, on=on)

    personal = {word for entry in given_in(tried, answers) if not entry.is_chosen for word in words_in(entry.value)}
    assert {word for word in texts(masked) & personal if len(word) > 3} == set()
    assert sameness(tried.outcome(masked, on=on)) == sameness(tried.outcome(answers, on=on))
    assert json.loads(json.dumps(masked)) == masked
