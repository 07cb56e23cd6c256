"""Where files stand in the answers: put one in, take one out, list them all."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, TypedDict, cast

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


class FileAnswer(TypedDict):
    """An uploaded file as an answer; its bytes lie in the blob store under `sha256`."""

    sha256: str
    name: str
    size: int
    media_type: str


class NoSuchPlace(LookupError):
    """The path leads through answers that are not there."""


def with_file(answers: Mapping[str, Any], path: str, file: FileAnswer) -> dict[str, Any]:
    """Return the answers with the file added at the path; the same file is never there twice."""
    changed = deepcopy(dict(answers))
    files = _files_at(changed, path)
    if all(present["sha256"] != file["sha256"] for present in files):
        files.append(file)
    return changed


def without_file(answers: Mapping[str, Any], path: str, sha256: str) -> dict[str, Any]:
    """Return the answers without that file at the path.

    :raises NoSuchPlace: if the path leads nowhere.
    """
    changed = deepcopy(dict(answers))
    files = _files_at(changed, path)
    files[:] = [present for present in files if present["sha256"] != sha256]
    return changed


def files_in(answers: object) -> Iterator[FileAnswer]:
    """Yield every file in the answers, in the order of the answers."""
    if isinstance(answers, Mapping):
        if answers.keys() >= FileAnswer.__annotations__.keys():
            yield cast("FileAnswer", answers)
            return
        for inner in answers.values():
            yield from files_in(inner)
    elif isinstance(answers, list):
        for inner in answers:
            yield from files_in(inner)


def _files_at(answers: dict[str, Any], path: str) -> list[FileAnswer]:
    """Return the list of files at the path, made on the way where only keys are missing."""
    steps: list[str | int] = [key or int(index) for key, index in _STEP.findall(path)]
    here: Any = answers
    for step, following in zip(steps, [*steps[1:], 0], strict=True):
        missing: list[Any] | dict[str, Any] = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            if not isinstance(here, list) or step > len(here):
                raise NoSuchPlace(path)
            if step == len(here):
                here.append(missing)
            here = here[step]
        elif isinstance(here, dict):
            if here.get(step) is None:
                here[step] = missing
            here = here[step]
        else:
            raise NoSuchPlace(path)
    if not isinstance(here, list):
        raise NoSuchPlace(path)
    return here
