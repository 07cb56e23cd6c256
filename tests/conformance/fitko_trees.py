"""A small interpreter for the condition trees of FITKO, written without a look at ours."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

Answers = Mapping[str, Any]
"""FIM number -> what is answered: True, False, a text, a number, None"""


def holds(tree: Any, answers: Answers) -> bool:
    """Return whether a tree holds; a comparison by size with something missing does not."""
    return bool(value_of(tree, answers))


def value_of(tree: Any, answers: Answers) -> Any:
    """Return the value of a tree or an operand."""
    if not isinstance(tree, dict):
        return tree
    ((name, operand),) = tree.items()
    if name == "identifier":
        return answers.get(operand.split(".")[-1])
    if name == "not":
        return not value_of(operand, answers)
    if name == "is_empty":
        return value_of(operand, answers) in (None, "", [])
    values = [value_of(each, answers) for each in operand]
    return _OPERATORS[name](values)


def with_codes_only(tree: Any, options: Mapping[str, Mapping[str, str]]) -> Any:
    """Return the tree with `001 Auskunft wurde beantragt`, code and name in one, as the code that it means.

    `options` are the answers of each list: FIM number -> code -> name, {} for a list that lies elsewhere;
    of such a list, digits before a name are the code. What is no answer stays as it is.
    """
    if isinstance(tree, list):
        return [with_codes_only(each, options) for each in tree]
    if not isinstance(tree, dict):
        return tree
    ((name, operand),) = tree.items()
    if name in ("equal", "not_equal") and isinstance(operand, list):
        lists = [options[number] for number in identifiers(operand) if number in options]
        known = {code: label for each in lists for code, label in each.items()}
        return {name: [_code(each, known) if lists else each for each in operand]}
    return {name: with_codes_only(operand, options)}


def _code(value: Any, known: Mapping[str, str]) -> Any:
    if not isinstance(value, str) or value in known:
        return value
    code, _, label = value.partition(" ")
    if not known:
        return code if label and code.isdigit() else value
    named = [code for code, name in known.items() if _plain(name) == _plain(value)]
    if code in known and label and not named:
        return code
    return named[0] if len(named) == 1 else value


def _plain(text: str) -> str:
    return " ".join(text.strip(" -–:").casefold().split())


def _is_valid_date(parts: list[Any]) -> bool:
    day, month, year = parts
    try:
        # A birthday may be known in part; what is unknown can make nothing wrong.
        dt.date(2000 if year is None else year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return False
    return True


_OPERATORS = {
    "equal": lambda values: values[0] == values[1],
    "not_equal": lambda values: values[0] != values[1],
    "less_than": lambda values: None not in values and values[0] < values[1],
    "and": all,
    "or": any,
    "xor": lambda values: sum(map(bool, values)) == 1,
    "is_valid_date": _is_valid_date,
}


def identifiers(tree: Any) -> list[str]:
    """Return the numbers that a tree reads."""
    if isinstance(tree, dict):
        ((name, operand),) = tree.items()
        return [operand.split(".")[-1]] if name == "identifier" else identifiers(operand)
    return [number for each in tree for number in identifiers(each)] if isinstance(tree, list) else []


def constants(tree: Any) -> list[Any]:
    """Return the values that a tree compares with."""
    if isinstance(tree, dict):
        return [found for key, operand in tree.items() if key != "identifier" for found in constants(operand)]
    if isinstance(tree, list):
        return [found for each in tree for found in constants(each)]
    return [tree]
