"""The account of an import: figures for scripts, sentences for people."""

import dataclasses

from kreishaus.services.forms.formats.xdatenfelder import convert
from kreishaus.services.forms.formats.xdatenfelder.official import check_officially
from tests.services.forms.formats.xdatenfelder.written import (
    field_xml,
    group_xml,
    read,
    rule_xml,
    schema_xml,
    used,
)

QUALITY = "\n\nAmtliche Qualitätsprüfung"
LIST = "<codelisteReferenz><canonicalIdentification>urn:staat</canonicalIdentification></codelisteReferenz>"
WERTE = "<werte><wert><code>1</code><name>Ja</name></wert></werte>"


def report(inner: str, head: str = ""):  # type: ignore[no-untyped-def]  # noqa: ANN201
    return convert(read(schema_xml(inner, head=head))).report


def test_figures_count_places_not_numbers() -> None:
    field = used(field_xml(kind="select", more=LIST)) + used(field_xml(kind="select", more=WERTE))
    group = used(group_xml(field, more=rule_xml("Einer von beiden.")))

    figures = report(group * 3, head=rule_xml("Für alle.", number=2)).as_json()

    wanted = ("fields", "groups", "rules_total", "rules_executable", "review", "value_lists", "code_lists_open")
    assert {name: figures[name] for name in wanted} == {
        "fields": 6,
        "groups": 3,
        "rules_total": 4,
        "rules_executable": 0,
        "review": 4,
        "value_lists": 3,
        "code_lists_open": 3,
    }
    assert figures["code_lists"] == [
        {
            "address": "urn:staat",
            "fields": 3,
            "paths": [
                "G00000000001/F00000000001",
                "G00000000001#2/F00000000001",
                "G00000000001#3/F00000000001",
            ],
        }
    ]


def test_people_read_what_was_taken_over_and_what_is_open() -> None:
    group = group_xml(used(field_xml(kind="select", more=LIST)), more=rule_xml("Einer von beiden."))

    text = report(used(group) + used(field_xml(type="obj")) * 2).as_text()

    assert text.partition(QUALITY)[0].splitlines() == [
        "Hundesteuer (S00000000001 1.0.0, XDatenfelder 3, Stammdatenschema)",
        "",
        "Übernommen",
        "  Felder: 3, Gruppen: 1, Wertelisten: 0",
        "  0 von 1 Regeln ausführbar",
        "",
        "Offen",
        "  Eine Regel bitte prüfen: Der Text steht dabei, und ein Vorschlag, wo wir einen haben.",
        "  Codeliste urn:staat liegt nicht vor: Ein Feld ist vorerst Textfeld (F00000000001).",
        "",
        "Hinweise",
        "  Das Schema lässt offen, was hier hineingehört (Datentyp obj). Wir bitten um eine Datei. (F00000000001)",
    ]


def test_nothing_open_is_said_so() -> None:
    assert report(used(field_xml())).as_text().partition(QUALITY)[0].splitlines()[-2:] == ["Offen", "  nichts"]


def test_many_places_are_shortened() -> None:
    fields = "".join(used(field_xml(type="obj", number=number)) for number in range(1, 6))

    assert report(fields).as_text().partition(QUALITY)[0].splitlines()[-1] == (
        "  Das Schema lässt offen, was hier hineingehört (Datentyp obj). Wir bitten um eine Datei. "
        "(F00000000001, F00000000002, F00000000003 und 2 weitere)"
    )


def test_quality_and_the_official_schema_are_part_of_it() -> None:
    whole = dataclasses.replace(report(used(field_xml())), official=check_officially(b"", None))

    text = whole.as_text()
    assert "    1010 Die Bezeichnung für die Ausgabe fehlt. (F00000000001)" in text
    assert text.endswith(
        "Amtliches XML-Schema\n  nicht geprüft: Die amtlichen XML-Schemata sind nicht eingerichtet (KREISHAUS_XSD_DIR)."
    )
    data = whole.as_json()
    assert data["quality"]["critical"] > 0  # type: ignore[index,call-overload,operator]
    assert data["official"]["state"] == "unknown"  # type: ignore[index,call-overload]
