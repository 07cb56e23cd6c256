"""A place."""

from typing import Any

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.fields.map_point.field import TYPE
from kreishaus.services.forms.ports import InvalidInput
from tests.services.forms.fields.contract import field_of
from tests.services.forms.parking import TODAY, form_of

AREA = [[53.0, 7.2], [53.0, 7.9], [53.4, 7.9], [53.4, 7.2]]
LEER = {"lat": "53.231100", "lon": "7.459000"}


def test_what_is_no_place_is_refused_with_an_example() -> None:
    with pytest.raises(InvalidInput, match=r"53\.23110, 7\.45900"):
        TYPE.parse(["beim Bahnhof"], field_of("map-point"))


@pytest.mark.parametrize(
    "value", [{"lat": "53.2", "lon": "7.4"}, {"lat": "95.000000", "lon": "7.000000"}, {"lat": 53.2, "lon": 7.4}]
)
def test_only_six_decimals_on_earth_are_accepted(value: object) -> None:
    assert TYPE.validate(value, field_of("map-point")) != []


def test_a_place_outside_is_a_doubt() -> None:
    field = field_of("map-point", outline=AREA)
    munich = {"lat": "48.135100", "lon": "11.582000"}

    assert TYPE.advice(LEER, field) == []
    assert TYPE.validate(munich, field) == []
    assert "außerhalb" in TYPE.advice(munich, field)[0]
    assert "vertauscht" in TYPE.advice({"lat": "7.459000", "lon": "53.231100"}, field)[0]


def test_the_area_is_drawn_with_the_place_in_it() -> None:
    assert "<circle" in TYPE.picture(LEER, field_of("map-point", outline=AREA))
    assert TYPE.picture(LEER, field_of("map-point")) == ""


def test_the_way_to_a_map_is_text_and_nothing_is_loaded() -> None:
    assert TYPE.note(LEER, field_of("map-point")) == "Ansehen: www.openstreetmap.org/?mlat=53.23110&mlon=7.45900"


def test_conditions_read_degrees_as_numbers() -> None:
    place = {"key": "at", "type": "map-point", "label": "Ort"}
    schema = form_of(place, {"key": "north", "type": "text", "label": "Norden", "when": "g.at.lat > 53.2"})

    assert "g.north" in evaluate(schema, {"g": {"at": LEER}}, on=TODAY).visible
    assert "g.north" not in evaluate(schema, {}, on=TODAY).visible


@pytest.mark.parametrize("outline", [[[53, 7]], [[53, 7], [53, 8], [54]], "Leer", [[53, 7], [53, 8], ["x", 8]]])
def test_an_area_that_is_none_is_refused(outline: Any) -> None:
    with pytest.raises(Problems):
        field_of("map-point", outline=outline)
