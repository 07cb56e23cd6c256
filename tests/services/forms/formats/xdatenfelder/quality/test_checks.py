"""Every check finds its fault in a small file that has just this one, and keeps silent without it."""

import csv
from pathlib import Path

import pytest

from kreishaus.services.forms.formats.xdatenfelder import read_schema
from kreishaus.services.forms.formats.xdatenfelder.quality import BEYOND, Severity, checks, quality_of
from tests.services.forms.formats.xdatenfelder.written import identity, used

_OFFICIAL = {
    "FehlerKritisch": Severity.CRITICAL,
    "FehlerMethodisch": Severity.METHODICAL,
    "Warnung": Severity.WARNING,
    "Hinweis": Severity.HINT,
}
RELEASED = (
    "<freigabestatus><code>6</code></freigabestatus><statusGesetztAm>2026-01-01</statusGesetztAm>"
    "<statusGesetztDurch>Amt 36</statusGesetztDurch>"
)
LAW = "<bezug>§ 1 HStG</bezug>"
LIMITS = "<praezisierung minLength='1' maxLength='80'/>"
RANGE = "<praezisierung minValue='1' maxValue='9'/>"
VALUES = "<werte><wert><code>a</code><name>A</name></wert><wert><code>b</code><name>B</name></wert></werte>"
URN = "<canonicalIdentification>urn:de:x:liste</canonicalIdentification>"
DAY = "<version>2026-01-01</version>"
PROFILE = "<dokumentsteckbrief><id>D00000000001</id><version>1.0.0</version></dokumentsteckbrief>"
TITLES = "<bezeichnungEingabe>Name</bezeichnungEingabe><bezeichnungAusgabe>Name des Hundes</bezeichnungAusgabe>"
CHANGES = (
    "<ableitungsmodifikationenStruktur><code>0</code></ableitungsmodifikationenStruktur>"
    "<ableitungsmodifikationenRepraesentation><code>0</code></ableitungsmodifikationenRepraesentation>"
)


def field(  # noqa: PLR0913 -- one for each part of the file
    *,
    kind: str = "input",
    data_type: str = "text",
    limits: str = LIMITS,
    more: str = "",
    number: int = 1,
    head: str = "",
    name: str = "<name>Rufname</name>",
    titles: str = TITLES,
    release: str = RELEASED,
    law: str = LAW,
    element: str = "RNG",
    prefill: str = "keine",
) -> str:
    return (
        f"<datenfeld>{head or identity('F', number)}{name}{law}{release}{titles}"
        f"<schemaelementart><code>{element}</code></schemaelementart>"
        f"<feldart><code>{kind}</code></feldart><datentyp><code>{data_type}</code></datentyp>{limits}"
        f"<vorbefuellung><code>{prefill}</code></vorbefuellung>{more}</datenfeld>"
    )


def group(inner: str, *, number: int = 1, element: str = "HAR", more: str = "", release: str = RELEASED) -> str:
    return (
        f"<datenfeldgruppe>{identity('G', number)}<name>Hund intern</name>{LAW}{release}"
        "<bezeichnungEingabe>Hund</bezeichnungEingabe><bezeichnungAusgabe>Der Hund</bezeichnungAusgabe>"
        f"<schemaelementart><code>{element}</code></schemaelementart>{more}{inner}</datenfeldgruppe>"
    )


def schema(  # noqa: PLR0913
    inner: str = "",
    *,
    head: str = "",
    name: str = "<name>Hundesteuer intern</name>",
    title: str = "<bezeichnung>Hundesteuer</bezeichnung>",
    law: str = LAW,
    release: str = RELEASED,
    profile: str = PROFILE,
    changes: str = CHANGES,
    ident: str = "",
) -> bytes:
    message = "xdatenfelder.stammdatenschema.0102"
    return (
        f"<{message} xmlns='urn:xoev-de:fim:standard:xdatenfelder_3.0.0'><header/><stammdatenschema>"
        f"{ident or identity('S', 1)}{name}{law}{release}{head}{title}{changes}{profile}{inner or used(field())}"
        f"</stammdatenschema></{message}>"
    ).encode()


def version_2(field_more: str) -> bytes:
    """Return a file of version 2 with one field."""
    message = "xdatenfelder.stammdatenschema.0102"
    return (
        f"<{message} xmlns='urn:xoev-de:fim:standard:xdatenfelder_2'><header/><stammdatenschema>"
        f"{identity('S', 1, 2)}<name>H</name><bezeichnungEingabe>Hund</bezeichnungEingabe>"
        "<status><code>aktiv</code></status>"
        + "".join(
            f"<struktur><anzahl>1:1</anzahl><enthaelt><datenfeld>{identity('F', number, 2)}<name>N</name>"
            "<bezeichnungEingabe>Name</bezeichnungEingabe><status><code>aktiv</code></status>"
            f"<feldart><code>select</code></feldart><datentyp><code>text</code></datentyp>{more}"
            "</datenfeld></enthaelt></struktur>"
            for number, more in enumerate(field_more.split("|"), start=1)
        )
        + f"</stammdatenschema></{message}>"
    ).encode()


