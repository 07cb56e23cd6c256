"""How two versions of a service differ, beyond their forms: settings, fees, letters, translations, tests."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kreishaus.base.durations import NotADuration, parse_duration
from kreishaus.base.problems import Problems
from kreishaus.base.yamlsource import load
from kreishaus.workshop.packages.enums import Access, Disposal, Process, SignOff
from kreishaus.workshop.packages.formats import folder
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents

_WORDS = {
    "name": "Name", "summary": "In einem Satz", "audience": "Für wen", "life_situation": "Lebenslage",
    "keywords": "Stichwörter", "texts": "Text im Katalog", "competent": "Zuständig", "office": "Amt",
    "trust_level": "Vertrauensniveau", "legal_basis": "Rechtsgrundlagen", "fee_text": "Kosten im Katalog",
    "duration_text": "Dauer im Katalog", "deadline": "Frist", "decide_within": "Entscheidung innerhalb von",
    "fiction": "gilt danach als genehmigt", "evidence": "Nachweise", "filing": "Ablage",
    "position": "Stelle im Aktenplan",
    "file_title": "Titel der Akte", "retention": "Aufbewahrung", "disposal": "danach", "access": "Zugriff",
    "process": "Ablauf", "sign_off": "Zeichnung", "applicant": "Antragstellende Person", "email": "E-Mail",
    "address": "Anschrift", "title": "Titel des Vorgangs", "legal_remedy": "Rechtsbehelfsbelehrung",
    "leika": "LeiKa-Nummer", "code_lists": "Codelisten", "reserve": "Reservierung", "popularity": "Rang in der Liste",
    "description": "Beschreibung", "prerequisites": "Voraussetzungen", "procedure": "Ablauf", "notes": "Hinweise",
    "grant": "Bewilligung", "refuse": "Ablehnung", "subject": "Betreff", "salutation": "Anrede",
    "paragraphs": "Text", "conditions": "Nebenbestimmungen", "reasons": "Begründung", "template": "Vorlage",
    "amount": "Betrag", "when": "Bedingung", "valid_from": "gilt ab", "valid_until": "gilt bis",
    "basis": "Rechtsgrundlage",
    "missing": "fehlen", "text": "als Textfeld",
}  # fmt: skip
_VALUES = {
    each.value: str(each.label) for kind in (Process, SignOff, Disposal, Access) for each in kind
} | {"true": "ja", "false": "nein"}  # fmt: skip
_AREAS = {"fees": "Gebühren", "letters": "Bescheidtexte"}
_FILES = {
    "texts/": "Übersetzungen", "tests/": "Tests", "letters/": "Briefvorlagen", "codelists/": "Codelisten im Paket",
    folder.SCHEMA: "FIM-Schema", "process.bpmn": "Ablauf als Diagramm",
}  # fmt: skip
_SETTINGS = "Einstellungen"


@dataclass(frozen=True, slots=True)
class Line:
    """One difference in words; "" is what is not there."""

    name: str
    before: str
    after: str


def service_differences(before: PackageVersion, after: PackageVersion) -> list[tuple[str, list[Line]]]:
    """Return the differences of two versions outside of their forms, by area; version numbers are left out."""
    areas: dict[str, list[Line]] = {}
    old, new = _data(before), _data(after)
    for key in dict.fromkeys([*old, *new]):
        if key not in ("version", "key") and old.get(key) != new.get(key):
            area = areas.setdefault(_AREAS.get(key, _SETTINGS), [])
            name = "" if key in _AREAS else _word(key)
            area += _lines(name, old.get(key), new.get(key))
    for path in sorted({*before.files, *after.files} - {folder.SERVICE, folder.FORM}):
        area_name = next((words for start, words in _FILES.items() if path.startswith(start)), "Weitere Dateien")
        if before.files.get(path) != after.files.get(path):
            areas.setdefault(area_name, []).extend(_of_file(path, before, after))
    return [(area, lines) for area, lines in areas.items() if lines]


def _data(version: PackageVersion) -> dict[str, Any]:
    try:
        data = contents.definition_of(version).source.data
    except Problems:
        return {}
    return data if isinstance(data, dict) else {}


def _of_file(path: str, before: PackageVersion, after: PackageVersion) -> Iterator[Line]:
    if not path.startswith("texts/") or path not in before.files or path not in after.files:
        known = ("da" if path in before.files else "", "neu" if path not in before.files else "")
        yield Line(path, known[0], "entfällt" if path not in after.files else known[1] or "geändert")
        return
    try:
        old, new = (load(contents.content_of(each, path).decode("utf-8"), path).data for each in (before, after))
    except Problems:
        yield Line(path, "da", "geändert")
        return
    yield from _lines(path, old, new)


def _lines(name: str, old: object, new: object) -> Iterator[Line]:
    if old == new:
        return
    if isinstance(old, Mapping | None) and isinstance(new, Mapping | None):
        first, second = old or {}, new or {}
        for key in dict.fromkeys([*first, *second]):
            yield from _lines(f"{name}: {_word(key)}".removeprefix(": "), first.get(key), second.get(key))
    elif _named(old) and _named(new):
        first, second = _by_name(old), _by_name(new)
        for key in dict.fromkeys([*first, *second]):
            if key in first and key in second:
                yield from _lines(f"{name}: {key}".removeprefix(": "), first[key], second[key])
            else:
                label = f"{name}: {key}".removeprefix(": ")
                yield Line(label, _shown(first.get(key)), _shown(second.get(key)))
    else:
        yield Line(name, _shown(old), _shown(new))


def _named(value: object) -> bool:
    """Tell whether it is a list of things with names of their own, each once; an empty list is one too."""
    entries = value or []
    if not isinstance(entries, list) or not all(isinstance(each, Mapping) and "name" in each for each in entries):
        return False
    return len({str(each["name"]) for each in entries}) == len(entries)


def _by_name(value: Any) -> dict[str, Any]:
    return {str(each["name"]): {key: inner for key, inner in each.items() if key != "name"} for each in value or []}


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{_word(key)}: {_shown(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return "; ".join(map(_shown, value))
    text = str(value).lower() if isinstance(value, bool) else str(value)
    try:
        return parse_duration(text).in_words
    except NotADuration:
        return _VALUES.get(text, text)


def _word(key: object) -> str:
    return _WORDS.get(str(key), str(key))
