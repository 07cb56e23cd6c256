"""Reports on versions of packages, each worked out once for the same content and the same day."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from kreishaus.base.problems import Problem, Problems
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.workshop.packages.formats import folder
from kreishaus.workshop.packages.formats.service_yaml import read_definition
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from kreishaus.workshop.proving.outcomes import Proving
from kreishaus.workshop.proving.report import Budget, Report, prove
from kreishaus.workshop.proving.service_analysis import DATES

GATE = Budget(applicants=24, seconds=3.0, each=1_500, all=30_000)
"""what is tried before publication: enough to find what is plainly wrong, little enough to wait for"""
DESK = Budget(applicants=80, seconds=5.0, each=3_000, all=80_000)

_PLACE = "proving"
_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class _Question:
    """What a report depends on; the digest stands for the contents."""

    digest: str
    on: date
    budget: Budget
    proving: Proving = field(compare=False)
    tests: Mapping[str, str] = field(compare=False)


def report_for(
    *, service_text: str, form: FormSchema, tests: Mapping[str, str], on: date, budget: Budget,
    templates: Mapping[str, str] | None = None,
) -> Report:  # fmt: skip
    """Return the report on these contents for that day.

    :raises Problems: if service.yaml cannot be read.
    """
    proving = Proving(read_definition(service_text).service, form, templates)
    lines = [service_text, form.digest, *(f"{file}\n{text}" for file, text in sorted(tests.items()))]
    digest = hashlib.sha256("\x00".join(lines).encode()).hexdigest()
    return _report(_Question(digest, on, budget, proving, tests))


def proving_in(files: Mapping[str, str]) -> tuple[Proving, Mapping[str, str]]:
    """Return the service of a package folder, ready to be tried, and its tests.

    :raises Problems: if service.yaml or form.yaml is missing or cannot be read.
    """
    missing = [
        Problem("Diese Datei fehlt im Paket.", file=name) for name in (folder.SERVICE, folder.FORM) if name not in files
    ]
    if missing:
        raise Problems(missing)
    return _ready(files[folder.SERVICE], contents.read_form(files[folder.FORM]).schema, files)


def proving_of(version: PackageVersion) -> tuple[Proving, Mapping[str, str]]:
    """Return the service of a version, ready to be tried, and its tests. Raises like `proving_in`."""
    files = {
        name: text
        for prefix in (folder.TESTS, folder.LETTERS)
        for name, text in contents.texts_of(version, prefix).items()
    }
    return _ready(contents.texts_of(version, folder.SERVICE)[folder.SERVICE], contents.form_of(version).schema, files)


def _ready(service_text: str, form: FormSchema, files: Mapping[str, str]) -> tuple[Proving, Mapping[str, str]]:
    letters = {name: text for name, text in files.items() if name.startswith(folder.LETTERS)}
    tests = {name: text for name, text in files.items() if name.startswith(folder.TESTS)}
    return Proving(read_definition(service_text).service, form, letters), tests


def report_on(version: PackageVersion, *, on: date, budget: Budget = DESK) -> Report:
    """Return the report on a version.

    :raises Problems: if its service.yaml or form.yaml cannot be read.
    """
    return report_for(
        service_text=contents.texts_of(version, folder.SERVICE)[folder.SERVICE],
        form=contents.form_of(version).schema,
        tests=contents.texts_of(version, folder.TESTS),
        templates=contents.texts_of(version, folder.LETTERS),
        on=on,
        budget=budget,
    )


def obstacles_in(report: Report) -> list[Problem]:
    """Return what stands in the way of publication."""
    problems = [problem for result in report.failed_tests for problem in result.problems]
    # What service.yaml says about fees in time is an obstacle of its own already.
    problems += [
        Problem(finding.message, file=folder.FORM, path=_PLACE, hint=finding.hint)
        for finding in report.analysis.errors
        if finding.path != DATES
    ]
    problems += [
        Problem(failure.message, file=folder.FORM, path=_PLACE)
        for failure in report.exploration.failures
        if failure.blocks
    ]
    return problems


@lru_cache(maxsize=_REMEMBERED)
def _report(question: _Question) -> Report:
    return prove(question.proving, question.tests, on=question.on, budget=question.budget)