def numbers(xml: bytes) -> set[int]:
    return {finding.number for finding in quality_of(read_schema(xml, name="hund.xml")).findings}


def select(lists: str = VALUES, more: str = "", number: int = 1) -> str:
    return field(kind="select", limits="", more=lists + more, number=number)


def typed(data_type: str, limits: str, more: str = "") -> str:
    return field(data_type=data_type, limits=f"<praezisierung {limits}/>", more=more)


def reference(inner: str) -> str:
    return f"<codelisteReferenz>{inner}</codelisteReferenz>"


def rule(text: str, name: str = "Regel") -> str:
    return (
        f"<regel>{identity('R', 1)}<name>{name}</name><freitextRegel>{text}</freitextRegel>"
        "<typ><code>K</code></typ></regel>"
    )


def relation(predicate: str, number: str) -> str:
    return f"<relation><praedikat><code>{predicate}</code></praedikat><objekt><id>{number}</id></objekt></relation>"


TWO = used(field()) + used(field(number=2))
CHOICE = "<art><code>X</code></art>"
DRAFT = RELEASED.replace("6", "2")
PUBLISHED = "<veroeffentlichungsdatum>2026-02-01</veroeffentlichungsdatum>"
NO_VERSION = "<identifikation><id>F00000000002</id></identifikation>"
OLD_VERSION = "<identifikation><id>F00000000001</id><version>0.9.0</version></identifikation>"
LONG = "x" * 256
ONE_VALUE = "<werte><wert><code>a</code><name>A</name></wert></werte>"
CODE_TWICE = "<werte>" + "<wert><code>a</code><name>A</name></wert>" * 2 + "</werte>"
NAME_TWICE = CODE_TWICE.replace("<code>a", "<code>b", 1)
LIST_2 = (
    "<codelisteReferenz><identifikation><id>C0000000{}</id><version>1.0</version></identifikation>"
    "<genericodeIdentification><canonicalIdentification>urn:de:x</canonicalIdentification><version>2026-01-01</version>"
    "<canonicalVersionUri>urn:de:x_1</canonicalVersionUri></genericodeIdentification></codelisteReferenz>"
)

