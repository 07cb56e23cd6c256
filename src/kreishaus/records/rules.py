"""Who may see which case: one predicate for lists, direct access and search."""

from django.db.models import Q

from kreishaus.people.organisation.enums import Role
from kreishaus.people.organisation.rules import Acting

from .enums import Access
from .models import Case


def visible_cases(acting: Acting, *, through: str = "") -> Q:
    """Return the condition that keeps the cases this person may see.

    `through` is the way to the case from another model, such as "case__" from a document.
    """
    if not acting.office_ids:
        return Q(pk__in=())
    return Q(**{f"{through}lead_office_id__in": acting.office_ids}) | Q(**{f"{through}access": Access.AUTHORITY})


def scope_of(case: Case) -> str:
    """Return the search scope of a case; whoever holds it in `acting.scopes` may see the case."""
    return "authority" if case.access == Access.AUTHORITY else f"office:{case.lead_office_id}"


def may_see(acting: Acting, case: Case) -> bool:
    """Say for a loaded case what `visible_cases` says in the database."""
    return scope_of(case) in acting.scopes


def may_close(acting: Acting, case: Case) -> bool:
    """Say whether this person may put the case on file (z. d. A.) or take it up again."""
    return case.lead_office_id in acting.office_ids and acting.has(
        Role.CASE_WORKER, Role.TEAM_LEAD, Role.HEAD_OF_OFFICE
    )
