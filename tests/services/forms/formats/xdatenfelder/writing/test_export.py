"""What goes out comes in again the same, also where the standard has no word for it."""

from typing import Any

import pytest

from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.fields import field_types
from kreishaus.services.forms.formats.xdatenfelder import Origin, convert, read_schema, write_schema
from kreishaus.services.forms.formats.xdatenfelder.writing.annotations import URI
from tests.services.forms.fields.contract import EXAMPLES
from tests.services.forms.formats.submission.test_structure import form, text
from tests.services.forms.formats.xdatenfelder.written import field_xml, schema_xml, used
from tests.services.forms.parking import form_data, one_field, parking

AT = Origin("2026-06-01T08:00:00+00:00", by="Landkreis Leer", bases=("§ 1 Probegesetz",))


def imported(content: bytes) -> dict[str, Any]:
    return convert(read_schema(content, name="export.xml")).form


def assert_comes_back(schema: FormSchema) -> bytes:
    content = write_schema(schema, AT)
    assert imported(content) == schema.to_data()
    return content


def test_a_form_of_ones_own_comes_back() -> None:
    content = assert_comes_back(parking())

    assert content == write_schema(parse_form(imported(content)), AT)


@pytest.mark.parametrize("key", sorted(EXAMPLES))
@pytest.mark.parametrize("required", [True, False], ids=["required", "optional"])
def test_every_field_type_comes_back(key: str, required: bool) -> None:
    settings = EXAMPLES[key][0]
    required = required and field_types()[key].has_value

    assert_comes_back(one_field(type=key, required=required, hint="Ein „Hinweis“", help="Warum?", **settings))


def test_an_imported_form_that_was_changed_comes_back() -> None:
    source = schema_xml(used(field_xml(label="Name")) + used(field_xml(label="Vorname", number=2), times="0:3"))
    data = imported(source)
    [page] = data["pages"]
    page |= {"title": "Über Sie", "help": "Nur „kurz“"}
    [group] = page["groups"]
    group |= {"title": "Person", "help": "Hilfe"}
    name, given = group["fields"]
    name |= {"label": "Familienname", "required": False, "hint": "Wie im Ausweis", "max_length": 40}
    given |= {"key": "rufname", "repeat": "0..2"}
    group["fields"].append({"key": "mail", "type": "text", "label": "E-Mail", "autocomplete": "email"})
    group["items"] = [
        *group.pop("fields"),
        {"key": "neu", "title": "Neu", "fields": [{"key": "a", "type": "date", "label": "A", "min": "2026-01-01"}]},
    ]
    data["rules"] = [{"id": "R1", "hide": f"{group['key']}.mail", "when": f"{group['key']}.name == 'x'"}]
    schema = parse_form(data)

    content = assert_comes_back(schema)

    numbers = {element.id for element in read_schema(content, name="x").elements()}
    assert {"F00000000001", "F00000000002"} <= numbers


def test_two_groups_of_loose_fields_come_back_as_two() -> None:
    loose = [{"key": key, "title": key, "fields": [text("a", number)]} for number, key in ((1, "eins"), (2, "zwei"))]

    assert_comes_back(form(*loose, fim={"id": "S99000000001", "version": "1.0.0"}))


def test_pages_conditions_and_settled_reviews_come_back() -> None:
    data = form_data()
    data["pages"][1] |= {"help": "Zwei\n\nAbsätze  mit  Lücken", "when": "vehicle.size() > 1"}
    data["reviews"][0]["settled"] = {"by": "not-needed", "note": "Nur für Kinder"}
    data["rules"].append(
        {"id": "R9", "valid": 'person.name != "a  b"', "message": "„Nein“ – 😀\nzweite Zeile", "basis": ["§ 1", "§ 2"]}
    )

    assert_comes_back(parse_form(data))


def test_numbers_depend_on_the_place_alone() -> None:
    def numbers(schema: FormSchema) -> dict[str, str]:
        read = read_schema(write_schema(schema, AT), name="x")
        return {element.title: element.id for element in read.elements()}

    before = numbers(form({"key": "g", "title": "G", "fields": [text("a"), text("b")]}))
    after = numbers(form({"key": "g", "title": "G", "fields": [text("c"), text("b"), text("a")]}))

    assert before.items() <= after.items()
    assert all(number[1:3] == "99" and len(number) == 12 for number in after.values())


def test_what_somebody_changed_elsewhere_wins_and_the_rest_stays() -> None:
    content = write_schema(one_field(hint="Wie im Ausweis", label="Name"), AT)
    assert content.count(b"bezeichnungEingabe>Name<") == 1

    changed = imported(content.replace(b"bezeichnungEingabe>Name<", b"bezeichnungEingabe>Nachname<"))

    [field] = changed["pages"][0]["groups"][0]["fields"]
    assert (field["key"], field["label"], field["hint"]) == ("f", "Nachname", "Wie im Ausweis")


def test_a_damaged_note_does_no_harm() -> None:
    content = write_schema(one_field(label="Name"), AT)
    start = content.rindex(f'uri="{URI}">'.encode()) + len(f'uri="{URI}">')

    damaged = content[:start] + b"{" + content[start:]

    assert parse_form(imported(damaged)).fields[0].label == "Name"


def test_a_value_with_parts_is_a_group_for_everybody_else() -> None:
    schema = one_field(type="address", label="Anschrift", required=True)
    content = assert_comes_back(schema)

    [outer] = read_schema(content, name="x").children
    inner = outer.children[0]  # type: ignore[union-attr]
    assert inner.title == "Anschrift"
    assert "Postleitzahl" in {child.title for child in inner.children}  # type: ignore[union-attr]


def test_a_schema_of_version_2_gets_numbers_of_version_3_and_comes_back() -> None:
    source = schema_xml(used(field_xml(standard=2)), standard=2)
    schema = parse_form(imported(source))

    content = assert_comes_back(schema)

    assert b">F00000000001<" in content
    assert schema.fields[0].fim["id"] == "F00000001"


def test_a_code_list_of_ones_own_is_named_as_fim_names_it() -> None:
    reference = {"urn": "urn:de:kreishaus:liste", "version": "2", "code_key": "schluessel", "name_key": "name"}

    content = assert_comes_back(one_field(type="code-list", label="Ort", code_list=reference))

    assert b"<xdf3:canonicalIdentification>urn:de:kreishaus:liste<" in content
    assert b"<xdf3:codeKey>schluessel<" in content


def test_own_elements_say_who_wrote_them_and_pass_the_official_check() -> None:
    content = assert_comes_back(one_field(type="text", label="Name", basis="§ 1"))

    schema = read_schema(content, name="x")
    field = list(schema.elements())[-1]
    assert (field.element_kind, field.history.status_set_by, field.output_title) == ("RNG", "Landkreis Leer", "Name")
    assert [base.text for base in schema.bases] == ["§ 1 Probegesetz"]
    quality = convert(schema).report.quality
    assert [finding.number for finding in quality.findings if finding.severity == "critical"] == []
