"""The page "Protokoll": what the guard has found, and the way to acknowledge an alarm."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.log_page import line_or_none, log_page, may_watch_log
from kreishaus.ground.audit import actions as audit


@require_GET
@staff_only
def log(request: StaffRequest) -> HttpResponse:
    """Show the alarms and how far the guard is."""
    _watchers_only(request)
    page = log_page(request.acting, shows_all=request.GET.get("zeigen") == "alle")
    return navigation.desk_page(request, "desk/log.html", {"page": page}, area=navigation.LOG)


@require_POST
@staff_only
def acknowledge(request: StaffRequest, alarm_id: UUID) -> HttpResponse:
    """Acknowledge an alarm with a reason."""
    _watchers_only(request)
    if line_or_none(request.acting, alarm_id) is None:
        raise Http404
    try:
        audit.acknowledge(
            alarm_id, actor=request.acting.actor, reason=request.POST.get("grund", "").strip()[:1000], at=now()
        )
    except audit.ReasonMissing:
        messages.error(request, "Bitte schreiben Sie, warum der Alarm erledigt ist. Es wurde nichts geändert.")
    except audit.AlreadyAcknowledged:
        messages.warning(request, "Dieser Alarm wartet nicht mehr. Es wurde nichts geändert.")
    else:
        messages.success(request, "Der Alarm ist quittiert. Er bleibt mit Ihrem Grund in der Liste stehen.")
    return redirect("desk:log")


def _watchers_only(request: StaffRequest) -> None:
    if not may_watch_log(request.acting):
        raise Http404
