"""Reading the text files of the demonstration county (their form is described in demo/README.md)."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kreishaus.base import yamlsource

_HERE = Path(__file__).resolve().parent
# In a wheel the files lie inside the package, in a checkout at the top.
_PLACES = (_HERE / "county", _HERE.parents[3] / "demo")


class DemoFilesMissing(Exception):
    """The files of the demonstration county are not where they should be."""


@dataclass(frozen=True, slots=True)
class FilingLine:
    """One line of the filing plan; an empty retention means without limit."""

    number: str
    title: str
    retention_years: int | None
    disposal: str
    access: str
    lead_office: str

    @property
    def parent(self) -> str:
        """Return the number of the position above: 32.17 lies below 32, 32 below 3."""
        if "." in self.number:
            return self.number.rpartition(".")[0]
        return self.number[:-1]


def folder() -> Path:
    """Return the folder of the demonstration county.

    :raises DemoFilesMissing: if there is none.
    """
    for place in _PLACES:
        if (place / "organisation.yaml").is_file():
            return place
    message = "Die Dateien des Demonstrationskreises fehlen (Ordner demo/). Bitte das ganze Paket neu installieren."
    raise DemoFilesMissing(message)


def organisation(place: Path) -> dict[str, Any]:
    """Return authority, offices and staff as the file describes them."""
    data: dict[str, Any] = yamlsource.load(_text(place / "organisation.yaml"), "organisation.yaml").data
    return data


def filing_plan(place: Path) -> list[FilingLine]:
    """Return the positions, each after the one above it."""
    with (place / "filing_plan.csv").open(encoding="utf-8", newline="") as stream:
        lines = [
            FilingLine(
                row["number"],
                row["title"],
                int(row["retention_years"]) if row["retention_years"] else None,
                row["disposal"],
                row["access"],
                row["lead_office"],
            )
            for row in csv.DictReader(stream)
        ]
    return sorted(lines, key=lambda line: (len(re.split(r"\.", line.number)), len(line.number), line.number))


def packages(place: Path) -> list[Path]:
    """Return the folders of the service packages, the generic form first: others may lean on it."""
    found = sorted(path for path in (place / "services").iterdir() if (path / "service.yaml").is_file())
    return sorted(found, key=lambda path: path.name != "allgemeiner-antrag")


def code_lists(place: Path) -> list[Path]:
    """Return the files of the code lists that the county has made itself."""
    return sorted((place / "codelists").glob("*.xml"))


def catalogue(place: Path) -> str:
    """Return the text of the service catalogue."""
    return _text(place / "catalogue.yaml")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
