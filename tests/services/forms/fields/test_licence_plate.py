"""A number plate, as people write it."""

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.fields.licence_plate.field import TYPE
from kreishaus.services.forms.ports import InvalidInput
from tests.services.forms.fields.contract import field_of

FIELD = field_of("licence-plate")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("LER DV 7", "LER DV 7"),
        ("ler-dv-7", "LER DV 7"),
        ("LER-DV7", "LER DV 7"),
        ("LER:DV 7", "LER DV 7"),
        ("LER · DV 7", "LER DV 7"),
        ("lö a 12 h", "LÖ A 12H"),
        ("LER AB 12E", "LER AB 12E"),
        ("LER AB 12 04-10", "LER AB 12 04-10"),
        ("LER AB 12 (4/10)", "LER AB 12 04-10"),
        ("LER A 1H 11-3", "LER A 1H 11-03"),
        ("BX123", "B X 123"),
        ("LERDV7", "LER DV 7"),
        ("THW 80123", "THW 80123"),
        ("LER 06123", "LER 06123"),
        ("Y-123456", "Y 123456"),
    ],
)
def test_a_plate_gets_its_official_spelling(typed: str, stored: str) -> None:
    assert TYPE.parse([typed], FIELD) == stored


@pytest.mark.parametrize("typed", ["LERA1", "LEAB 12"])
def test_where_the_district_ends_has_to_be_said(typed: str) -> None:
    with pytest.raises(InvalidInput, match="trennen"):
        TYPE.parse([typed], FIELD)


def test_with_the_own_districts_it_need_not_be_said() -> None:
    field = field_of("licence-plate", districts=["LER"])

    assert TYPE.parse(["lera1"], field) == "LER A 1"
    with pytest.raises(InvalidInput, match="trennen"):
        TYPE.parse(["EMDA1"], field)


@pytest.mark.parametrize(
    "typed", ["LER", "12345", "LER DV 0", "LER DVX 7", "LER DV 12345", "mein Auto", "LER DV 7 13-14"]
)
def test_what_is_no_plate_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        TYPE.parse([typed], FIELD)


def test_eight_characters_are_the_most() -> None:
    assert TYPE.parse(["LER AB 123"], FIELD) == "LER AB 123"
    with pytest.raises(InvalidInput, match="höchstens 8"):
        TYPE.parse(["LER AB 1234"], FIELD)
    with pytest.raises(InvalidInput, match="höchstens 8"):
        TYPE.parse(["LÜN AB 123E"], FIELD)


def test_a_season_of_one_month_does_not_exist() -> None:
    with pytest.raises(InvalidInput, match="Saison"):
        TYPE.parse(["LER DV 7 04-04"], FIELD)


def test_foreign_plates_are_taken_where_the_field_says_so() -> None:
    field = field_of("licence-plate", foreign=True)

    assert TYPE.parse(["12-abc-3"], field) == "12-ABC-3"
    assert TYPE.parse(["LER DV 7"], field) == "LER DV 7"


@pytest.mark.parametrize("settings", [{"districts": ["LEER1"]}, {"foreign": "x"}])
def test_settings_that_mean_nothing_are_refused(settings: dict[str, object]) -> None:
    with pytest.raises(Problems):
        field_of("licence-plate", **settings)
