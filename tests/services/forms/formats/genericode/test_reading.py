"""Reading genericode: what is clear is taken, what is not is said."""

from pathlib import Path

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.codes import CodeTable, Column, Reference, codes_for
from kreishaus.services.forms.formats.genericode import read_genericode, read_reference, reading
from tests.services.forms.formats.genericode.written import IDENTITY, genericode, row

XOEV = "xmlns:x='http://xoev.de/schemata/genericode/4'"


def read(content: bytes) -> CodeTable:
    return read_genericode(content, file="farben.xml").table


def notes(content: bytes) -> list[str]:
    return [note.message for note in read_genericode(content, file="farben.xml").notes]


def refusal(content: bytes) -> str:
    with pytest.raises(Problems) as refused:
        read_genericode(content, file="farben.xml")
    return refused.value.problems[0].message


def test_a_list_is_read_whole() -> None:
    assert read(genericode()) == CodeTable(
        urn="urn:de:kreishaus:liste:farben",
        version="2",
        name="Farben",
        long_name="Liste der Farben",
        columns=(Column("name", "Name"), Column("code", "Code", required=True)),
        rows=(("Rot", "r"), ("Blau", "b")),
        keys=("code",),
    )
    assert notes(genericode()) == []


def test_an_unusual_address_of_the_version_is_kept() -> None:
    identity = IDENTITY.replace("farben_2<", "farben:v2<")

    assert read(genericode(identity=identity)).address == "urn:de:kreishaus:liste:farben:v2"


def test_the_recommended_key_is_the_code() -> None:
    keys = (
        '<Key Id="a"><ColumnRef Ref="name"/></Key>'
        f'<Key Id="b"><Annotation><AppInfo><x:recommendedKeyColumn {XOEV}/></AppInfo></Annotation>'
        '<ColumnRef Ref="code"/></Key>'
    )

    table = read(genericode(keys=keys))

    assert (table.keys, table.code_place(), table.name_place(code=1)) == (("name", "code"), 1, 0)


def test_columns_can_be_recommended_as_code_and_as_name() -> None:
    columns = (
        '<Column Id="x"><ShortName>x</ShortName></Column>'
        f'<Column Id="y"><Annotation><AppInfo><x:empfohleneCodeSpalte {XOEV}/></AppInfo></Annotation></Column>'
        f'<Column Id="z"><Annotation><AppInfo><x:recommendedNameColumn {XOEV}/></AppInfo></Annotation></Column>'
    )

    table = read(genericode(columns=columns, keys="", rows=row(x="1", y="2", z="3")))

    assert (table.code_place(), table.name_place(code=1)) == (1, 2)


def test_a_value_may_leave_its_column_out() -> None:
    values = "<Row><Value><SimpleValue>Rot</SimpleValue></Value><Value><SimpleValue>r</SimpleValue></Value></Row>"

    assert read(genericode(rows=values)).rows == (("Rot", "r"),)


def test_a_missing_value_is_empty() -> None:
    rows = '<Row><Value ColumnRef="code"><SimpleValue>r</SimpleValue></Value></Row>'

    assert read(genericode(rows=rows)).rows == (("", "r"),)


def test_what_is_strange_is_noted_and_the_rest_is_taken() -> None:
    rows = row(name="Rot", code="r", ton="warm") + row(name="Grün") + row(name="Rost", code="r")

    assert notes(genericode(rows=rows)) == [
        "Die Spalte »ton« ist nicht vereinbart. Ihre Werte fehlen.",
        "Zeilen ohne Code fehlen in der Auswahl: 1.",
        "Codes, die mehrfach vorkommen: 1. Die erste Zeile gilt.",
    ]


def test_without_an_address_the_name_identifies_the_list() -> None:
    assert read(genericode(identity="<Identification><ShortName>Farben</ShortName></Identification>")).urn == "Farben"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (genericode(identity=""), "In der Datei steht nicht, welche Liste es ist."),
        (genericode(columns="", keys=""), "Die Liste hat keine Spalten."),
        (genericode(rows=""), "Die Liste hat keine Einträge."),
        (b"<html><body/></html>", "Das ist keine Codeliste: Die Datei beginnt mit <html>."),
        (b"", "Die Datei ist leer."),
        (b"code;name", "Die Datei ist kein lesbares XML."),
        (genericode(prolog='<!DOCTYPE a [<!ENTITY b "c">]>'), "Die Datei enthält eine DTD"),
        (genericode()[:-20], "Die Datei ist kein lesbares XML."),
        (genericode(rows="<a>" * 100 + "</a>" * 100), "Die Elemente sind tiefer als 40 Ebenen verschachtelt."),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(content: bytes, expected: str) -> None:
    assert refusal(content).startswith(expected)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [("MAX_ROWS", "Die Liste hat mehr als 1 Zeilen."), ("MAX_CELLS", "Die Liste hat mehr als 1 Werte."),
     ("MAX_COLUMNS", "Die Liste hat mehr als 1 Spalten.")],
)  # fmt: skip
def test_size_is_bounded(monkeypatch: pytest.MonkeyPatch, limit: str, expected: str) -> None:
    monkeypatch.setattr(reading, limit, 1)

    assert refusal(genericode()) == expected


def test_long_values_are_cut_with_a_note() -> None:
    content = genericode(rows=row(name="x" * 5_000, code="r"))

    assert len(read(content).rows[0][0]) == reading.LONGEST_TEXT
    assert notes(content) == ["Ein Wert ist länger als 4000 Zeichen. Wir haben ihn gekürzt."]


MESSAGE = (
    b'<x:xdatenfelder.codeliste.0105 xmlns:x="urn:xoev-de:fim:standard:xdatenfelder_2"><x:header/><x:codeliste>'
    b"<x:identifikation><x:id>C60000016</x:id><x:version>1.0</x:version></x:identifikation><x:name>Staat</x:name>"
    b"<x:genericodeIdentification><x:canonicalIdentification>urn:a</x:canonicalIdentification>"
    b"<x:version>7</x:version><x:canonicalVersionUri>urn:a_7</x:canonicalVersionUri></x:genericodeIdentification>"
    b"</x:codeliste></x:xdatenfelder.codeliste.0105>"
)


def test_the_message_of_xdatenfelder_2_names_a_list_without_its_entries() -> None:
    assert read_reference(MESSAGE, file="C60000016.xml") == Reference(urn="urn:a", version="7", id="C60000016")
    assert refusal(MESSAGE) == "Diese Datei nennt die Codeliste urn:a_7, enthält aber ihre Einträge nicht."


def test_every_real_list_is_read(shared_data: Path) -> None:
    files = sorted((shared_data / "fim" / "codelists").glob("*/*.xml"))

    found = {file.name[:9]: read_genericode(file, file=file.name) for file in files}

    assert {name: (len(read.table.rows), len(read.notes)) for name, read in found.items()} == {
        "C00000020": (2, 0), "C00000021": (9, 0), "C60000006": (2, 0), "C60000020": (197, 0), "C05000073": (1, 0),
        "C05000103": (2, 0), "C05000108": (2, 0), "C05000112": (1, 0), "C05000125": (2, 0), "C60000016": (197, 0),
    }  # fmt: skip
    states = codes_for(found["C60000016"].table, Reference())
    assert (states.entries[0].key, states.entries[0].label) == ("000", "Deutschland")
