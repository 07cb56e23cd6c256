"""The report on a service: analysis, tests and exploration together, as data and as text."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from kreishaus.base.german import short_date
from kreishaus.base.money import euro
from kreishaus.services.forms.engine.analysis import (
    Analysis,
    Searcher,
    Sequences,
    Severity,
    analysis_with,
    page_sequences,
)
from kreishaus.workshop.proving.coverage import Place
from kreishaus.workshop.proving.exploring import Exploration, Progress, explore
from kreishaus.workshop.proving.outcomes import Proving
from kreishaus.workshop.proving.running import TestResult, run_tests
from kreishaus.workshop.proving.service_analysis import service_findings

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Budget:
    """How much is tried."""

    applicants: int = 200
    seconds: float | None = None
    each: int = 4_000
    """sets of answers for one question"""
    all: int = 300_000
    """sets of answers for all questions together"""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is known about a service before it goes online."""

    key: str
    name: str
    version: str
    on: date
    analysis: Analysis
    sequences: Sequences
    tests: tuple[TestResult, ...]
    exploration: Exploration
    evidence: Mapping[str, str]
    """key -> name of every document that may be asked for"""

    @property
    def failed_tests(self) -> tuple[TestResult, ...]:
        """The tests that do not pass."""
        return tuple(result for result in self.tests if not result.passed)

    @property
    def is_clean(self) -> bool:
        """Whether nothing stands in the way of publication."""
        blocked = any(failure.blocks for failure in self.exploration.failures)
        return not (self.analysis.errors or self.failed_tests or blocked)

    def to_data(self) -> dict[str, object]:
        """Return the report as plain data."""
        return {
            "key": self.key,
            "name": self.name,
            "version": self.version,
            "on": self.on.isoformat(),
            "clean": self.is_clean,
            "analysis": self.analysis.to_data(),
            "page_sequences": {
                "complete": self.sequences.complete,
                "found": [
                    {"pages": list(pages), "example": dict(example)} for pages, example in self.sequences.found.items()
                ],
            },
            "tests": [
                {
                    "file": result.file,
                    "name": result.name,
                    "passed": result.passed,
                    "problems": [str(problem) for problem in result.problems],
                }
                for result in self.tests
            ],
            "exploration": exploration_data(self.exploration),
        }

    def as_text(self) -> str:
        """Return the report in German, for the command line."""
        return "\n".join(
            [f"{self.name} ({self.key} {self.version}), geprüft für den {short_date(self.on)}", *_lines(self)]
        )


def prove(
    proving: Proving,
    tests: Mapping[str, str],
    *,
    on: date,
    seed: int = 0,
    budget: Budget | None = None,
    progress: Progress | None = None,
) -> Report:
    """Return the report on a service for that day."""
    budget = budget or Budget()
    exploration = explore(
        proving, on=on, applicants=budget.applicants, seed=seed, seconds=budget.seconds, progress=progress
    )
    searcher = Searcher(proving.form, on=on, most_each=budget.each, most=budget.all, samples=exploration.samples)
    sequences = page_sequences(searcher)
    found = analysis_with(searcher)
    more = service_findings(proving.service, searcher)
    order = list(Severity)
    analysis = replace(
        found,
        findings=tuple(sorted((*found.findings, *more), key=lambda finding: order.index(finding.severity))),
        questions=searcher.questions,
        proven=searcher.proven,
        tried=searcher.tried,
    )
    service = proving.service
    results = tuple(run_tests(proving, tests))
    names = {evidence.key: evidence.name for evidence in service.evidence}
    return Report(service.key, service.name, service.version, on, analysis, sequences, results, exploration, names)


def exploration_data(exploration: Exploration) -> dict[str, object]:
    """Return an exploration as plain data."""
    coverage = exploration.coverage
    return {
        "applicants": exploration.applicants,
        "complete": exploration.complete,
        "seed": exploration.seed,
        "seconds": round(exploration.seconds, 2),
        "stopped": exploration.stopped,
        "paths": [
            {"pages": list(way.pages), "count": way.count, "seed": way.seed, "persona": way.persona}
            for way in exploration.ways
        ],
        "fees": {euro(cents): count for cents, count in sorted(exploration.fees.items())},
        "evidence": dict(exploration.evidence),
        "letters": dict(exploration.letters),
        "complaints": dict(exploration.complaints.most_common()),
        "required": dict(coverage.required.most_common()),
        "coverage": {
            "fields": coverage.fields,
            "never_shown": _keys(coverage.never_shown),
            "never_answered": _keys(coverage.never_answered),
            "rules": coverage.all_rules,
            "never_applied": _keys(coverage.never_applied),
            "options": coverage.options,
            "never_chosen": _keys(coverage.never_chosen),
        },
        "failures": [
            {
                "kind": failure.kind,
                "message": failure.message,
                "path": failure.path,
                "blocks": failure.blocks,
                "count": failure.count,
                "seed": failure.seed,
                "persona": failure.persona,
                "example": failure.example,
            }
            for failure in exploration.failures
        ],
    }


def _keys(places: tuple[Place, ...]) -> list[str]:
    return [place.key for place in places]


def _lines(report: Report) -> list[str]:
    exploration, analysis = report.exploration, report.analysis
    lines = [f"  {len(report.tests) - len(report.failed_tests)} von {len(report.tests)} Tests bestanden"]
    lines += [f"    {problem}" for result in report.failed_tests for problem in result.problems]
    lines.append(
        f"  Analyse: {analysis.proven} von {analysis.questions} Fragen entschieden, {len(analysis.errors)} Fehler"
    )
    lines += [
        f"    {finding.severity.label}: {finding.message} {finding.hint}".rstrip() for finding in analysis.findings
    ]
    more = "" if report.sequences.complete else " (es kann mehr geben)"
    count = len(report.sequences.found)
    lines.append(f"  {count} {'Weg' if count == 1 else 'Wege'} durch die Seiten{more}")
    lines.append(
        f"  {exploration.complete} von {exploration.applicants} erdachten Anträgen vollständig, "
        f"{sum(exploration.letters.values())} Briefe geschrieben ({exploration.seconds:.1f} s)".replace(".", ",")
    )
    if exploration.stopped:
        lines.append("    Die Zeit war um, bevor alle Anträge gestellt waren.")
    for failure in exploration.failures:
        lines.append(f"    {'Fehler' if failure.blocks else 'Hinweis'}: {failure.message} ({failure.count}-mal)")
    for title, places in uncovered(report):
        names = ", ".join(place.key for place in places[:_SHOWN])
        lines.append(f"    {title}: {names}{' …' if len(places) > _SHOWN else ''}")
    lines.append("  Alles in Ordnung." if report.is_clean else "  Bitte erst die Fehler beheben.")
    return lines


def uncovered(report: Report) -> list[tuple[str, tuple[Place, ...]]]:
    """Return what no applicant has reached, by what it is."""
    coverage = report.exploration.coverage
    every = (
        ("Nie gezeigte Felder", coverage.never_shown),
        ("Nie beantwortete Felder", coverage.never_answered),
        ("Regeln, die auf niemanden zutrafen", coverage.never_applied),
        ("Antworten, die niemand gewählt hat", coverage.never_chosen),
    )
    return [(title, places) for title, places in every if places]
