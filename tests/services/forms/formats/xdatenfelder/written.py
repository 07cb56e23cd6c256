"""Small XDatenfelder files written by us, for what no real file shows. Synthetic, no official schema."""

from kreishaus.services.forms.formats.xdatenfelder import read_schema
from kreishaus.services.forms.formats.xdatenfelder.model import ImportedField, ImportedSchema

_NAMESPACES = {
    1: "urn:xoev-de:fim:standard:xdatenfelder_1",
    2: "urn:xoev-de:fim:standard:xdatenfelder_2",
    3: "urn:xoev-de:fim:standard:xdatenfelder_3.0.0",
}


def schema_xml(inner: str = "", *, standard: int = 3, head: str = "", prolog: str = "") -> bytes:
    """Return a whole schema message around the given structure."""
    message = "0102001" if standard == 1 else "0102"
    status = "<status><code>aktiv</code></status>"
    if standard == 3:
        status = "<freigabestatus><code>6</code></freigabestatus>"
    header = "<header><version>0.3</version></header>" if standard == 1 else "<header/>"
    return (
        (
            f"<?xml version='1.0' encoding='UTF-8'?>{prolog}"
            f"<xdatenfelder.stammdatenschema.{message} xmlns='{_NAMESPACES[standard]}'>{header}<stammdatenschema>"
            f"{identity('S', 1, standard)}<name>Hund</name><bezeichnungEingabe>Hundesteuer</bezeichnungEingabe>"
            f"{status}{head}{inner}"
            f"</stammdatenschema></xdatenfelder.stammdatenschema.{message}>"
        )
        .replace("<code>", "<code xmlns=''>")
        .encode()
    )


def profile_xml() -> bytes:
    """Return a message with nothing but a dokumentsteckbrief."""
    return (
        f"<xdatenfelder.dokumentsteckbrief.0101 xmlns='{_NAMESPACES[3]}'><header/><dokumentsteckbrief>"
        f"{identity('D', 1)}<name>Hundeantrag</name><bezug>§ 1 HundeG</bezug>"
        "<freigabestatus><code xmlns=''>6</code></freigabestatus><istAbstrakt>true</istAbstrakt>"
        "<dokumentart><code xmlns=''>001</code></dokumentart><bezeichnung>Antrag auf Hunde</bezeichnung>"
        "<hilfetext>Für Hunde.</hilfetext></dokumentsteckbrief></xdatenfelder.dokumentsteckbrief.0101>"
    ).encode()


def identity(letter: str, number: int, standard: int = 3) -> str:
    """Return the identification of an element as the version of the standard wants it."""
    if standard == 1:
        return f"<id>{letter}{number:08}</id>"
    width, version = (11, "1.0.0") if standard == 3 else (8, "1.0")
    return f"<identifikation><id>{letter}{number:0{width}}</id><version>{version}</version></identifikation>"


def used(element: str, *, times: str = "1:1", basis: str = "") -> str:
    """Return the struktur around an element."""
    return f"<struktur><anzahl>{times}</anzahl>{basis}<enthaelt>{element}</enthaelt></struktur>"


def field_xml(
    *,
    kind: str = "input",
    type: str = "text",  # noqa: A002 -- the word of the standard
    label: str = "Name",
    number: int = 1,
    standard: int = 3,
    more: str = "",
) -> str:
    """Return a datenfeld."""
    return (
        f"<datenfeld>{identity('F', number, standard)}<name>{label} intern</name>"
        f"<bezeichnungEingabe>{label}</bezeichnungEingabe>"
        f"<feldart><code>{kind}</code></feldart><datentyp><code>{type}</code></datentyp>{more}</datenfeld>"
    )


def group_xml(inner: str, *, label: str = "Halter", number: int = 1, standard: int = 3, more: str = "") -> str:
    """Return a datenfeldgruppe."""
    return (
        f"<datenfeldgruppe>{identity('G', number, standard)}<name>{label} intern</name>"
        f"<bezeichnungEingabe>{label}</bezeichnungEingabe>{more}{inner}</datenfeldgruppe>"
    )


def rule_xml(text: str, *, number: int = 1, more: str = "") -> str:
    """Return a regel of version 3."""
    return (
        f"<regel>{identity('R', number)}<name>Regel {number}</name>"
        f"<freitextRegel>{text}</freitextRegel><typ><code>K</code></typ>{more}</regel>"
    )


def read(xml: bytes) -> ImportedSchema:
    """Return the schema that a written file holds."""
    return read_schema(xml, name="hund.xml")


def read_field(*, times: str = "1:1", standard: int = 3, **parts: str) -> ImportedField:
    """Return the one field of a schema with just that field."""
    xml = schema_xml(used(field_xml(standard=standard, **parts), times=times), standard=standard)  # type: ignore[arg-type]
    (element,) = read(xml).children
    assert isinstance(element, ImportedField)
    return element
