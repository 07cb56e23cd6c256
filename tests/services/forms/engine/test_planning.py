"""What is worked out once for a form."""

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.planning import plan
from kreishaus.services.forms.engine.schema import Effect, Field, FormSchema, Group, Page, Rule
from tests.services.forms.parking import form_of, parking


def test_what_others_read_comes_first() -> None:
    schema = form_of(
        {"key": "c", "type": "yes-no", "label": "C", "when": "g.b == true"},
        {"key": "b", "type": "yes-no", "label": "B", "when": "g.a == true"},
        {"key": "a", "type": "yes-no", "label": "A"},
    )

    assert [node.path for node in schema.plan.order] == ["g.b", "g.c"]


def test_fields_that_decide_about_others_are_known() -> None:
    tree = parking().plan

    deciding = sorted(tree.tree.nodes[number].path for number in tree.deciding)

    assert deciding == ["period.end", "period.start", "person.disabled", "vehicle.owner"]


def test_a_form_built_by_hand_with_rules_that_cannot_work_is_refused() -> None:
    page = Page("p", "P", groups=(Group("g", items=(Field("a", "text", "A"),)),))
    schema = FormSchema((page,), (Rule("R", Effect.SHOW, ("g.b",), when="true"),))

    with pytest.raises(Problems, match=r"g\.b"):
        plan(schema)


def test_a_check_without_a_place_stands_at_the_last_field_it_reads() -> None:
    schema = form_of(
        {"key": "a", "type": "integer", "label": "A"},
        {"key": "b", "type": "integer", "label": "B"},
        rules=[{"id": "V", "valid": "g.b > g.a", "message": "m"}],
    )

    [check] = schema.plan.checks

    assert check.node is not None
    assert check.node.path == "g.b"
