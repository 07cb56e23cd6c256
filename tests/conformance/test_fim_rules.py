"""Rules of real schemas: how many are carried out, and whether they say what FITKO's translations say."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kreishaus.services.forms.engine.conditions import bind
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.places import put
from kreishaus.services.forms.engine.planning import Plan
from kreishaus.services.forms.engine.reckoning import Reckoning
from kreishaus.services.forms.engine.schema import Answers
from kreishaus.services.forms.engine.tree import Node
from kreishaus.services.forms.formats.xdatenfelder import read_schema
from kreishaus.services.forms.formats.xdatenfelder.form import _Converter
from kreishaus.services.forms.formats.xdatenfelder.model import ImportedField
from kreishaus.services.forms.formats.xdatenfelder.rules.making import Made
from kreishaus.services.forms.formats.xdatenfelder.rules.translating import Translated
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import Effect
from tests.conformance import fitko_trees

_TODAY = date(2026, 6, 1)
_CASES = 60
_EFFECTS = {
    "required": {Effect.REQUIRE, Effect.SHOW},
    "forbidden": {Effect.FORBID, Effect.HIDE},
    "validation": {Effect.VALID},
}


@dataclass(frozen=True)
class Converted:
    """One schema with what became of its rules."""

    name: str
    plan: Plan
    translated: list[Translated]


@cache
def schemas(folder: Path) -> list[Converted]:
    found = []
    for file in sorted((folder / "fim" / "xdf3").glob("*.xml")):
        converter = _Converter("")
        form = converter.form(read_schema(file, name=file.name))
        # Without its rules nothing is hidden, so that each condition can be looked at by itself.
        bare = {**form, "rules": [rule for rule in form.get("rules", ()) if "set" in rule], "reviews": []}
        found.append(Converted(file.stem, parse_form(bare).plan, converter.translated))
    return found


def test_four_of_five_rules_are_carried_out(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places: dict[tuple[str, str], list[bool]] = {}
    with capsys.disabled():
        print(f"\n{'Schema':<16}{'Stellen':>12}{'verschiedene':>16}")  # noqa: T201 -- the table of the acceptance
        for schema in schemas(shared_data):
            own: dict[tuple[str, str], list[bool]] = {}
            for each in schema.translated:
                key = (each.posed.rule.id, each.posed.rule.version)
                own.setdefault(key, []).append(each.is_executable)
                places.setdefault(key, []).append(each.is_executable)
            done = sum(each.is_executable for each in schema.translated)
            distinct = sum(map(all, own.values()))
            print(f"{schema.name:<16}{done:>6} /{len(schema.translated):>4}{distinct:>10} /{len(own):>4}")  # noqa: T201
        executable = sum(map(all, places.values()))
        print(f"{executable} von {len(places)} verschiedenen Regeln ausführbar")  # noqa: T201

    assert len(places) == 212
    assert executable / len(places) >= 0.8


def test_every_open_rule_has_its_text_and_a_reason(shared_data: Path) -> None:
    for schema in schemas(shared_data):
        for each in schema.translated:
            assert each.is_executable == (not each.reasons)
            assert each.posed.rule.text


# --- differential test ----------------------------------------------------------------------------

# Where FITKO's tree says something else than the text of the rule.
_ELSE = "»SONST« includes that nothing is answered; the tree does not"
_STATE = "the rule distinguishes Länder; the tree only knows its last sentence, »Für alle anderen«"
FITKO_IS_WRONG = {
    3: _ELSE,
    **dict.fromkeys((31, 32, 33, 34, 35), _STATE),
    105: "the tree forbids what it requires under the same condition (104); the text says NEIN",
}


def test_compiled_conditions_agree_with_the_trees_of_fitko(
    shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = json.loads((shared_data / "fim" / "rules-translated.json").read_text())
    random = Random(20_26)
    agreeing, disagreeing, absent = [], {}, []
    for number, entry in enumerate(entries):
        found = list(_counterparts(entry, schemas(shared_data)))
        wrong = [case for schema, candidates in found if (case := _difference(entry, schema, candidates, random))]
        if not found:
            absent.append(number)
        elif wrong:
            disagreeing[number] = wrong[0]
        else:
            agreeing.append(number)
    with capsys.disabled():
        print(f"\n{len(agreeing)} agree, {len(disagreeing)} disagree, {len(absent)} have no counterpart: {absent}")  # noqa: T201
        for number, case in disagreeing.items():
            print(f"  {number} {entries[number]['text'][:90]} {case}")  # noqa: T201

    unexplained = set(disagreeing) - set(FITKO_IS_WRONG)
    assert set(FITKO_IS_WRONG) <= set(disagreeing), "a listed mistake of FITKO does not show any more"
    assert len(agreeing) >= 69
    assert unexplained == set(), "at least 95 % are demanded; today it is every one"


def _counterparts(entry: dict[str, Any], known: list[Converted]) -> Iterator[tuple[Converted, list[Made]]]:
    """Yield our effects on the same target by the same fields, for each schema in which the element stands."""
    wanted = set(fitko_trees.identifiers(entry["condition"]))
    for schema in known:
        by_bearer: dict[int, list[Made]] = {}
        for each in schema.translated:
            bearer = each.posed.bearer
            if each.is_executable and bearer is not None and bearer.element.id == entry["rule_id"]:
                by_bearer.setdefault(id(bearer), []).extend(made for made in each.made if _is_same(made, entry, wanted))
        yield from ((schema, found) for found in by_bearer.values() if found)


def _is_same(made: Made, entry: dict[str, Any], wanted: set[str]) -> bool:
    effects = set().union(*(_EFFECTS[action] for action in entry["actions"]))
    target = made.place.element.id if made.place else None
    read = {place.element.id for place in made.read}
    return made.effect in effects and target == entry["target_id"] and (read == wanted or not wanted)


def _difference(entry: dict[str, Any], schema: Converted, candidates: list[Made], random: Random) -> str:
    """Return a case in which all candidates differ, "" if one of them never does."""
    cases = [next(_differences(entry, schema, made, random), "") for made in candidates]
    return "" if "" in cases else cases[0]


def _differences(entry: dict[str, Any], schema: Converted, made: Made, random: Random) -> Iterator[str]:
    tree = schema.plan.tree
    text = made.valid if made.effect is Effect.VALID else made.when
    spot = made.place or made.read[-1]
    node = tree.by_path[spot.path]
    condition = bind(text, tree=tree, outer=node.outer, rule_id="under test")
    places = {place.element.id: place for place in made.read}
    options = {
        number: {choice.code: choice.name for choice in place.element.choices}
        for number, place in places.items()
        if isinstance(place.element, ImportedField) and (place.element.choices or place.element.code_list)
    }
    tree_of_theirs = fitko_trees.with_codes_only(entry["condition"], options)
    for _ in range(_CASES):
        values = {number: _value(tree.by_path[place.path], tree_of_theirs, random) for number, place in places.items()}
        answers: Answers = {}
        for number, place in places.items():
            _answer(answers, tree.by_path[place.path], values[number])
        rows = (0,) * len(node.outer)
        ours = Reckoning(schema.plan, answers, _TODAY).holds(condition, rows) is True
        theirs = fitko_trees.holds(tree_of_theirs, values)
        if ours != theirs:
            yield f"{schema.name}: {text} is {ours} for {values}"
            return


def _value(node: Node, condition: Any, random: Random) -> Any:
    if node.field is None:
        return random.choice([None, "something"])
    kind = node.field.type
    if kind == "yes-no":
        return random.choice([True, False, None])
    if kind in ("integer", "number"):
        return random.choice([None, 0, 1, 2, 12, 13, 28, 29, 30, 31, 32, 1900, 2000, 2023])
    if kind == "date":
        return random.choice([None, "2026-01-01", "2026-06-01", "2027-01-01"])
    known = [option.key for option in node.field.options]
    named = [value for value in fitko_trees.constants(condition) if isinstance(value, str)]
    return random.choice([None, "999", *known, *named])


def _answer(answers: Answers, node: Node, value: Any) -> None:
    """Answer a field, or something in a group."""
    if value is None:
        return
    if node.group:
        if node.repeats:
            msg = "a repeated group is no single thing"
            raise AssertionError(msg)
        leaf = next(each for each in node.children if each.field is None or (each.type and each.type.has_value))
        _answer(answers, leaf, value)
        return
    assert node.type is not None
    path = node.path_in((0,) * len(node.outer))
    put(answers, path, [value] if node.repeats or node.type.is_list else value)
