"""A code list as a table."""

import json
from dataclasses import replace

import pytest

from kreishaus.services.forms.codes import CodeTable, Column
from tests.services.forms.codes.lists import places


def test_plain_data_is_the_exact_inverse() -> None:
    table = places()

    again = CodeTable.from_data(json.loads(json.dumps(table.to_data())))

    assert again == table
    assert again.digest == table.digest


@pytest.mark.parametrize(
    "other",
    [
        replace(places(), version="2027"),
        replace(places(), name="Orte"),
        replace(places(), keys=("ort",)),
        replace(places(), rows=places().rows[:-1]),
    ],
)
def test_every_change_gives_another_digest(other: CodeTable) -> None:
    assert other.digest != places().digest


def test_the_address_names_just_this_version() -> None:
    assert places().address == "urn:de:kreishaus:liste:gemeinden_2026"
    assert replace(places(), version="").address == "urn:de:kreishaus:liste:gemeinden"
    assert replace(places(), uri="GewerbeArt_").address == "GewerbeArt_"


def test_columns_are_found_by_id_and_by_name() -> None:
    assert [places().place_of(column) for column in ("nr", "Ort", "weg")] == [0, 1, None]


@pytest.mark.parametrize(
    ("columns", "keys", "expected"),
    [
        (("Id", "Text"), (), (0, 1)),
        (("text", "code"), (), (1, 0)),
        (("name", "schluessel-staat"), (), (1, 0)),
        (("a", "b", "c"), ("c",), (2, 0)),
        (("a", "b", "c"), ("c", "b"), (2, 1)),
        (("nur",), (), (0, 0)),
    ],
)
def test_code_and_name_are_found_without_being_told(
    columns: tuple[str, ...], keys: tuple[str, ...], expected: tuple[int, int]
) -> None:
    table = CodeTable("u", "1", "n", tuple(Column(each) for each in columns), (), keys)

    code = table.code_place()

    assert (code, table.name_place(code=code)) == expected


def test_what_is_asked_for_comes_before_what_is_recommended() -> None:
    table = replace(places(), columns=(*places().columns[:2], Column("art", recommended="code"), Column("hinweis")))

    assert table.code_place() == 2
    assert table.code_place("nr") == 0
    assert table.name_place("hinweis", code=0) == 3
    assert table.help_place(others={0, 1}) == 3
    assert table.help_place("art", others={0, 1}) == 2
