"""Lists of keys with their words inside the settings of a type, written like the options of a choice."""

from collections import Counter
from collections.abc import Iterable, Mapping

from kreishaus.services.forms.ports import Answer


def worded(setting: object) -> tuple[Answer, ...]:
    """Return the entries of a list such as `[{a: Antwort A}, {key: b, label: Antwort B}]`; what is none is left out."""
    entries = setting if isinstance(setting, list) else ()
    return tuple(found for entry in entries if (found := _entry(entry)))


def _entry(entry: object) -> Answer | None:
    if not isinstance(entry, Mapping):
        return None
    if {"key", "label"} <= entry.keys():
        key, label = entry["key"], entry["label"]
    elif len(entry) == 1:
        [(key, label)] = entry.items()
    else:
        return None
    if isinstance(key, str) and isinstance(label, str | int) and not isinstance(label, bool) and key:
        return Answer(key, str(label))
    return None


def list_problems(name: str, setting: object) -> Iterable[str]:
    """Return what is wrong with such a list."""
    entries = worded(setting)
    if not entries or not isinstance(setting, list) or len(entries) != len(setting):
        yield f"„{name}“ braucht eine Liste wie - schluessel: Beschriftung."
        return
    keys = [entry.key for entry in entries]
    for key in sorted(key for key, times in Counter(keys).items() if times > 1):
        yield f"„{name}“ nennt „{key}“ mehrfach."
    for key in keys:
        if not key.isascii() or not key.replace("_", "a").isalnum() or key[0].isdigit():
            yield f"„{name}“: Der Schlüssel „{key}“ geht nicht. Bitte nur Buchstaben ohne Umlaute, Ziffern und _."
