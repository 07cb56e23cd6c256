"""Kind, type, limits and lists of a field, also where the file is sloppy."""

import pytest

from kreishaus.services.forms.formats.xdatenfelder.model import (
    Choice,
    CodeListReference,
    Constraints,
    DataType,
    FieldKind,
)
from tests.services.forms.formats.xdatenfelder.written import field_xml, read, read_field, schema_xml, used


def notes(**parts: str) -> list[str]:
    standard = int(parts.pop("standard", "3"))
    xml = schema_xml(used(field_xml(standard=standard, **parts)), standard=standard)  # type: ignore[arg-type]
    return [note.message for note in read(xml).notes]


@pytest.mark.parametrize("kind", FieldKind)
@pytest.mark.parametrize("data_type", DataType)
def test_every_kind_and_type_of_the_standard_is_read(kind: FieldKind, data_type: DataType) -> None:
    field = read_field(kind=kind.value, type=data_type.value)

    assert (field.kind, field.data_type) == (kind, data_type)


def test_an_unknown_kind_or_type_becomes_text_with_a_note() -> None:
    field = read_field(kind="slider", type="colour")

    assert (field.kind, field.data_type) == (FieldKind.INPUT, DataType.TEXT)
    assert notes(kind="slider", type="colour") == [
        "Die Feldart »slider« kennen wir nicht. Wir behandeln das Feld als Eingabe.",
        "Den Datentyp »colour« kennen wir nicht. Wir behandeln das Feld als Text.",
    ]


def test_limits_of_version_3_are_attributes() -> None:
    more = "<praezisierung minLength='2' maxLength='9' minValue='1' maxValue='5' pattern='[A-Z]+'/>"

    assert read_field(more=more).constraints == Constraints(2, 9, "1", "5", "[A-Z]+")


def test_limits_of_version_2_are_json_with_texts() -> None:
    limits = '{"minLength":"2","maxLength":"9","minValue":"","maxValue":"5","pattern":"[0-9]{2}\\\\."}'

    field = read_field(standard=2, more=f"<praezisierung>{limits}</praezisierung>")

    assert field.constraints == Constraints(2, 9, "", "5", "[0-9]{2}\\.")


@pytest.mark.parametrize("text", ["1..31", "1 ... 31", "1 bis 31"])
def test_a_range_in_words_is_read_for_numbers_only(text: str) -> None:
    more = f"<praezisierung>{text}</praezisierung>"

    assert read_field(standard=2, type="num_int", more=more).constraints == Constraints(min_value="1", max_value="31")
    assert read_field(standard=2, type="text", more=more).constraints == Constraints(remark=text)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Waffentyp", "Die Präzisierung ist freier Text und wird nicht geprüft: »Waffentyp«."),
        ("{minLength:1}", "Die Präzisierung ist nicht lesbar und wird nicht geprüft: »{minLength:1}«."),
        ('{"minLength":"viel"}', "minLength ist keine ganze Zahl und wird nicht geprüft: »viel«."),
        ('{"note":"x"}', "In der Präzisierung kennen wir nicht: note."),
        (
            '{"minLength":"9","maxLength":"2"}',
            "Die kleinste Länge ist größer als die größte. Beide werden nicht geprüft.",
        ),
    ],
)
def test_an_unreadable_limit_is_noted_and_limits_nothing(text: str, note: str) -> None:
    parts = {"more": f"<praezisierung>{text}</praezisierung>"}

    limits = read_field(standard=2, **parts).constraints

    assert (limits.min_length, limits.max_length) == (None, None)
    assert notes(standard="2", **parts) == [note]


def test_a_limit_nested_beyond_reason_is_noted() -> None:
    (note,) = notes(standard="2", more=f"<praezisierung>{'{' + '[' * 9_000}</praezisierung>")

    assert note.startswith("Die Präzisierung ist nicht lesbar")


def test_a_value_list_keeps_codes_names_and_helps() -> None:
    more = (
        "<werte><wert><code>001</code><name>Ja</name><hilfe>Gern</hilfe></wert>"
        "<wert><code>002</code></wert><wert><name>Nein</name></wert></werte>"
    )

    assert read_field(kind="select", more=more).choices == (
        Choice("001", "Ja", "Gern"),
        Choice("002", "002"),
        Choice("Nein", "Nein"),
    )


def test_doubled_and_empty_values_are_noted() -> None:
    wert = "<wert><code>1</code><name>{}</name></wert>"
    more = f"<werte>{wert.format('A')}{wert.format('B')}<wert/></werte>"

    assert read_field(kind="select", more=more).choices == (Choice("1", "A"),)
    assert notes(kind="select", more=more) == [
        "Der Wert »1« steht zweimal in der Werteliste. Der erste gilt.",
        "Ein Wert der Werteliste hat weder Code noch Name. Er wurde ausgelassen.",
    ]


@pytest.mark.parametrize(
    ("standard", "more", "reference", "address"),
    [
        (
            1,
            "<codeliste><id>C1</id><name>Staat</name><kennung>urn:staat</kennung><version>1</version></codeliste>",
            CodeListReference(urn="urn:staat", version="1", id="C1", name="Staat"),
            "urn:staat",
        ),
        (
            2,
            (
                "<codelisteReferenz><identifikation><id>C1</id></identifikation><genericodeIdentification>"
                "<canonicalIdentification>urn:staat</canonicalIdentification><version>1</version>"
                "<canonicalVersionUri>urn:staat_1</canonicalVersionUri></genericodeIdentification></codelisteReferenz>"
            ),
            CodeListReference(urn="urn:staat", version="1", version_uri="urn:staat_1", id="C1"),
            "urn:staat_1",
        ),
        (
            3,
            (
                "<codelisteReferenz><canonicalIdentification>urn:staat</canonicalIdentification></codelisteReferenz>"
                "<codeKey>c</codeKey><nameKey>n</nameKey><helpKey>h</helpKey>"
            ),
            CodeListReference(urn="urn:staat", code_key="c", name_key="n", help_key="h"),
            "urn:staat",
        ),
    ],
)
def test_code_lists_of_all_versions_are_referenced(
    standard: int, more: str, reference: CodeListReference, address: str
) -> None:
    field = read_field(kind="select", standard=standard, more=more)

    assert field.code_list == reference
    assert reference.address == address


def test_an_empty_reference_is_none() -> None:
    assert read_field(kind="select", more="<codelisteReferenz/>").code_list is None


def test_files_contents_and_prefill_are_kept() -> None:
    more = (
        "<inhalt>Muster</inhalt><vorbefuellung><code>optional</code></vorbefuellung><maxSize>2000000</maxSize>"
        "<mediaType>image/png</mediaType><mediaType>image/png</mediaType><mediaType>application/pdf</mediaType>"
    )

    field = read_field(type="file", more=more)

    assert (field.content, field.prefill, field.max_bytes) == ("Muster", "optional", 2_000_000)
    assert field.media_types == ("image/png", "application/pdf")
