"""A schema of our own for rules: a bit of everything, small enough to be read. Synthetic, no official schema."""

from typing import Any

from kreishaus.services.forms.formats.xdatenfelder.form import Conversion, convert
from tests.services.forms.formats.xdatenfelder.written import field_xml, group_xml, read, rule_xml, schema_xml, used

KINDS = "<werte><wert><code>001</code><name>Neu</name></wert><wert><code>002</code><name>Änderung</name></wert>"
KINDS += "<wert><code>003</code><name>Änderung und Ende</name></wert></werte>"
ELSEWHERE = "<codelisteReferenz><canonicalIdentification>urn:rechtsformen</canonicalIdentification></codelisteReferenz>"


def rule(text: str, number: int = 1, more: str = "") -> str:
    """Return a rule; the text may hold < and >."""
    return rule_xml(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"), number=number, more=more)


def _field(number: int, label: str, type: str = "text", times: str = "1:1", **more: str) -> str:  # noqa: A002
    kind = "label" if type == "label" else "select" if "more" in more else "input"
    return used(
        field_xml(number=number, label=label, type="text" if type == "label" else type, kind=kind, **more),  # type: ignore[arg-type]
        times=times,
    )


def conversion(
    *on_group: str, on_schema: str = "", on_rows: str = "", on_birthday: str = "", before: str = "", inside: str = ""
) -> Conversion:
    """Return the schema with these rules as a form. All rules stand on the first group unless said otherwise."""
    rows = group_xml(
        _field(20, "Gefährlich", "bool")
        + _field(21, "Warum", times="0:1")
        + _field(22, "Rasse", times="0:1", more=KINDS),
        number=3,
        label="Hund",
        more=on_rows,
    )
    birthday = group_xml(
        _field(31, "Tag", "num_int", "0:1") + _field(32, "Monat", "num_int", "0:1") + _field(33, "Jahr", "num_int"),
        number=4,
        label="Geburtsdatum",
        more=on_birthday,
    )
    members = (
        _field(1, "Abfrage", "bool")
        + _field(2, "Art", more=KINDS)
        + _field(3, "Bemerkung", times="0:1")
        + _field(4, "Beginn", "date")
        + _field(5, "Ende", "date", "0:1")
        + _field(6, "Anzahl", "num_int", "0:1")
        + _field(7, "Telefon", times="0:1")
        + _field(8, "E-Mail", times="0:1")
        + _field(9, "Rechtsform", times="0:1", more=ELSEWHERE)
        + _field(10, "Gründe", times="0:*", more=KINDS)
        + _field(11, "Hinweis", "label")
        + _field(12, "Betrag", "num_currency", "0:1")
        + _field(13, "Gewicht", "num", "0:1")
        + _field(16, "Nachweis", "file", "0:1")
        + used(group_xml(_field(15, "Vollmacht"), number=2, label="Vertretung"), times="0:1")
        + used(rows, times="0:*")
        + used(birthday)
        + used(group_xml(_field(41, "Straße"), number=5, label="Anschrift"), times="0:1")
        + used(group_xml(_field(42, "Fach"), number=6, label="Postfach"), times="0:1")
        + inside
    )
    group = group_xml(members, number=1, label="Antrag", more="".join(on_group))
    return convert(read(schema_xml(before + used(group), head=on_schema)))


def effects(*texts: str, **elsewhere: str) -> list[dict[str, Any]]:
    """Return what rules on the group do, without numbers; paths without the group."""
    form = conversion(*(rule(text, number) for number, text in enumerate(texts, 1)), **elsewhere).form
    assert form.get("reviews", []) == []
    return [_short(found) for found in form.get("rules", [])]


def reason(text: str) -> str:
    """Return why a rule on the group stays open."""
    form = conversion(rule(text)).form
    assert form.get("rules", []) == []
    [review] = form["reviews"]
    return str(review["reason"])


def proposal(text: str) -> list[dict[str, Any]]:
    """Return what is proposed for a rule that stays open."""
    [review] = conversion(rule(text)).form["reviews"]
    return [_short(found) for found in review.get("proposal", [])]


def _short(found: dict[str, Any]) -> dict[str, Any]:
    return {key: _bare(value) for key, value in found.items() if key != "id"}


def _bare(value: Any) -> Any:
    if isinstance(value, list):
        return [_bare(each) for each in value]
    return str(value).replace("antrag.", "")
