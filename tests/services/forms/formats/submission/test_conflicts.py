"""What structure and rules disagree about, in words."""

from kreishaus.services.forms.formats.submission import ConflictKind, conflicts, conflicts_in, structure_of
from tests.services.forms.formats.submission.test_structure import SCHEMA, form, text
from tests.services.forms.parking import complete_answers, judged, parking


def test_a_required_element_that_a_rule_hides_is_named_with_the_rule() -> None:
    group = {"key": "g", "title": "G", "fields": [text("q"), text("x", 7, required=True)]}
    schema = form(group, fim=SCHEMA, rules=[{"id": "R05", "hide": "g.x", "when": "g.q == 'nein'"}])

    [conflict] = [each for each in conflicts(schema) if each.softens]

    assert conflict.message == (
        "F00000000007V1.0.0 „X“ ist im Schema Pflicht (1:1), wird aber durch Regel R05 ausgeblendet (abhängig von „Q“)."
    )
    assert "(0:1)" in conflict.strategy
    assert (conflict.path, conflict.rule) == ("g.x", "R05")


def test_what_a_schema_cannot_say_is_listed() -> None:
    found = conflicts(parking())

    kinds = {(each.kind, each.path) for each in found}
    assert kinds == {
        (ConflictKind.MAY_BE_MISSING, "vehicle.consent"),
        (ConflictKind.CONDITIONALLY_REQUIRED, "period.end"),
        (ConflictKind.COMPUTED, "period.days"),
        (ConflictKind.CHECKED, "period.end"),
    }


def test_a_submission_names_what_it_lawfully_lacks() -> None:
    structure = structure_of(parking())

    [lacking] = conflicts_in(structure, judged(complete_answers()).submitted)

    assert lacking.path == "vehicle.consent"
    assert "durch eine Bedingung des Formulars ausgeblendet (abhängig von „Halter“)" in lacking.message


def test_a_pattern_that_xml_schema_cannot_say_is_listed() -> None:
    group = {"key": "g", "title": "G", "fields": [text("x", pattern="a$|b")]}

    [conflict] = conflicts(form(group))

    assert conflict.kind is ConflictKind.PATTERN
    assert conflict.strategy.startswith("Es fehlt in: XFall-Schema.")


def test_what_fim_demands_and_hides_is_named() -> None:
    hidden = text("x", 7, when="false")
    hidden["fim"]["kind"] = "hidden"
    schema = form({"key": "g", "title": "G", "fields": [text("q"), hidden]}, fim=SCHEMA)

    [conflict] = conflicts(schema)

    assert conflict.message == (
        "F00000000007V1.0.0 „X“ ist im Schema Pflicht (1:1), wird aber durch eine Bedingung des Formulars ausgeblendet."
    )
    assert conflicts_in(structure_of(schema), {"g": {"q": "1"}}) == (conflict,)
