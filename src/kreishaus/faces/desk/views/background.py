"""Background jobs for those who run the house: what waits, what has failed, try again. No content of cases."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.background_page import background_page
from kreishaus.ground.jobs import actions


@require_GET
@staff_only
def background(request: StaffRequest) -> HttpResponse:
    """Show the jobs that wait, run or have failed."""
    _watchers_only(request)
    page = background_page(at=now())
    return navigation.desk_page(request, "desk/background.html", {"page": page}, area=navigation.BACKGROUND)


@require_POST
@staff_only
def retry(request: StaffRequest, job_id: UUID) -> HttpResponse:
    """Give a failed job all its attempts again."""
    _watchers_only(request)
    try:
        actions.retry(job_id, at=now())
    except actions.NoDeadLetter:
        messages.warning(request, "Diese Aufgabe wartet nicht mehr auf Hilfe. Es wurde nichts geändert.")
    else:
        messages.success(request, "Die Aufgabe läuft gleich noch einmal.")
    return redirect("desk:background")


def _watchers_only(request: StaffRequest) -> None:
    if not navigation.may_watch_background(request.acting):
        raise Http404
