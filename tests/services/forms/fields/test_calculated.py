"""A computed value."""

from typing import Any

import pytest
from django.http import QueryDict

from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.fields.calculated.field import TYPE
from kreishaus.services.forms.paging import read_page
from kreishaus.services.forms.ports import InvalidInput
from kreishaus.services.forms.rendering import render_page
from tests.services.forms.fields.contract import field_of
from tests.services.forms.parking import TODAY, form_of
from tests.services.forms.rendering.reading import check, text_of

DAYS = {"key": "days", "type": "integer", "label": "Tage"}
FEE = {"key": "fee", "type": "calculated", "label": "Gebühr", "format": "money", "explanation": "Je Tag 8,50 Euro."}
RULE = {"id": "R1", "set": "g.fee", "to": "g.days * 850", "basis": "§ 3 der Satzung"}
SCHEMA = form_of(DAYS, FEE, rules=[RULE])


def test_a_rule_gives_the_value_and_it_is_submitted() -> None:
    result = evaluate(SCHEMA, {"g": {"days": 5}}, on=TODAY)

    assert result.submitted == {"g": {"days": 5, "fee": 4250}}


def test_nobody_can_send_it() -> None:
    sent = read_page(SCHEMA, "p", QueryDict("g.days=5&g.fee=1"), answers={}, raw={}, on=TODAY)

    assert sent.answers == {"g": {"days": 5}}


def test_the_page_shows_it_and_says_how_it_comes_about() -> None:
    evaluation = evaluate(SCHEMA, {"g": {"days": 5}}, on=TODAY)
    text = text_of(check(render_page(SCHEMA, "p", evaluation, answers={"g": {"days": 5}})))

    assert "42,50 €" in text
    assert "Wie ist das berechnet?" in text
    assert "Je Tag 8,50 Euro." in text
    assert "Berechnet aus: Tage" in text
    assert "Rechtsgrundlage: § 3 der Satzung" in text


def test_without_its_sources_it_is_shown_as_open() -> None:
    page = render_page(SCHEMA, "p", evaluate(SCHEMA, {}, on=TODAY), answers={})

    assert "–" in text_of(check(page))


@pytest.mark.parametrize(
    ("form", "result", "shown"),
    [
        ("number", 1234.5, "1.234,5"), ("number", 7, "7"), ("integer", 1234, "1234"), ("money", 1234.6, "12,35 €"),
        ("text", 7, "7"), ("text", "Stufe 2", "Stufe 2"), ("date", "2026-12-31", "31.12.2026"), ("yes-no", True, "Ja"),
    ],
)  # fmt: skip
def test_every_format_shows_its_results(form: str, result: object, shown: str) -> None:
    field = field_of("calculated", format=form)
    value = TYPE.computed(result)

    assert TYPE.validate(value, field) == []
    assert TYPE.display(value, field) == shown


@pytest.mark.parametrize("result", [[1], {"a": 1}, None, 10.0**20])
def test_what_is_no_plain_value_is_refused(result: object) -> None:
    with pytest.raises(InvalidInput):
        TYPE.computed(result)


def test_a_result_of_another_format_is_wrong() -> None:
    assert TYPE.validate("viel", field_of("calculated", format="money")) != []


@pytest.mark.parametrize("settings", [{"format": "colour"}, {"explanation": 7}])
def test_settings_that_mean_nothing_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(Problems):
        field_of("calculated", **settings)
