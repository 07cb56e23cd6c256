"""Read single settings out of data that people wrote, and note every mistake with its line."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kreishaus.base.problems import Problem
from kreishaus.services.forms.engine.schema import Repeat

Place = tuple[str | int, ...]
LineOf = Callable[[Place], int | None]

MAX_TEXT = 20_000
MAX_CONFIG = 4_000
"""values in one setting that only a field type knows"""
_MAX_CONFIG_DEPTH = 6
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,79}")
_REPEAT = re.compile(r"(\d{1,4})\.\.(\*|\d{1,4})")


def _size_of(value: object, depth: int = 0) -> int:
    """Return how many values there are in plain data; more than allowed where it is no plain data."""
    if isinstance(value, str):
        return 1 if len(value) <= MAX_TEXT else MAX_CONFIG + 1
    if value is None or isinstance(value, bool | int | float):
        return 1
    if depth < _MAX_CONFIG_DEPTH and isinstance(value, list):
        return sum((_size_of(entry, depth + 1) for entry in value), 1)
    if depth < _MAX_CONFIG_DEPTH and isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return sum((_size_of(entry, depth + 1) for entry in value.values()), 1)
    return MAX_CONFIG + 1


def no_lines(place: Place) -> None:
    """Know no line: for forms that do not come from a file."""
    del place


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a sentence with the nearest known word, "" if none is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Meinten Sie „{near[0]}“?" if near else ""


class Notes:
    """The mistakes found so far, each with file and line."""

    def __init__(self, file: str, line: LineOf) -> None:
        self.file = file
        self.line = line
        self.problems: list[Problem] = []

    def add(self, place: Place, message: str, *, path: str = "", hint: str = "") -> None:
        """Note a mistake; without a line of its own it stands at what encloses it."""
        line = next((found for end in range(len(place), -1, -1) if (found := self.line(place[:end]))), None)
        self.problems.append(Problem(message, file=self.file, line=line, path=path, hint=hint))


class Settings:
    """One mapping of the form: its known keys are read, all others are mistakes."""

    def __init__(self, data: object, place: Place, notes: Notes, *, what: str, known: Sequence[str]) -> None:
        self.notes = notes
        self.place = place
        self.what = what
        self.data: Mapping[str, Any] = {}
        if not isinstance(data, Mapping):
            notes.add(place, f"Hier muss {what} stehen: Schlüssel und Werte.")
            return
        self.data = data
        for key in data:
            if key not in known:
                hint = did_you_mean(str(key), known) or f"Möglich sind: {', '.join(known)}."
                notes.add((*place, key), f"„{key}“ gibt es bei {what} nicht.", hint=hint)

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def problem(self, key: str, message: str, *, hint: str = "") -> None:
        """Note a mistake in one setting."""
        self.notes.add((*self.place, key) if key in self.data else self.place, message, hint=hint)

    def text(self, key: str, *, needed: bool = False) -> str:
        """Return a text, "" if it is left out."""
        value = self.data.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is None or value == "":
            if needed:
                self.problem(key, f"Bei {self.what} fehlt „{key}“.")
            return ""
        if not isinstance(value, str):
            self.problem(key, f"„{key}“ muss ein Text sein.")
            return ""
        if len(value) > MAX_TEXT:
            self.problem(key, f"„{key}“ ist zu lang (höchstens {MAX_TEXT} Zeichen).")
            return ""
        return value

    def key(self) -> str:
        """Return the key of the element: letters, digits and underscores."""
        value = self.text("key", needed=True)
        if value and not _KEY.fullmatch(value):
            self.problem(
                "key",
                f"Der Schlüssel „{value}“ geht nicht.",
                hint="Erlaubt sind Buchstaben ohne Umlaute, Ziffern und Unterstriche, zum Beispiel vor_name.",
            )
        return value

    def condition(self, key: str) -> str:
        """Return a condition; true and false may be written without quotes."""
        value = self.data.get(key)
        return str(value).lower() if isinstance(value, bool) else self.text(key)

    def flag(self, key: str) -> bool:
        """Return true or false; left out means false."""
        value = self.data.get(key, False)
        if isinstance(value, bool):
            return value
        self.problem(key, f"„{key}“ muss true oder false sein.")
        return False

    def count(self, key: str) -> int | None:
        """Return a positive whole number, None if it is left out."""
        value = self.data.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
            return value
        self.problem(key, f"„{key}“ muss eine ganze Zahl sein.")
        return None

    def bound(self, key: str) -> int | str | None:
        """Return a limit: a number, an amount or a date as written."""
        value = self.data.get(key)
        if value is None or (isinstance(value, int | str) and not isinstance(value, bool)):
            return value
        self.problem(key, f"„{key}“ muss eine Zahl oder ein Datum sein.")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return one text or a list of texts as a tuple."""
        value = self.data.get(key)
        if value is None:
            return ()
        entries = value if isinstance(value, list) else [value]
        if all(isinstance(entry, str) and entry for entry in entries):
            return tuple(entries)
        if entries != [""]:
            self.problem(key, f"„{key}“ muss ein Text oder eine Liste von Texten sein.")
        return ()

    def repeat(self) -> Repeat | None:
        """Return how often: `0..*`, `1..5`."""
        value = self.data.get("repeat")
        if value is None:
            return None
        match = _REPEAT.fullmatch(str(value))
        if match is None:
            self.problem("repeat", f"„{value}“ ist keine Anzahl.", hint="Zum Beispiel 0..* oder 1..5.")
            return None
        least, most = int(match[1]), None if match[2] == "*" else int(match[2])
        if most is not None and (most < least or most == 0):
            self.problem("repeat", f"„{value}“ lässt keine Antwort zu.")
            return None
        return Repeat(least, most)

    def entries(self, key: str, *, most: int = 10_000) -> list[tuple[Any, Place]]:
        """Return the entries of a list with their places; of a list that is too long none."""
        value = self.data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.problem(key, f"„{key}“ muss eine Liste sein.")
            return []
        if len(value) > most:
            hint = "Für lange Listen gibt es den Feldtyp „code-list“." if key == "options" else ""
            self.problem(key, f"„{key}“ hat {len(value)} Einträge, möglich sind höchstens {most}.", hint=hint)
            return []
        return [(entry, (*self.place, key, index)) for index, entry in enumerate(value)]

    def config(self, names: Iterable[str]) -> dict[str, object]:
        """Return those of the named settings that are there, as plain data in the order of the form."""
        wanted = set(names)
        found: dict[str, object] = {}
        for key, value in self.data.items():
            if key not in wanted:
                continue
            if _size_of(value) > MAX_CONFIG:
                self.problem(
                    key, f"„{key}“ ist zu umfangreich oder enthält etwas anderes als Texte, Zahlen und Listen."
                )
            else:
                found[key] = value
        return found

    def mapping(self, key: str) -> dict[str, object]:
        """Return a mapping as it stands."""
        value = self.data.get(key)
        if value is None:
            return {}
        if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
            self.problem(key, f"„{key}“ muss Schlüssel und Werte enthalten.")
            return {}
        return dict(value)
