"""A test from an application: its answers, and what the service makes of them as what is expected."""

from collections.abc import Mapping
from datetime import date

from kreishaus.services.forms.engine.schema import Answers
from kreishaus.workshop.proving.outcomes import Outcome, Proving

_AMOUNT = "{:d}.{:02d}"


def recorded(proving: Proving, answers: Answers, *, on: date, name: str) -> dict[str, object]:
    """Return a case as data of `tests/*.yaml`; run at once, it passes."""
    outcome = proving.outcome(answers, on=on)
    return {"name": name, "on": on.isoformat(), "answers": answers, "expect": expected(outcome)}


def expected(outcome: Outcome) -> dict[str, object]:
    """Return what the service makes of an application as expectations."""
    evaluation = outcome.evaluation
    conditional = [node for node in outcome.form.plan.tree.nodes if node.dynamic and not node.outer]
    visible = [node.path for node in conditional if node.path in evaluation.visible]
    by_rule = [node.path for node in outcome.form.plan.tree.nodes if node.requires and node.path in evaluation.required]
    expect: dict[str, object] = {
        "errors": {path: messages[0] for path, messages in evaluation.errors.items()},
        "visible": visible,
        "hidden": [node.path for node in conditional if node.path not in visible],
        "required": by_rule,
        "path": list(outcome.path),
        "computed": {path: value for path, value in evaluation.computed.items() if value is not None},
        "fee": _AMOUNT.format(*divmod(outcome.fee.total_cents, 100)),
        "evidence": list(outcome.evidence),
        "title": outcome.title,
        "applicant": _applicant(outcome),
        "letter": {name: _lines(outcome, name) for name in outcome.service.letters},
    }
    keep = {"errors", "fee", "evidence", "path"}
    return {key: value for key, value in expect.items() if value or key in keep}


def _applicant(outcome: Outcome) -> Mapping[str, str]:
    person = outcome.applicant
    known = {"name": person.name, "email": person.email, "address": person.address}
    return {key: value for key, value in known.items() if value}


def _lines(outcome: Outcome, name: str) -> list[str]:
    """Return the letter line by line, as far as it says something."""
    return [line for line in outcome.letter(name).split("\n") if line.strip()]
