"""What a form cannot say stays beside it, ready to be written again."""

from typing import Any

from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.formats.xdatenfelder import to_form
from tests.services.forms.formats.xdatenfelder.written import field_xml, group_xml, read, rule_xml, schema_xml, used

HISTORY = (
    "<freigabestatus><code>5</code></freigabestatus><statusGesetztAm>2025-01-02</statusGesetztAm>"
    "<statusGesetztDurch>Amt 36</statusGesetztDurch><gueltigAb>2025-02-01</gueltigAb>"
    "<gueltigBis>2027-12-31</gueltigBis>"
    "<versionshinweis>Länge geändert</versionshinweis><veroeffentlichungsdatum>2025-01-09</veroeffentlichungsdatum>"
    "<letzteAenderung>2025-01-03T10:00:00Z</letzteAenderung>"
    "<stichwort uri='urn:x:y'>Hund</stichwort><stichwort uri=''>Tier</stichwort>"
)


def only_group(inner: str, head: str = "") -> dict[str, Any]:
    form = to_form(read(schema_xml(inner, head=head)))
    assert parse_form(form).to_data() == form
    group: dict[str, Any] = form["pages"][0]["groups"][0]
    return group


def only_field(*, times: str = "1:1", basis: str = "", **parts: str) -> dict[str, Any]:
    inner = used(field_xml(**parts), times=times, basis=basis)  # type: ignore[arg-type]
    fim: dict[str, Any] = only_group(used(group_xml(inner)))["fields"][0]["fim"]
    return fim


def test_everything_said_about_a_field_is_kept() -> None:
    fim = only_field(
        kind="hidden",
        type="text_latin",
        times="2:5",
        basis="<bezug link='https://example.org/2'>§ 2 HStG</bezug>",
        more=HISTORY
        + "<bezug>§ 1 HStG</bezug><bezeichnungAusgabe>Name des Hundes</bezeichnungAusgabe>"
        + "<beschreibung>Für FIM-Leute</beschreibung><definition>Der Rufname</definition>"
        + "<hilfetextAusgabe>Rufname</hilfetextAusgabe><schemaelementart><code>RNG</code></schemaelementart>"
        + "<praezisierung minLength='0' maxLength='80' pattern='[A-Z].*'/><inhalt>Rex</inhalt>"
        + "<vorbefuellung><code>verpflichtend</code></vorbefuellung>",
    )

    assert fim == {
        "id": "F00000000001",
        "version": "1.0.0",
        "name": "Name intern",
        "output_title": "Name des Hundes",
        "output_help": "Rufname",
        "description": "Für FIM-Leute",
        "definition": "Der Rufname",
        "bases": ["§ 1 HStG"],
        "status": "5",
        "valid_from": "2025-02-01",
        "valid_until": "2027-12-31",
        "status_set_on": "2025-01-02",
        "status_set_by": "Amt 36",
        "version_note": "Länge geändert",
        "published_on": "2025-01-09",
        "changed_at": "2025-01-03T10:00:00Z",
        "keywords": [{"text": "Hund", "uri": "urn:x:y"}, {"text": "Tier"}],
        "path": "G00000000001/F00000000001",
        "element": "RNG",
        "count": "2:5",
        "use_bases": [{"text": "§ 2 HStG", "link": "https://example.org/2"}],
        "kind": "hidden",
        "type": "text_latin",
        "limits": {"min_length": 0, "max_length": 80, "pattern": "[A-Z].*"},
        "content": "Rex",
        "prefill": "verpflichtend",
    }


def test_usual_values_are_left_out() -> None:
    fim = only_field(more="<vorbefuellung><code>keine</code></vorbefuellung>")

    assert fim == {
        "id": "F00000000001",
        "version": "1.0.0",
        "name": "Name intern",
        "path": "G00000000001/F00000000001",
    }


def test_files_keep_bytes_and_media_types() -> None:
    fim = only_field(type="file", more="<maxSize>1234567</maxSize><mediaType>application/pdf</mediaType>")

    assert (fim["type"], fim["max_bytes"], fim["media_types"]) == ("file", 1234567, ["application/pdf"])


def test_a_code_list_keeps_its_columns() -> None:
    fim = only_field(
        kind="select",
        more="<codelisteReferenz><canonicalIdentification>urn:de:x</canonicalIdentification><version>1</version>"
        "</codelisteReferenz><codeKey>ags</codeKey><nameKey>name</nameKey>",
    )

    assert fim["code_list"] == {"urn": "urn:de:x", "version": "1", "code_key": "ags", "name_key": "name"}


def test_the_help_of_a_text_to_read_is_kept() -> None:
    fim = only_field(kind="label", more="<hilfetextEingabe>Lesen</hilfetextEingabe><inhalt>Bitte</inhalt>")

    assert (fim["help"], fim["content"], fim["kind"]) == ("Lesen", "Bitte", "label")


def test_a_rule_is_kept_untouched_where_it_stands() -> None:
    rule = rule_xml(
        "Wenn A, dann B.",
        more="<bezug link='https://example.org'>§ 1</bezug><fachlicherErsteller>FIM</fachlicherErsteller>"
        "<param element='F1' name='a'><typ>wert</typ></param><ziel element='F2' name='b'/>"
        "<skript>return a</skript><fehler code='7'>Zu viel</fehler>",
    )

    group = only_group(used(group_xml(used(field_xml()), more=rule)))

    assert group["fim"]["rules"] == [
        {
            "id": "R00000000001",
            "version": "1.0.0",
            "name": "Regel 1",
            "text": "Wenn A, dann B.",
            "kind": "K",
            "script": "return a",
            "targets": [{"element": "F2", "name": "b"}],
            "parameters": [{"element": "F1", "name": "a", "kind": "wert"}],
            "errors": [{"code": "7", "text": "Zu viel"}],
            "bases": [{"text": "§ 1", "link": "https://example.org"}],
            "creator": "FIM",
        }
    ]


def test_an_exclusive_group_keeps_its_art() -> None:
    group = only_group(used(group_xml(used(field_xml()) * 2, more="<art><code>X</code></art>")))

    assert (group["fim"]["art"], group["exclusive"]) == ("X", True)


def test_the_form_keeps_what_concerns_the_whole_schema() -> None:
    head = (
        "<dokumentsteckbrief><id>D00000000009</id><version>2.0.0</version></dokumentsteckbrief>"
        "<ableitungsmodifikationenStruktur><code>3</code></ableitungsmodifikationenStruktur>"
        "<ableitungsmodifikationenRepraesentation><code>0</code></ableitungsmodifikationenRepraesentation>"
        "<hilfetext>Für alle Hunde</hilfetext>"
    )

    fim = to_form(read(schema_xml(used(field_xml()), head=head)))["fim"]

    assert fim == {
        "id": "S00000000001",
        "version": "1.0.0",
        "name": "Hund",
        "status": "6",
        "profile": {"id": "D00000000009", "version": "2.0.0"},
        "structure_changes": "3",
        "help": "Für alle Hunde",
    }


def test_an_old_standard_says_so() -> None:
    assert to_form(read(schema_xml(used(field_xml(standard=2)), standard=2)))["fim"]["standard"] == 2
