"""Which file is read, which is refused, and what the tree looks like."""

from datetime import date

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.formats.xdatenfelder import read_schema
from kreishaus.services.forms.formats.xdatenfelder.model import (
    ImportedField,
    ImportedGroup,
    Keyword,
    LegalBasis,
    Multiplicity,
    Reference,
    RuleError,
)
from tests.services.forms.formats.xdatenfelder.written import (
    field_xml,
    group_xml,
    identity,
    profile_xml,
    read,
    rule_xml,
    schema_xml,
    used,
)

NAMESPACE = "urn:xoev-de:fim:standard:xdatenfelder_3.0.0"


def refusals(xml: bytes) -> list[str]:
    with pytest.raises(Problems) as refused:
        read(xml)
    assert all(problem.file == "hund.xml" and problem.line and problem.hint for problem in refused.value.problems)
    return [problem.message for problem in refused.value.problems]


def notes(xml: bytes) -> list[str]:
    return [note.message for note in read(xml).notes]


@pytest.mark.parametrize(
    ("standard", "number", "version"), [(1, "F00000001", ""), (2, "F00000001", "1.0"), (3, "F00000000001", "1.0.0")]
)
def test_all_three_versions_give_the_same_tree(standard: int, number: str, version: str) -> None:
    inner = group_xml(used(field_xml(standard=standard), times="0:1"), standard=standard)

    schema = read(schema_xml(used(inner, times="1:*"), standard=standard))

    (group,) = schema.children
    assert isinstance(group, ImportedGroup)
    (field,) = group.children
    assert (field.id, field.version, field.title, field.name) == (number, version, "Name", "Name intern")
    assert (group.multiplicity, field.multiplicity) == (Multiplicity(1, None), Multiplicity(0, 1))
    assert field.path == f"{group.id}/{number}"
    assert (schema.standard, schema.title, schema.notes) == (standard, "Hundesteuer", ())


def test_version_1_tells_its_version_in_the_header() -> None:
    assert read(schema_xml(used(field_xml(standard=1)), standard=1)).version == "0.3"


def test_what_describes_the_schema_is_kept() -> None:
    schema = read(
        schema_xml(
            used(field_xml()),
            head="<hilfetext>Bitte hier.</hilfetext><beschreibung>Kurz</beschreibung><definition>Lang</definition>"
            "<bezug link='https://example.org/1'>§ 1 KAG; Satz 2</bezug><gueltigAb>2026-01-01</gueltigAb>"
            "<gueltigBis>2027-12-31</gueltigBis><stichwort uri='Art'>Hund</stichwort>"
            "<dokumentsteckbrief><id>D00000000001</id></dokumentsteckbrief>",
        )
    )

    assert (schema.help, schema.description, schema.definition) == ("Bitte hier.", "Kurz", "Lang")
    assert schema.bases == (LegalBasis("§ 1 KAG; Satz 2", "https://example.org/1"),)
    assert (schema.valid_from, schema.valid_until) == (date(2026, 1, 1), date(2027, 12, 31))
    assert schema.keywords == (Keyword("Hund", "Art"),)
    assert (schema.status, schema.document_profile) == ("6", "D00000000001")


def test_twins_among_brothers_get_different_paths() -> None:
    schema = read(schema_xml(used(field_xml()) * 3))

    assert [child.path for child in schema.children] == ["F00000000001", "F00000000001#2", "F00000000001#3"]


def test_law_of_the_element_and_law_of_its_use_are_told_apart() -> None:
    element = field_xml(more="<bezug>§ 1 KAG</bezug>")

    (field,) = read(schema_xml(used(element, basis="<bezug>§ 2 KAG</bezug>"))).children

    assert (field.bases, field.use_bases) == ((LegalBasis("§ 1 KAG"),), (LegalBasis("§ 2 KAG"),))


def test_several_laws_in_one_text_are_taken_apart() -> None:
    laws = "<bezug>§ 1 KAG; § 2 KAG&#13;\n§ 3 KAG; -</bezug>"

    (field,) = read(schema_xml(used(field_xml(standard=2, more=laws)), standard=2)).children

    assert [base.text for base in field.bases] == ["§ 1 KAG", "§ 2 KAG", "§ 3 KAG"]


def test_a_choice_group_is_exclusive() -> None:
    group = group_xml(used(field_xml()), more="<art><code>X</code></art>")

    (child,) = read(schema_xml(used(group))).children

    assert isinstance(child, ImportedGroup)
    assert child.exclusive


