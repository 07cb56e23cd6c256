"""Why somebody sees a case, in words: the answer to "Warum sehe ich das?"."""

from kreishaus.people.organisation.enums import Role
from kreishaus.people.organisation.rules import Acting
from kreishaus.records.enums import Access
from kreishaus.records.models import Case, File


def access_reason(acting: Acting, case: Case) -> str:
    """Return the rule by which the acting person sees the case."""
    office = case.lead_office.name
    if case.lead_office_id == acting.office_id:
        return f"Ihre Stelle „{acting.post_title}“ gehört zum Amt {office}. Dieses Amt führt den Vorgang."
    if case.lead_office_id in acting.office_ids and acting.has(Role.AUDITOR):
        return "Ihre Stelle hat die Rolle Rechnungsprüfung. Sie liest in allen Ämtern."
    if case.lead_office_id in acting.office_ids:
        return f"Ihre Stelle „{acting.post_title}“ leitet auch das Amt {office}. Dieses Amt führt den Vorgang."
    if case.access == Access.AUTHORITY:
        return "Dieser Teil des Aktenplans ist für das ganze Haus offen."
    return "Für Ihre Stelle gilt keine Regel."


def file_reason(acting: Acting, file: File) -> str:
    """Return the rule by which the acting person sees the cover of a file."""
    if file.lead_office_id == acting.office_id:
        return f"Ihre Stelle „{acting.post_title}“ gehört zum Amt {file.lead_office.name}. Dieses Amt führt die Akte."
    if file.lead_office_id in acting.office_ids and acting.has(Role.AUDITOR):
        return "Ihre Stelle hat die Rolle Rechnungsprüfung. Sie liest in allen Ämtern."
    if file.lead_office_id in acting.office_ids:
        return (
            f"Ihre Stelle „{acting.post_title}“ leitet auch das Amt {file.lead_office.name}. Dieses Amt führt die Akte."
        )
    if file.position.access == Access.AUTHORITY:
        return "Dieser Teil des Aktenplans ist für das ganze Haus offen."
    return "In dieser Akte liegen Vorgänge, die Sie sehen dürfen. Andere Vorgänge darin sehen Sie nicht."
