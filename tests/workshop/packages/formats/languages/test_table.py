"""Texts as a table: out and in again the same, harmless for spreadsheets, and bounded."""

import io
import zipfile
from collections.abc import Callable

import pytest

from kreishaus.base.problems import Problems
from kreishaus.workshop.packages.formats.languages import Entry, Translation
from kreishaus.workshop.packages.formats.languages.table import TextRow, read_table, rows_of, write_csv, write_xlsx

ROWS = [
    TextRow("service.name", "Parken; „heute“", 'Parking, "now"'),
    TextRow("car.plate.hint", "Erste Zeile\nzweite Zeile", "first line\nsecond line"),
    TextRow("car.plate.label", "=1+1", '=HYPERLINK("http://example.org")'),
    TextRow("car.plate.help", "+49", "@SUM(A1)"),
    TextRow("car.plate.text", "'so", "-1"),
    TextRow("car.plate.purpose", "007", ""),
]


def test_every_text_has_a_row() -> None:
    known = Translation("en", {"a": Entry("A in English")})
    assert rows_of({"a": "A", "b": "B"}, known) == [TextRow("a", "A", "A in English"), TextRow("b", "B", "")]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_table_comes_back_the_same(write: Callable[[list[TextRow]], bytes]) -> None:
    assert read_table(write(ROWS), "texte") == ROWS


def test_nothing_in_csv_is_a_formula() -> None:
    lines = write_csv(ROWS).decode("utf-8-sig")
    assert ";=" not in lines
    assert ';"=' not in lines
    assert ";@" not in lines


def test_nothing_in_a_workbook_is_a_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(write_xlsx(ROWS))) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_columns_may_stand_elsewhere_and_others_beside_them() -> None:
    content = "Notiz;Übersetzung;Schlüssel;Deutsch\nx;Plate;a;Kennzeichen\n;;;\n".encode()
    assert read_table(content, "texte.csv") == [TextRow("a", "Kennzeichen", "Plate")]


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 70_000_000)
    return out.getvalue()


def _with_entities() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"x" * 5_000_001, "zu groß"),
        (_bomb(), "zu groß"),
        (_with_entities(), "nehmen wir nicht an"),
        (b"PK\x03\x04 no archive", "nicht lesen"),
        (b"a;b\n1;2\n", "fehlen Spalten"),
        (b"", "fehlen Spalten"),
        ("Schlüssel;Deutsch;Übersetzung\n".encode("latin-1"), "UTF-8"),
        (("Schlüssel;Deutsch;Übersetzung\n" + "a;b;c\n" * 10_001).encode(), "zu lang"),
    ],
)
def test_other_files_are_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(Problems, match=said):
        read_table(content, "texte.xlsx")
