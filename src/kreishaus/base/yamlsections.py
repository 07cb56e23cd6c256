"""Taking typed values out of YAML: every mistake becomes a problem with its line, none stops the reading.

A `Section` is one mapping of the file. It remembers which keys were asked for; `close` reports all
others, with the closest known key as a suggestion. So a format is described once: by reading it.
"""

import difflib
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from kreishaus.base.durations import NotADuration, parse_duration
from kreishaus.base.money import NotAnAmount, cents
from kreishaus.base.problems import Problem, Problems
from kreishaus.base.yamlsource import Path, SourceMap


class Section:
    """One mapping of a YAML file, read key by key."""

    def __init__(self, source: SourceMap, *, problems: list[Problem] | None = None) -> None:
        self.source = source
        self.path: Path = ()
        self.problems: list[Problem] = [] if problems is None else problems
        self._asked: list[str] = []
        self._entries: dict[str, Any] = {}
        self._take(source.data)

    def _take(self, data: Any) -> None:
        if isinstance(data, dict):
            self._entries = data
        elif data is not None:
            self.refuse("Hier werden Angaben der Form „schlüssel: Wert“ erwartet.")

    def _inner(self, step: Sequence[str | int], data: Any) -> "Section":
        inner = object.__new__(Section)
        inner.source, inner.problems, inner.path = self.source, self.problems, (*self.path, *step)
        inner._asked, inner._entries = [], {}
        inner._take(data)
        return inner

    def __contains__(self, key: str) -> bool:
        return self._entries.get(key) is not None

    def refuse(self, message: str, *, key: str | int = "", hint: str = "") -> None:
        """Note a problem at this section or at one of its keys."""
        path = self.path if key == "" else (*self.path, key)
        self.problems.append(self.source.problem(path, message, hint=hint))

    def raw(self, key: str) -> Any:
        """Return the value as it stands, or None."""
        self._asked.append(key)
        return self._entries.get(key)

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """Return a text; whole numbers are taken as the text they were typed as."""
        value = self.raw(key)
        if value is None or value == "":
            if required:
                self.refuse(f"Die Angabe „{key}“ fehlt.")
            return default
        if isinstance(value, bool) or not isinstance(value, str | int):
            self.refuse("Hier wird ein Text erwartet.", key=key)
            return default
        return str(value)

    def choice(self, key: str, allowed: Collection[str], default: str = "", *, required: bool = False) -> str:
        """Return one of the allowed words."""
        value = self.text(key, default, required=required)
        if value and value not in allowed and value != default:
            self.refuse(f"„{value}“ ist hier nicht möglich.", key=key, hint=_suggestion(value, allowed))
            return default
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return true or false."""
        value = self.raw(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.refuse("Hier wird true oder false erwartet.", key=key)
            return default
        return value

    def whole(self, key: str, default: int = 0) -> int:
        """Return a whole number."""
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int):
            self.refuse("Hier wird eine ganze Zahl erwartet.", key=key)
            return default
        return value

    def texts(self, key: str) -> list[str]:
        """Return a list of texts; a single text counts as a list of one."""
        value = self.raw(key)
        items = [] if value is None else value if isinstance(value, list) else [value]
        if any(isinstance(item, bool) or not isinstance(item, str | int) for item in items):
            self.refuse("Hier wird eine Liste von Texten erwartet.", key=key)
            return []
        return [str(item) for item in items]

    def day(self, key: str) -> date | None:
        """Return a day written as 2026-03-01."""
        value = self.text(key)
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.refuse(f"„{value}“ ist kein Datum.", key=key, hint="Bitte so schreiben: 2026-03-01")
            return None

    def duration(self, key: str) -> str:
        """Return a duration as text, checked: P6W, P3M."""
        value = self.text(key)
        if value:
            try:
                parse_duration(value)
            except NotADuration as error:
                self.refuse(str(error), key=key)
                return ""
        return value

    def cents(self, key: str) -> int:
        """Return an amount in euro as cents; it has to be there."""
        value = self.text(key, required=True)
        if not value:
            return 0
        try:
            return cents(value)
        except NotAnAmount as error:
            self.refuse(str(error), key=key)
            return 0

    def section(self, key: str) -> "Section":
        """Return the mapping under a key; an empty one where it is missing."""
        return self._inner((key,), self.raw(key))

    def sections(self, key: str, *, short: str = "") -> "list[Section]":
        """Return the list of mappings under a key; with `short`, a bare text stands for {short: text}."""
        value = self.raw(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.refuse("Hier wird eine Liste erwartet.", key=key, hint="Jeder Eintrag beginnt mit einem Strich.")
            return []
        return [
            self._inner((key, number), {short: item} if short and isinstance(item, str) else item)
            for number, item in enumerate(value)
        ]

    def keys(self) -> list[str]:
        """Return the keys that are there, for mappings whose keys are free."""
        return list(self._entries)

    def close(self) -> None:
        """Report every key that nobody asked for, with the closest known one."""
        for key in self._entries:
            if key not in self._asked:
                message = f"Den Schlüssel „{key}“ gibt es hier nicht."
                self.problems.append(
                    self.source.problem(self.path, message, key=key, hint=_suggestion(key, self._asked))
                )

    def finish(self) -> None:
        """Close the section and stop if anything in the file was wrong.

        :raises Problems: with everything that was found, in the order of the file.
        """
        self.close()
        if self.problems:
            raise Problems(sorted(self.problems, key=lambda problem: problem.line or 0))


def _suggestion(word: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f"Meinten Sie „{close[0]}“?"
    return "Möglich sind: " + ", ".join(sorted(set(known))) + "." if known else ""
