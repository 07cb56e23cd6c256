"""The package folder: a closed list of file names, small, plain and without links.

Texts are kept byte for byte, so writing a folder is the exact inverse of reading it.
"""

import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path

from kreishaus.base.problems import Problem, Problems

SERVICE = "service.yaml"
FORM = "form.yaml"
SCHEMA = "schema.xdf.xml"
TESTS = "tests/"
LETTERS = "letters/"
CODE_LISTS = "codelists/"

_NAME = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,80}"
_ALLOWED = re.compile(
    r"service\.yaml|form\.yaml|schema\.xdf\.xml|process\.bpmn|README\.md|CHANGELOG\.md|LICENSE|publiccode\.yml"
    rf"|letters/{_NAME}\.typ|(?:texts|tests)/{_NAME}\.yaml|codelists/{_NAME}\.xml"
)
_FOLDERS = frozenset({"letters", "texts", "tests", "codelists"})
# Left behind by file managers and version control; nobody means them.
_PASSED_OVER = frozenset({".git", ".DS_Store", "Thumbs.db", ".gitattributes"})
MAX_TEXT_BYTES = 2_000_000
MAX_SCHEMA_BYTES = 20_000_000
MAX_FILES = 200


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return the files of a package by their path inside the folder, sorted.

    :raises Problems: if the folder is missing, holds anything that is not part of a package, a link,
        a file that is too large or no UTF-8 text, or lacks service.yaml or form.yaml.
    """
    if not folder.is_dir():
        raise Problems([Problem("Diesen Ordner gibt es nicht.", file=str(folder))])
    problems: list[Problem] = []
    files: dict[str, bytes] = {}
    for path in _entries(folder, "", problems):
        if len(files) >= MAX_FILES:
            problems.append(Problem(f"Der Ordner hat mehr als {MAX_FILES} Dateien.", file=str(folder)))
            break
        content = _content(folder / path, path, problems)
        if content is not None:
            files[path] = content
    problems += missing_files(files) if not problems else []
    if problems:
        raise Problems(problems)
    return files


def checked_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files that came another way than from a folder, checked by the same rules.

    :raises Problems: as `read_folder`.
    """
    problems = [_not_allowed(path) for path in files if not _ALLOWED.fullmatch(path)]
    for path, content in files.items():
        problems += content_problems(path, content)
    problems += missing_files(files)
    if problems:
        raise Problems(problems)
    return dict(sorted(files.items()))


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into a new or empty folder.

    :raises Problems: if the folder is not empty, so that nothing is overwritten or mixed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        hint = "Bitte einen leeren Ordner wählen."
        raise Problems([Problem("Der Ordner ist nicht leer.", file=str(folder), hint=hint)])
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)


def missing_files(files: Mapping[str, bytes]) -> list[Problem]:
    """Return a problem for each file that every package needs."""
    return [
        Problem(f"Die Datei {name} fehlt.", file=name, hint="Jedes Paket braucht service.yaml und form.yaml.")
        for name in (SERVICE, FORM)
        if name not in files
    ]


def content_problems(path: str, content: bytes) -> list[Problem]:
    """Return what is wrong with the content of a file: too large, or no text."""
    limit = _limit(path)
    if len(content) > limit:
        return [_too_large(path, limit)]
    if path.endswith(".xml"):
        return []  # XML names its own encoding
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return [Problem("Die Datei ist kein UTF-8-Text.", file=path, line=line, hint="Bitte als UTF-8 speichern.")]
    return []


def _entries(folder: Path, prefix: str, problems: list[Problem]) -> list[str]:
    found = []
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = prefix + entry.name
        if entry.name in _PASSED_OVER:
            continue
        if entry.is_symlink():
            hint = "Bitte die Datei selbst in den Ordner legen."
            problems.append(Problem("Verknüpfungen sind nicht erlaubt.", file=path, hint=hint))
        elif entry.is_dir():
            if not prefix and entry.name in _FOLDERS:
                found += _entries(Path(entry.path), f"{entry.name}/", problems)
            else:
                problems.append(_not_allowed(path))
        elif _ALLOWED.fullmatch(path):
            found.append(path)
        else:
            problems.append(_not_allowed(path))
    return found


def _content(file: Path, path: str, problems: list[Problem]) -> bytes | None:
    limit = _limit(path)
    # NOFOLLOW: the entry may have become a link since it was listed. NONBLOCK: a pipe would hang us.
    descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as stream:
        kind = os.fstat(stream.fileno())
        if not stat.S_ISREG(kind.st_mode):
            problems.append(Problem("Das ist keine gewöhnliche Datei.", file=path))
            return None
        if kind.st_size > limit:
            problems.append(_too_large(path, limit))
            return None
        content = stream.read(limit + 1)
    found = content_problems(path, content)
    problems += found
    return None if found else content


def _limit(path: str) -> int:
    return MAX_SCHEMA_BYTES if path.endswith(".xml") else MAX_TEXT_BYTES


def _too_large(path: str, limit: int) -> Problem:
    return Problem("Die Datei ist zu groß.", file=path, hint=f"Erlaubt sind höchstens {limit // 1_000_000} MB.")


def _not_allowed(path: str) -> Problem:
    hint = (
        "Erlaubt sind service.yaml, form.yaml, schema.xdf.xml, letters/*.typ, texts/*.yaml, tests/*.yaml "
        "und codelists/*.xml."
    )
    return Problem("Diese Datei gehört nicht in ein Paket.", file=path, hint=hint)
