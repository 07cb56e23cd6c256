"""An address, as people write it."""

from typing import Any

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.fields.address.field import TYPE
from tests.services.forms.fields.contract import answered, entered, field_of

PLACES = [{"name": "Leer (Ostfriesland)", "postcode": "26789"}, {"name": "Hesel", "postcode": "26835"}]
LEER = {"street": "Bahnhofstraße", "number": "12", "postcode": "26789", "city": "Leer"}


def typed(street: str, number: str = "", postcode: str = "26789", **more: str) -> Any:
    """Return what is stored for an address that somebody types."""
    parts = {"street": street, "number": number, "postcode": postcode, "city": "Leer", **more}
    return answered(entered("address", {key: [text] for key, text in parts.items()}))


@pytest.mark.parametrize(
    ("street", "stored"),
    [
        ("Bahnhofstraße 12", ("Bahnhofstraße", "12")),
        ("Bahnhofstr. 12 a", ("Bahnhofstr.", "12 a")),
        ("Am Deich 3-5", ("Am Deich", "3-5")),
        ("Straße des 17. Juni", ("Straße des 17. Juni", None)),
        ("Straße des 17. Juni 135", ("Straße des 17. Juni 135", None)),
        ("C 4", ("C", "4")),
    ],
)
def test_a_number_in_the_street_finds_its_place(street: str, stored: tuple[str, str | None]) -> None:
    value = typed(street)

    assert (value["street"], value.get("number")) == stored


def test_a_street_with_its_number_beside_it_stays_as_it_is() -> None:
    assert typed("Straße 47", "11")["street"] == "Straße 47"


@pytest.mark.parametrize("postcode", ["26789", " 2 67 89 ", "D-26789", "d - 26789"])
def test_a_postcode_is_five_digits_however_it_is_written(postcode: str) -> None:
    assert typed("Am Deich", "1", postcode)["postcode"] == "26789"


@pytest.mark.parametrize("postcode", ["2678", "267890", "Leer", "00000", "99999"])
def test_what_is_no_german_postcode_is_said_at_the_postcode(postcode: str) -> None:
    result = entered("address", {key: [text] for key, text in {**LEER, "postcode": postcode}.items()})

    assert result.errors == {
        "g.f.postcode": ["Bitte geben Sie die Postleitzahl mit fünf Ziffern ein, zum Beispiel 26789."]
    }


def test_abroad_a_number_and_a_postcode_may_be_missing_in_germany_not() -> None:
    field = field_of("address", abroad=True)

    assert TYPE.validate({"street": "Main Road", "city": "Ballyvaughan", "country": "IE"}, field) == []
    assert [key for key, _ in TYPE.complaints({"street": "Am Deich", "city": "Leer"}, field)] == ["number", "postcode"]
    assert TYPE.validate({**LEER, "postcode": "9712 AB", "country": "NL"}, field) == []


def test_germany_goes_without_saying_and_a_country_alone_is_no_address() -> None:
    everything = {key: [text] for key, text in LEER.items()}

    assert answered(entered("address", {**everything, "country": ["DE"]}, abroad=True)) == LEER
    assert answered(entered("address", {"street": [""], "country": ["NL"]}, abroad=True)) is None


def test_it_reads_as_on_an_envelope() -> None:
    value = {**LEER, "addition": "bei Meyer", "country": "NL", "lines": "Postbus 1\nAfdeling 2"}

    assert TYPE.display(value, field_of("address", abroad=True)) == (
        "bei Meyer\nBahnhofstraße 12\nPostbus 1\nAfdeling 2\n26789 Leer\nNiederlande"
    )


def test_postcode_and_place_that_do_not_fit_are_a_doubt_and_no_error() -> None:
    field = field_of("address", places=PLACES)

    assert TYPE.advice({**LEER, "city": "Hesel"}, field) == [
        "Zur Postleitzahl 26789 gehört bei uns: Leer (Ostfriesland). Stimmt der Ort „Hesel“?"
    ]
    assert TYPE.validate({**LEER, "city": "Hesel"}, field) == []
    assert TYPE.advice(LEER, field) == []
    assert TYPE.advice({**LEER, "city": "leer-loga"}, field) == []
    assert TYPE.advice({**LEER, "postcode": "80331", "city": "München"}, field) == []


def test_an_address_outside_is_a_doubt_if_the_field_asks_for_inside() -> None:
    field = field_of("address", places=PLACES, within=True)

    assert TYPE.advice({**LEER, "postcode": "80331", "city": "München"}, field) == [
        "Diese Adresse liegt wohl nicht in unserem Gebiet. Bitte prüfen Sie Postleitzahl und Ort."
    ]


@pytest.mark.parametrize(
    "settings", [{"parts": ["planet"]}, {"abroad": "ja"}, {"within": 1}, {"places": [{"name": "Leer"}]}, {"places": 7}]
)
def test_settings_that_mean_nothing_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(Problems):
        field_of("address", **settings)
