"""Real FIM schemas: every one of them is evaluated, shown and read."""

from pathlib import Path

import pytest
from django.http import QueryDict

from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.formats.xdatenfelder import read_schema, to_form
from kreishaus.services.forms.paging import read_page
from kreishaus.services.forms.rendering import render_error_summary, render_page, render_summary
from tests.services.forms.parking import TODAY
from tests.services.forms.rendering.reading import check

BIGGEST = "S05000001162.xml"
SMALL = ("S00000000364.xml", "S07000000201.xml", "S00000000385.xml", "S05000001313.xml")


def schema_in(path: Path) -> FormSchema:
    """Return the form of a real schema."""
    with path.open("rb") as stream:
        return parse_form(to_form(read_schema(stream, name=path.name)))


@pytest.mark.parametrize("name", SMALL)
def test_a_real_form_is_accessible_on_every_page(shared_data: Path, name: str) -> None:
    schema = schema_in(shared_data / "fim" / "xdf3" / name)
    evaluation = evaluate(schema, {}, on=TODAY)

    for page in schema.pages:
        errors = evaluation.errors_on(page.key)
        check(render_page(schema, page.key, evaluation, answers={}))
        check(
            render_error_summary(schema, errors) + render_page(schema, page.key, evaluation, answers={}, errors=errors)
        )
        read_page(schema, page.key, QueryDict("a=1"), answers={}, raw={}, on=TODAY)
    check(render_summary(schema, evaluation, change_url=lambda key: f"/{key}"))


def test_every_real_form_is_written_as_it_was_read(shared_data: Path) -> None:
    paths = sorted((shared_data / "fim" / "xdf3").glob("*.xml"))

    for path in paths:
        schema = schema_in(path)
        assert parse_form(schema.to_data()) == schema, path.name
    assert len(paths) == 39


def test_the_biggest_form_is_accessible_on_every_page(shared_data: Path) -> None:
    schema = schema_in(shared_data / "fim" / "xdf3" / BIGGEST)
    evaluation = evaluate(schema, {}, on=TODAY)

    assert len(schema.fields) == 273
    for page in schema.pages:
        check(render_page(schema, page.key, evaluation, answers={}))
