"""All findings about one file: for people grouped by severity, for scripts as data."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kreishaus.services.forms.formats.xdatenfelder.model import ImportedSchema
from kreishaus.services.forms.formats.xdatenfelder.quality.registry import Place, Severity, Subject, checks

_SHOWN_PLACES = 3
JSON = dict[str, "JSON"] | list["JSON"] | str | int | bool | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One official message with every place where it applies."""

    number: int
    severity: Severity
    text: str
    places: tuple[Place, ...]

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return the FIM numbers concerned, each once; empty for the schema itself."""
        ends = (place.path.rsplit("/", 1)[-1].split("#", 1)[0] for place in self.places if place.path)
        return tuple(dict.fromkeys(ends))

    @property
    def where(self) -> str:
        """Return the first places in words."""
        numbers = self.numbers
        more = len(numbers) - _SHOWN_PLACES
        shown = ", ".join(numbers[:_SHOWN_PLACES])
        return f"{shown} und {more} weitere" if more > 0 else shown

    @property
    def details(self) -> tuple[str, ...]:
        """Return what exactly was found, each once."""
        return tuple(dict.fromkeys(place.detail for place in self.places if place.detail))


@dataclass(frozen=True, slots=True)
class QualityReport:
    """The quality of one file. Places are counted in the tree: an element used twice counts twice."""

    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """Return how many different messages of this severity apply."""
        return sum(finding.severity is severity for finding in self.findings)

    def by_severity(self) -> Iterator[tuple[Severity, list[Finding]]]:
        """Yield the findings, the worst first."""
        order = list(Severity)
        ranked = sorted(self.findings, key=lambda finding: (order.index(finding.severity), finding.number))
        for severity, group in groupby(ranked, key=lambda finding: finding.severity):
            yield severity, list(group)

    def as_json(self) -> dict[str, JSON]:
        """Return the report as plain data."""
        counts: dict[str, JSON] = {severity.value: self.count(severity) for severity in Severity}
        return {
            **counts,
            "findings": [
                {
                    "number": finding.number,
                    "severity": finding.severity.value,
                    "text": finding.text,
                    "count": len(finding.places),
                    "places": [
                        {"path": place.path, "line": place.line, "detail": place.detail} for place in finding.places
                    ],
                }
                for finding in self.findings
            ],
        }

    def as_lines(self) -> list[str]:
        """Return the report in German, a line for each message."""
        lines = []
        for severity, findings in self.by_severity():
            lines.append(f"  {severity.heading}: {len(findings)}")
            for finding in findings:
                times = f", {len(finding.places)}-mal" if len(finding.places) > 1 else ""
                where = f" ({finding.where}{times})" if finding.where else ""
                lines.append(f"    {finding.number} {finding.text}{where}")
        return lines


def quality_of(schema: ImportedSchema) -> QualityReport:
    """Check a file against every official message that one file can trigger."""
    subject = Subject(schema)
    found = (
        Finding(check.number, check.severity, check.text, tuple(dict.fromkeys(check.find(subject))))
        for check in checks()
        if schema.standard >= check.since
    )
    return QualityReport(tuple(finding for finding in found if finding.places))
