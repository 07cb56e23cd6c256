from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.synthesis.looking import complains, may_answer, pruned, rows_of, takes_answers
from tests.services.forms.parking import TODAY, parking


def test_empty_groups_rows_and_entries_are_left_out() -> None:
    assert pruned({"a": [{}, {"b": {"c": ""}}, {"b": "x"}], "d": [None, "y"], "e": {}}) == {
        "a": [{"b": "x"}],
        "d": ["y"],
    }


def test_rows_are_read_from_a_path() -> None:
    assert rows_of("a[1].b[20].c") == (1, 20)
    assert rows_of("a.b") == ()


def test_only_what_is_shown_and_not_computed_may_be_answered() -> None:
    tree = parking().plan.tree
    evaluation = evaluate(parking(), {}, on=TODAY)

    assert may_answer(tree.by_path["person.name"], (), evaluation)
    assert not may_answer(tree.by_path["period.days"], (), evaluation)
    assert not may_answer(tree.by_path["vehicle.consent"], (0,), evaluation)
    assert takes_answers(tree.by_path["person.name"])
    assert not takes_answers(tree.by_path["person"])


def test_too_many_entries_are_complained_about() -> None:
    phones = parking().plan.tree.by_path["person.phones"]

    assert complains(phones, ["1", "2", "3", "4"])
    assert not complains(phones, ["1", "2"])
