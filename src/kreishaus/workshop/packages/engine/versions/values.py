"""One setting, three states: what the county made of it, what FIM makes of it, what it was."""

import copy
from collections.abc import Mapping
from typing import Any

from kreishaus.workshop.packages.engine.elements import Data, is_field, name_of
from kreishaus.workshop.packages.engine.versions.conflicts import OF_THE_COUNTY, Decisions, Take
from kreishaus.workshop.packages.engine.versions.outline import Node

# What every type of field has; anything else means something for its own type only.
_GENERAL = OF_THE_COUNTY | {"required", "repeat", "exclusive", "fim", "type"}


def merged_settings(base: Node, local: Node, new: Node, decisions: Decisions) -> Data:
    """Return the settings of an element that all three states have; the facts of FIM are the new ones."""
    name = name_of(local.element)
    before, mine, theirs = base.settings, local.settings, new.settings
    result: Data = {}
    taken_type = _type(before, mine, theirs, name, local.identity, decisions)
    for setting in dict.fromkeys([*mine, *theirs]):
        values = before.get(setting), mine.get(setting), theirs.get(setting)
        if setting == "fim":
            value = values[2]
        elif setting == "type":
            value = {Take.LOCAL: values[1], Take.FIM: values[2]}[taken_type] if taken_type else values[1]
        elif taken_type and setting not in _GENERAL:
            # Limits of another type would make no sense: they come along with the type.
            value = values[1] if taken_type is Take.LOCAL else values[2]
        elif setting == "options":
            value = _options(values, name, local.identity, decisions)
        else:
            value = _one(setting, values, name, local.identity, decisions)
        if value is not None:
            result[setting] = copy.deepcopy(value)
    return result


def _type(before: Data, mine: Data, theirs: Data, name: str, identity: str, decisions: Decisions) -> Take | None:
    """Return whose type the field gets, None if both have the same."""
    if not is_field(mine) or mine["type"] == theirs.get("type"):
        return None
    values = before.get("type"), mine["type"], theirs.get("type")
    if values[0] == values[1]:
        return Take.FIM
    if values[0] == values[2]:
        return Take.LOCAL
    return _ask("type", values, name, identity, decisions)


def _one(setting: str, values: tuple[Any, Any, Any], name: str, identity: str, decisions: Decisions) -> Any:
    base, local, new = values
    if new in (base, local):
        return local
    if local == base:
        return new
    return local if _ask(setting, values, name, identity, decisions) is Take.LOCAL else new


def _options(values: tuple[Any, Any, Any], name: str, identity: str, decisions: Decisions) -> Any:
    """Merge value by value, so that a reworded answer survives a new one beside it."""
    base, local, new = values
    if not all(isinstance(each, list) for each in values) or new in (base, local) or local == base:
        return _one("options", values, name, identity, decisions)
    before, mine, theirs = map(_by_key, values)
    result = {}
    for key in dict.fromkeys([*theirs, *mine]):
        option = before.get(key), mine.get(key), theirs.get(key)
        value = _one(f"options:{key}", option, name, identity, decisions)
        if value is not None:
            result[key] = value
    if list(mine) != [key for key in before if key in mine] and set(mine) <= set(result):
        # The county has its own order; what is new stands at the end.
        return [result[key] for key in [*mine, *(key for key in result if key not in mine)]]
    return list(result.values())


def _by_key(options: list[Any]) -> dict[str, Any]:
    return {_option_key(option): option for option in options}


def _option_key(option: Any) -> str:
    if isinstance(option, Mapping):
        return str(option["key"]) if "key" in option else str(next(iter(option), ""))
    return str(option)


def _ask(setting: str, values: tuple[Any, Any, Any], name: str, identity: str, decisions: Decisions) -> Take:
    base, local, new = values
    of_county = setting.partition(":")[0] in OF_THE_COUNTY | {"options"}
    return decisions.decide(
        key=f"{identity}|{setting}",
        name=name,
        setting=setting,
        base=base,
        local=local,
        fim=new,
        usual=Take.LOCAL if of_county else Take.FIM,
    )
