import pytest

from kreishaus.services.forms.engine.analysis.local import never_together
from kreishaus.services.forms.engine.conditions import bind
from tests.services.forms.parking import TODAY, form_of

SCHEMA = form_of(
    {"key": "c", "type": "choice", "label": "C", "options": [{str(n): f"Nr. {n}"} for n in range(30)]},
    {"key": "n", "type": "integer", "label": "N"},
    {"key": "t", "type": "text", "label": "T"},
)


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("g.c == '3'", "g.c == '4'", True),
        ("g.c == '3' && has(g.n)", "g.c in ['4', '5']", True),
        ("g.n > 3", "g.n < 3", True),
        ("has(g.t)", "!has(g.t)", True),
        ("g.c == '3'", "g.c != '4'", False),
        ("g.n > 3", "g.n < 5", False),
        ("g.t.startsWith('a')", "g.t.startsWith('b')", False),
        ("has(g)", "!has(g)", True),
        ("has(g) && g.c == '3'", "has(g) && g.c == '4'", True),
        ("has(g) && g.c == '3'", "has(g)", False),
    ],
)
def test_only_what_is_proven_is_apart(first: str, second: str, *, apart: bool) -> None:
    tree = SCHEMA.plan.tree
    conditions = [bind(text, tree=tree, outer=(), rule_id="R") for text in (first, second)]

    assert never_together(conditions, on=TODAY) is apart
