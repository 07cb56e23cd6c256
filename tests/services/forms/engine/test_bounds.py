"""A form may not be a bomb: how many rows it shows before anybody has answered."""

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.reckoning import MAX_ROWS_IN_ALL
from tests.services.forms.nested import nested, nested_data
from tests.services.forms.parking import TODAY


def test_minima_that_multiply_are_refused_when_the_form_is_read() -> None:
    data = nested_data(least=30)
    data["pages"][0]["groups"][0]["items"][3]["repeat"] = "30..*"

    with pytest.raises(Problems) as caught:
        parse_form(data)

    assert [str(problem.message) for problem in caught.value.problems] == [
        "„household.person“ zeigt gleich am Anfang 900 Zeilen (höchstens 500 sind möglich)."
    ]


def test_too_many_fields_in_rows_are_refused_too() -> None:
    fields = [{"key": f"f{n}", "type": "text", "label": "F"} for n in range(60)]
    group = {"key": "g", "title": "G", "repeat": "100..*", "fields": fields}

    with pytest.raises(Problems, match="6000 Felder"):
        parse_form({"pages": [{"key": "p", "title": "P", "groups": [group]}]})


def test_answers_with_too_many_rows_are_named_and_never_sent_in_part() -> None:
    person = {"name": "x", "role": "adult"}
    answers = {"household": [{"street": "y", "person": [person] * 150}] * 20}

    evaluation = evaluate(nested(), answers, on=TODAY)

    assert not evaluation.is_complete
    [path] = [path for path, texts in evaluation.errors.items() if "zu viele Zeilen" in texts[0]][:1]
    assert path == "household[13].person"
    rows = sum(1 for path in evaluation.visible if path.endswith("]"))
    assert rows == MAX_ROWS_IN_ALL
