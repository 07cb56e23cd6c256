"""Documents: the page with preview and versions, and the file itself, kept from doing any harm."""

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from kreishaus.faces.desk import chronicle, navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.access_reason import access_reason
from kreishaus.faces.desk.papers import PDF, look_of, paper_of
from kreishaus.ground.storage import store
from kreishaus.records import queries as records
from kreishaus.records import rules
from kreishaus.records.enums import CaseState
from kreishaus.records.models import Document, Version

# Nothing in a document may load, run or send anything.
_SEALED = "default-src 'none'; frame-ancestors 'self'; sandbox"
# Browsers refuse to show PDF in a sandbox; active content was refused when the file came in.
_SEALED_PDF = "default-src 'none'; object-src 'self'; frame-ancestors 'self'"


@require_GET
@staff_only
def document(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Show a document: preview, versions, checksum, and why one sees it."""
    found = _document(request, reference, number)
    versions = sorted(found.versions.all(), key=lambda version: -version.number)
    usernames = {version.created_by.removeprefix("staff:") for version in versions}
    usernames.add(found.checked_out_by.removeprefix("staff:"))
    names = chronicle.names_of(usernames)
    context = {
        "paper": paper_of(found, reference),
        "case": found.home,
        "versions": [(version, chronicle.actor_name(version.created_by, names)) for version in versions],
        "holder": chronicle.actor_name(found.checked_out_by, names) if found.checked_out_by else "",
        "is_mine": found.checked_out_by == request.acting.actor,
        "may_keep": rules.may_keep(request.acting, found.home) and found.home.state == CaseState.OPEN,
        "may_take_back": rules.may_take_back(request.acting, found.home),
        "parent": found.parent,
        "attachments": list(found.attachments.order_by("number")),
        "reason": access_reason(request.acting, found.home),
    }
    return navigation.desk_page(request, "desk/document.html", context, area=navigation.CASES)


@require_GET
@staff_only
def document_file(request: StaffRequest, reference: str, number: int) -> HttpResponseBase:
    """Return the bytes of a version, the newest unless another one is named."""
    version = _version(_document(request, reference, number), request.GET.get("fassung", ""))
    is_shown = bool(look_of(version.media_type)) and "herunterladen" not in request.GET
    response = FileResponse(
        store().open(version.sha256),
        content_type=version.media_type,
        as_attachment=not is_shown,
        filename=version.original_name or f"dokument-{number}",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _SEALED_PDF if version.media_type == PDF else _SEALED
    return response


def _document(request: StaffRequest, reference: str, number: int) -> Document:
    found = records.document_or_none(request.acting, reference, number)
    if found is None:
        raise Http404
    return found


def _version(document: Document, wanted: str) -> Version:
    if not wanted:
        return document.latest
    for version in document.versions.all():
        if str(version.number) == wanted:
            return version
    raise Http404
