import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kreishaus.services.forms.engine.analysis import Analysis, Finding, Kind, Severity, analyse
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.engine.synthesis import try_fill
from tests.services.forms.engine.test_promises import _JSON as ANSWERS
from tests.services.forms.engine.test_promises import forms, parsed
from tests.services.forms.parking import TODAY, form_of, parking

COLOURS = {"key": "c", "type": "choice", "label": "Farbe", "options": [{"red": "Rot"}, {"blue": "Blau"}]}
NUMBER = {"key": "n", "type": "integer", "label": "Zahl"}
TEXT = {"key": "t", "type": "text", "label": "Text"}
YES = {"key": "y", "type": "yes-no", "label": "Frage"}


def found(schema: FormSchema, **options: Any) -> list[Finding]:
    """Return the findings of a form."""
    return list(analyse(schema, on=TODAY, **options).findings)


def only(schema: FormSchema, **options: Any) -> Finding:
    """Return the one finding of a form."""
    (finding,) = found(schema, **options)
    return finding


def rule(identity: str, **parts: str) -> dict[str, Any]:
    """Return a rule."""
    return {"id": identity, **({"message": "Bitte ändern."} if "valid" in parts else {}), **parts}


def test_a_sound_form_has_no_findings() -> None:
    analysis = analyse(parking(), on=TODAY)

    assert analysis.findings == ()
    assert analysis.questions > 0
    assert analysis.errors == ()


@pytest.mark.parametrize(
    ("condition", "kind"),
    [
        ("g.c == 'red' && g.c == 'blue'", Kind.NEVER_SHOWN),
        ("g.n > 3 && g.n < 3", Kind.NEVER_SHOWN),
        ("g.n > 3 && g.n < 4", Kind.NEVER_SHOWN),
        ("g.y == true && !g.y", Kind.NEVER_SHOWN),
        ("g.c in ['red', 'blue'] && g.c != 'red' && g.c != 'blue'", Kind.NEVER_SHOWN),
        ("!has(g.n) && g.n >= 0", Kind.NEVER_SHOWN),
        ("g.n > 3 || g.n <= 3 || !has(g.n)", Kind.ALWAYS_TRUE),
    ],
)
def test_impossible_and_superfluous_conditions_are_proven(condition: str, kind: Kind) -> None:
    finding = only(form_of(COLOURS, NUMBER, YES, TEXT | {"when": condition}))

    assert finding.kind is kind
    assert finding.path == "g.t"
    assert finding.severity is (Severity.WARNING if kind is Kind.ALWAYS_TRUE else Severity.ERROR)


def test_limits_of_a_field_count() -> None:
    assert only(form_of(NUMBER | {"max": 10}, TEXT | {"when": "g.n > 10"})).kind is Kind.NEVER_SHOWN
    assert found(form_of(NUMBER | {"max": 11}, TEXT | {"when": "g.n > 10"})) == []


def test_a_required_field_that_is_never_shown_is_said_so() -> None:
    schema = form_of(COLOURS, TEXT | {"required": True, "when": "g.c == 'red' && g.c == 'blue'"})

    assert only(schema).kind is Kind.REQUIRED_NEVER_SHOWN


def test_what_depends_on_something_hidden_is_hidden() -> None:
    data = {
        "pages": [
            {"key": "p", "title": "P", "groups": [{"key": "g", "title": "G", "items": [COLOURS, NUMBER]}]},
            {
                "key": "q", "title": "Seite Q", "when": "g.n > 5",
                "groups": [{"key": "h", "title": "H", "items": [TEXT | {"when": "g.c == 'red'"}]}],
            },
        ],
        "rules": [rule("R1", hide="g.n", when="g.c == 'red'")],
    }  # fmt: skip

    assert [(finding.kind, finding.path) for finding in found(parse_form(data))] == [(Kind.NEVER_SHOWN, "h.t")]

    data["rules"] = [rule("R1", hide="g.n", when="g.c != 'green'")]
    assert {(finding.kind, finding.path) for finding in found(parse_form(data))} >= {
        (Kind.PAGE_NEVER_SHOWN, "q"),
        (Kind.NEVER_SHOWN, "g.n"),
    }


def test_a_contradiction_comes_with_the_fewest_answers_that_show_it() -> None:
    schema = form_of(
        COLOURS, NUMBER, YES, TEXT,
        rules=[
            rule("R1", require="g.t", when="g.n >= 10 || g.y == true"),
            rule("R2", forbid="g.t", when="g.c == 'red' && g.n > 8"),
        ],
    )  # fmt: skip

    finding = only(schema)

    assert finding.kind is Kind.REQUIRED_AND_FORBIDDEN
    assert finding.rules == ("R1", "R2")
    assert finding.example is not None
    assert finding.example["g.c"] == "red"
    assert len(finding.example) <= 3


