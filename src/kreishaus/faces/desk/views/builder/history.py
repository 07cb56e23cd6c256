"""What has changed in a draft, edit by edit, and what differs from the version online."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from kreishaus.base.problems import Problems
from kreishaus.faces.desk import chronicle, navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.views.builder.access import buildable_or_404
from kreishaus.workshop.packages.engine.merging import Clash, differences
from kreishaus.workshop.packages.models import Revision
from kreishaus.workshop.packages.queries.revisions import next_redo, next_undo, revisions
from kreishaus.workshop.packages.rules import contents

LINES = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One edit with the names of the people."""

    revision: Revision
    who: str
    undone_by: str


@require_GET
@staff_only
def history(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show all edits, the last one first."""
    version = buildable_or_404(request, key, number)
    page = Paginator(revisions(version), LINES).get_page(request.GET.get("seite", "1"))
    steps = list(page.object_list)
    actors = {actor for step in steps for actor in (step.actor, step.undone_by) if actor}
    names = chronicle.names_of({actor.removeprefix("staff:") for actor in actors})
    entries = [
        Entry(
            step,
            chronicle.actor_name(step.actor, names),
            chronicle.actor_name(step.undone_by, names) if step.undone_by else "",
        )
        for step in steps
    ]
    context = {
        "version": version,
        "page": page,
        "entries": entries,
        "undo": next_undo(version),
        "redo": next_redo(version),
    }
    return navigation.desk_page(request, "desk/builder/history.html", context, area=navigation.SERVICES)


@require_GET
@staff_only
def step(request: StaffRequest, key: str, number: str, step_number: int) -> HttpResponse:
    """Show what one edit changed, setting by setting."""
    version = buildable_or_404(request, key, number)
    revision = revisions(version).filter(number=step_number).first()
    if revision is None:
        raise Http404
    names = chronicle.names_of({revision.actor.removeprefix("staff:")})
    context = {
        "version": version,
        "revision": revision,
        "who": chronicle.actor_name(revision.actor, names),
        "changes": _changes(revision),
        "files": sorted(
            path
            for path in {*revision.files_before, *revision.files_after}
            if revision.files_before.get(path) != revision.files_after.get(path)
        ),
    }
    return navigation.desk_page(request, "desk/builder/step.html", context, area=navigation.SERVICES)


def _changes(revision: Revision) -> list[Clash]:
    try:
        before = contents.form_at(revision.files_before).schema.to_data()
        after = contents.form_at(revision.files_after).schema.to_data()
    except Problems:
        return []
    return differences(before, after)
