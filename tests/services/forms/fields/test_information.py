"""Texts to read."""

from kreishaus.services.forms.engine.evaluation import evaluate
from tests.services.forms.parking import TODAY, one_field


def test_a_text_has_no_answer_and_is_never_submitted() -> None:
    schema = one_field(type="information", text="Bitte lesen.", required=True)

    evaluation = evaluate(schema, {"g": {"f": "x"}}, on=TODAY)

    assert evaluation.errors == {}
    assert evaluation.submitted == {}
    assert "g.f" in evaluation.visible
