"""Who reads an element: rules, conditions, fees, letters, tests; and how they follow when it moves.

Paths in CEL are dotted and without row numbers; tests name single rows (`cars[0].plate`).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kreishaus.base.expressions import ExpressionError, compile_expression
from kreishaus.base.expressions.renaming import CannotFollow, renamed
from kreishaus.workshop.packages.engine.elements import Data, name_of, walk

EFFECTS = ("show", "hide", "require", "forbid", "set")
CONDITIONS = ("when", "valid", "to")
# Settings of fields and groups that are CEL, whichever type brought them.
ELEMENT_EXPRESSIONS = ("when", "formula", "expression", "compute")
_ROW = re.compile(r"\[\d+\]")

Follow = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Reader:
    """Something that reads or targets an element."""

    kind: str
    """`rule`, `condition`, `review` (of the form) or `service` (of service.yaml)"""
    name: str
    """number of the rule, address of the element, or place in service.yaml"""
    words: str


def followed(address: str, moved: Mapping[str, str]) -> str:
    """Return where an address is now; what lies inside of a moved element moves with it."""
    found = address
    steps = address.split(".")
    for length in range(len(steps), 0, -1):
        old = ".".join(steps[:length])
        if old in moved:
            found = ".".join([moved[old], *steps[length:]])
            break
    return found


def follow_all(form: Data, moved: Mapping[str, str]) -> list[str]:
    """Let every rule, condition and review item of the form follow, in place; return what could not.

    Each entry of the result names in words what a person has to rewrite.
    """
    if not moved:
        return []

    def follow(path: str) -> str:
        return followed(path, moved)

    lost: list[str] = []
    for rule in form.get("rules", ()):
        _follow_rule(rule, follow, f"die Regel {rule.get('id')}", lost)
    for _, element in walk(form):
        _rewrite(element, ELEMENT_EXPRESSIONS, follow, f"die Bedingung bei „{name_of(element)}“", lost)
    for review in form.get("reviews", ()):
        if review.get("element"):
            review["element"] = follow(review["element"])
        for proposed in review.get("proposal") or ():
            _follow_rule(proposed, follow, f"der Vorschlag zu {review.get('id')}", lost)
    return lost


def _follow_rule(rule: Data, follow: Follow, words: str, lost: list[str]) -> None:
    for key in (*EFFECTS, "at"):
        if key in rule:
            rule[key] = _each(rule[key], follow)
    _rewrite(rule, CONDITIONS, follow, words, lost)


def _each(value: Any, follow: Follow) -> Any:
    return [follow(each) for each in value] if isinstance(value, list) else follow(value)


def _rewrite(holder: Data, keys: tuple[str, ...], follow: Follow, words: str, lost: list[str]) -> None:
    for key in keys:
        text = holder.get(key)
        if not isinstance(text, str) or not text:
            continue
        try:
            holder[key] = renamed(text, follow)
        except (CannotFollow, ExpressionError):
            lost.append(words)


def paths_in(text: object) -> frozenset[str]:
    """Return every path that a CEL text reads, members of rows included; nothing if it cannot be read."""
    if not isinstance(text, str) or not text.strip():
        return frozenset()
    try:
        expression = compile_expression(text)
    except ExpressionError:
        return frozenset()
    return frozenset(
        path.replace("[]", "").removeprefix("answers.") for path in expression.paths | expression.row_paths
    )


def touches(path: str, address: str) -> bool:
    """Tell whether a path is the element or lies inside of it."""
    return path == address or path.startswith(f"{address}.")


def targets_of(rule: Mapping[str, Any]) -> list[str]:
    """Return the elements on which a rule acts."""
    found: list[str] = []
    for key in (*EFFECTS, "at"):
        value = rule.get(key)
        if value is not None:
            found += value if isinstance(value, list) else [value]
    return [str(each) for each in found]


def readers(form: Data, address: str) -> list[Reader]:
    """Return the rules and conditions outside of the element that read it or act on it."""
    found = [
        Reader("rule", str(rule.get("id")), f"Regel {rule.get('id')}")
        for rule in form.get("rules", ())
        if any(touches(path, address) for path in rule_paths(rule))
    ]
    for other, element in walk(form):
        if not touches(other, address) and any(
            touches(path, address) for key in ELEMENT_EXPRESSIONS for path in paths_in(element.get(key))
        ):
            found.append(Reader("condition", other, f"Bedingung bei „{name_of(element)}“"))
    found += [
        Reader("review", str(review.get("id")), f"Prüfpunkt {review.get('id')}")
        for review in form.get("reviews", ())
        if touches(str(review.get("element", "")), address) and not review.get("settled")
    ]
    return found


def rule_paths(rule: Mapping[str, Any]) -> set[str]:
    """Return every path that a rule reads or acts on."""
    return {path for key in CONDITIONS for path in paths_in(rule.get(key))} | set(targets_of(rule))


def without_rows(path: str) -> str:
    """Return `cars.plate` for `cars[0].plate`."""
    return _ROW.sub("", path)


def row_path_followed(path: str, moved: Mapping[str, str]) -> str:
    """Return where a path with row numbers is now; the numbers stay with the lists that keep their place."""
    plain = without_rows(path)
    new = followed(plain, moved)
    if new == plain:
        return path
    old_steps, new_steps = path.split("."), new.split(".")
    # Numbers are kept from the end: the innermost parts move along with their element.
    for back in range(1, min(len(old_steps), len(new_steps)) + 1):
        number = _ROW.search(old_steps[-back])
        if number:
            new_steps[-back] += number.group()
    return ".".join(new_steps)


def answers_followed(answers: Mapping[str, Any], moved: Mapping[str, str]) -> Data:
    """Return nested answers with the values of moved elements at their new place.

    Values inside of a repeated group move only within its rows.
    """
    result: Data = {}
    for path, value in _leaves(answers, ""):
        _put(result, followed(path, moved), value)
    return {key: _rows_followed(value, key, moved) for key, value in result.items()}


def _leaves(value: Mapping[str, Any], above: str) -> Iterator[tuple[str, Any]]:
    for key, inner in value.items():
        path = f"{above}.{key}" if above else key
        if isinstance(inner, Mapping) and inner:
            yield from _leaves(inner, path)
        else:
            yield path, inner


def _put(result: Data, path: str, value: Any) -> None:
    *above, last = path.split(".")
    for key in above:
        inner = result.get(key)
        if not isinstance(inner, dict):
            inner = result[key] = {}
        result = inner
    result[last] = value


def _rows_followed(value: Any, path: str, moved: Mapping[str, str]) -> Any:
    """Rename members inside of rows; `path` is where the value stands now."""
    if isinstance(value, dict):
        return {key: _rows_followed(inner, f"{path}.{key}", moved) for key, inner in value.items()}
    if isinstance(value, list):
        before = next((old for old, new in moved.items() if new == path), path)
        return [_row(entry, before, path, moved) for entry in value]
    return value


def _row(entry: Any, before: str, path: str, moved: Mapping[str, str]) -> Any:
    if not isinstance(entry, Mapping):
        return entry
    result: Data = {}
    for inner, value in _leaves(entry, ""):
        new = followed(f"{before}.{inner}", moved)
        place = new.removeprefix(f"{path}.") if new.startswith(f"{path}.") else inner
        _put(result, place, _rows_followed(value, f"{path}.{place}", moved))
    return result
