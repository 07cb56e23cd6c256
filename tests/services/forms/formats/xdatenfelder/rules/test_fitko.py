"""FITKO's translations in and out."""

import json
from pathlib import Path
from typing import Any

import pytest

from kreishaus.services.forms.formats.xdatenfelder.rules.fitko import (
    NotReadable,
    condition_from,
    from_fitko,
    to_tree,
)
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import (
    ALWAYS,
    Age,
    Between,
    Compare,
    Effect,
    Exactly,
    Filled,
    InState,
    Operator,
    OtherValue,
    Reference,
    Some,
    Today,
    Value,
)

DATE = Reference(("F60000000231",))


def test_every_translation_is_read(shared_data: Path) -> None:
    entries = json.loads((shared_data / "fim" / "rules-translated.json").read_text())

    for entry in entries:
        understood = from_fitko([entry])
        assert [clause.effect for clause in understood.clauses] == [
            {"required": Effect.REQUIRE, "forbidden": Effect.FORBID, "validation": Effect.VALID}[action]
            for action in entry["actions"]
        ]
        condition = condition_from(entry["condition"])
        assert to_tree(condition_from(to_tree(condition))) == to_tree(condition)


def test_targets_and_values_are_kept() -> None:
    tree = {"equal": [{"identifier": "self.F60000000263"}, "001 in Deutschland"]}

    [clause] = from_fitko([{"actions": ["required"], "condition": tree, "target_id": "G60000000088"}]).clauses

    assert clause.targets == (Reference(("G60000000088",)),)
    assert clause.when == Compare(Operator.EQUAL, Reference(("F60000000263",)), Value("001", "in Deutschland"))


@pytest.mark.parametrize(
    ("condition", "tree"),
    [
        (ALWAYS, True),
        (
            Compare(Operator.LESS, Age(DATE), Value("18")),
            {"less_than": [{"age": {"identifier": "F60000000231"}}, "18"]},
        ),
        (Compare(Operator.LESS, DATE, Today()), {"less_than": [{"identifier": "F60000000231"}, {"today": []}]}),
        (Between(DATE, "1", "3"), {"between": [{"identifier": "F60000000231"}, "1", "3"]}),
        (InState(("NI",)), {"state": ["NI"]}),
        (
            Some((Filled(DATE), Filled(DATE)), 2),
            {"at_least": [2, *[{"not": {"is_empty": {"identifier": "F60000000231"}}}] * 2]},
        ),
        (
            Exactly((Filled(DATE),) * 3),
            {"exactly": [1, *[{"not": {"is_empty": {"identifier": "F60000000231"}}}] * 3]},
        ),
        (Compare(Operator.EQUAL, DATE, Value("", "Neu")), {"equal": [{"identifier": "F60000000231"}, "Neu"]}),
    ],
)
def test_ours_are_written(condition: Any, tree: Any) -> None:
    assert to_tree(condition) == tree


@pytest.mark.parametrize(
    "tree",
    [
        None,
        {"equal": ["a"]},
        {"equal": "ab"},
        {"like": [{"identifier": "F60000000231"}, "1"]},
        {"equal": [{"identifier": "F60000000231"}, None]},
        {"equal": [{"identifier": "Name"}, "1"]},
        {"is_empty": "F60000000231"},
        {"and": [], "or": []},
    ],
)
def test_other_shapes_are_refused(tree: Any) -> None:
    with pytest.raises(NotReadable):
        condition_from(tree)


def test_deep_trees_and_unknown_effects_are_refused() -> None:
    deep: Any = True
    for _ in range(50):
        deep = {"not": {"and": [deep]}}

    with pytest.raises(NotReadable):
        condition_from(deep)
    with pytest.raises(NotReadable, match="sing"):
        from_fitko([{"actions": ["sing"], "condition": True}])
    with pytest.raises(NotReadable):
        to_tree(OtherValue(DATE))
