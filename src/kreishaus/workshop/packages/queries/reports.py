"""What the command line says about packages: as text for people, as JSON for scripts."""

from dataclasses import dataclass
from typing import Any

from kreishaus.base.problems import Problem, Problems
from kreishaus.services.forms.engine.schema import FormSchema, Review
from kreishaus.workshop.packages.enums import PackageState
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.queries.versions import versions
from kreishaus.workshop.packages.rules import contents, publication_obstacles
from kreishaus.workshop.packages.rules.code_lists import open_lists


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageReport:
    """A version in figures, with what stands in the way of publication."""

    key: str
    name: str
    version: str
    state: str
    fields: int
    groups: int
    rules_total: int
    rules_executable: int
    review: int
    code_lists_open: int
    obstacles: tuple[Problem, ...]

    @property
    def is_ready(self) -> bool:
        """Tell whether nothing stands in the way of publication."""
        return not self.obstacles

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain data."""
        return {
            "key": self.key,
            "name": self.name,
            "version": self.version,
            "state": self.state,
            "fields": self.fields,
            "groups": self.groups,
            "rules_total": self.rules_total,
            "rules_executable": self.rules_executable,
            "review": self.review,
            "code_lists_open": self.code_lists_open,
            "ready": self.is_ready,
            "obstacles": [
                {"message": each.message, "file": each.file, "line": each.line, "path": each.path, "hint": each.hint}
                for each in self.obstacles
            ],
        }

    def as_text(self) -> str:
        """Return the report in German."""
        lines = [
            f"{self.name} ({self.key} {self.version}, {PackageState(self.state).label})",
            f"  {self.fields} Felder in {self.groups} Gruppen",
            f"  {self.rules_executable} von {self.rules_total} Regeln ausführbar, {self.review} noch offen",
        ]
        if self.code_lists_open:
            lines.append(f"  {self.code_lists_open} Codelisten liegen nicht vor")
        lines += [f"  offen: {obstacle}" for obstacle in self.obstacles]
        if not self.obstacles and self.state == PackageState.DRAFT:
            lines.append("  Alles da: Der Dienst kann vorgelegt werden.")
        return "\n".join(lines)


def report_on(version: PackageVersion) -> PackageReport:
    """Return the figures of one version. For a FIM import, fields and groups are those of the schema."""
    counted = version.report or {}
    finished = version.state in (PackageState.PUBLISHED, PackageState.RETIRED)
    try:
        service, form = contents.definition_of(version).service, contents.form_of(version).schema
    except Problems as broken:
        return _broken(version, broken)
    return PackageReport(
        key=version.package.key,
        name=version.name,
        version=version.version,
        state=version.state,
        fields=counted.get("fields", len(form.fields)),
        groups=counted.get("groups", len(form.groups)),
        rules_total=len(_numbers(form) | {review.id for review in form.reviews}),
        rules_executable=len(_numbers(form) | {review.id for review in form.reviews if _by_structure(review)}),
        review=len(form.open_reviews),
        code_lists_open=len(open_lists(form, service, version.files)),
        obstacles=() if finished else tuple(publication_obstacles(version)),
    )


def reports() -> list[PackageReport]:
    """Return a report on every version, what was changed last first."""
    return [report_on(version) for version in versions()]


def _numbers(form: FormSchema) -> set[str]:
    """Return the rules of the form, each counted once however many effects it has."""
    return {rule.number for rule in form.rules}


def _by_structure(review: Review) -> bool:
    return review.settled is not None and review.settled.by == "structure"


def _broken(version: PackageVersion, broken: Problems) -> PackageReport:
    return PackageReport(
        key=version.package.key,
        name=version.name,
        version=version.version,
        state=version.state,
        fields=0,
        groups=0,
        rules_total=0,
        rules_executable=0,
        review=0,
        code_lists_open=0,
        obstacles=broken.problems,
    )
