"""The page "Texte und Sprachen": all texts of a draft in one table, a page of them at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator

from kreishaus.base.words import GERMAN, LANGUAGES, Language, has_catalogue, language_named
from kreishaus.workshop.packages.formats.languages import State
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import languages

PER_PAGE = 25
_LINES, _WIDE = 12, 60
STATES = {"": "alle", "open": "offen", State.MISSING: "fehlt", State.STALE: "veraltet", State.DONE: "fertig"}
_GROUPS = {"service": "Dienst", "form": "Formular", "pages": "Seite", "rules": "Regel"}
_SETTINGS = {
    "label": "Frage", "title": "Überschrift", "hint": "Hinweis", "help": "Hilfe", "purpose": "Zweck",
    "text": "Text", "example": "Beispiel", "message": "Meldung", "name": "Name", "summary": "Kurz gesagt",
    "description": "Beschreibung", "prerequisites": "Voraussetzungen", "procedure": "Ablauf", "notes": "Hinweise",
    "fee_text": "Kosten", "duration_text": "Dauer", "taken": "Meldung, wenn vergeben", "explanation": "Erklärung",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One text in the table."""

    key: str
    place: str
    german: str
    text: str
    state: str
    editable: bool
    """whether the German text can be changed here"""

    @property
    def state_text(self) -> str:
        """Return the state in words."""
        return STATES[self.state]

    @property
    def rows(self) -> int:
        """Return how many lines the inputs need."""
        longest = max(self.german, self.text, key=len)
        return min(_LINES, max(2, longest.count("\n") + len(longest) // _WIDE + 1))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a language has come."""

    language: Language
    done: int
    stale: int
    total: int
    speaks: bool
    """whether the product itself has words in it"""

    @property
    def percent(self) -> int:
        """Return the share of texts that are done."""
        return self.done * 100 // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class TextsPage:
    """Everything the page shows."""

    version: PackageVersion
    language: Language
    page: Page[Line]
    progress: list[Progress]
    state: str
    query: str

    @property
    def missing_languages(self) -> list[Language]:
        """Return the languages in which nothing is written yet."""
        begun = {one.language.code for one in self.progress}
        return [language for language in LANGUAGES.values() if language.code not in begun | {GERMAN}]

    @property
    def filters(self) -> list[tuple[str, str]]:
        """Return the states to choose from."""
        return [(str(state), text) for state, text in STATES.items()]

    @property
    def kept(self) -> str:
        """Return what an address needs to come back to this choice."""
        return urlencode({"sprache": self.language.code, "stand": self.state, "suche": self.query})


def texts_page(
    version: PackageVersion,
    *,
    language: str,
    state: str,
    query: str,
    number: str,
    typed: Mapping[str, str] | None = None,
) -> TextsPage:
    """Return a page of texts; `typed` is shown instead of what is saved.

    :raises Problems: if the draft cannot be read.
    """
    german = languages.german_of(version)
    chosen = language_named(language if language in LANGUAGES and language != GERMAN else "en")
    known = languages.translation_of(version, chosen.code)
    lines = []
    for key, text in german.items():
        entry = known.entries.get(key)
        line = Line(
            key,
            place_of(key),
            text,
            entry.text if entry else "",
            known.state_of(key, text),
            editable=not key.startswith("service.fees."),
        )
        if _wanted(line, state, query.casefold()):
            lines.append(_with(line, typed or {}))
    progress = [_progress(version, code, german) for code in _begun(version)]
    return TextsPage(version, chosen, Paginator(lines, PER_PAGE).get_page(number), progress, state, query)


def place_of(key: str) -> str:
    """Return where a text stands, in words."""
    head, *steps = key.removeprefix("groups.").split(".")
    last = steps[-1] if steps else ""
    words = _GROUPS.get(head, "")
    inner = steps[:-1] if words else [head, *steps[:-1]]
    path = " › ".join(part for part in inner if part not in {"texts", "options"})
    return ", ".join(filter(None, (words, path, _SETTINGS.get(last, last))))


def _begun(version: PackageVersion) -> list[str]:
    return list(dict.fromkeys(["en", "de-simple", *languages.languages_of(version)]))


def _progress(version: PackageVersion, code: str, german: Mapping[str, str]) -> Progress:
    known = languages.translation_of(version, code)
    states = [known.state_of(key, text) for key, text in german.items()]
    done, stale = states.count(State.DONE), states.count(State.STALE)
    return Progress(language_named(code), done, stale, len(german), has_catalogue(code))


def _wanted(line: Line, state: str, query: str) -> bool:
    fits = not state or line.state == state or (state == "open" and line.state != State.DONE)
    return fits and (not query or any(query in text.casefold() for text in (line.key, line.german, line.text)))


def _with(line: Line, typed: Mapping[str, str]) -> Line:
    german, text = typed.get(f"de.{line.key}", line.german), typed.get(f"t.{line.key}", line.text)
    return Line(line.key, line.place, german, text, line.state, line.editable)
