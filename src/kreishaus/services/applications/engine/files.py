"""Files among the answers: what one looks like, and where they all are."""

from collections.abc import Iterator, Mapping
from typing import TypedDict, cast


class FileAnswer(TypedDict):
    """An uploaded file as an answer; its bytes lie in the blob store under `sha256`."""

    sha256: str
    name: str
    size: int
    media_type: str


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
