"""A browser fills in what belongs to the person at the form, and nothing else."""

from typing import Any

import pytest

from kreishaus.services.forms.formats.xdatenfelder.autocomplete import suggest_autocomplete


def token(item: dict[str, Any], *, group: str = "Angaben zur Person", page: str = "Person", **more: Any) -> str:
    holder = {"key": "g", "title": group, "fields": [{"type": "text", "label": "Feld", **item}], **more}
    suggest_autocomplete({"pages": [{"key": "p", "title": page, "groups": [holder]}]})
    return str(holder["fields"][0].get("autocomplete", ""))


def bob(number: int) -> dict[str, Any]:
    return {"fim": {"id": f"F60000000{number}"}}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (bob(242), "email"),
        (bob(240), "tel"),
        (bob(227), "family-name"),
        (bob(246), "postal-code"),
        ({"label": "E-Mail-Adresse"}, "email"),
        ({"label": "Vornamen"}, "given-name"),
        ({"label": "Geburtsdatum", "type": "date"}, "bday"),
        ({"label": "Geburtsdatum"}, ""),
        ({"label": "Name des Hundes"}, ""),
        ({"label": "Telefonnummer", "type": "number"}, ""),
        ({"label": "Vornamen", "repeat": "0..*"}, ""),
        ({**bob(242), "autocomplete": "off"}, "off"),
    ],
)
def test_a_field_is_known_by_number_or_label(item: dict[str, Any], expected: str) -> None:
    assert token(item) == expected


@pytest.mark.parametrize(
    "group",
    ["Angaben zum Kind", "Gesetzliche Vertretung / Bevollmächtigung", "Ansprechperson", "Ehegatte", "Arbeitgeber"],
)
def test_data_of_somebody_else_are_not_filled_in(group: str) -> None:
    assert token(bob(227), group=group) == ""
    assert token(bob(227), page=group) == ""


def test_data_of_several_people_are_not_filled_in() -> None:
    assert token(bob(227), repeat="1..*") == ""


def test_parts_of_a_birthday_are_known_in_their_group_only() -> None:
    year = {**bob(233), "type": "integer"}

    assert token(year, group="Geburtsdatum", fim={"id": "G60000000083"}) == "bday-year"
    assert token(year, group="Ausstellungsdatum", fim={"id": "G60000000083"}) == ""
