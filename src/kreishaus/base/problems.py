"""Problems found in files that people write: where it is, what is wrong, what to do."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a file, in the words of the person who has to mend it."""

    message: str
    file: str = ""
    line: int | None = None
    path: str = ""
    hint: str = ""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part)
        text = f"{self.path}: {self.message}" if self.path else self.message
        if place:
            text = f"{place}: {text}"
        return f"{text} {self.hint}" if self.hint else text


class Problems(Exception):
    """A file cannot be used; `problems` names every reason, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
