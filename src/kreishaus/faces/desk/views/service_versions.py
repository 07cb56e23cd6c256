"""What lies behind a version: the report of its import."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.import_report import import_report_page
from kreishaus.faces.desk.views.services import version_or_404
from kreishaus.workshop.packages import queries as packages


@require_GET
@staff_only
def import_report(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show what the import of the schema noticed."""
    version = version_or_404(request, key, number)
    report = import_report_page(version, packages.form_or_none(version))
    if report is None:
        raise Http404
    return navigation.desk_page(
        request, "desk/service_report.html", {"version": version, "report": report}, area=navigation.SERVICES
    )
