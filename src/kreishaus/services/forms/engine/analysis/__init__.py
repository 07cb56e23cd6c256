"""Look at a form before anybody fills it in: what can never be shown, never be true, never be right.

Where the fields a question depends on are compared with constants only, every case that differs is
tried, and the answer is proven. Where they are not, examples are looked for; without one the
question stays open, and the report says so.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kreishaus.services.forms.engine.analysis.contradictions import contradictions
from kreishaus.services.forms.engine.analysis.findings import Analysis, Finding, Kind, Severity
from kreishaus.services.forms.engine.analysis.options import option_findings
from kreishaus.services.forms.engine.analysis.paths import Sequences, page_sequences
from kreishaus.services.forms.engine.analysis.reach import reach_findings
from kreishaus.services.forms.engine.analysis.searching import Searcher
from kreishaus.services.forms.engine.analysis.truths import truth_findings
from kreishaus.services.forms.engine.analysis.unanswerable import unanswerable_findings
from kreishaus.services.forms.engine.planning import draw_up
from kreishaus.services.forms.engine.schema import Answers, FormSchema
from kreishaus.services.forms.engine.synthesis import PERSONAS, try_fill

__all__ = [
    "Analysis",
    "Finding",
    "Kind",
    "Searcher",
    "Sequences",
    "Severity",
    "analyse",
    "analysis_with",
    "page_sequences",
]


_APPLICANTS = [(seed, persona) for seed in range(4) for persona in PERSONAS.values()]


def analyse(
    schema: FormSchema, *, on: date, most_each: int = 4_000, most: int = 300_000, samples: Sequence[Answers] = ()
) -> Analysis:
    """Return what is wrong with the form on that day, within a bounded number of tries."""
    flaws = draw_up(schema).flaws
    if flaws:
        return Analysis(
            tuple(Finding(Kind.FLAW, Severity.ERROR, flaw.message, flaw.path, hint=flaw.hint) for flaw in flaws)
        )
    samples = samples or [try_fill(schema, on=on, seed=seed, persona=persona).answers for seed, persona in _APPLICANTS]
    return analysis_with(Searcher(schema, on=on, most_each=most_each, most=most, samples=samples))


def analysis_with(searcher: Searcher) -> Analysis:
    """Return the analysis of a form without flaws by this searcher."""
    reach = reach_findings(searcher)
    hidden = frozenset(finding.path for finding in reach)
    findings = [*reach, *truth_findings(searcher, hidden), *contradictions(searcher), *option_findings(searcher)]
    findings += unanswerable_findings(searcher.schema.plan)
    order = list(Severity)
    findings.sort(key=lambda finding: order.index(finding.severity))
    return replace(
        Analysis(tuple(findings)), questions=searcher.questions, proven=searcher.proven, tried=searcher.tried
    )
