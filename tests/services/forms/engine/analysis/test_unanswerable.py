"""Fields that nobody can answer."""

from typing import Any

from kreishaus.services.forms.engine.analysis import Kind, analyse
from kreishaus.services.forms.engine.analysis.unanswerable import unanswerable_findings
from tests.services.forms.parking import TODAY, form_of

DAYS = {"key": "days", "type": "integer", "label": "Tage"}
FEE = {"key": "fee", "type": "calculated", "label": "Gebühr", "format": "money"}
SKETCH = {"key": "sketch", "type": "drawing", "label": "Skizze"}


def kinds(*fields: dict[str, Any], rules: list[dict[str, Any]] | None = None) -> list[tuple[Kind, str]]:
    """Return what is found and where."""
    return [(finding.kind, finding.path) for finding in unanswerable_findings(form_of(*fields, rules=rules).plan)]


def test_a_computed_value_without_a_rule_stays_empty() -> None:
    assert kinds(DAYS, FEE) == [(Kind.NEVER_COMPUTED, "g.fee")]
    assert kinds(DAYS, FEE, rules=[{"id": "R1", "set": "g.fee", "to": "g.days * 850"}]) == []


def test_a_drawing_that_must_be_there_shuts_people_out() -> None:
    assert kinds({**SKETCH, "required": True}) == [(Kind.SHUTS_OUT, "g.sketch")]
    assert kinds(DAYS, SKETCH, rules=[{"id": "R1", "require": "g.sketch", "when": "g.days > 1"}]) == [
        (Kind.SHUTS_OUT, "g.sketch")
    ]
    assert kinds(SKETCH) == []


def test_the_analysis_of_a_form_says_so() -> None:
    assert Kind.NEVER_COMPUTED in {finding.kind for finding in analyse(form_of(DAYS, FEE), on=TODAY).findings}
