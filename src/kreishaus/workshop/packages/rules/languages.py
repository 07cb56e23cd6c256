"""The texts of a version in other languages: what there is, what may be shown, and how it follows the form."""

from collections.abc import Mapping
from functools import lru_cache

from kreishaus.base.problems import Problem, Problems
from kreishaus.ground.storage.ports import store
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.workshop.packages.formats import folder
from kreishaus.workshop.packages.formats.definition import ServiceDefinition
from kreishaus.workshop.packages.formats.languages import (
    FOLDER,
    Translation,
    german_texts,
    keys_followed,
    language_of,
    path_of,
    read_translation,
    write_translation,
)
from kreishaus.workshop.packages.formats.service_yaml import read_definition
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents

_REMEMBERED = 128


def german_of(version: PackageVersion) -> dict[str, str]:
    """Return every text that applicants read, by its key.

    :raises Problems: if service.yaml or the form cannot be read.
    """
    return german_texts(contents.definition_of(version).service, contents.form_of(version).schema)


def languages_of(version: PackageVersion) -> tuple[str, ...]:
    """Return the languages for which the version has a file."""
    return tuple(language_of(path) for path in sorted(version.files) if path.startswith(FOLDER))


def translation_of(version: PackageVersion, language: str) -> Translation:
    """Return the texts in a language; an empty translation, if there is no file.

    :raises Problems: if the file cannot be read.
    """
    sha256 = version.files.get(path_of(language))
    return _translation(sha256, path_of(language)) if sha256 else Translation(language)


@lru_cache(maxsize=_REMEMBERED)
def _translation(sha256: str, path: str) -> Translation:
    return read_translation(store().read(sha256).decode("utf-8"), path)


def shown_texts(version: PackageVersion, service: ServiceDefinition, form: FormSchema) -> dict[str, dict[str, str]]:
    """Return language -> key -> text as a publication freezes them; what is stale stays out and comes in German."""
    german = german_texts(service, form)
    found = {language: translation_of(version, language).current(german) for language in languages_of(version)}
    return {language: texts for language, texts in found.items() if texts}


def check_texts(files: Mapping[str, bytes]) -> None:
    """Check every file below texts/ against the service and form beside it.

    :raises Problems: with every mistake: languages and keys that do not exist, entries that are none.
    """
    paths = [path for path in files if path.startswith(FOLDER)]
    if not paths:
        return
    service = read_definition(files[folder.SERVICE].decode("utf-8")).service
    german = german_texts(service, contents.read_form(files[folder.FORM].decode("utf-8")).schema)
    problems: list[Problem] = []
    for path in paths:
        try:
            read_translation(files[path].decode("utf-8"), path, german=german)
        except Problems as found:
            problems += found.problems
    if problems:
        raise Problems(problems)


def texts_followed(before: Mapping[str, str], after: Mapping[str, str], moved: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files below texts/ that have to change with the files of a draft (path -> SHA-256).

    Translations move with their element, and go with it; taking the edit back brings them back.
    """
    paths = [path for path in after if path.startswith(FOLDER) and before.get(path) == after[path]]
    if not paths or all(before.get(path) == after.get(path) for path in (folder.SERVICE, folder.FORM)):
        return {}
    german = german_texts(contents.definition_at(after).service, contents.form_at(after).schema)
    changed: dict[str, bytes] = {}
    for path in paths:
        known = _translation(after[path], path)
        gone = keys_followed(known.entries, moved)
        entries = {gone.get(key, key): entry for key, entry in known.entries.items()}
        kept = {key: entry for key, entry in entries.items() if key in german}
        if kept != known.entries:
            changed[path] = write_translation(Translation(known.language, kept), order=german).encode("utf-8")
    return changed