def test_rules_are_kept_where_they_stand() -> None:
    field = field_xml(more=rule_xml("Feldregel", number=3))
    group = group_xml(used(field), more=rule_xml("Gruppenregel", number=2))

    schema = read(schema_xml(used(group), head=rule_xml("Schemaregel", more="<bezug>§ 5 KAG</bezug>")))

    group_, field_ = schema.elements()
    assert [rule.text for rule in schema.rules] == ["Schemaregel"]
    assert [rule.text for rule in group_.rules] == ["Gruppenregel"]
    assert [(rule.id, rule.version, rule.kind) for rule in field_.rules] == [("R00000000003", "1.0.0", "K")]
    assert schema.rules[0].bases == (LegalBasis("§ 5 KAG"),)


def test_the_machine_part_of_a_rule_is_kept() -> None:
    rule = rule_xml(
        "Summe",
        more="<typ><code>B</code></typ><param element='F1' name='a'><typ>wert</typ></param><ziel element='F2'/>"
        "<skript>return a</skript><fehler code='7'>Zu viel</fehler>",
    ).replace("<typ><code>K</code></typ>", "")

    (read_rule,) = read(schema_xml(used(field_xml()), head=rule)).rules

    assert (read_rule.kind, read_rule.script) == ("B", "return a")
    assert (read_rule.parameters, read_rule.targets) == ((Reference("F1", "a", "wert"),), (Reference("F2"),))
    assert read_rule.errors == (RuleError("7", "Zu viel"),)


@pytest.mark.parametrize("script", ["function script() {&#13;\n&#13;\n }", "", "function script() {}"])
def test_the_empty_script_of_version_2_says_nothing(script: str) -> None:
    rule = (
        f"<regel>{identity('R', 1, 2)}<name>R</name><definition>Wenn A, dann B.</definition>"
        f"<script>{script}</script></regel>"
    )

    (read_rule,) = read(schema_xml(used(field_xml(standard=2)), standard=2, head=rule)).rules

    assert (read_rule.text, read_rule.script) == ("Wenn A, dann B.", "")


def test_a_rule_without_text_keeps_its_name_and_is_noted() -> None:
    xml = schema_xml(used(field_xml()), head=rule_xml(""))

    assert read(xml).rules[0].text == "Regel 1"
    assert notes(xml) == ["Die Regel R00000000001 hat keinen Text."]


def test_a_single_field_is_read_as_a_schema() -> None:
    body = field_xml(more="<freigabestatus><code xmlns=''>6</code></freigabestatus>").replace(
        "<code>", "<code xmlns=''>"
    )
    xml = f"<xdatenfelder.datenfeld.0104 xmlns='{NAMESPACE}'>{body}</xdatenfelder.datenfeld.0104>"

    schema = read(xml.encode())

    assert (schema.message, schema.id, schema.title) == ("datenfeld", "F00000000001", "Name")
    assert [type(child) for child in schema.children] == [ImportedField]
    assert schema.notes[0].message == "Die Datei enthält nur ein Element (Datenfeld), kein ganzes Schema."


def test_a_single_group_is_read_with_what_is_in_it() -> None:
    body = group_xml(used(field_xml()), more="<freigabestatus><code>6</code></freigabestatus>")
    body = body.replace("<code>", "<code xmlns=''>")
    xml = f"<xdatenfelder.datenfeldgruppe.0103 xmlns='{NAMESPACE}'>{body}</xdatenfelder.datenfeldgruppe.0103>"

    schema = read(xml.encode())

    [group] = schema.children
    assert (schema.message, schema.id) == ("datenfeldgruppe", group.id)
    assert isinstance(group, ImportedGroup)
    assert [type(child) for child in group.children] == [ImportedField]
    assert schema.notes[0].message == "Die Datei enthält nur ein Element (Datenfeldgruppe), kein ganzes Schema."


def test_a_document_profile_is_read_as_a_schema_without_fields() -> None:
    schema = read(profile_xml())

    assert (schema.message, schema.id, schema.title) == ("dokumentsteckbrief", "D00000000001", "Antrag auf Hunde")
    assert (schema.help, schema.bases, schema.children) == ("Für Hunde.", (LegalBasis("§ 1 HundeG", ""),), ())
    assert [note.message.partition(":")[0] for note in schema.notes] == [
        "Die Datei enthält nur einen Dokumentsteckbrief"
    ]
    assert "abstrakt" in schema.notes[0].message


