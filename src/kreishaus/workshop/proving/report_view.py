"""The report as people read it: a page of its own for the file, its body for the desk."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kreishaus.base.money import euro
from kreishaus.casework.enums import Outcome
from kreishaus.services.applications.engine.shown import shown_pages
from kreishaus.services.forms.engine.analysis import Finding
from kreishaus.services.forms.engine.places import NoSuchPlace, element_at, put
from kreishaus.services.forms.engine.schema import Answers, FormSchema
from kreishaus.services.forms.engine.synthesis import PERSONAS
from kreishaus.workshop.proving.exploring import Failure
from kreishaus.workshop.proving.report import Report, uncovered

_MOST_LISTED = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A line of two: what, and how it is."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding or a failure with the answers that show it."""

    kind: str
    """`error`, `warning` or `open`"""
    word: str
    message: str
    hint: str
    example: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ShownWay:
    """A way through the pages."""

    pages: tuple[str, ...]
    count: int
    persona: str
    example: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """How often a field was shown, asked for and answered, in percent of the applicants."""

    label: str
    path: str
    shown: int
    required: int
    answered: int


@dataclass(frozen=True, slots=True)
class Open:
    """What nobody has reached, of one sort."""

    title: str
    labels: tuple[str, ...]
    more: int


class ReportView:
    """What the templates show of a report."""

    def __init__(self, report: Report, schema: FormSchema) -> None:
        self.report = report
        self.schema = schema
        self.exploration = report.exploration

    @property
    def figures(self) -> list[Row]:
        """The figures at the top."""
        tests, exploration, ways = self.report.tests, self.exploration, len(self.report.sequences.found)
        return [
            Row("Tests bestanden", f"{len(tests) - len(self.report.failed_tests)} von {len(tests)}"),
            Row("Fehler der Analyse", str(len(self.report.analysis.errors))),
            Row("Weg durch die Seiten" if ways == 1 else "Wege durch die Seiten", str(ways)),
            Row("erdachte Anträge vollständig", f"{exploration.complete} von {exploration.applicants}"),
            Row("Briefe geschrieben", str(sum(exploration.letters.values()))),
        ]

    @property
    def findings(self) -> list[Shown]:
        """What the analysis found."""
        return [self._finding(finding) for finding in self.report.analysis.findings]

    @property
    def failures(self) -> list[Shown]:
        """What went wrong for applicants."""
        return [self._failure(failure) for failure in self.exploration.failures]

    @property
    def ways(self) -> list[ShownWay]:
        """Every way through the pages, those that most applicants took first."""
        taken = {way.pages: way for way in self.exploration.ways}
        every = [*taken, *(pages for pages in self.report.sequences.found if pages not in taken)]
        return [self._way(pages) for pages in every[:_MOST_LISTED]]

    @property
    def fees(self) -> list[Row]:
        """How many pay what."""
        return [Row(euro(cents), f"{count}-mal") for cents, count in sorted(self.exploration.fees.items())]

    @property
    def evidence(self) -> list[Row]:
        """How often which document is asked for."""
        names = self.report.evidence
        return [Row(names.get(key, key), f"{count}-mal") for key, count in self.exploration.evidence.most_common()]

    @property
    def letters(self) -> list[Row]:
        """How many letters were written."""
        return [Row(f"Brief „{Outcome(key).label}“", f"{count}-mal") for key, count in self.exploration.letters.items()]

    @property
    def complaints(self) -> list[Row]:
        """Where something was wrong most often before it was mended."""
        most = self.exploration.complaints.most_common(10)
        return [Row(self._label(path), f"{count}-mal") for path, count in most]

    @property
    def open(self) -> list[Open]:
        """What nobody has reached."""
        return [
            Open(title, tuple(place.label for place in places[:_MOST_LISTED]), max(0, len(places) - _MOST_LISTED))
            for title, places in uncovered(self.report)
        ]

    @property
    def reached(self) -> list[Reached]:
        """Every field with how often it was shown, required and answered."""
        coverage, complete = self.exploration.coverage, max(1, self.exploration.complete)

        def percent(count: int) -> int:
            return round(100 * count / complete)

        return [
            Reached(
                node.label, node.path, percent(coverage.shown[node.path]), percent(coverage.required[node.path]),
                percent(coverage.answered[node.path]),
            )
            for node in self.schema.plan.tree.nodes
            if node.type and node.type.has_value
        ]  # fmt: skip

    def _finding(self, finding: Finding) -> Shown:
        rows = self._rows(_nested(finding.example or {}))
        return Shown(finding.severity.value, finding.severity.label, finding.message, finding.hint, rows)

    def _failure(self, failure: Failure) -> Shown:
        kind, word = ("error", "Fehler") if failure.blocks else ("warning", "Hinweis")
        hint = f"Bei {failure.count} von {self.exploration.applicants} erdachten Anträgen."
        return Shown(kind, word, failure.message, hint, self._rows(failure.example))

    def _way(self, pages: tuple[str, ...]) -> ShownWay:
        taken = next((way for way in self.exploration.ways if way.pages == pages), None)
        answers = _nested(self.report.sequences.found.get(pages) or {})
        titles = {page.key: page.title for page in self.schema.pages}
        persona = PERSONAS[taken.persona].name if taken else ""
        names = tuple(titles.get(key, key) for key in pages)
        return ShownWay(names, taken.count if taken else 0, persona, self._rows(answers))

    def _rows(self, answers: Mapping[str, object]) -> tuple[Row, ...]:
        return tuple(
            Row(row.label, row.value)
            for page in shown_pages(self.schema, answers)
            for group in page.groups
            for row in group.rows
        )

    def _label(self, path: str) -> str:
        try:
            return element_at(self.schema, path).label if path else "Das ganze Formular"
        except NoSuchPlace:
            return path


def _nested(example: Mapping[str, object]) -> Answers:
    """Return answers by path as answers of a form."""
    answers: Answers = {}
    for path, value in example.items():
        put(answers, path, value)
    return answers


def report_html(report: Report, schema: FormSchema) -> str:
    """Return the report as a page that needs nothing else: to send, to print, to keep."""
    # A file stands alone: no style sheet lies beside it. The pages that we serve have no styles of their own.
    style = format_html("<style>{}</style>", render_to_string("proving/report.css"))
    context = {"view": ReportView(report, schema), "report": report, "style": style}
    return render_to_string("proving/report.html", context)


def report_body(report: Report, schema: FormSchema) -> SafeString:
    """Return the report without a page around it."""
    return render_to_string("proving/report_body.html", {"view": ReportView(report, schema), "report": report})