def test_rules_that_nothing_satisfies() -> None:
    never = form_of(NUMBER, rules=[rule("R1", valid="g.n > 5 && g.n < 5", at="g.n")])
    excluding = form_of(NUMBER, rules=[rule("R1", valid="g.n > 5", at="g.n"), rule("R2", valid="g.n < 3", at="g.n")])
    apart = form_of(
        NUMBER, COLOURS,
        rules=[
            rule("R1", valid="g.n > 5", at="g.n", when="g.c == 'red'"),
            rule("R2", valid="g.n < 3", at="g.n", when="g.c == 'blue'"),
        ],
    )  # fmt: skip

    assert only(never).kind is Kind.NEVER_VALID
    assert only(excluding).kind is Kind.EXCLUDING_RULES
    assert only(excluding).rules == ("R1", "R2")
    assert found(apart) == []


def test_codes_that_nobody_can_choose_are_named_with_a_suggestion() -> None:
    finding = next(
        f for f in found(form_of(COLOURS, TEXT | {"when": "g.c != 'redd'"})) if f.kind is Kind.UNKNOWN_OPTION
    )

    assert "„redd“" in finding.message
    assert "red" in finding.hint


def test_an_option_that_no_rule_lets_through() -> None:
    schema = form_of(COLOURS, rules=[rule("R1", valid="g.c != 'blue'", at="g.c")])

    finding = only(schema)

    assert finding.kind is Kind.OPTION_NEVER_VALID
    assert finding.example == {"g.c": "blue"}


def test_what_cannot_be_decided_is_open_and_no_error() -> None:
    schema = form_of(TEXT, NUMBER | {"when": "g.t.contains('Q7-unmöglich') && g.t.contains('noch etwas')"})

    finding = only(schema)

    assert finding.severity is Severity.OPEN
    assert analyse(schema, on=TODAY).errors == ()


@given(forms(), st.lists(st.dictionaries(st.sampled_from(["g", "h"]), ANSWERS), min_size=20, max_size=20))
@settings(max_examples=60, deadline=None)
def test_what_is_proven_to_be_never_shown_is_never_shown(data: dict[str, Any], guesses: list[dict[str, Any]]) -> None:
    schema = parsed(data)
    if schema is None:
        return
    never = {
        finding.path for finding in found(schema) if finding.severity is Severity.ERROR and "shown" in finding.kind
    }
    applicants = [try_fill(schema, on=TODAY, seed=seed).answers for seed in range(5)] if never else []

    for answers in [*guesses, *applicants]:
        visible = {re.sub(r"\[\d+\]", "", path) for path in evaluate(schema, answers, on=TODAY).visible}
        assert visible.isdisjoint(never)


def test_the_bound_is_kept() -> None:
    fields = [{"key": f"n{number}", "type": "integer", "label": f"N{number}"} for number in range(12)]
    condition = " && ".join(f"g.n{number} == {number + 1}" for number in range(12))
    schema = form_of(*fields, TEXT | {"when": condition})

    analysis = analyse(schema, on=TODAY, most_each=500)

    assert analysis.tried < 3_000
    assert analysis.errors == ()


def test_findings_are_plain_data() -> None:
    analysis = analyse(form_of(COLOURS, rules=[rule("R1", valid="g.c != 'blue'", at="g.c")]), on=TODAY)

    assert json.loads(json.dumps(analysis.to_data()))["findings"][0]["kind"] == "option-never-valid"
    assert isinstance(analysis, Analysis)
    assert Severity.OPEN.label == "Nicht entschieden"


def test_what_another_land_needs_is_no_mistake_here() -> None:
    group = {
        "key": "g", "title": "G",
        "items": [TEXT | {"required": True, "when": "facts.state == 'HH'"}, NUMBER | {"when": "facts.state == 'NI'"}],
    }  # fmt: skip
    form = {
        "facts": {"state": "NI"},
        "pages": [{"key": "p", "title": "P", "groups": [group]}],
        "rules": [rule("R1", require="g.n", when="facts.state != 'HH'")],
    }

    finding = only(parse_form(form))

    assert (finding.kind, finding.severity, finding.path) == (Kind.NEVER_SHOWN, Severity.WARNING, "g.t")


def test_whether_a_group_is_answered_needs_few_tries() -> None:
    fields = [{"key": f"n{number}", "type": "integer", "label": f"N{number}"} for number in range(30)]
    data = {
        "pages": [
            {"key": "p", "title": "P", "groups": [
                {"key": "g", "title": "G", "fields": fields},
                {"key": "h", "title": "H", "items": [TEXT | {"when": "has(g) && !has(g)"}]},
            ]}
        ]
    }  # fmt: skip

    analysis = analyse(parse_form(data), on=TODAY)

    assert [(finding.kind, finding.path) for finding in analysis.findings] == [(Kind.NEVER_SHOWN, "h.t")]
    assert analysis.tried < 30
