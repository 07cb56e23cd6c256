"""Each field of the standard becomes the field of form.yaml that asks for the same."""

from typing import Any

import pytest

from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.formats.xdatenfelder.items import Remarks, field_item, list_reference
from kreishaus.services.forms.formats.xdatenfelder.model import CodeListReference
from tests.services.forms.codes.lists import places
from tests.services.forms.formats.xdatenfelder.written import read_field

FIM = {"id": "F00000000001", "version": "1.0.0", "path": "F00000000001"}
WERTE = (
    "<werte>" + "".join(f"<wert><code>{c}</code><name>{n}</name></wert>" for c, n in ("aA", "bB", "cC")) + "</werte>"
)
OPTIONS = [{"a": "A"}, {"b": "B"}, {"c": "C"}]


def converted(**parts: str) -> tuple[dict[str, Any], list[str]]:
    """Return the item without key, label and FIM number, and the notes; the engine must accept it."""
    remarks = Remarks()
    item = field_item(read_field(**parts), "name", remarks)  # type: ignore[arg-type]
    group = {"key": "hund", "fields": [item]}
    parse_form({"pages": [{"key": "hund", "title": "Hund", "groups": [group]}]})
    assert item.pop("key") == "name"
    assert item.pop("label") == "Name"
    assert item.pop("fim").items() >= FIM.items()
    return item, [note.message for note in remarks.notes]


@pytest.mark.parametrize(
    ("data_type", "expected"),
    [
        ("text", "text"),
        ("date", "date"),
        ("bool", "yes-no"),
        ("num", "number"),
        ("num_int", "integer"),
        ("num_currency", "money"),
    ],
)
def test_plain_types_need_no_note(data_type: str, expected: str) -> None:
    assert converted(type=data_type) == ({"type": expected, "required": True}, [])


def test_a_file_takes_what_we_can_check_unless_told_otherwise() -> None:
    assert converted(type="file")[0]["accept"] == ["pdf", "jpg", "png"]
    more = "<maxSize>20000000</maxSize><mediaType>image/png</mediaType><mediaType>audio/mpeg</mediaType>"
    assert converted(type="file", more=more) == (
        {"type": "file", "required": True, "accept": ["png"], "max_mb": 20, "max_bytes": 20_000_000},
        ["Dateien dieser Art nehmen wir noch nicht an: audio/mpeg."],
    )


@pytest.mark.parametrize(
    ("media_type", "ending"),
    [
        ("image/tiff", "tif"),
        ("text/csv", "csv"),
        ("text/xml", "xml"),
        ("application/vnd.oasis.opendocument.text", "odt"),
    ],
)
def test_other_kinds_that_we_can_check_are_taken_over(media_type: str, ending: str) -> None:
    item, notes = converted(type="file", more=f"<mediaType>{media_type}</mediaType>")

    assert (item["accept"], notes) == ([ending], [])


def test_a_tiny_size_limit_is_one_megabyte() -> None:
    assert converted(type="file", more="<maxSize>10</maxSize>")[0]["max_mb"] == 1


@pytest.mark.parametrize(
    ("data_type", "kind", "note"),
    [
        (
            "obj",
            "file",
            "Das Schema lässt offen, was hier hineingehört (Datentyp obj). Wir bitten um eine Datei.",
        ),
    ],
)
def test_types_that_lose_something_say_so(data_type: str, kind: str, note: str) -> None:
    item, notes = converted(type=data_type)

    assert (item["type"], notes) == (kind, [note])


def test_times_and_moments_have_types_of_their_own_with_limits() -> None:
    limits = "<praezisierung minValue='08:00:00' maxValue='16:00:00'/>"
    item, notes = converted(type="time", more=limits)
    assert (item["type"], item["min"], item["max"], notes) == ("time", "08:00", "16:00", [])

    item, notes = converted(type="datetime", more="<praezisierung minValue='2026-01-01T08:00:00'/>")
    assert (item["type"], item["min"], notes) == ("datetime", "2026-01-01T08:00", [])


@pytest.mark.parametrize(("longest", "kind"), [("255", "text"), ("256", "multiline")])
def test_long_texts_get_several_lines(longest: str, kind: str) -> None:
    item, _ = converted(more=f"<praezisierung minLength='1' maxLength='{longest}'/>")

    assert item == {"type": kind, "required": True, "max_length": int(longest)}


def test_limits_of_texts_are_kept() -> None:
    item, notes = converted(more="<praezisierung minLength='5' maxLength='5' pattern='[\\p{L}0-9]{5}'/>")

    assert item == {"type": "text", "required": True, "min_length": 5, "max_length": 5, "pattern": "[\\p{L}0-9]{5}"}
    assert notes == []


@pytest.mark.parametrize("pattern", ["(?=a)b", "[a", "x" * 501])
def test_a_pattern_that_cannot_be_checked_safely_is_noted(pattern: str) -> None:
    item, (note,) = converted(more=f"<praezisierung pattern='{pattern}'/>")

    assert "pattern" not in item
    assert note.startswith("Das Muster ist ")


