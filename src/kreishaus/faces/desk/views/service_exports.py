"""Give a service out: downloads for others, and where structure and rules contradict each other."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from kreishaus.base.problems import Problems
from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.service_exports import exports_page
from kreishaus.faces.desk.views.services import version_or_404
from kreishaus.workshop.packages import queries as packages


@require_GET
@staff_only
def exports(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show the downloads and the report on structure and rules."""
    page = exports_page(version_or_404(request, key, number))
    return navigation.desk_page(request, "desk/service_exports.html", {"page": page}, area=navigation.SERVICES)


@require_GET
@staff_only
def download(request: StaffRequest, key: str, number: str, kind: str) -> HttpResponse:
    """Return the version in one notation, as a file."""
    version = version_or_404(request, key, number)
    if kind not in packages.FORMATS:
        raise Http404
    try:
        file = packages.exported(version, kind)
    except Problems as problems:
        # The page of the version names what is wrong with the form and where it can be mended.
        raise Http404 from problems
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
