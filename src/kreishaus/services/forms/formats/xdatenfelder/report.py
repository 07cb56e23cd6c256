"""What an import took over, what is open and why: for people as text, for scripts as JSON.

Everything is counted in places of the tree, not in distinct FIM numbers: an address group used ten
times counts ten times, with all its fields and rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kreishaus.services.forms.formats.xdatenfelder.model import (
    ImportedField,
    ImportedGroup,
    ImportedSchema,
    Note,
)
from kreishaus.services.forms.formats.xdatenfelder.official import OfficialCheck
from kreishaus.services.forms.formats.xdatenfelder.quality import QualityReport, quality_of
from kreishaus.services.forms.formats.xdatenfelder.release import release_notes
from kreishaus.services.forms.formats.xdatenfelder.rules import Translated
from kreishaus.services.forms.formats.xdatenfelder.vocabulary import MESSAGES

JSON = dict[str, "JSON"] | list["JSON"] | str | int | bool | None
_SHOWN_PLACES = 3


@dataclass(frozen=True, slots=True)
class OpenCodeList:
    """A code list that is not in the file, and the paths of the fields that need it."""

    address: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """The account of one import; all figures are places in the tree.

    `official` is what the official XML schema says, None if nobody asked.
    """

    file: str
    standard: int
    message: str
    id: str
    version: str
    title: str
    fields: int
    groups: int
    rules_total: int
    rules_executable: int
    review: int
    rules_by_structure: int
    """those among the executable ones that the structure of the form fulfils anyway"""
    distinct_rules: int
    """rules by number and version, however many places they stand in"""
    distinct_rules_executable: int
    """those that are carried out in every place"""
    value_lists: int
    code_lists: tuple[OpenCodeList, ...]
    notes: tuple[Note, ...]
    quality: QualityReport
    official: OfficialCheck | None = None

    @property
    def code_lists_open(self) -> int:
        """Return how many fields wait for a code list."""
        return sum(len(code_list.paths) for code_list in self.code_lists)

    def as_json(self) -> dict[str, JSON]:
        """Return the report as plain data."""
        return {
            "file": self.file,
            "standard": f"XDatenfelder {self.standard}",
            "message": self.message,
            "id": self.id,
            "version": self.version,
            "title": self.title,
            "fields": self.fields,
            "groups": self.groups,
            "rules_total": self.rules_total,
            "rules_executable": self.rules_executable,
            "review": self.review,
            "rules_by_structure": self.rules_by_structure,
            "distinct_rules": self.distinct_rules,
            "distinct_rules_executable": self.distinct_rules_executable,
            "value_lists": self.value_lists,
            "code_lists_open": self.code_lists_open,
            "code_lists": [
                {"address": code_list.address, "fields": len(code_list.paths), "paths": list(code_list.paths)}
                for code_list in self.code_lists
            ],
            "notes": [{"message": note.message, "path": note.path, "line": note.line} for note in self.notes],
            "quality": self.quality.as_json(),
            "official": self.official.as_json() if self.official else None,
        }

    def as_text(self) -> str:
        """Return the report in German, equal notes put together."""
        name = f"{self.id} {self.version}".strip()
        lines = [
            f"{self.title} ({name}, XDatenfelder {self.standard}, {MESSAGES[self.message]})",
            "",
            "Übernommen",
            f"  Felder: {self.fields}, Gruppen: {self.groups}, Wertelisten: {self.value_lists}",
            f"  {self.rules_executable} von {self.rules_total} Regeln ausführbar{self._distinct()}",
            "",
            "Offen",
            *(self._open_matters() or ["  nichts"]),
        ]
        if self.notes:
            lines += ["", "Hinweise", *_grouped(self.notes)]
        if self.quality.findings:
            lines += ["", "Amtliche Qualitätsprüfung", *self.quality.as_lines()]
        if self.official:
            lines += ["", "Amtliches XML-Schema", *self.official.as_lines()]
        return "\n".join(lines)

    def _distinct(self) -> str:
        """Return what the figure does not say: how many different rules, how many without a rule of the form."""
        remarks = []
        if self.distinct_rules != self.rules_total:
            remarks.append(f"{self.distinct_rules_executable} von {self.distinct_rules} verschiedenen")
        if self.rules_by_structure:
            remarks.append(f"{self.rules_by_structure} davon durch die Struktur")
        return f" ({', '.join(remarks)})" if remarks else ""

    def _open_matters(self) -> list[str]:
        lines = []
        if self.review:
            what = "Eine Regel" if self.review == 1 else f"{self.review} Regeln"
            lines.append(f"  {what} bitte prüfen: Der Text steht dabei, und ein Vorschlag, wo wir einen haben.")
        for code_list in self.code_lists:
            count = len(code_list.paths)
            what = "Ein Feld ist" if count == 1 else f"{count} Felder sind"
            lines.append(
                f"  Codeliste {code_list.address} liegt nicht vor: "
                f"{what} vorerst Textfeld ({_places(code_list.paths)})."
            )
        return lines


def report_on(
    schema: ImportedSchema,
    *,
    translated: Sequence[Translated],
    code_lists: Mapping[str, Sequence[str]],
    notes: Sequence[Note],
) -> ImportReport:
    """Count what the schema holds; `notes` are those of the conversion, after those of the reading."""
    elements = list(schema.elements())
    fields = [element for element in elements if isinstance(element, ImportedField)]
    reviews = sum(not each.is_executable for each in translated)
    rules = [*schema.rules, *(rule for element in elements for rule in element.rules)]
    distinct = {(rule.id, rule.version) for rule in rules}
    open_ones = {(each.posed.rule.id, each.posed.rule.version) for each in translated if not each.is_executable}
    return ImportReport(
        file=schema.file,
        standard=schema.standard,
        message=schema.message,
        id=schema.id,
        version=schema.version,
        title=schema.title,
        fields=len(fields),
        groups=sum(isinstance(element, ImportedGroup) for element in elements),
        rules_total=len(rules),
        rules_executable=len(rules) - reviews,
        review=reviews,
        rules_by_structure=sum(each.is_executable and not each.rules for each in translated),
        distinct_rules=len(distinct),
        distinct_rules_executable=len(distinct - open_ones),
        value_lists=sum(bool(field.choices) for field in fields),
        code_lists=tuple(OpenCodeList(address, tuple(paths)) for address, paths in sorted(code_lists.items())),
        notes=(*schema.notes, *release_notes(schema), *notes),
        quality=quality_of(schema),
    )


def _grouped(notes: Sequence[Note]) -> list[str]:
    places: dict[str, list[str]] = {}
    for note in notes:
        places.setdefault(note.message, []).append(note.path)
    lines = []
    for message, paths in places.items():
        shown = _places(paths)
        lines.append(f"  {message} ({shown})" if shown else f"  {message}")
    return lines


def _places(paths: Sequence[str]) -> str:
    """Return the FIM numbers at the ends of the paths, each once and not too many."""
    numbers = list(dict.fromkeys(path.rsplit("/", 1)[-1].split("#")[0] for path in paths if path))
    more = len(numbers) - _SHOWN_PLACES
    shown = ", ".join(numbers[:_SHOWN_PLACES])
    return f"{shown} und {more} weitere" if more > 0 else shown
