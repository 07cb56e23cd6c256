"""The wording of a decision: the letter template of the package, filled from what is known.

Package tests fill letters for made-up applicants with the same functions as the desk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kreishaus.base.money import euro
from kreishaus.services.applications.engine import texts

# Filled when the letter is typeset: nobody knows at drafting time on which day it will be signed.
SIGNING_DAY = "{{ decision.date }}"
_LINE_LENGTH = 250


@dataclass(frozen=True, slots=True)
class Wording:
    """What a decision says; everything a case worker may change."""

    subject: str
    salutation: str
    paragraphs: Sequence[str]
    conditions: Sequence[str]
    reasons: str
    legal_remedy: str
    fee_cents: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """What the placeholders of a letter may read besides the answers."""

    reference: str
    title: str
    submitted_on: str
    """ISO day"""
    applicant_name: str
    applicant_email: str
    applicant_address: str
    service_name: str
    office_name: str
    office_number: str
    authority_name: str
    fee_cents: int | None

    def environment(self, answers: Mapping[str, object]) -> dict[str, object]:
        """Return the names that a placeholder may use."""
        fee = "" if self.fee_cents is None else euro(self.fee_cents)
        return texts.environment_of(
            answers,
            applicant={
                "name": self.applicant_name,
                "email": self.applicant_email,
                "address": self.applicant_address,
            },
            service={"name": self.service_name},
            office={"name": self.office_name, "number": self.office_number},
            authority={"name": self.authority_name},
            case={"reference": self.reference},
            application={"reference": self.reference, "title": self.title, "submitted_on": self.submitted_on},
            decision={"date": SIGNING_DAY},
            fee={"total": fee, "amount_text": fee},
        )


def fill_letter(
    letter: Mapping[str, Any],
    *,
    legal_remedy: str,
    answers: Mapping[str, object],
    facts: LetterFacts,
    shown: Mapping[str, str],
    fee_cents: int | None,
) -> Wording:
    """Return the wording of a letter; `shown` is what the form displays for each answered path."""
    environment = facts.environment(answers)

    def filled(text: str) -> str:
        return texts.fill(text, environment, words=shown)

    return Wording(
        subject=filled(letter.get("subject") or facts.service_name)[:_LINE_LENGTH],
        salutation=filled(letter.get("salutation") or f"{f'Guten Tag {facts.applicant_name}'.strip()},")[:_LINE_LENGTH],
        paragraphs=[filled(text) for text in letter.get("paragraphs") or ()],
        conditions=[filled(text) for text in letter.get("conditions") or ()],
        reasons=filled(letter.get("reasons") or ""),
        legal_remedy=filled(legal_remedy),
        fee_cents=fee_cents,
    )
