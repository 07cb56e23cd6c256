"""Who may build, and which draft an address means."""

from django.http import Http404

from kreishaus.base.problems import Problems
from kreishaus.faces.desk.access import StaffRequest
from kreishaus.faces.desk.views.services import version_or_404
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents


def buildable_or_404(request: StaffRequest, key: str, number: str) -> PackageVersion:
    """Return a version whose form can be read, for those who build services."""
    version = version_or_404(request, key, number)
    try:
        contents.form_of(version)
    except Problems as broken:
        raise Http404 from broken
    return version


def answer_status(request: StaffRequest, status: int) -> int:
    """Return the status of a page that says what is wrong: htmx shows only answers that are fine."""
    return 200 if request.headers.get("HX-Request") else status
