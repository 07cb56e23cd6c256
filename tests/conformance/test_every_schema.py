"""Every real FIM schema becomes a working service: from the file to the summary of an application.

Import → every page is accessible HTML → somebody who does not exist fills it in → the submission is valid for a
receiver, as JSON and as XML, and comes back the same → the summary is set as PDF. One test per file, and a table.
"""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kreishaus.ground.typesetting.compiler import typeset
from kreishaus.services.forms.engine.evaluation import Evaluation, evaluate
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.engine.synthesis import PERSONAS, fill
from kreishaus.services.forms.formats.submission import conflicts
from kreishaus.services.forms.formats.xdatenfelder import convert, read_schema
from kreishaus.services.forms.rendering import render_error_summary, render_page, render_summary, summary_data
from tests.conformance import verapdf
from tests.conformance.coverage_table import line
from tests.conformance.test_xdatenfelder import REAL
from tests.services.forms.formats.submission.outside import Receiver
from tests.services.forms.rendering.reading import check

ON = date(2026, 6, 1)
SEED = 20260601
Record = Callable[[str, object], None]
OWN = Path(__file__).parent / "everything.xdf.xml"
"""Synthetic, written by us: what the standard allows and no real file at hand shows."""

# A check by the reference validator takes seconds: the smallest, the fullest, and all that is rare.
_BEFORE_THE_VALIDATOR = frozenset({"xdf3/S00000000364.xml", "xdf3/S05000001162.xml", OWN.name})


def source_of(name: str, shared_data: Path) -> Path:
    return OWN if name == OWN.name else shared_data / "fim" / name


@pytest.mark.parametrize("name", [*REAL, OWN.name])
def test_from_the_file_to_the_summary(name: str, shared_data: Path, record_property: Record) -> None:
    started = time.perf_counter()
    source = source_of(name, shared_data)
    conversion = convert(read_schema(source, name=source.name))
    schema = parse_form(conversion.form)
    receiver = Receiver(schema)

    _every_page_is_accessible(schema, evaluate(schema, {}, on=ON))
    for persona in PERSONAS.values():
        submitted = evaluate(schema, fill(schema, on=ON, seed=SEED, persona=persona), on=ON).submitted
        assert receiver.complaints(submitted) == [], persona.title
        assert receiver.returned(submitted) == (submitted, submitted)
    evaluation = evaluate(schema, fill(schema, on=ON, seed=SEED, persona=PERSONAS["everything"]), on=ON)
    assert evaluation.errors == {}
    _every_page_is_accessible(schema, evaluation)

    pdf = _summary(schema, evaluation)
    assert pdf.startswith(b"%PDF-")
    softened = sum(conflict.softens for conflict in conflicts(schema))
    record_property(*line(conversion.report, softened=softened, seconds=time.perf_counter() - started))
    if name in _BEFORE_THE_VALIDATOR:
        assert verapdf.validate(pdf, "2a") == []


def _every_page_is_accessible(schema: FormSchema, evaluation: Evaluation) -> None:
    for page in schema.pages:
        errors = evaluation.errors_on(page.key)
        html = render_page(schema, page.key, evaluation, answers=evaluation.given, errors=errors)
        check(render_error_summary(schema, errors) + html)
    check(render_summary(schema, evaluation, change_url=lambda key: f"/{key}"))


def _summary(schema: FormSchema, evaluation: Evaluation) -> bytes:
    data = {
        **summary_data(schema, evaluation),
        "authority": {"name": "Landkreis Leer", "office": "Ordnungsamt"},
        "title": schema.title,
        "reference": "32.17-0001/2026",
        "submitted_at_text": "1. Juni 2026",
        "demo_notice": None,
    }
    return typeset("summary", data, title=schema.title, on=ON)
