"""texts/<language>.yaml: one entry for each text, with a mark of the German text that it was made from.

    language: en
    texts:
      vehicle.plate.label: {of: 5b1e0d3c8a42, text: Number plate}

An entry may be just a text; then nobody knows whether the German one has changed since.
"""

import difflib
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kreishaus.base.problems import Problem, Problems
from kreishaus.base.words import GERMAN, LANGUAGES
from kreishaus.base.yamlsections import Section
from kreishaus.base.yamlsource import load
from kreishaus.base.yamltext import dump

FOLDER = "texts/"
LONGEST = 20_000
_MARK = re.compile(r"[0-9a-f]{12}")
_SUGGESTED_FROM = 3_000


class State(StrEnum):
    """How a text stands in a language."""

    MISSING = "missing"
    STALE = "stale"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Entry:
    """One text in another language."""

    text: str
    of: str = ""
    """mark of the German text that was translated, "" if nobody knows"""

    def state(self, german: str) -> State:
        """Return whether it still belongs to the German text."""
        if not self.text:
            return State.MISSING
        return State.DONE if self.of in {"", mark_of(german)} else State.STALE


@dataclass(frozen=True, slots=True)
class Translation:
    """All texts of a package in one language."""

    language: str
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def current(self, german: Mapping[str, str]) -> dict[str, str]:
        """Return the texts that may be shown: those whose German text has not changed since."""
        return {
            key: entry.text
            for key, entry in self.entries.items()
            if key in german and entry.state(german[key]) is State.DONE
        }

    def state_of(self, key: str, german: str) -> State:
        """Return how the text with this key stands."""
        entry = self.entries.get(key)
        return entry.state(german) if entry else State.MISSING


def mark_of(german: str) -> str:
    """Return the short mark by which a translation remembers its German text; blanks at the ends do not count."""
    return hashlib.sha256(german.strip().encode()).hexdigest()[:12]


def path_of(language: str) -> str:
    """Return where the texts in a language lie in the package."""
    return f"{FOLDER}{language}.yaml"


def language_of(path: str) -> str:
    """Return the language of a file below texts/."""
    return path.removeprefix(FOLDER).removesuffix(".yaml")


def read_translation(text: str, file: str, *, german: Mapping[str, str] | None = None) -> Translation:
    """Return what a file says; with the texts of the package, keys that it does not have are mistakes.

    :raises Problems: with every mistake, each with its line and what to do.
    """
    source = load(text, file)
    top = Section(source)
    expected = language_of(file)
    code = top.choice("language", sorted(LANGUAGES.keys() - {GERMAN}), required=True)
    if code and code != expected:
        top.refuse(f"Die Datei heißt {file}, nennt aber „{code}“.", key="language")
    given = top.raw("texts")
    top.finish()
    if not isinstance(given, dict):
        raise Problems([source.problem(("texts",), "Hier müssen die Texte stehen: Schlüssel und Übersetzung.")])
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for key, value in given.items():
        entry, complaint, hint = _entry(value)
        if german is not None and key not in german:
            complaint, hint = "Diesen Text gibt es im Dienst nicht.", _nearest(key, german)
        if complaint:
            problems.append(source.problem(("texts", key), complaint, hint=hint))
        entries[key] = entry
    if problems:
        raise Problems(problems)
    return Translation(code, entries)


def write_translation(translation: Translation, *, order: Mapping[str, str]) -> str:
    """Return the file for a translation, in the order of the German texts; the exact inverse of reading."""
    place = {key: number for number, key in enumerate(order)}
    keys = sorted(translation.entries, key=lambda key: (place.get(key, len(place)), key))
    texts = {key: _written(translation.entries[key]) for key in keys}
    return dump({"language": translation.language, "texts": texts})


def _written(entry: Entry) -> str | dict[str, str]:
    return {"of": entry.of, "text": entry.text} if entry.of else entry.text


def _entry(value: object) -> tuple[Entry, str, str]:
    """Return the entry, and what is wrong with it."""
    if isinstance(value, str):
        value = {"text": value}
    if not isinstance(value, dict) or not value.keys() <= {"of", "text"} or not isinstance(value.get("text"), str):
        return Entry(""), "Hier muss eine Übersetzung stehen.", "Zum Beispiel {of: …, text: Number plate}."
    text, of = value["text"], value.get("of", "")
    if not text.strip() or len(text) > LONGEST:
        return Entry(""), "Diese Übersetzung ist leer oder zu lang.", f"Erlaubt sind {LONGEST} Zeichen."
    if of != "" and (not isinstance(of, str) or not _MARK.fullmatch(of)):
        return (
            Entry(""),
            "„of“ ist keine Prüfsumme.",
            "Bitte weglassen, sie entsteht von selbst.",
        )
    return Entry(text, of), "", ""


def _nearest(key: str, german: Mapping[str, str]) -> str:
    known = list(german)[:_SUGGESTED_FROM]
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
    return f"Meinten Sie „{near[0]}“?" if near else "Bitte die Zeile löschen, oder den Schlüssel im Formular prüfen."
