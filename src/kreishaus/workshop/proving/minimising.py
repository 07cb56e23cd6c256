"""The smallest answers that still show a fault: leave out what does not matter (delta debugging)."""

from collections.abc import Callable, Iterator, Mapping

from kreishaus.services.forms.engine.places import copy_of, put
from kreishaus.services.forms.engine.reckoning import is_answered
from kreishaus.services.forms.engine.schema import Answers

Fault = Callable[[Answers], bool]


def minimal(answers: Mapping[str, object], fault: Fault, *, most: int = 400) -> Answers:
    """Return answers with the same fault, from which nothing more can be left out.

    Tries at most so many sets of answers; what is left then may be larger than necessary.
    """
    kept = [path for path, _ in leaves(answers)]
    tries = 0
    parts = 2
    while kept and tries < most:
        size = max(1, len(kept) // parts)
        for start in range(0, len(kept), size):
            smaller = kept[:start] + kept[start + size :]
            tries += 1
            if fault(only(answers, smaller)):
                kept = smaller
                parts = max(2, parts - 1)
                break
            if tries >= most:
                break
        else:
            if size == 1:
                break
            parts = min(len(kept), parts * 2)
    return only(answers, kept)


def leaves(answers: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Yield path and value of every answer; a value that is itself a list of plain values is one answer."""
    for key, value in answers.items():
        yield from _below(key, value)


def only(answers: Mapping[str, object], paths: list[str]) -> Answers:
    """Return a copy with only the answers at these paths; rows keep their numbers."""
    chosen = set(paths)
    copied = copy_of(answers)
    for path, _ in list(leaves(answers)):
        if path not in chosen:
            put(copied, path, None)
    return {key: kept for key, value in copied.items() if is_answered(kept := _without_ends(value))}


def _below(path: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _below(f"{path}.{key}", inner)
    elif isinstance(value, list) and any(isinstance(entry, dict) and "sha256" not in entry for entry in value):
        for index, entry in enumerate(value):
            yield from _below(f"{path}[{index}]", entry)
    elif is_answered(value):
        yield path, value


def _without_ends(value: object) -> object:
    """Drop empty groups, and empty rows at the end of a list."""
    if isinstance(value, dict):
        return {key: kept for key, inner in value.items() if is_answered(kept := _without_ends(inner))}
    if isinstance(value, list):
        rows = [_without_ends(entry) for entry in value]
        while rows and not is_answered(rows[-1]):
            rows.pop()
        return rows
    return value