def test_a_later_version_3_is_read_with_a_note() -> None:
    xml = schema_xml(used(field_xml())).replace(b"_3.0.0", b"_3.1.0")

    assert notes(xml) == ["Die Datei verwendet eine neuere Fassung des Standards als 3.0.0."]


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("<html/>", "Das ist keine XDatenfelder-Datei: Sie beginnt mit <html>."),
        ("<x:alleInhalte xmlns:x='urn:x'/>", "Das ist keine XDatenfelder-Datei: Sie beginnt mit <alleInhalte>."),
        ("<gc:CodeList xmlns:gc='urn:gc'/>", "Das ist eine Codeliste (Genericode), kein Datenschema."),
        (
            "<xdatenfelder.stammdatenschema.0102 xmlns='urn:x'/>",
            "Den Namensraum »urn:x« kennen wir nicht.",
        ),
        (
            f"<xdatenfelder.codeliste.0105 xmlns='{NAMESPACE}'/>",
            "Die Datei enthält eine Codeliste, kein Datenschema.",
        ),
        (
            f"<xdatenfelder.dokumentsteckbrief.0101 xmlns='{NAMESPACE}'/>",
            "In der Datei fehlt <dokumentsteckbrief>.",
        ),
        (
            f"<xdatenfelder.neu.0199 xmlns='{NAMESPACE}'/>",
            "Die Datei enthält die Nachricht »xdatenfelder.neu.0199«, kein Datenschema.",
        ),
        (
            f"<xdatenfelder.stammdatenschema.0102 xmlns='{NAMESPACE}'/>",
            "In der Datei fehlt <stammdatenschema>.",
        ),
    ],
)
def test_other_files_are_refused_by_name(xml: str, message: str) -> None:
    assert refusals(xml.encode()) == [message]


@pytest.mark.parametrize("times", ["", "1", "eins", "2:1", "-1:1", "1:", "*:*", "9999999:*"])
def test_an_unreadable_multiplicity_is_refused(times: str) -> None:
    assert refusals(schema_xml(used(field_xml(), times=times))) == [f"Die Anzahl »{times}« ist nicht lesbar."]


def test_every_problem_is_named_not_only_the_first() -> None:
    xml = schema_xml(used(field_xml(), times="x") + used("") + used(field_xml() * 2) + used("<neu/>"))

    assert refusals(xml) == [
        "Die Anzahl »x« ist nicht lesbar.",
        "Ein <enthaelt> muss genau ein Feld oder eine Gruppe enthalten.",
        "Ein <enthaelt> muss genau ein Feld oder eine Gruppe enthalten.",
        "In <enthaelt> steht das unbekannte Element <neu>.",
    ]


def test_an_invented_element_of_a_foreign_namespace_does_not_pass_for_a_field() -> None:
    foreign = (
        field_xml().replace("<datenfeld>", "<f:datenfeld xmlns:f='urn:f'>").replace("</datenfeld>", "</f:datenfeld>")
    )

    assert refusals(schema_xml(used(foreign))) == ["In <enthaelt> steht das unbekannte Element <{urn:f}datenfeld>."]


def test_contradicting_texts_are_refused_and_equal_ones_noted() -> None:
    twice = "<definition>{}</definition><definition>{}</definition>"

    assert refusals(schema_xml(used(field_xml()), head=twice.format("A", "B"))) == [
        "In <stammdatenschema> steht <definition> 2-mal, erlaubt ist es einmal."
    ]
    assert notes(schema_xml(used(field_xml()), head=twice.format("A", "A"))) == [
        "<definition> steht mehrfach, aber ohne Widerspruch. Es wurde einmal übernommen."
    ]


def test_unknown_descriptions_unreadable_dates_and_missing_labels_are_noted() -> None:
    element = field_xml(label="", more="<neu>1</neu><gueltigAb>bald</gueltigAb>")

    xml = schema_xml(used(element))

    assert notes(xml) == [
        "Das Element <neu> kennen wir nicht. Es wurde nicht übernommen.",
        "Es fehlt die Bezeichnung für die Eingabe. Wir zeigen den internen Namen.",
        "Das Datum in <gueltigAb> ist nicht lesbar: »bald«.",
    ]


@pytest.mark.parametrize(
    ("status", "note"),
    [("3", "Das Schema ist nicht freigegeben. Sein Status ist »Entwurf«."), ("", "Der Freigabestatus fehlt.")],
)
def test_a_schema_that_is_not_released_is_noted(status: str, note: str) -> None:
    xml = schema_xml(used(field_xml())).replace(b">6</code>", f">{status}</code>".encode())

    assert notes(xml) == [note]


def test_a_status_of_another_version_is_refused() -> None:
    xml = schema_xml(used(field_xml())).replace(b">6</code>", b">aktiv</code>")

    assert refusals(xml) == ["Den Freigabestatus »aktiv« gibt es nicht."]


def test_a_text_of_unreasonable_length_is_cut_with_a_note() -> None:
    xml = schema_xml(used(field_xml()), head=f"<hilfetext>{'x' * 20_000}</hilfetext>")

    assert len(read(xml).help) == 10_000
    assert notes(xml) == ["Der Text in <hilfetext> ist länger als 10000 Zeichen. Wir haben ihn gekürzt."]


def test_notes_know_their_line() -> None:
    xml = schema_xml("\n" + used(field_xml(label="")))

    assert [note.line for note in read_schema(xml, name="x").notes] == [2]
