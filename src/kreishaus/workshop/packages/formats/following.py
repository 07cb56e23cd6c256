"""Letting service.yaml and the tests of a package follow elements of the form that were renamed or moved."""

from collections.abc import Mapping
from typing import Any

from kreishaus.base.expressions import ExpressionError
from kreishaus.base.expressions.renaming import CannotFollow, renamed
from kreishaus.base.yamlsource import Path, load
from kreishaus.base.yamltext import edited
from kreishaus.workshop.packages.engine.references import answers_followed, followed, row_path_followed
from kreishaus.workshop.packages.formats.expressions import PLACEHOLDER

_ANSWERS = "answers."


def service_followed(text: str, moved: Mapping[str, str]) -> str:
    """Return service.yaml with every expression and placeholder at the new paths; the rest stays as typed.

    What cannot follow stays as it is: the check before publication names it.
    """
    data = load(text, "service.yaml").data
    changes: dict[Path, object] = {}
    if isinstance(data, dict):
        _collect(data, (), moved, changes)
    return edited(text, changes) if changes else text


def cases_followed(text: str, moved: Mapping[str, str]) -> str:
    """Return a test file whose answers and expectations name the new paths."""
    data = load(text, "tests.yaml").data
    cases = data.get("cases") if isinstance(data, dict) else None
    changes: dict[Path, object] = {}
    for number, case in enumerate(cases if isinstance(cases, list) else ()):
        if isinstance(case, dict):
            _follow_case(case, ("cases", number), moved, changes)
    return edited(text, changes) if changes else text


def _follow_case(case: Mapping[str, Any], place: Path, moved: Mapping[str, str], changes: dict[Path, object]) -> None:
    answers, expect = case.get("answers"), case.get("expect")
    if isinstance(answers, dict):
        _note(changes, (*place, "answers"), answers, answers_followed(answers, moved))
    for key, value in (expect if isinstance(expect, dict) else {}).items():
        new: object = value
        if key == "errors" and isinstance(value, dict):
            new = {row_path_followed(path, moved): text for path, text in value.items()}
        elif key in ("visible", "hidden", "required") and isinstance(value, list):
            new = [row_path_followed(str(path), moved) for path in value]
        _note(changes, (*place, "expect", key), value, new)


def _note(changes: dict[Path, object], place: Path, old: object, new: object) -> None:
    if new != old:
        changes[place] = new


def _collect(value: Any, place: Path, moved: Mapping[str, str], changes: dict[Path, object]) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _collect(inner, (*place, key), moved, changes)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            _collect(inner, (*place, number), moved, changes)
    elif isinstance(value, str):
        _note(changes, place, value, _text(value, place, moved))


def _text(value: str, place: Path, moved: Mapping[str, str]) -> str:
    if place[0] == "letters":
        return PLACEHOLDER.sub(lambda found: _inside(found.group(1), moved), value)
    if place[:2] == ("reserve", "at"):
        return row_path_followed(value, moved)
    if place[0] in ("applicant", "title") or place[-1] == "when" or place[:2] == ("reserve", "value"):
        return _expression(value, moved)
    return value


def _inside(text: str, moved: Mapping[str, str]) -> str:
    return "{{" + _expression(text, moved) + "}}"


def _expression(text: str, moved: Mapping[str, str]) -> str:
    def follow(path: str) -> str:
        if path.startswith(_ANSWERS):
            return _ANSWERS + followed(path.removeprefix(_ANSWERS), moved)
        return followed(path, moved)

    try:
        return renamed(text, follow)
    except (CannotFollow, ExpressionError):
        return text