@pytest.mark.parametrize(
    ("data_type", "low", "high", "bounds"),
    [
        ("num", "0.1", "9,5", {"min": "0.1", "max": "9.5"}),
        ("num_int", "1850", "2080", {"min": 1850, "max": 2080}),
        ("num_currency", "0.01", "100", {"min": "0.01", "max": "100"}),
        ("date", "2020-01-01", "2026-12-31", {"min": "2020-01-01", "max": "2026-12-31"}),
    ],
)
def test_ranges_are_kept(data_type: str, low: str, high: str, bounds: dict[str, Any]) -> None:
    item, notes = converted(type=data_type, more=f"<praezisierung minValue='{low}' maxValue='{high}'/>")

    assert {name: item[name] for name in ("min", "max")} == bounds
    assert notes == []


@pytest.mark.parametrize(("data_type", "raw"), [("num", "viel"), ("num_int", "1.5"), ("date", "heute"), ("num", "1e9")])
def test_an_unreadable_range_is_noted(data_type: str, raw: str) -> None:
    item, notes = converted(type=data_type, more=f"<praezisierung minValue='{raw}'/>")

    assert "min" not in item
    assert notes == [f"Die Grenze »{raw}« ist nicht lesbar und wird nicht geprüft."]


@pytest.mark.parametrize(("data_type", "low", "high"), [("num", "9", "1"), ("date", "2026-01-02", "2026-01-01")])
def test_a_range_upside_down_is_noted(data_type: str, low: str, high: str) -> None:
    item, notes = converted(type=data_type, more=f"<praezisierung minValue='{low}' maxValue='{high}'/>")

    assert "min" not in item
    assert notes == ["Der kleinste Wert ist größer als der größte. Beide werden nicht geprüft."]


def test_a_pattern_on_a_number_is_noted() -> None:
    assert converted(type="num", more="<praezisierung pattern='[0-9]'/>")[1] == [
        "Das Muster wird bei diesem Datentyp nicht geprüft."
    ]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ("0:1", {}),
        ("1:1", {"required": True}),
        ("0:*", {"repeat": "0..*"}),
        ("2:5", {"required": True, "repeat": "2..5"}),
        ("1:99999", {"required": True, "repeat": "1..*"}),
    ],
)
def test_multiplicity_says_what_is_required_and_how_often(times: str, expected: dict[str, Any]) -> None:
    assert converted(times=times)[0] == {"type": "text"} | expected


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ("1:1", {"type": "choice", "required": True}),
        ("0:*", {"type": "multiple-choice"}),
        ("1:3", {"type": "multiple-choice", "required": True}),
        ("2:*", {"type": "multiple-choice", "required": True, "min": 2}),
        ("0:2", {"type": "multiple-choice", "max": 2}),
    ],
)
def test_a_value_list_is_a_choice_and_several_times_a_multiple_choice(times: str, expected: dict[str, Any]) -> None:
    assert converted(kind="select", more=WERTE, times=times) == (expected | {"options": OPTIONS}, [])


def test_help_of_a_value_is_kept() -> None:
    more = "<werte><wert><code>a</code><name>A</name><hilfe>Gern</hilfe></wert></werte>"

    assert converted(kind="select", more=more)[0]["options"] == [{"key": "a", "label": "A", "help": "Gern"}]


def test_a_selection_without_values_is_a_text_for_the_time_being() -> None:
    assert converted(kind="select") == (
        {"type": "text", "required": True},
        ["Auswahl ohne Werteliste: Das Feld ist vorerst ein Textfeld."],
    )
    assert converted(kind="select", type="bool") == ({"type": "yes-no", "required": True}, [])


def listed(**parts: str) -> str:
    inside = "".join(f"<{name}>{text}</{name}>" for name, text in parts.items())
    return f"<codelisteReferenz>{inside}</codelisteReferenz>"


STATE = listed(canonicalIdentification="urn:staat", version="7", canonicalVersionUri="urn:staat_7")


def test_an_open_code_list_is_reported_with_its_fields_and_kept_in_the_form() -> None:
    remarks = Remarks()

    item = field_item(read_field(kind="select", more=STATE), "staat", remarks)

    assert (item["type"], item["code_list"]) == ("code-list", {"urn": "urn:staat", "version": "7"})
    assert remarks.code_lists == {"urn:staat_7": ["F00000000001"]}


def test_a_code_list_at_hand_is_not_open_and_the_form_is_the_same() -> None:
    without, with_list = Remarks(), Remarks(find_list=lambda _: places())

    source = read_field(kind="select", more=STATE)

    assert field_item(source, "staat", with_list) == field_item(source, "staat", without)
    assert with_list.code_lists == {}


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        (CodeListReference(urn="urn:a"), {"urn": "urn:a"}),
        (CodeListReference(urn="urn:a", version_uri="urn:a"), {"urn": "urn:a"}),
        (CodeListReference(urn="GewerbeArt", version_uri="GewerbeArt_"), {"urn": "GewerbeArt", "uri": "GewerbeArt_"}),
        (CodeListReference(version_uri="urn:a_1"), {"uri": "urn:a_1"}),
        (
            CodeListReference(id="C05000073", urn="urn:a", version="1"),
            {"urn": "urn:a", "version": "1", "id": "C05000073"},
        ),
        (CodeListReference(name="Familienstand"), {"id": "Familienstand"}),
        (
            CodeListReference(urn="urn:a", code_key="k", name_key="n", help_key="h"),
            {"urn": "urn:a", "code_key": "k", "name_key": "n", "help_key": "h"},
        ),
    ],
)
def test_a_reference_says_all_that_the_file_says(reference: CodeListReference, expected: dict[str, str]) -> None:
    assert list_reference(reference).to_data() == expected


