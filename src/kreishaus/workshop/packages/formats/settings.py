"""The settings of a service that the desk form shows, and where each stands in service.yaml."""

from kreishaus.base.yamlsource import Path
from kreishaus.workshop.packages.formats.definition import ServiceDefinition

SETTINGS: dict[str, Path] = {
    "name": ("name",),
    "summary": ("summary",),
    "keywords": ("keywords",),
    "life_situation": ("life_situation",),
    "audience": ("audience",),
    "office": ("competent", "office"),
    "filing_position": ("filing", "position"),
    "file_title": ("filing", "file_title"),
    "retention": ("filing", "retention"),
    "process": ("process",),
    "sign_off": ("sign_off",),
    "decide_within": ("deadline", "decide_within"),
    "fee_text": ("fee_text",),
    "duration_text": ("duration_text",),
    "legal_basis": ("legal_basis",),
    "legal_remedy": ("legal_remedy",),
    "applicant_name": ("applicant", "name"),
    "applicant_email": ("applicant", "email"),
    "applicant_address": ("applicant", "address"),
    "title": ("title",),
}


def settings_of(service: ServiceDefinition) -> dict[str, object]:
    """Return the settings of a service under the names of the form."""
    return {
        "name": service.name,
        "summary": service.summary,
        "keywords": list(service.keywords),
        "life_situation": service.life_situation,
        "audience": list(service.audience),
        "office": service.office,
        "filing_position": service.filing.position,
        "file_title": service.filing.file_title,
        "retention": service.filing.retention,
        "process": service.process,
        "sign_off": service.sign_off,
        "decide_within": service.decide_within,
        "fee_text": service.fee_text,
        "duration_text": service.duration_text,
        "legal_basis": [dict(law) for law in service.legal_basis],
        "legal_remedy": service.legal_remedy,
        "applicant_name": service.applicant.name,
        "applicant_email": service.applicant.email,
        "applicant_address": service.applicant.address,
        "title": service.title,
    }
