"""Questions with right answers."""

from typing import Any

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.fields.quiz.field import TYPE
from tests.services.forms.fields.contract import field_of
from tests.services.forms.fields.examples import QUESTIONS
from tests.services.forms.parking import TODAY, form_of

RIGHT = {"colour": "red", "signs": ["stop", "yield"]}
FIELD = field_of("quiz", questions=QUESTIONS, pass_mark=2)


def test_points_are_counted_for_fully_right_answers_only() -> None:
    assert TYPE.note(RIGHT, FIELD) == "3 von 3 Punkten, bestanden."
    assert TYPE.note({**RIGHT, "signs": ["stop"]}, FIELD) == "1 von 3 Punkten, noch nicht bestanden."
    assert TYPE.note({**RIGHT, "signs": ["stop", "yield", "cow"]}, FIELD) == "1 von 3 Punkten, noch nicht bestanden."


def test_a_wrong_answer_is_explained() -> None:
    assert TYPE.advice({**RIGHT, "signs": ["cow"]}, FIELD) == [
        "Was sind Zeichen? Das stimmt nicht ganz. Eine Kuh ist ein Tier."
    ]
    assert TYPE.advice(RIGHT, FIELD) == []


def test_a_field_can_keep_the_result_to_itself() -> None:
    field = field_of("quiz", questions=QUESTIONS, reveal=False)

    assert TYPE.note(RIGHT, field) == ""
    assert TYPE.advice({"colour": "green"}, field) == []


def test_conditions_read_points_and_pass() -> None:
    quiz = {"key": "quiz", "type": "quiz", "label": "Test", "questions": QUESTIONS, "pass_mark": 3}
    schema = form_of(
        quiz, {"key": "next", "type": "text", "label": "Weiter", "when": "g.quiz.passed && g.quiz.points == 3"}
    )

    assert "g.next" in evaluate(schema, {"g": {"quiz": RIGHT}}, on=TODAY).visible
    assert "g.next" not in evaluate(schema, {"g": {"quiz": {"colour": "red"}}}, on=TODAY).visible
    assert "g.next" not in evaluate(schema, {}, on=TODAY).visible


def test_every_question_wants_an_answer() -> None:
    assert [key for key, _ in TYPE.complaints({"colour": "red"}, FIELD)] == ["signs"]


def one(**changes: Any) -> dict[str, Any]:
    """Return the settings of a quiz with one question, changed."""
    return {"questions": [{**QUESTIONS[0], **changes}]}


@pytest.mark.parametrize(
    "settings",
    [
        {}, {"questions": []}, one(text=""), one(options=[]), one(right="blue"), one(right=[]), one(points=-1),
        one(points="x"),
        one(explanation=7), one(colour="red"), {"questions": [QUESTIONS[0], QUESTIONS[0]]}, {**one(), "pass_mark": 9},
        {**one(), "reveal": "no"},
    ],
)  # fmt: skip
def test_settings_that_mean_nothing_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(Problems):
        field_of("quiz", **settings)
