"""The official XML schema as a report: where a file departs from it, in German."""

from pathlib import Path

import pytest

from kreishaus.services.forms.formats.xdatenfelder.official import State, check_officially, schemas_in
from tests.services.forms.formats.xdatenfelder.written import field_xml, schema_xml, used

# A schema of ours in the shape of the official one, so that the check is tried without it as well.
OWN = """<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' elementFormDefault='qualified'
 targetNamespace='urn:test' xmlns='urn:test'>
<xs:element name='hund'><xs:complexType><xs:sequence>
<xs:element name='name'><xs:simpleType><xs:restriction base='xs:string'>
<xs:pattern value='[a-zA-Z ]*'/></xs:restriction></xs:simpleType></xs:element>
<xs:element name='art' minOccurs='0'><xs:simpleType><xs:restriction base='xs:string'>
<xs:enumeration value='gross'/><xs:enumeration value='klein'/></xs:restriction></xs:simpleType></xs:element>
<xs:element name='tag' type='xs:date' minOccurs='0'/>
<xs:element name='relation' minOccurs='0' maxOccurs='unbounded'/>
</xs:sequence><xs:attribute name='marke' type='xs:int' use='required'/></xs:complexType></xs:element></xs:schema>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "eigenes").mkdir()
    (tmp_path / "eigenes" / "xdatenfelder.xsd").write_text(OWN, encoding="utf-8")
    return tmp_path


def messages(inner: str, folder: Path, attributes: str = "marke='7'") -> list[str]:
    content = f"<hund xmlns='urn:test' {attributes}>{inner}</hund>".encode()
    return [violation.message for violation in check_officially(content, folder).violations]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<name>Rex</name>", []),
        ("", ["In <hund> fehlt etwas. Erwartet wird: name."]),
        ("<art>klein</art>", ["<art> steht hier falsch. Erwartet wird: name."]),
        ("<name>R2</name>", ["In <name> hat »R2« nicht die vorgeschriebene Form."]),
        ("<name>Рекс</name>", ["In <name> stehen Zeichen, die der Standard nicht erlaubt: »Р«, »е«, »к«, »с«."]),
        ("<name>R</name><art>rot</art>", ["In <art> ist »rot« nicht erlaubt. Möglich: gross, klein."]),
        ("<name>R</name><tag>heute</tag>", ["In <tag> ist »heute« kein erlaubter Wert."]),
        ("<name>R</name>Text", ["Das XML-Schema meldet: Element 'hund': Character content other than whitespace"]),
    ],
)
def test_a_departure_is_explained(folder: Path, inner: str, expected: list[str]) -> None:
    found = messages(inner, folder)

    assert len(found) == len(expected)
    assert all(message.startswith(words) for message, words in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", "Bei <hund> fehlt das Attribut »marke«."),
        ("marke='7' farbe='rot'", "Das Attribut »farbe« gibt es bei <hund> nicht."),
        ("marke='viele'", "Im Attribut »marke« von <hund> ist »viele« kein erlaubter Wert."),
    ],
)
def test_attributes_are_checked_too(folder: Path, attributes: str, expected: str) -> None:
    assert messages("<name>Rex</name>", folder, attributes) == [expected]


def test_thousands_of_relations_do_not_count(folder: Path) -> None:
    relation = "<relation><praedikat/></relation>\n"

    assert messages(f"<name>Rex</name>{relation * 5_000}", folder) == []


def test_a_departure_names_its_line(folder: Path) -> None:
    content = b"<hund xmlns='urn:test' marke='7'>\n<name>R</name>\n<art>rot</art></hund>"

    (violation,) = check_officially(content, folder).violations

    assert violation.line == 3


def test_without_schemas_it_says_so(tmp_path: Path) -> None:
    assert check_officially(b"<a xmlns='urn:x'/>", None).state is State.UNKNOWN
    assert "KREISHAUS_XSD_DIR" in check_officially(b"<a xmlns='urn:x'/>", None).reason
    assert "urn:x" in check_officially(b"<a xmlns='urn:x'/>", tmp_path).reason


def test_a_schema_that_is_none_is_passed_over(folder: Path) -> None:
    (folder / "eigenes" / "xdatenfelder.xsd").write_text("<xs:schema", encoding="utf-8")
    assert schemas_in(folder) == {}

    (folder / "eigenes" / "xdatenfelder.xsd").write_text(OWN.replace("xs:date'", "xs:tag'"), encoding="utf-8")
    outcome = check_officially(b"<hund xmlns='urn:test'/>", folder)
    assert (outcome.state, outcome.reason) == (State.UNKNOWN, "Das XML-Schema xdatenfelder.xsd ist nicht lesbar.")


def test_the_outcome_in_words_and_as_data(folder: Path) -> None:
    outcome = check_officially(b"<hund xmlns='urn:test' marke='7'/>", folder)

    assert outcome.as_lines() == [
        "  1 Abweichung. Wir haben trotzdem alles Lesbare übernommen.",
        "    Zeile 1: In <hund> fehlt etwas. Erwartet wird: name.",
    ]
    assert outcome.as_json()["violations"] == [{"line": 1, "message": "In <hund> fehlt etwas. Erwartet wird: name."}]
    assert check_officially(b"<hund xmlns='urn:test' marke='7'><name/></hund>", folder).as_lines() == ["  gültig"]


def test_the_official_schemas_are_found_by_their_namespace(shared_data: Path) -> None:
    assert set(schemas_in(shared_data / "fim" / "xsd")) == {
        "urn:xoev-de:fim:standard:xdatenfelder_2",
        "urn:xoev-de:fim:standard:xdatenfelder_3.0.0",
    }


def test_the_only_invalid_real_file_is_told_apart(shared_data: Path) -> None:
    xsd = shared_data / "fim" / "xsd"

    states = {
        file.name: check_officially(file.read_bytes(), xsd).state
        for file in sorted((shared_data / "fim").glob("xdf[23]/*.xml"))
    }

    assert {name for name, state in states.items() if state is State.INVALID} == {"S00000094V1.0_xdf2.xml"}
    # There is no XML schema of version 1.
    assert {name for name, state in states.items() if state is State.UNKNOWN} == {"WaBeKa_LilithWittmann-ozg.xml"}


def test_our_own_small_files_are_no_models(shared_data: Path) -> None:
    outcome = check_officially(schema_xml(used(field_xml())), shared_data / "fim" / "xsd")

    assert outcome.state is State.INVALID
    assert outcome.violations[0].message == "In <header> fehlt etwas. Erwartet wird: nachrichtID."
