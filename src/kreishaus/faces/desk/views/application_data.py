"""The submitted answers for other programs: as JSON or XML under the names of FIM, made when somebody asks."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from kreishaus.casework import queries as casework
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.services.applications import queries as applications
from kreishaus.services.forms.formats.submission.problems import NotReadable


@require_GET
@staff_only
def application_data(request: StaffRequest, reference: str, kind: str) -> HttpResponse:
    """Return the answers of an application as a file; one of a foreign office looks like a missing one."""
    application = casework.application_or_none(request.acting, reference)
    if application is None or kind not in applications.NOTATIONS:
        raise Http404
    try:
        file = applications.structured_data(application, kind)
    except NotReadable as problem:
        raise Http404 from problem
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
