"""What a service makes of an application: the same functions as in operation, without a database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from kreishaus.base.expressions import ExpressionError, compile_expression
from kreishaus.base.german import short_date
from kreishaus.casework.engine.wording import SIGNING_DAY, LetterFacts, Wording, fill_letter
from kreishaus.services.applications.engine import texts
from kreishaus.services.applications.engine.shown import shown_pages, words_by_path
from kreishaus.services.applications.rules import Applicant, applicant
from kreishaus.services.forms.engine.evaluation import Evaluation, environment, evaluate
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.payments.rules import Assessment, assess
from kreishaus.workshop.packages.formats.definition import ServiceDefinition
from kreishaus.workshop.packages.formats.expressions import PLACEHOLDER
from kreishaus.workshop.packages.formats.offering import offering_settings

REFERENCE = "00-00-2026-0001"


@dataclass(frozen=True)
class Outcome:
    """One application as the service sees it."""

    service: ServiceDefinition
    form: FormSchema
    evaluation: Evaluation
    settings: Mapping[str, Any]

    @property
    def on(self) -> date:
        """The day on which it is handed in."""
        return self.evaluation.on

    @cached_property
    def variables(self) -> Mapping[str, object]:
        """What the expressions of the service read."""
        return texts.environment_of(environment(self.evaluation))

    @cached_property
    def fee(self) -> Assessment:
        """The fees that apply."""
        return assess(self.service.fees, answers=self.variables, on=self.on)

    @cached_property
    def evidence(self) -> tuple[str, ...]:
        """The keys of the documents that are asked for."""
        return tuple(each.key for each in self.service.evidence if holds(each.when, self.variables))

    @cached_property
    def title(self) -> str:
        """The title of the case."""
        return texts.words_of(self.service.title, self.variables)

    @cached_property
    def applicant(self) -> Applicant:
        """Who applies, as the package reads it from the answers."""
        return applicant(self.settings, self.variables)

    @property
    def path(self) -> tuple[str, ...]:
        """The pages that are seen, in their order."""
        return self.evaluation.visible_pages

    @cached_property
    def shown(self) -> Mapping[str, str]:
        """The words in which the form shows each answer."""
        return words_by_path(shown_pages(self.form, self.evaluation.submitted))

    @cached_property
    def facts(self) -> LetterFacts:
        """What a letter may read besides the answers; the authority is made up."""
        return LetterFacts(
            reference=REFERENCE,
            title=self.title,
            submitted_on=self.on.isoformat(),
            applicant_name=self.applicant.name,
            applicant_email=self.applicant.email,
            applicant_address=self.applicant.address,
            service_name=self.service.name,
            office_name=f"Amt {self.service.office}",
            office_number=self.service.office,
            authority_name="Landkreis",
            fee_cents=self.fee.total_cents,
        )

    def wording(self, outcome: str) -> Wording:
        """Return the letter for an outcome.

        :raises KeyError: if the service has no such letter.
        """
        return fill_letter(
            self.settings["letters"][outcome],
            legal_remedy=str(self.settings["legal_remedy"]),
            answers=self.variables,
            facts=self.facts,
            shown=self.shown,
            fee_cents=self.facts.fee_cents,
        )

    def letter(self, outcome: str) -> str:
        """Return the text of a letter as it would go out that day.

        :raises KeyError: if the service has no such letter.
        """
        wording = self.wording(outcome)
        parts = [wording.subject, wording.salutation, *wording.paragraphs, *wording.conditions, wording.reasons]
        return "\n".join(parts).replace(SIGNING_DAY, short_date(self.on))

    def gaps(self, outcome: str) -> tuple[str, ...]:
        """Return the placeholders of a letter for which these answers have no words."""
        letter = self.service.letters[outcome]
        names = dict.fromkeys(name.strip() for text in letter.texts for name in PLACEHOLDER.findall(text))
        known = self.facts.environment(self.variables)
        return tuple(name for name in names if not (self.shown.get(name) or texts.words_of(name, known)))


class Proving:
    """A service and its form, ready to be tried with many applications."""

    def __init__(
        self, service: ServiceDefinition, form: FormSchema, templates: Mapping[str, str] | None = None
    ) -> None:
        self.service = service
        self.form = form
        self.settings = offering_settings(service, form, templates or {})

    def outcome(self, answers: Mapping[str, object], *, on: date) -> Outcome:
        """Return what the service makes of these answers on that day."""
        return self.outcome_of(evaluate(self.form, answers, on=on))

    def outcome_of(self, evaluation: Evaluation) -> Outcome:
        """Return what the service makes of answers that were evaluated already."""
        return Outcome(self.service, self.form, evaluation, self.settings)


def holds(condition: str, variables: Mapping[str, object]) -> bool:
    """Return whether a condition of service.yaml is true; an empty one always is."""
    if not condition:
        return True
    try:
        return compile_expression(condition).holds(variables) is True
    except ExpressionError:
        return False
