"""Proving a service at the desk: the report before publication, and sample letters on paper."""

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from kreishaus.base.problems import Problems
from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.views.services import version_or_404
from kreishaus.ground.typesetting.compiler import TypesettingError
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from kreishaus.workshop.proving.papers import letter_pdf
from kreishaus.workshop.proving.report_view import report_body, report_html
from kreishaus.workshop.proving.reports import proving_of, report_on


@require_GET
@staff_only
def report(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show what analysis, tests and made-up applications say about a version; `?als=datei` to keep it."""
    version = version_or_404(request, key, number)
    try:
        found = report_on(version, on=localdate())
        schema = contents.form_of(version).schema
    except Problems as broken:
        context: dict[str, object] = {"version": version, "problems": broken.problems}
        return _page(request, context, status=422)
    if request.GET.get("als") == "datei":
        response = HttpResponse(report_html(found, schema))
        response["Content-Disposition"] = f'attachment; filename="pruefbericht-{key}-{number}.html"'
        return response
    letters = [outcome for outcome in proving_of(version)[0].service.letters if found.exploration.samples]
    return _page(request, {"version": version, "body": report_body(found, schema), "letters": letters})


@require_GET
@staff_only
def sample_letter(request: StaffRequest, key: str, number: str, outcome: str) -> HttpResponse:
    """Show a letter as PDF, for the first of the made-up applicants."""
    version = version_or_404(request, key, number)
    try:
        found = report_on(version, on=localdate())
        proving, _ = proving_of(version)
    except Problems:
        raise Http404 from None
    if outcome not in proving.service.letters or not found.exploration.samples:
        raise Http404
    try:
        pdf = letter_pdf(proving.outcome(found.exploration.samples[0], on=found.on), outcome)
    except TypesettingError as error:
        return _page(request, {"version": version, "refused": str(error)}, status=422)
    return HttpResponse(pdf, content_type="application/pdf")


def _page(request: StaffRequest, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    assert isinstance(context["version"], PackageVersion)
    return navigation.desk_page(request, "desk/service_proving.html", context, area=navigation.SERVICES, status=status)
