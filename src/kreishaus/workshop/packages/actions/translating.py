"""Writing texts of a draft, in German and in other languages: many at once, as one edit that can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kreishaus.base.words import language_named
from kreishaus.base.yamlsource import Path
from kreishaus.base.yamltext import dump, edited
from kreishaus.ground.audit.engine.canonical import JSON
from kreishaus.services.forms.engine.localising import with_texts
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.workshop.packages.actions.saving import Step, save_step
from kreishaus.workshop.packages.formats import folder
from kreishaus.workshop.packages.formats.definition import ServiceDefinition
from kreishaus.workshop.packages.formats.languages import Entry, Translation, mark_of, path_of, write_translation
from kreishaus.workshop.packages.formats.languages.table import TextRow
from kreishaus.workshop.packages.formats.service_yaml import read_definition
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents, languages


@dataclass(frozen=True, slots=True)
class Change:
    """A text that a table changes."""

    key: str
    german: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a table would change, and which of its rows do not fit (any more)."""

    changes: tuple[Change, ...]
    outdated: tuple[TextRow, ...]
    """rows whose German text has changed since the table was written"""
    unknown: tuple[TextRow, ...]
    """rows whose text does not exist"""
    same: int


def compare_texts(*, version: PackageVersion, language: str, rows: Sequence[TextRow]) -> Comparison:
    """Return what a table would change in a language; nothing is written.

    An empty cell changes nothing: a table never deletes a translation.
    """
    german = languages.german_of(version)
    known = languages.translation_of(version, language)
    changes: list[Change] = []
    outdated: list[TextRow] = []
    unknown: list[TextRow] = []
    same = 0
    for row in rows:
        entry = known.entries.get(row.key)
        before = entry.text if entry else ""
        if not row.text.strip() or row.text == before:
            same += 1
        elif row.key not in german:
            unknown.append(row)
        elif mark_of(row.german) != mark_of(german[row.key]):
            outdated.append(row)
        else:
            changes.append(Change(row.key, german[row.key], before, row.text))
    return Comparison(tuple(changes), tuple(outdated), tuple(unknown), same)


def save_language(
    *,
    version: PackageVersion,
    language: str,
    texts: Mapping[str, str],
    german: Mapping[str, str] | None = None,
    actor: str,
    at: datetime,
) -> int:
    """Write texts by their key and return how many are new; an empty one deletes the translation.

    `texts` are in the language and count as made from the German text as it is after this edit;
    `german` changes German texts, so that translations which are not written here become stale.

    :raises Problems: if a German text does not fit.
    :raises NotADraft: if the version was submitted or published.
    :raises ChangedElsewhere: if the draft is no longer the one that was shown.
    """
    before = languages.german_of(version)
    reworded = {key: text for key, text in (german or {}).items() if key in before and text != before[key]}
    changed: dict[str, str | bytes] = dict(_german_files(version, reworded))
    now = {**before, **reworded}
    known = languages.translation_of(version, language)
    entries = dict(known.entries)
    for key in texts.keys() & now.keys():
        if texts[key].strip():
            entries[key] = Entry(texts[key].strip(), mark_of(now[key]))
        else:
            entries.pop(key, None)
    touched = sum(entries.get(key) != known.entries.get(key) for key in texts)
    if touched:
        changed[path_of(language)] = write_translation(Translation(language, entries), order=now)
    count = touched + len(reworded)
    if not count:
        return 0
    words = f"{count} Texte geändert ({language_named(language).german})" if count > 1 else "Ein Text geändert"
    data: dict[str, JSON] = {"language": language, "texts": touched, "german": len(reworded)}
    save_step(
        version=version, texts=changed, step=Step(words), verb="package.texts-changed", data=data, actor=actor, at=at
    )
    return count


def _german_files(version: PackageVersion, reworded: Mapping[str, str]) -> dict[str, str]:
    """Return form.yaml and service.yaml with other German texts, those of the two that change."""
    files: dict[str, str] = {}
    own = {key: text for key, text in reworded.items() if key.startswith("service.")}
    if own:
        before = contents.content_of(version, folder.SERVICE).decode("utf-8")
        places = german_places(contents.definition_of(version).service)
        files[folder.SERVICE] = edited(before, {places[key]: text for key, text in own.items() if key in places})
        read_definition(files[folder.SERVICE])
    if reworded.keys() - own.keys():
        schema = contents.form_at(version.files).schema
        data = with_texts(schema, {key: text for key, text in reworded.items() if key not in own}).to_data()
        parse_form(data)
        files[folder.FORM] = dump(data)
    return files


def german_places(service: ServiceDefinition) -> dict[str, Path]:
    """Return where the texts of a service stand in service.yaml; names of fees are changed with the fees."""
    places: dict[str, Path] = {
        **{f"service.{name}": (name,) for name in ("name", "summary", "fee_text", "duration_text")},
        **{f"service.texts.{name}": ("texts", name) for name in service.texts},
    }
    for number, evidence in enumerate(service.evidence):
        places[f"service.evidence.{evidence.key}.name"] = ("evidence", number, "name")
        places[f"service.evidence.{evidence.key}.help"] = ("evidence", number, "help")
    if service.reserve:
        places["service.reserve.taken"] = ("reserve", "taken")
    return places