def test_a_label_is_a_text_to_read() -> None:
    assert converted(kind="label", more="<inhalt>Bitte lesen.</inhalt>") == (
        {"type": "information", "text": "Bitte lesen."},
        [],
    )
    assert converted(kind="label")[0]["text"] == "Name"
    assert converted(kind="label", more="<hilfetextEingabe>Hilfe</hilfetextEingabe>")[0] == {
        "type": "information",
        "text": "Hilfe",
    }


def test_a_locked_field_is_shown_as_information_with_a_note() -> None:
    item, notes = converted(kind="locked", more="<inhalt>Leer</inhalt>")

    assert item == {"type": "information", "text": "Leer"}
    assert notes == ["Das gesperrte Feld wird als Hinweis gezeigt. Es füllt sich nicht von selbst."]


def test_a_hidden_field_is_never_shown_nor_required() -> None:
    item, notes = converted(kind="hidden")

    assert item == {"type": "text", "when": "false"}
    assert notes == ["Das versteckte Feld wird nicht gezeigt und nicht übermittelt."]


def test_a_hidden_field_with_content_is_submitted() -> None:
    item, notes = converted(kind="hidden", more="<inhalt>v1</inhalt>")

    assert item == {"type": "text", "default": "v1", "hidden": True}
    assert notes == ["Das versteckte Feld wird nicht gezeigt. Sein Inhalt wird übermittelt."]


@pytest.mark.parametrize(
    ("data_type", "raw", "value"),
    [
        ("text", "Leer", "Leer"),
        ("bool", "wahr", True),
        ("bool", "false", False),
        ("num", "1,5", "1.5"),
        ("num_int", "7", 7),
        ("num_currency", "30,70", "30.70"),
        ("date", "2026-01-01", "2026-01-01"),
    ],
)
def test_a_content_becomes_the_default(data_type: str, raw: str, value: object) -> None:
    item, notes = converted(type=data_type, more=f"<inhalt>{raw}</inhalt>")

    assert (item["default"], notes) == (value, [])


def test_the_content_of_a_choice_is_one_of_its_codes() -> None:
    assert converted(kind="select", more=f"{WERTE}<inhalt>b</inhalt>")[0]["default"] == "b"
    assert converted(kind="select", more=f"{WERTE}<inhalt>b</inhalt>", times="0:*")[0]["default"] == ["b"]


@pytest.mark.parametrize(
    "parts",
    [
        {"kind": "select", "more": f"{WERTE}<inhalt>z</inhalt>"},
        {"type": "bool", "more": "<inhalt>z</inhalt>"},
        {"type": "num", "more": "<inhalt>z</inhalt>"},
        {"type": "num_currency", "more": "<inhalt>1.005</inhalt>"},
        {"type": "file", "more": "<inhalt>z</inhalt>"},
        {"type": "num_int", "more": "<praezisierung minValue='5'/><inhalt>4</inhalt>"},
        {"type": "date", "more": "<praezisierung maxValue='2020-01-01'/><inhalt>2021-01-01</inhalt>"},
        {"more": "<praezisierung maxLength='2'/><inhalt>drei</inhalt>"},
        {"more": "<praezisierung pattern='[0-9]+'/><inhalt>drei</inhalt>"},
        {"more": "<inhalt>drei</inhalt>", "times": "0:*"},
    ],
)
def test_a_content_that_does_not_fit_is_noted(parts: dict[str, str]) -> None:
    item, notes = converted(**parts)

    assert "default" not in item
    assert len(notes) == 1
    assert notes[0].startswith("Den vorgegebenen Inhalt »")


def test_prefill_is_noted() -> None:
    assert converted(more="<vorbefuellung><code>verpflichtend</code></vorbefuellung>")[1] == [
        "Vorbefüllung (verpflichtend) ist vorgesehen, aber noch nicht eingerichtet."
    ]
    assert converted(more="<vorbefuellung><code>keine</code></vorbefuellung>")[1] == []


def test_help_and_laws_are_carried_along() -> None:
    more = (
        "<hilfetextEingabe>So geht es.</hilfetextEingabe><bezug link='https://example.org/1'>§ 1 KAG</bezug>"
        "<bezug>§ 2\n    KAG</bezug><bezug>§ 2 KAG</bezug>"
    )

    item, _ = converted(more=more)

    assert item["help"] == "So geht es."
    assert item["basis"] == ["§ 1 KAG (https://example.org/1)", "§ 2 KAG"]


def test_latin_texts_admit_the_characters_of_the_standard_only() -> None:
    assert converted(type="text_latin") == ({"type": "text", "required": True, "characters": "latin"}, [])
