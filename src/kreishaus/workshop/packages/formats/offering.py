"""What a published service tells the rooms below: settings of the offering, plain JSON."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.workshop.packages.enums import Settlement
from kreishaus.workshop.packages.formats.definition import ServiceDefinition


def offering_settings(
    service: ServiceDefinition, form: FormSchema, letter_templates: Mapping[str, str]
) -> dict[str, Any]:
    """Return the settings with which applications for the service are handled."""
    return {
        "process": service.process,
        "sign_off": service.sign_off,
        "trust_level": service.trust_level,
        "filing": asdict(service.filing),
        "deadline": {"decide_within": service.decide_within, "fiction": service.fiction}
        if service.decide_within
        else None,
        "fees": [fee.to_data() for fee in service.fees],
        "reserve": asdict(service.reserve) if service.reserve else None,
        "letters": {
            outcome: asdict(letter) | {"paragraphs": list(letter.paragraphs), "conditions": list(letter.conditions)}
            for outcome, letter in service.letters.items()
        },
        "letter_templates": dict(letter_templates),
        "legal_remedy": service.legal_remedy,
        "reviews": _checks(form),
        "evidence": [asdict(evidence) for evidence in service.evidence],
        "applicant": asdict(service.applicant),
        "title": service.title,
    }


def _checks(form: FormSchema) -> list[dict[str, Any]]:
    """Return the rules that a person has to check with each application."""
    return [
        {
            "id": review.id,
            "element": review.element,
            "text": review.text,
            "basis": list(review.basis),
            "settled": {"by": review.settled.by, "note": review.settled.note},
        }
        for review in form.reviews
        if review.settled and review.settled.by == Settlement.CASE_WORKER
    ]
