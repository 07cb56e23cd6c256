"""The code lists of xdomea: which codes there are and what they mean."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kreishaus.records.formats.xdomea.grammar.lists import lists
from kreishaus.records.formats.xdomea.parties import Code
from kreishaus.records.formats.xdomea.releases import DEFAULT, Release

_DATA = Path(__file__).parent / "data" / "codelists.json"

ARCHIVE, APPRAISE, DESTROY = "A", "B", "V"
ELECTRONIC, HYBRID, PAPER = "001", "002", "003"
TOP_SECRET, SECRET, CONFIDENTIAL, RESTRICTED, OPEN = "004", "001", "005", "002", "003"
FILE, DOCUMENT, CASE = "001", "002", "003"
_OTHER_FORMAT, _PDF, _PDF_A = "100", "018", "044"


@cache
def _all() -> dict[str, dict[str, dict[str, str]]]:
    data = json.loads(_DATA.read_text(encoding="utf-8"))
    return {name: entry["versions"] for name, entry in data.items()}


def codes(name: str, release: Release = DEFAULT) -> Mapping[str, str]:
    """Return the codes of a list with their meaning; nothing if the list is not known here.

    Of lists whose version for a release we do not have, the newest that we have answers.
    """
    versions = _all().get(name, {})
    _, version = lists(release).get(name, ("", ""))
    if version in versions:
        return versions[version]
    return versions[max(versions)] if versions else {}


def is_complete(name: str, release: Release) -> bool:
    """Whether the very version that the release names is known here."""
    return lists(release).get(name, ("", ""))[1] in _all().get(name, {})


def code(name: str, value: str) -> Code:
    """Return a code of a list together with its meaning."""
    return Code(value, codes(name).get(value, ""))


def file_format(file_name: str, *, archival: bool = False) -> tuple[Code, str]:
    """Return the code for the format of a file by its ending, and the name of a format without a code.

    `archival` says that a PDF is a PDF/A.
    """
    ending = file_name.rpartition(".")[2].lower() if "." in file_name else ""
    if ending == "pdf":
        return Code(_PDF_A if archival else _PDF), ""
    for value, meaning in codes("dateiformat").items():
        if meaning.partition(" - ")[0] == ending:
            return Code(value), ""
    return Code(_OTHER_FORMAT), ending or "unbekannt"