FAULTS: list[tuple[int, bytes]] = [
    (1001, schema(used(group(TWO, more=rule("Wenn F00000000009 leer ist."))))),
    (1001, schema(used(field(more=rule("Wenn F00000000009 leer ist."))))),
    (1002, schema(used(field(name="<name/>")))),
    (1002, schema(head=rule("Wenn F00000000001 leer ist.", name=""))),
    (1003, schema(used(field()) + used(field(head=OLD_VERSION)))),
    (1004, schema(used(group(used(field()) * 2)))),
    (1005, schema(used(select(reference(URN.replace("urn:", "liste:") + DAY))))),
    (1006, schema(used(field(law="")))),
    (1007, schema(profile="")),
    (1009, schema(used(field(titles="<bezeichnungAusgabe>Name</bezeichnungAusgabe>")))),
    (1010, schema(used(field(titles="<bezeichnungEingabe>Name</bezeichnungEingabe>")))),
    (1011, schema(used(field(kind="select", data_type="num_int", limits=RANGE, more=VALUES)))),
    (1012, schema(used(field(kind="select", more=VALUES)))),
    (1013, schema(used(group(TWO, element="ABS")))),
    (1014, schema(used(field(element="ABS")))),
    (1015, schema(used(field(data_type="bool")))),
    (1016, schema(used(field(data_type="bool", limits=RANGE)))),
    (1017, schema(used(field(more=VALUES)))),
    (1018, schema(used(select("")))),
    (1019, schema(head=rule("Wenn F00000000001 V1.0.0 leer ist."))),
    (1022, schema(used(group(TWO.replace("RNG", "HAR"), element="RNG")))),
    (1023, schema(used(group("")))),
    (1024, schema(head=rule(""))),
    (1025, schema(used(field()) * 2)),
    (1026, schema(used(group(used(group(TWO)) + used(field(number=3)))))),
    (1027, schema(used(field(kind="knopf")))),
    (1028, schema(used(field(data_type="bild")))),
    (1029, schema(head=relation("XYZ", "S00000000002"))),
    (1030, schema(used(field(prefill="immer")))),
    (1031, schema(used(field(element="NEU")))),
    (1032, schema(used(field(release=RELEASED.replace("6", "9", 1))))),
    (1033, schema(changes=CHANGES.replace("0", "7", 1))),
    (1034, schema(changes=CHANGES[: CHANGES.rindex("<ableitung")])),
    (1035, schema(used(field(limits='<praezisierung>{"minLength":"1","maxLength":"2"}</praezisierung>')))),
    (1036, version_2(LIST_2.format(1) + "|" + LIST_2.format(2))),
    (1037, schema(used(select(reference(URN + DAY))) + used(select(reference(URN), number=2)))),
    (1039, schema(used(field(head="<identifikation><id>F1</id><version>1.0.0</version></identifikation>")))),
    (1040, schema(used(select(reference("<canonicalVersionUri>urn:de:x_1</canonicalVersionUri>"))))),
    (1041, schema(head=rule("Wenn F60000227 leer ist."))),
    (1042, schema(used(group(TWO, more="<art><code>Y</code></art>")))),
    (1043, schema(used(group(used(field(), times="0:1"), more=CHOICE)))),
    (1044, schema(used(select(ONE_VALUE)))),
    (1045, schema(used(select(CODE_TWICE)))),
    (1048, schema(used(select(reference(URN.replace("liste", "länder") + DAY))))),
    (1050, schema(title="")),
    (1051, schema(law="")),
    (1056, schema(used(field(more="<maxSize>10</maxSize>")))),
    (1057, schema(used(field(more="<mediaType>application/pdf</mediaType>")))),
    (1058, schema(used(select(more="<codeKey>code</codeKey>")))),
    (1059, schema(used(typed("text", "minLength='-1' maxLength='5'")))),
    (1060, schema(used(typed("text", "minLength='1' maxLength='viele'")))),
    (1060, schema(used(typed("text", "minLength='0' maxLength='0'")))),
    (1061, schema(used(typed("text", "minLength='9' maxLength='5'")))),
    (1062, schema(used(typed("num", "minValue='viel' maxValue='5'")))),
    (1063, schema(used(typed("num_currency", "minValue='1' maxValue='1,5'")))),
    (1064, schema(used(typed("num", "minValue='9' maxValue='5'")))),
    (1064, schema(used(typed("time", "minValue='19:00:00' maxValue='08:00:00'")))),
    (1065, schema(used(typed("num_int", "minValue='1.5' maxValue='5'")))),
    (1066, schema(used(typed("num_int", "minValue='1' maxValue='5.5'")))),
    (1067, schema(used(typed("date", "minValue='1.1.2026' maxValue='2026-12-31'")))),
    (1068, schema(used(typed("date", "minValue='2026-01-01' maxValue='2026-13-01'")))),
    (1069, schema(used(typed("num", "minValue='1' maxValue='5'", "<inhalt>viel</inhalt>")))),
    (1070, schema(used(typed("num_int", "minValue='1' maxValue='5'", "<inhalt>2.5</inhalt>")))),
    (1071, schema(used(typed("date", "minValue='2026-01-01'", "<inhalt>heute</inhalt>")))),
    (1072, schema(used(typed("num_int", "minValue='3' maxValue='5'", "<inhalt>2</inhalt>")))),
    (1073, schema(used(typed("date", "maxValue='2026-01-01'", "<inhalt>2026-01-02</inhalt>")))),
    (1074, schema(used(typed("text", "minLength='3' maxLength='5'", "<inhalt>ab</inhalt>")))),
    (1075, schema(used(typed("text_latin", "minLength='1' maxLength='2'", "<inhalt>abc</inhalt>")))),
    (1077, schema(used(field(data_type="bool", limits="", more="<inhalt>ja</inhalt>")))),
    (1078, schema("<struktur/>").replace(b"<struktur/>", b"")),
    (1079, schema(used(typed("datetime", "minValue='2026-01-01'")))),
    (1080, schema(used(typed("datetime", "maxValue='10:00'")))),
    (1081, schema(used(typed("time", "minValue='25:00:00'")))),
    (1082, schema(used(typed("time", "maxValue='10 Uhr'")))),
    (1083, schema(used(field(data_type="datetime", limits="", more="<inhalt>2026-01-01</inhalt>")))),
    (1084, schema(used(field(data_type="time", limits="", more="<inhalt>mittags</inhalt>")))),
    (1085, schema(used(select(VALUES, "<inhalt>z</inhalt>")))),
    (1087, schema(head=relation("ABL", "F00000000001"))),
    (1088, schema(used(field(more=relation("VKN", "F00000000002"))))),
    (1090, schema(used(field(kind="label", data_type="date", limits="", more="<inhalt>Bitte</inhalt>")))),
    (1091, schema(head=relation("ABL", ""))),
    (1093, schema(used(select(NAME_TWICE)))),
    (1094, schema(used(field(number=60_000_000_001)) + used(field(number=2)))),
    (1095, schema(used(field(number=60_000_000_001)))),
    (1096, schema(profile=PROFILE.replace("D00", "D99"), release=DRAFT)),
    (1097, schema(profile=PROFILE.replace("D00", "D99"))),
    (1098, schema(used(field(more="<hilfetextEingabe>Name</hilfetextEingabe>")))),
    (1099, schema(used(field(more="<hilfetextEingabe>Rufname</hilfetextEingabe>")))),
    (1100, schema(used(field(data_type="file", limits="", more="<inhalt>x</inhalt>"), times="1:*"))),
    (1101, schema(used(field(element="HAR", law="")))),
    (1102, schema(used(field(limits="<praezisierung maxLength='80'/>")))),
    (1103, schema(used(field(data_type="date", limits="")))),
    (1105, schema(used(select(reference(URN + "<version>1.0</version>"))))),
    (1106, schema(used(group(used(field()))))),
    (1109, schema(used(field(kind="label", limits="")))),
    (1116, schema(used(field(release=RELEASED.replace("6", "7", 1))))),
    (1117, schema(used(field(release=RELEASED.replace("Amt 36", ""))))),
    (1118, schema(used(group(TWO, more=CHOICE)))),
    (1120, schema(used(field(data_type="file", limits="<praezisierung pattern='.*'/>"), times="1:*"))),
    (1127, schema(head=PUBLISHED)),
    (1128, schema(used(group(TWO, more=PUBLISHED)))),
    (1129, schema(used(field(release=DRAFT, more=PUBLISHED)), head=PUBLISHED)),
    (1130, schema(used(group(used(field(release=DRAFT)) + used(field(number=2)), more=PUBLISHED)))),
    (1131, schema(used(field(more="<beschreibung>Ωμέγα</beschreibung>")))),
    (1132, schema(law="<bezug>§ 1 HStG; § 2 HStG</bezug>")),
    (1133, schema(law="<bezug link='gesetze-im-internet'>§ 1 HStG</bezug>")),
    (1134, schema(ident="<identifikation><id>S00000000001</id></identifikation>")),
    (1135, schema(used(field(head=NO_VERSION)))),
    (1136, schema(name=f"<name>{LONG}</name>")),
    (1137, schema(head=f"<stichwort uri='urn:{LONG}'>Hund</stichwort>")),
    (1138, schema(law=f"<bezug link='https://example.org/{LONG}'>§ 1</bezug>")),
    (1139, schema(used(field(data_type="file", limits="")))),
    (1140, schema(used(field(release=RELEASED.replace("Amt 36", "FIM-Baustein Datenfelder"))))),
    (1141, schema(release=RELEASED.replace("Amt 36", "FIM Baustein Datenfelder"))),
    (1142, schema(used(field(release="<freigabestatus><code>6</code></freigabestatus>")))),
    (1143, schema(release="<freigabestatus><code>6</code></freigabestatus>")),
]  # fmt: skip


