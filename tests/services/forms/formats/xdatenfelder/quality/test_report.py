"""How findings are counted, grouped and told."""

from kreishaus.services.forms.formats.xdatenfelder import read_schema
from kreishaus.services.forms.formats.xdatenfelder.quality import Severity, quality_of
from kreishaus.services.forms.formats.xdatenfelder.quality.report import QualityReport
from tests.services.forms.formats.xdatenfelder.quality.test_checks import field, schema, used


def report(count: int = 5) -> QualityReport:
    fields = "".join(used(field(number=number, law="", limits="")) for number in range(1, count + 1))
    return quality_of(read_schema(schema(fields), name="hund.xml"))


def test_equal_findings_are_one_message_with_places() -> None:
    bound, short = report().findings

    assert (bound.number, bound.severity, len(bound.places)) == (1006, Severity.CRITICAL, 5)
    assert bound.where == "F00000000001, F00000000002, F00000000003 und 2 weitere"
    assert (short.number, short.severity) == (1102, Severity.WARNING)


def test_the_worst_comes_first_in_words() -> None:
    assert report(1).as_lines() == [
        "  Kritische Fehler: 1",
        "    1006 Ein rechtsnormgebundenes Element nennt keine Handlungsgrundlage. (F00000000001)",
        "  Warnungen: 1",
        "    1102 Bei einem Textfeld fehlt die kleinste oder die größte Länge. (F00000000001)",
    ]


def test_scripts_get_counts_numbers_and_places() -> None:
    data = report(2).as_json()

    assert (data["critical"], data["methodical"], data["warning"], data["hint"]) == (1, 0, 1, 0)
    first = data["findings"][0]  # type: ignore[index,call-overload]
    assert (first["number"], first["count"]) == (1006, 2)
    assert first["places"][0] == {"path": "F00000000001", "line": 1, "detail": ""}


def test_what_was_found_exactly_is_named_once() -> None:
    xml = schema(used(field(kind="select", data_type="bool", limits="")) * 2)

    finding = next(each for each in quality_of(read_schema(xml, name="x")).findings if each.number == 1011)

    assert (finding.details, len(finding.places)) == (("bool",), 2)
