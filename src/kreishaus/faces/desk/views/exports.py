"""Taking a case or a file away: order it, see how far it is, fetch it."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, case_or_404, file_or_404, staff_only
from kreishaus.records import queries as records
from kreishaus.records import tasks
from kreishaus.records.actions import exporting
from kreishaus.records.enums import ExportKind, ExportState
from kreishaus.records.models import Case, Export, File
from kreishaus.records.papers.names import safe

_TYPES = {"pdf": "application/pdf", "zip": "application/zip"}
_WHAT = {
    ExportKind.VOLUME: "Akte als PDF",
    ExportKind.BUNDLE: "Alle Dateien als ZIP",
    ExportKind.COURT: "Paket für das Gericht",
}


@require_POST
@staff_only
def order(request: StaffRequest, reference: str) -> HttpResponse:
    """Order a case to take away; the work is done in the background."""
    return _order(request, case_or_404(request, reference), back="desk:case")


@require_POST
@staff_only
def order_file(request: StaffRequest, reference: str) -> HttpResponse:
    """Order a whole file to take away, with the cases this post may see."""
    return _order(request, file_or_404(request, reference), back="desk:file")


def _order(request: StaffRequest, of: Case | File, *, back: str) -> HttpResponse:
    kind = request.POST.get("art", "")
    if kind not in ExportKind.values:
        raise Http404
    try:
        ordered = exporting.order_export(of=of, kind=ExportKind(kind), acting=request.acting, at=now())
    except exporting.NothingToExport:
        messages.warning(request, "Hier liegt noch kein Dokument, das Sie mitnehmen können.")
        return redirect(back, of.reference)
    tasks.make_export.enqueue(str(ordered.pk))
    return redirect("desk:export", ordered.pk)


@require_GET
@staff_only
def export(request: StaffRequest, export_id: UUID) -> HttpResponse:
    """Show how far an export is."""
    found = _export(request, export_id)
    context = {
        "export": found,
        "what": _WHAT[ExportKind(found.kind)],
        "is_running": found.state == ExportState.WANTED,
        "is_done": found.state == ExportState.DONE and found.path.is_file(),
        "kept_until": found.ordered_at + exporting.KEPT,
    }
    return navigation.desk_page(request, "desk/export.html", context, area=navigation.CASES)


@require_GET
@staff_only
def export_file(request: StaffRequest, export_id: UUID) -> HttpResponseBase:
    """Return what was made."""
    found = _export(request, export_id)
    if found.state != ExportState.DONE:
        raise Http404
    try:
        content = found.path.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = f"{safe(found.reference) or 'vorgang'}{'-gericht' if found.kind == ExportKind.COURT else ''}.{found.ending}"
    response = FileResponse(content, content_type=_TYPES[found.ending], as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return response


def _export(request: StaffRequest, export_id: UUID) -> Export:
    found = records.export_or_none(request.acting, export_id)
    if found is None:
        raise Http404
    return found
