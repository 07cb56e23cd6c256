"""Real code lists in real forms: every page is shown, somebody fills it in, and receivers accept the codes.

The lists at hand are often another version than a schema names; for this test any version of the same list will do.
"""

from datetime import date
from pathlib import Path

import pytest

from kreishaus.services.forms.codes import CodeTable
from kreishaus.services.forms.engine.binding import bind, flaws, needs
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.synthesis import PERSONAS, fill
from kreishaus.services.forms.formats.genericode import read_genericode
from kreishaus.services.forms.formats.xdatenfelder import convert, read_schema
from kreishaus.services.forms.rendering import render_page, render_summary
from tests.conformance.test_xdatenfelder import REAL
from tests.services.forms.formats.submission.outside import Receiver
from tests.services.forms.rendering.reading import check

ON = date(2026, 6, 1)


def lists_at_hand(shared_data: Path) -> dict[str, CodeTable]:
    files = sorted((shared_data / "fim" / "codelists").glob("*/*.xml"))
    tables = [read_genericode(file, file=file.name).table for file in files]
    return {table.urn: table for table in tables}


@pytest.mark.parametrize("name", REAL)
def test_forms_with_their_lists_are_shown_filled_in_and_accepted(name: str, shared_data: Path) -> None:
    at_hand = lists_at_hand(shared_data)
    unbound = parse_form(convert(read_schema(shared_data / "fim" / name, name=name)).form)

    schema = bind(unbound, lambda reference: at_hand.get(reference.list_urn))

    found = [need for need in needs(schema) if need.codes]
    if not found:
        assert schema is unbound
        return
    assert list(flaws(schema)) == []
    evaluation = evaluate(schema, fill(schema, on=ON, seed=7, persona=PERSONAS["everything"]), on=ON)
    assert evaluation.errors == {}
    for page in schema.pages:
        check(render_page(schema, page.key, evaluation, answers=evaluation.submitted))
    check(render_summary(schema, evaluation))
    receiver = Receiver(schema)
    assert receiver.complaints(evaluation.submitted) == []
    assert receiver.returned(evaluation.submitted) == (evaluation.submitted, evaluation.submitted)


def test_the_lists_of_the_parking_permit_are_all_at_hand(shared_data: Path) -> None:
    at_hand = lists_at_hand(shared_data)
    form = convert(read_schema(shared_data / "fim" / "xdf2" / "S05000058V1.0_xdf2.xml", name="s.xml")).form

    schema = bind(parse_form(form), lambda reference: at_hand.get(reference.list_urn))

    assert {need.reference.address: len(need.codes) if need.codes else 0 for need in needs(schema)} == {
        "urn:de:fim:codeliste:zustimmung_2021-01-11": 1,
        "Bestätigung_0.1": 1,
        "urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:staat_2020-05-11": 197,
        "Parkgenehmigung (Dauer)_0.1": 2,
        "Art des Antrags (kurz)_0.1": 2,
        "Halterdaten_0.1": 2,
    }
    assert evaluate(schema, {}, on=ON).failures == {}
