"""Which answers the conditions and letters of a service read, and whether the form asks for them."""

import re
from collections.abc import Iterator

from kreishaus.base.expressions import ExpressionError, compile_expression, kinds
from kreishaus.base.problems import Problem
from kreishaus.base.yamlsource import Path
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.engine.typing import node_kind
from kreishaus.services.payments.engine.checking import missing_choices
from kreishaus.workshop.packages.formats.definition import ServiceDefinition
from kreishaus.workshop.packages.formats.service_yaml import ReadDefinition

PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
# What a letter may name besides the answers.
LETTER_NAMES = frozenset(
    {
        "applicant.name",
        "applicant.email",
        "applicant.address",
        "service.name",
        "office.name",
        "office.number",
        "authority.name",
        "case.reference",
        "application.reference",
        "application.title",
        "application.submitted_on",
        "decision.date",
        "fee.total",
        "fee.amount_text",
        "today",
    }
)


def expression_problems(definition: ReadDefinition, schema: FormSchema) -> list[Problem]:
    """Return a problem for every condition or letter that reads what the form does not ask."""
    known = answer_paths(schema)
    problems = []
    for place, text in _expressions(definition.service):
        if not text:
            continue
        unknown = _unknown(text, known)
        problems += [definition.problem(place, message) for message in unknown]
        if not unknown:
            wanted = kinds.YES_NO if place[-1] == "when" else kinds.ANY
            problems += [
                definition.problem(place, misfit.message, hint=misfit.hint)
                for misfit in kinds.misfits(
                    compile_expression(text).tree, lambda path: _kind(schema, path), wanted=wanted
                )
            ]
    for number, fee in enumerate(definition.service.fees):
        problems += [
            definition.problem(("fees", number, "table"), f"Gebühr „{fee.name}“: {message}", hint=hint)
            for message, hint in missing_choices(fee.reckoning, lambda path: _options(schema, path))
        ]
    for place, text in _letter_texts(definition.service):
        for placeholder in PLACEHOLDER.findall(text):
            messages = _unknown(placeholder.strip(), known | LETTER_NAMES)
            problems += [definition.problem(place, message) for message in messages]
    return problems


def _kind(schema: FormSchema, path: str) -> kinds.Kind:
    """Return what a path is, the answers of a choice included."""
    if path == "today":
        return kinds.Kind(kinds.DAY, "heute")
    found = schema.plan.tree.resolve(path.removeprefix("answers."))
    if found is None or found[0].outer:
        return kinds.Kind()
    kind = node_kind(found[0], keys_known=True)
    return kind.members.get(found[1], kinds.Kind()) if found[1] else kind


def _options(schema: FormSchema, path: str) -> tuple[str, ...] | None:
    """Return the keys of the answers that a field offers, None if it offers none."""
    node = schema.plan.tree.by_path.get(path.removeprefix("answers."))
    if node is None or node.field is None or not node.field.options:
        return None
    return tuple(option.key for option in node.field.options)


def answer_paths(schema: FormSchema) -> frozenset[str]:
    """Return the dotted paths of all groups, fields and parts of answers, without row numbers."""
    found: set[str] = set()
    for path, node in schema.plan.tree.by_path.items():
        found |= {path, *(f"{path}.{part}" for part in node.readable)}
    return frozenset(found)


def _unknown(text: str, known: frozenset[str]) -> list[str]:
    try:
        expression = compile_expression(text)
    except ExpressionError as error:
        return [str(error)]
    return [
        f"„{path}“ kommt im Formular nicht vor."
        for path in sorted(expression.paths)
        if path.removeprefix("answers.") not in known and path not in ("answers", "today")
    ]


def _expressions(service: ServiceDefinition) -> Iterator[tuple[Path, str]]:
    yield ("applicant", "name"), service.applicant.name
    yield ("applicant", "email"), service.applicant.email
    yield ("applicant", "address"), service.applicant.address
    yield ("title",), service.title
    if service.reserve:
        yield ("reserve", "value"), service.reserve.value
    for number, fee in enumerate(service.fees):
        yield ("fees", number, "when"), fee.when
        for expression in fee.reckoning.expressions:
            yield ("fees", number), expression
    for number, evidence in enumerate(service.evidence):
        yield ("evidence", number, "when"), evidence.when


def _letter_texts(service: ServiceDefinition) -> Iterator[tuple[Path, str]]:
    for outcome, letter in service.letters.items():
        for text in letter.texts:
            yield ("letters", outcome), text
