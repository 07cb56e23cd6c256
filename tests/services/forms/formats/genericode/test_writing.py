"""Writing genericode: reading it again gives the same list."""

from dataclasses import replace
from pathlib import Path

import pytest

from kreishaus.services.forms.codes import CodeTable, Column
from kreishaus.services.forms.formats.genericode import read_genericode, write_genericode
from tests.services.forms.codes.lists import places

LISTS = [
    places(),
    replace(places(), uri="ganz:anders", long_name="Städte & <Gemeinden>"),
    replace(places(), columns=(Column("nr", "Nr", recommended="code"), *places().columns[1:])),
    replace(places(), columns=(places().columns[0], Column("ort", "Ort", recommended="name"), *places().columns[2:])),
    replace(places(), keys=("nr", "ort")),
]


@pytest.mark.parametrize("table", LISTS)
def test_what_is_written_is_read_as_the_same_list(table: CodeTable) -> None:
    assert read_genericode(write_genericode(table), file="liste.xml").table == table


def test_real_lists_survive_the_round_trip(shared_data: Path) -> None:
    for file in sorted((shared_data / "fim" / "codelists").glob("*/*.xml")):
        table = read_genericode(file, file=file.name).table

        assert read_genericode(write_genericode(table), file=file.name).table == table