def test_a_careful_file_triggers_nothing() -> None:
    assert numbers(schema()) == set()
    assert numbers(schema(used(group(TWO)) + used(select(VALUES, "<inhalt>a</inhalt>")))) == set()


@pytest.mark.parametrize(("number", "xml"), FAULTS, ids=[f"{number}" for number, _ in FAULTS])
def test_a_fault_is_found(number: int, xml: bytes) -> None:
    assert number in numbers(xml)


def test_every_check_is_tried() -> None:
    assert {number for number, _ in FAULTS} == {check.number for check in checks()}


def test_a_lone_group_is_not_blamed_for_missing_a_schema() -> None:
    message = "xdatenfelder.datenfeldgruppe.0103"
    xml = f"<{message} xmlns='urn:xoev-de:fim:standard:xdatenfelder_3.0.0'><header/>{group(TWO)}</{message}>"

    assert numbers(xml.encode()) == set()


def test_an_old_file_is_not_blamed_for_what_its_standard_does_not_know() -> None:
    assert numbers(version_2("")) & {1007, 1022, 1030, 1142, 1143} == set()


def test_each_official_message_is_checked_or_the_reason_is_given(shared_data: Path) -> None:
    file = shared_data / "fim" / "codelists" / "xdfm_qs_meldungen.csv"
    with file.open(encoding="utf-8-sig", newline="") as stream:
        official = {int(row["Code"]): row["Typ"] for row in csv.DictReader(stream)}
    own = {check.number: check for check in checks()}

    assert len(official) == 142
    assert set(own) | set(BEYOND) == set(official)
    assert set(own) & set(BEYOND) == set()
    assert {number: check.severity for number, check in own.items()} == {
        number: _OFFICIAL[official[number]] for number in own
    }
