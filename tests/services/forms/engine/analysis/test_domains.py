from kreishaus.services.forms.engine.analysis.domains import support
from kreishaus.services.forms.engine.analysis.options import conditions_of
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import FormSchema
from tests.services.forms.parking import TODAY, form_data, form_of

CHOICE = {"key": "c", "type": "choice", "label": "C", "options": [{str(n): f"Nr. {n}"} for n in range(30)]}
NUMBER = {"key": "n", "type": "integer", "label": "N"}


def whole(schema: FormSchema, path: str) -> list[tuple[str, int, bool]]:
    """Return path, number of values and exactness of every field on which a field depends."""
    tree = schema.plan.tree
    found = support(tree, [], [tree.by_path[path]], on=TODAY)
    return [(domain.path, len(domain.values), domain.exact) for domain in found.domains]


def test_options_that_conditions_do_not_tell_apart_count_once() -> None:
    schema = form_of(CHOICE, NUMBER | {"when": "g.c == '3' || g.c == '7'"})

    assert whole(schema, "g.n") == [("g.c", 4, True)]


def test_fields_are_followed_to_what_shows_them() -> None:
    schema = form_of(
        CHOICE, NUMBER | {"when": "g.c == '3'"}, {"key": "t", "type": "text", "label": "T", "when": "g.n > 4"}
    )

    assert [path for path, _, _ in whole(schema, "g.t")] == ["g.c", "g.n"]


def test_functions_and_rows_make_it_inexact() -> None:
    data = form_data()
    data["rules"].append({"id": "R9", "require": "person.born", "when": "vehicle.exists(v, v.owner == 'self')"})
    plan = parse_form(data).plan
    conditions = [condition for condition in conditions_of(plan) if condition.rule_id == "R9"]

    assert not support(plan.tree, conditions, on=TODAY).exact


def test_the_size_is_the_product() -> None:
    schema = form_of(CHOICE, NUMBER, {"key": "t", "type": "text", "label": "T", "when": "g.c == '3' && has(g.n)"})
    tree = schema.plan.tree

    found = support(tree, [], [tree.by_path["g.t"]], on=TODAY)

    assert found.size == len(found.domains[0].values) * len(found.domains[1].values)
    assert found.exact
