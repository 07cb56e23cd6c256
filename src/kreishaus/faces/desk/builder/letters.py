"""The letter page: inputs for the texts, the placeholders they may use, and the letter for a made-up applicant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from kreishaus.base.german import short_date
from kreishaus.casework.engine.wording import SIGNING_DAY, LetterFacts, Wording, fill_letter
from kreishaus.faces.desk.forms.plain import PlainForm
from kreishaus.ground.authorities.context import current
from kreishaus.services.applications.engine import texts
from kreishaus.services.applications.engine.shown import shown_pages, words_by_path
from kreishaus.services.applications.rules import applicant
from kreishaus.services.forms.engine.evaluation import environment, evaluate
from kreishaus.services.forms.engine.rule_model.naming import names
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.engine.synthesis import try_fill
from kreishaus.services.payments.rules import assess
from kreishaus.workshop.packages.formats.definition import Letter, ServiceDefinition
from kreishaus.workshop.packages.formats.expressions import LETTER_NAMES
from kreishaus.workshop.packages.formats.offering import offering_settings

_AREA = forms.Textarea(attrs={"rows": 6})
_WORDS = {
    "applicant.name": "Name der antragstellenden Person",
    "applicant.email": "ihre E-Mail-Adresse",
    "applicant.address": "ihre Anschrift",
    "service.name": "Name der Leistung",
    "office.name": "Amt",
    "office.number": "Nummer des Amtes",
    "authority.name": "Name der Behörde",
    "case.reference": "Aktenzeichen",
    "application.reference": "Aktenzeichen des Antrags",
    "application.title": "Titel des Vorgangs",
    "application.submitted_on": "Tag des Eingangs",
    "decision.date": "Tag des Bescheids",
    "fee.total": "Gebühr",
    "fee.amount_text": "Gebühr als Text",
    "today": "heutiger Tag",
}


class LetterForm(PlainForm):
    """The texts of one letter; paragraphs are separated by an empty line."""

    subject = forms.CharField(label="Betreff", max_length=300)
    salutation = forms.CharField(
        label="Anrede", max_length=300, required=False, help_text="Leer: „Guten Tag“ und der Name."
    )
    paragraphs = forms.CharField(
        label="Text", max_length=20_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Absätze mit einer leeren Zeile trennen.",
        error_messages={"required": "Bitte schreiben Sie, was entschieden wird."},
    )  # fmt: skip
    conditions = forms.CharField(
        label="Nebenbestimmungen", max_length=20_000, required=False, widget=_AREA,
        help_text="Jede durch eine leere Zeile getrennt.",
    )  # fmt: skip
    reasons = forms.CharField(label="Begründung", max_length=20_000, required=False, widget=_AREA)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, letter: Letter | None, shown: str) -> None:
        super().__init__(data, initial={**_initial(letter), "shown": shown})

    def texts(self) -> dict[str, str | Sequence[str]]:
        """Return the texts as service.yaml holds them; what is empty is left out, unless it was there."""
        found = _texts(self.cleaned_data)
        return {name: value for name, value in found.items() if value or self.initial.get(name)}

    def current(self) -> dict[str, Any]:
        """Return what stands in the inputs, also if it is not saved."""
        typed = {name: self[name].value() or "" for name in self.fields}
        return _texts(typed)


def _initial(letter: Letter | None) -> dict[str, str]:
    if letter is None:
        return {}
    return {
        "subject": letter.subject,
        "salutation": letter.salutation,
        "paragraphs": "\n\n".join(letter.paragraphs),
        "conditions": "\n\n".join(letter.conditions),
        "reasons": letter.reasons,
    }


def _texts(typed: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: str(value).replace("\r\n", "\n").strip() for name, value in typed.items() if name != "shown"}
    lists = {name: [part.strip() for part in plain.get(name, "").split("\n\n") if part.strip()]
             for name in ("paragraphs", "conditions")}  # fmt: skip
    return {**plain, **lists}


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Something that a letter can name."""

    written: str
    words: str


def placeholders(schema: FormSchema) -> tuple[Placeholder, ...]:
    """Return what a letter can name: facts of the case first, then the answers outside of lists."""
    facts = [Placeholder(f"{{{{ {name} }}}}", _WORDS.get(name, name)) for name in sorted(LETTER_NAMES)]
    answers = [
        Placeholder(f"{{{{ {name.path} }}}}", name.label)
        for name in names(schema)
        if name.is_question and not name.rows
    ]
    return (*facts, *answers)


def letter_preview(schema: FormSchema, service: ServiceDefinition, letter: Mapping[str, Any], *, on: date) -> Wording:
    """Return the letter for an applicant who does not exist."""
    answers = try_fill(schema, on=on).answers
    evaluation = evaluate(schema, answers, on=on)
    variables = texts.environment_of(environment(evaluation))
    settings = offering_settings(service, schema, {})
    person = applicant(settings, variables)
    fee_cents = assess(service.fees, answers=variables, on=on).total_cents
    facts = LetterFacts(
        reference=f"{service.office or '00'}-00-{on.year}-0001",
        title=texts.words_of(service.title, variables),
        submitted_on=on.isoformat(),
        applicant_name=person.name,
        applicant_email=person.email,
        applicant_address=person.address,
        service_name=service.name,
        office_name=f"Amt {service.office}".strip(),
        office_number=service.office,
        authority_name=current().name,
        fee_cents=fee_cents,
    )
    shown = words_by_path(shown_pages(schema, evaluation.submitted))
    wording = fill_letter(
        letter, legal_remedy=service.legal_remedy, answers=variables, facts=facts, shown=shown, fee_cents=fee_cents
    )
    return _dated(wording, on)


def _dated(wording: Wording, on: date) -> Wording:
    day = short_date(on)

    def dated(text: str) -> str:
        return text.replace(SIGNING_DAY, day)

    return Wording(
        subject=dated(wording.subject),
        salutation=dated(wording.salutation),
        paragraphs=[dated(text) for text in wording.paragraphs],
        conditions=[dated(text) for text in wording.conditions],
        reasons=dated(wording.reasons),
        legal_remedy=dated(wording.legal_remedy),
        fee_cents=wording.fee_cents,
    )
