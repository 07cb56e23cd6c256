"""The page on which a service is given out: what there is to download, and what the schemas cannot say."""

from dataclasses import dataclass

from kreishaus.base.problems import Problems
from kreishaus.faces.desk.form_places import place_in_words
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.formats.submission import Conflict, ConflictKind
from kreishaus.workshop.packages import queries as packages
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.queries import ExportFormat

_SECTIONS = (
    (
        ConflictKind.MAY_BE_MISSING,
        "Im Schema Pflicht, durch eine Regel ausgeblendet",
        "JSON Schema und XFall-Schema verlangen sie nicht, damit jeder rechtmäßige Antrag gültig ist.",
    ),
    (
        ConflictKind.CONDITIONALLY_REQUIRED,
        "Freiwillig, durch eine Regel Pflicht",
        "Die Schemata können das nicht ausdrücken. Das Formular prüft es beim Absenden.",
    ),
    (
        ConflictKind.CHECKED,
        "Angaben, die zueinander passen müssen",
        "Auch das prüft nur das Formular.",
    ),
    (
        ConflictKind.COMPUTED,
        "Berechnete Angaben",
        "Das Formular rechnet sie aus. Wer Anträge auf anderem Weg schickt, muss selbst rechnen.",
    ),
    (
        ConflictKind.PATTERN,
        "Muster, die nicht überall gehen",
        "Ein Schema kennt diese Schreibweise nicht. Das Formular prüft sie.",
    ),
)


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One conflict with its place in words."""

    conflict: Conflict
    place: str


@dataclass(frozen=True, slots=True)
class ConflictSection:
    """Conflicts of one kind."""

    title: str
    meaning: str
    rows: tuple[ConflictRow, ...]


@dataclass(frozen=True, slots=True)
class ExportsPage:
    """Everything the page shows; without formats if the form is broken."""

    version: PackageVersion
    formats: tuple[ExportFormat, ...]
    sections: tuple[ConflictSection, ...]


def exports_page(version: PackageVersion) -> ExportsPage:
    """Return the page of a version."""
    form = packages.form_or_none(version)
    try:
        found = packages.conflicts_of(version)
    except Problems:
        found = ()
    whole = packages.FORMATS["package"]
    return ExportsPage(
        version=version,
        formats=tuple(packages.FORMATS.values()) if form else (whole,),
        sections=tuple(_sections(found, form)) if form else (),
    )


def _sections(found: tuple[Conflict, ...], form: FormSchema) -> list[ConflictSection]:
    sections = []
    for kind, title, meaning in _SECTIONS:
        rows = tuple(
            ConflictRow(conflict, place_in_words(form, conflict.path) if conflict.path else "")
            for conflict in found
            if conflict.kind is kind
        )
        if rows:
            sections.append(ConflictSection(title, meaning, rows))
    return sections
