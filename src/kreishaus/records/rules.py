"""Who may see which case: one predicate for lists, direct access and search."""

from django.db.models import Exists, OuterRef, Q

from kreishaus.people.organisation.enums import Role
from kreishaus.people.organisation.rules import Acting

from .enums import Access
from .models import Case, File


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


def visible_files(acting: Acting) -> Q:
    """Return the condition that keeps the files this person may see.

    Whoever leads a file sees it, and whoever may see a case in it sees the cover around that case.
    """
    if not acting.office_ids:
        return Q(pk__in=())
    inside = Case.objects.filter(visible_cases(acting), file=OuterRef("pk"))
    return Q(lead_office_id__in=acting.office_ids) | Q(position__access=Access.AUTHORITY) | Q(Exists(inside))


def may_keep(acting: Acting, kept: File | Case) -> bool:
    """Say whether this person may change what is noted about a file or a case, close it and hold it."""
    return kept.lead_office_id in acting.office_ids and acting.has(
        Role.CASE_WORKER, Role.TEAM_LEAD, Role.HEAD_OF_OFFICE, Role.REGISTRY
    )


def may_take_back(acting: Acting, case: Case) -> bool:
    """Say whether this person may end the check-out of somebody else."""
    return case.lead_office_id in acting.office_ids and acting.has(Role.TEAM_LEAD, Role.HEAD_OF_OFFICE, Role.REGISTRY)


def may_cut_plan(acting: Acting) -> bool:
    """Say whether this person keeps the filing plan; everybody may read it."""
    return acting.has(Role.REGISTRY)
