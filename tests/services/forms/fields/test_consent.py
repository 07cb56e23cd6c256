"""Consent to a text."""

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.fields.consent.field import TYPE
from kreishaus.services.forms.ports import InvalidInput
from kreishaus.services.forms.rendering import render_answers
from tests.services.forms.fields.contract import answered, entered, field_of
from tests.services.forms.parking import TODAY, form_of

SETTINGS = {"text": "Wir dürfen Sie anrufen.", "version": "2026-01"}
FIELD = field_of("consent", **SETTINGS)


def test_a_box_that_is_not_ticked_is_no_answer() -> None:
    assert answered(entered("consent", [""], **SETTINGS)) is None


def test_something_else_than_yes_is_refused() -> None:
    with pytest.raises(InvalidInput):
        TYPE.parse(["vielleicht"], FIELD)


def test_consent_to_another_text_does_not_count() -> None:
    given = TYPE.parse(["ja"], FIELD)
    changed = field_of("consent", **{**SETTINGS, "text": "Wir dürfen Sie immer anrufen."})

    assert TYPE.validate(given, FIELD) == []
    assert TYPE.validate(given, changed) == [
        "Der Text hat sich geändert. Bitte lesen Sie ihn noch einmal und stimmen Sie erneut zu."
    ]


def test_conditions_read_whether_it_was_given() -> None:
    consent = {"key": "ok", "type": "consent", "label": "Anruf", **SETTINGS}
    schema = form_of(consent, {"key": "phone", "type": "phone", "label": "Telefon", "when": "g.ok.given == true"})

    assert "g.phone" not in evaluate(schema, {}, on=TODAY).visible
    assert "g.phone" in evaluate(schema, {"g": {"ok": TYPE.parse(["ja"], FIELD)}}, on=TODAY).visible


def test_the_summary_says_to_what() -> None:
    schema = form_of({"key": "ok", "type": "consent", "label": "Anruf", **SETTINGS})

    html = render_answers(schema, evaluate(schema, {"g": {"ok": TYPE.parse(["ja"], FIELD)}}, on=TODAY))

    assert "Ja, erteilt (Fassung 2026-01)" in html
    assert "Wir dürfen Sie anrufen." in html
    assert TYPE.note({}, FIELD) == "Wir dürfen Sie anrufen."


@pytest.mark.parametrize("settings", [{}, {"text": "x", "version": 7}, {"text": "x", "version": "y" * 41}])
def test_settings_that_mean_nothing_are_refused(settings: dict[str, object]) -> None:
    with pytest.raises(Problems):
        field_of("consent", **settings)
