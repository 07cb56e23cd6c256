"""What was typed into the settings of an element, as values of form.yaml."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import QueryDict

from kreishaus.base.problems import Problem, Problems
from kreishaus.base.yamlsource import load
from kreishaus.faces.desk.builder.controls import PREFIX, Control, OptionRow, options_of, sections
from kreishaus.workshop.packages.engine.elements import Data, key_from

_WHOLE = re.compile(r"-?\d{1,15}")
_YES, _NO = frozenset({"ja", "true"}), frozenset({"nein", "false"})
MOST_OPTIONS = 2_000


def typed_settings(post: QueryDict, element: Data, address: str) -> dict[str, Any]:
    """Return the settings that differ from those of `element`, None for what was emptied.

    Only inputs that the page had are read, so nothing is lost that it did not show.

    :raises Problems: if a value cannot be read; its path names the setting.
    """
    changes: dict[str, Any] = {}
    problems: list[Problem] = []
    for section in sections(element, address):
        for control in section.controls:
            if not _was_shown(post, control):
                continue
            try:
                value = _value(post, control, element)
            except Problems as broken:
                problems += broken.problems
                continue
            if value != _same_shape(element.get(control.setting), control):
                changes[control.setting] = value
    if problems:
        raise Problems(problems)
    return changes


def _was_shown(post: QueryDict, control: Control) -> bool:
    # A check box that is not ticked sends nothing; a marker tells that it was there.
    if control.shape == "check":
        return f"{control.name}.da" in post
    if control.shape == "options":
        return f"{control.name}.anzahl" in post
    if control.shape == "repeat":
        return f"{control.name}.max" in post
    return control.name in post


def _same_shape(value: Any, control: Control) -> Any:
    """Return the present value as `_value` would return it, so that writing styles make no difference."""
    if control.shape == "lines":
        return _one_or_many([str(each) for each in (value if isinstance(value, list) else [value] if value else [])],
                            control)  # fmt: skip
    if control.shape == "options":
        return _option_data(options_of(value)) or None
    if control.shape == "check":
        return value or None
    return value


def _value(post: QueryDict, control: Control, element: Data) -> Any:
    text = post.get(control.name, "").replace("\r\n", "\n").strip()
    readers: dict[str, Callable[[], Any]] = {
        "check": lambda: True if text else None,
        "number": lambda: _number(text, control),
        "lines": lambda: _one_or_many([line.strip() for line in text.split("\n") if line.strip()], control),
        "repeat": lambda: _repeat(post, control),
        "options": lambda: _option_data(_option_rows(post, control)) or None,
        "yaml": lambda: load(text, control.label).data if text else None,
    }
    return readers.get(control.shape, lambda: _text(text, control, element))()


def _text(text: str, control: Control, element: Data) -> Any:
    if not text:
        return None
    if control.setting == "default" and element.get("type") in ("yes-no", "consent") and text.lower() in _YES | _NO:
        return text.lower() in _YES
    # Limits of numbers are numbers, those of dates are texts; decimals are written with a point.
    if control.setting in ("min", "max") or (control.setting == "default" and isinstance(element.get("default"), int)):
        plain = text.replace(",", ".")
        return int(plain) if _WHOLE.fullmatch(plain) else plain
    return text


def _number(text: str, control: Control) -> int | None:
    if not text:
        return None
    if not _WHOLE.fullmatch(text) or int(text) < 0:
        raise Problems([Problem(f"„{control.label}“ braucht eine ganze Zahl.", path=control.setting)])
    return int(text)


def _one_or_many(entries: Sequence[str], control: Control) -> Any:
    if not entries:
        return None
    return entries[0] if len(entries) == 1 and control.setting != "accept" else list(entries)


def _repeat(post: QueryDict, control: Control) -> str | None:
    least, most = post.get(f"{control.name}.min", "").strip(), post.get(f"{control.name}.max", "").strip()
    if not least and not most:
        return None
    return f"{least or '0'}..{most or '*'}"


def _option_rows(post: QueryDict, control: Control) -> list[OptionRow]:
    count = post.get(f"{control.name}.anzahl", "0")
    rows = []
    for index in range(min(int(count), MOST_OPTIONS) if count.isdigit() else 0):
        values = (post.get(f"{control.name}.{index}.{part}", "").strip() for part in ("key", "label", "help"))
        row = OptionRow(*values)
        if row.label or row.key:
            rows.append(row)
    rows += [
        OptionRow(label=line.strip()) for line in post.get(f"{control.name}.mehr", "").splitlines() if line.strip()
    ]
    return _arranged(rows, post.get("antwort", ""))


def _arranged(rows: list[OptionRow], wish: str) -> list[OptionRow]:
    """Move or drop one answer, as its button says: `hoch-2`, `runter-2`, `weg-2`."""
    what, _, number = wish.partition("-")
    if not number.isdigit() or int(number) >= len(rows):
        return rows
    index = int(number)
    row = rows.pop(index)
    if what == "weg":
        return rows
    rows.insert(max(0, index + (1 if what == "runter" else -1)), row)
    return rows


def _option_data(rows: Sequence[OptionRow]) -> list[Mapping[str, str]]:
    found: list[Mapping[str, str]] = []
    taken: set[str] = set()
    for row in rows:
        key = row.key or key_from(row.label, "antwort")
        while key in taken and not row.key:
            key += "_"
        taken.add(key)
        label = row.label or row.key
        found.append({"key": key, "label": label, "help": row.help} if row.help else {key: label})
    return found


def setting_of(name: str) -> str:
    """Return the setting that an input stands for, "" if it is none."""
    return name.removeprefix(PREFIX) if name.startswith(PREFIX) else ""
