"""A signature."""

from typing import Any

from kreishaus.ground.typesetting.compiler import typeset
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.fields.signature.field import TYPE
from kreishaus.services.forms.rendering import render_answers, summary_data
from tests.services.forms.fields.contract import answered, entered, field_of, form_with
from tests.services.forms.parking import TODAY

SIGNED = {"name": "Antje de Vries", "drawing": "M10 20L30 40"}


def test_a_typed_name_is_a_signature() -> None:
    assert answered(entered("signature", {"name": ["Antje de Vries"], "drawing": [""]})) == {"name": "Antje de Vries"}


def test_strokes_without_a_name_are_none() -> None:
    result = entered("signature", {"name": [""], "drawing": ["M10 20L30 40"]})

    assert list(result.errors) == ["g.f.name"]


def test_a_manipulated_drawing_is_refused_and_drawn_nowhere() -> None:
    result = entered("signature", {"name": ["Antje"], "drawing": ['M1 1"><script>alert(1)</script>']})

    assert list(result.errors) == ["g.f.drawing"]
    assert TYPE.picture({"name": "Antje", "drawing": '"><script>'}, field_of("signature")) == ""


def test_the_summary_shows_name_and_hand() -> None:
    schema = form_with("signature")
    html = render_answers(schema, evaluate(schema, {"g": {"f": SIGNED}}, on=TODAY))

    assert "Antje de Vries (handschriftlich gezeichnet)" in html
    assert '<path d="M10 20L30 40"' in html


def test_the_print_shows_the_hand() -> None:
    schema = form_with("signature")
    data: Any = summary_data(schema, evaluate(schema, {"g": {"f": SIGNED}}, on=TODAY))
    paper = {
        **data,
        "authority": {"name": "Landkreis"},
        "title": "Antrag",
        "reference": "1",
        "submitted_at_text": "heute",
    }

    assert data["pages"][0]["groups"][0]["rows"][0]["picture"].startswith("<svg")
    assert typeset("summary", paper, title="Antrag", on=TODAY).startswith(b"%PDF")
