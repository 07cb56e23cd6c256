"""Running the tests of a package: the same functions as in operation, on made-up applications."""

from collections.abc import Iterator, Mapping

from kreishaus.base.expressions import ExpressionError, compile_expression
from kreishaus.base.german import short_date
from kreishaus.base.money import euro
from kreishaus.base.problems import Problem, Problems
from kreishaus.casework.engine.wording import LetterFacts, fill_letter
from kreishaus.services.applications.engine import texts
from kreishaus.services.applications.rules import applicant
from kreishaus.services.forms.engine.evaluation import Evaluation, environment, evaluate
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.payments.rules import assess
from kreishaus.workshop.packages.formats.definition import ServiceDefinition
from kreishaus.workshop.packages.formats.offering import offering_settings
from kreishaus.workshop.packages.formats.service_yaml import read_definition
from kreishaus.workshop.proving.formats.cases import Case, read_cases


class CaseProver:
    """Runs the cases in `tests/*.yaml`; stands behind `packages.ports.Prover`."""

    def failures(self, *, service_text: str, form: FormSchema, tests: Mapping[str, str]) -> list[Problem]:
        """Return a problem for each expectation that is not met, with file and line of the case."""
        service = read_definition(service_text).service
        problems: list[Problem] = []
        for file, text in tests.items():
            try:
                cases = read_cases(text, file)
            except Problems as broken:
                problems += broken.problems
                continue
            for case in cases:
                problems += _failures(case, service, form)
        return problems


def _failures(case: Case, service: ServiceDefinition, form: FormSchema) -> Iterator[Problem]:
    evaluation = evaluate(form, case.answers, on=case.on)
    messages = [*_form_failures(case, evaluation), *_service_failures(case, evaluation, service)]
    for message in messages:
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


def _service_failures(case: Case, evaluation: Evaluation, service: ServiceDefinition) -> Iterator[str]:
    expect = case.expect
    variables = texts.environment_of(environment(evaluation))
    fee_cents = assess(service.fees, answers=variables, on=case.on).total_cents
    if expect.fee_cents is not None and fee_cents != expect.fee_cents:
        yield f"Die Gebühr soll {euro(expect.fee_cents)} sein, berechnet werden {euro(fee_cents)}."
    if expect.evidence is not None:
        needed = [each.key for each in service.evidence if _holds(each.when, variables)]
        if sorted(needed) != sorted(expect.evidence):
            yield f"Nachweise: erwartet {_listed(expect.evidence)}, verlangt {_listed(needed)}."
    title = texts.words_of(service.title, variables)
    if expect.title is not None and title != expect.title:
        yield f"Der Titel soll „{expect.title}“ sein, er lautet „{title}“."
    settings = offering_settings(service, evaluation.schema, {})
    person = applicant(settings, variables)
    known = {"name": person.name, "email": person.email, "address": person.address}
    for key, value in expect.applicant.items():
        if known[key] != value.strip():
            yield f"applicant.{key} soll „{value}“ sein, gelesen wird „{known[key]}“."
    facts = LetterFacts(
        reference="00-00-2026-0001",
        title=title,
        submitted_on=case.on.isoformat(),
        applicant_name=person.name,
        applicant_email=person.email,
        applicant_address=person.address,
        service_name=service.name,
        office_name=f"Amt {service.office}",
        office_number=service.office,
        authority_name="Landkreis",
        fee_cents=fee_cents,
    )
    yield from _letter_failures(case, settings, variables, facts)


def _letter_failures(
    case: Case, settings: Mapping[str, object], variables: Mapping[str, object], facts: LetterFacts
) -> Iterator[str]:
    letters = settings["letters"]
    assert isinstance(letters, dict)
    for outcome, expected in case.expect.letters.items():
        if outcome not in letters:
            yield f"Der Brief {outcome} fehlt."
            continue
        wording = fill_letter(
            letters[outcome],
            legal_remedy=str(settings["legal_remedy"]),
            answers=variables,
            facts=facts,
            shown={},
            fee_cents=facts.fee_cents,
        )
        whole = "\n".join(
            [wording.subject, wording.salutation, *wording.paragraphs, *wording.conditions, wording.reasons]
        ).replace("{{ decision.date }}", short_date(case.on))
        for text in expected:
            if text not in whole:
                yield f"Im Brief {outcome} fehlt „{text}“."


def _holds(condition: str, variables: Mapping[str, object]) -> bool:
    if not condition:
        return True
    try:
        return compile_expression(condition).holds(variables) is True
    except ExpressionError:
        return False


def _listed(keys: list[str] | tuple[str, ...]) -> str:
    return ", ".join(sorted(keys)) or "keine"
