"""Running the tests of a package: the same functions as in operation, on made-up applications."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kreishaus.base.money import euro
from kreishaus.base.problems import Problem, Problems
from kreishaus.services.forms.engine.evaluation import Evaluation
from kreishaus.services.forms.engine.places import answer_at
from kreishaus.workshop.proving.formats.cases import Case, read_cases
from kreishaus.workshop.proving.outcomes import Outcome, Proving


@dataclass(frozen=True, slots=True)
class TestResult:
    """One case and what it found; a file that cannot be read is a result of its own."""

    file: str
    name: str
    problems: tuple[Problem, ...]

    @property
    def passed(self) -> bool:
        """Whether every expectation is met."""
        return not self.problems


def run_tests(proving: Proving, tests: Mapping[str, str]) -> list[TestResult]:
    """Return the result of every case, in the order of the files."""
    results = []
    for file, text in tests.items():
        try:
            cases = read_cases(text, file)
        except Problems as broken:
            results.append(TestResult(file, "", tuple(broken.problems)))
            continue
        results += [TestResult(file, case.name, tuple(_failures(case, proving))) for case in cases]
    return results


def _failures(case: Case, proving: Proving) -> Iterator[Problem]:
    outcome = proving.outcome(case.answers, on=case.on)
    for message in (*_form_failures(case, outcome.evaluation), *_service_failures(case, outcome)):
        yield case.source.problem(("cases", case.number), f"Test „{case.name}“: {message}")


def _form_failures(case: Case, evaluation: Evaluation) -> Iterator[str]:
    expect = case.expect
    for rule, reason in evaluation.failures.items():
        yield f"Die Regel {rule} lässt sich nicht berechnen. {reason}"
    if expect.errors is not None:
        yield from _error_failures(expect.errors, evaluation)
    for path in expect.visible:
        if path not in evaluation.visible:
            yield f"{path} soll zu sehen sein, ist aber verborgen."
    for path in expect.hidden:
        if path in evaluation.visible:
            yield f"{path} soll verborgen sein, ist aber zu sehen."
    for path in expect.required:
        if path not in evaluation.required:
            yield f"{path} soll Pflicht sein, ist es aber nicht."
    yield from _way_failures(case, evaluation)


def _way_failures(case: Case, evaluation: Evaluation) -> Iterator[str]:
    expect = case.expect
    if expect.path is not None and expect.path != evaluation.visible_pages:
        expected, found = (" → ".join(pages) or "keine Seite" for pages in (expect.path, evaluation.visible_pages))
        yield f"Der Weg soll {expected} sein, er ist {found}."
    for path, value in expect.computed.items():
        found_value = answer_at(evaluation.given, path)
        if found_value != value:
            yield f"{path} soll „{value}“ ergeben, berechnet wird „{found_value}“."


def _error_failures(expected: Mapping[str, str | bool], evaluation: Evaluation) -> Iterator[str]:
    for path, message in expected.items():
        found = evaluation.errors.get(path)
        if found is None:
            yield f"Bei {path} wird ein Fehler erwartet, es gibt aber keinen."
        elif message is not True and message not in found:
            yield f"Bei {path} wird „{message}“ erwartet, gemeldet wird „{' '.join(found)}“."
    for path, found in evaluation.errors.items():
        if path not in expected:
            yield f"Bei {path} gibt es einen Fehler, den niemand erwartet: {' '.join(found)}"


def _service_failures(case: Case, outcome: Outcome) -> Iterator[str]:
    expect = case.expect
    fee_cents = outcome.fee.total_cents
    if expect.fee_cents is not None and fee_cents != expect.fee_cents:
        yield f"Die Gebühr soll {euro(expect.fee_cents)} sein, berechnet werden {euro(fee_cents)}."
    if expect.evidence is not None and sorted(outcome.evidence) != sorted(expect.evidence):
        yield f"Nachweise: erwartet {_listed(expect.evidence)}, verlangt {_listed(outcome.evidence)}."
    if expect.title is not None and outcome.title != expect.title:
        yield f"Der Titel soll „{expect.title}“ sein, er lautet „{outcome.title}“."
    person = outcome.applicant
    known = {"name": person.name, "email": person.email, "address": person.address}
    for key, value in expect.applicant.items():
        if known[key] != value.strip():
            yield f"applicant.{key} soll „{value}“ sein, gelesen wird „{known[key]}“."
    yield from _letter_failures(case, outcome)


def _letter_failures(case: Case, outcome: Outcome) -> Iterator[str]:
    for name, expected in case.expect.letters.items():
        try:
            whole = outcome.letter(name)
        except KeyError:
            yield f"Der Brief {name} fehlt."
            continue
        for text in expected:
            if text not in whole:
                yield f"Im Brief {name} fehlt „{text}“."


def _listed(keys: tuple[str, ...]) -> str:
    return ", ".join(sorted(keys)) or "keine"
