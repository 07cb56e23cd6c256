"""Countries to choose from."""

from kreishaus.services.forms.fields.countries import choices, countries


def test_every_country_has_a_code_and_a_german_name() -> None:
    assert len(countries()) == 250
    assert all(len(code) == 2 and code.isupper() and name for code, name in countries().items())
    assert countries()["NL"] == "Niederlande"


def test_germany_comes_first() -> None:
    assert [choice.label for choice in choices()[:3]] == ["Deutschland", "Afghanistan", "Ägypten"]
