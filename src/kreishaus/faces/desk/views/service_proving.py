"""Proving a service at the desk: the report before publication, and sample letters on paper."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_POST

from kreishaus.base.problems import Problems
from kreishaus.casework.rules import may_work_on
from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, application_or_404, staff_only
from kreishaus.faces.desk.views.services import version_or_404
from kreishaus.ground.typesetting.compiler import TypesettingError
from kreishaus.services.forms.engine.synthesis import PERSONAS, NotFillable
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents, may_build
from kreishaus.workshop.proving.anonymising import CannotAnonymise
from kreishaus.workshop.proving.making import NoPackage, case_from_application, case_from_persona
from kreishaus.workshop.proving.papers import letter_pdf
from kreishaus.workshop.proving.report_view import report_body, report_html
from kreishaus.workshop.proving.reports import proving_of, report_on

_DIGITS = 6


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
    context = {
        "version": version,
        "body": report_body(found, schema),
        "letters": letters,
        "personas": PERSONAS.values(),
        "tests": len(found.tests),
    }
    return _page(request, context)


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


@require_POST
@staff_only
def make_test(request: StaffRequest, reference: str) -> HttpResponse:
    """Make a test of nobody's out of an application, for those who work on it or build services."""
    application = application_or_404(request, reference)
    builds = may_build(request.acting)
    if not (builds or may_work_on(request.acting, application)):
        raise Http404
    try:
        made = case_from_application(application=application, actor=request.acting.actor, at=now())
    except NoPackage:
        messages.warning(request, "Dieser Dienst ist nicht hier entstanden. Es gibt keinen Ordner für den Test.")
    except CannotAnonymise as refused:
        told = f"Es ist kein Test entstanden. {refused} Bitte legen Sie den Test von Hand an."
        messages.warning(request, told)
    except Problems:
        messages.warning(request, "Es ist kein Test entstanden: Der Entwurf des Dienstes lässt sich nicht lesen.")
    except actions.ChangedElsewhere as changed:
        messages.warning(request, str(changed))
    else:
        begun = " Dafür ist eine neue Fassung angelegt." if made.is_new_version else ""
        messages.success(request, f"Der Test „{made.name}“ ist aufgenommen, ohne persönliche Angaben.{begun}")
        if builds:
            return redirect("desk:service_proving", made.version.package.key, made.version.version)
    return redirect("desk:case", reference)


@require_POST
@staff_only
def record_test(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Let a persona apply and keep that as a test of the draft."""
    version = version_or_404(request, key, number)
    persona, seed = request.POST.get("persona", ""), request.POST.get("zahl", "0")
    if persona not in PERSONAS or not (seed.isascii() and seed.isdecimal() and len(seed) <= _DIGITS):
        messages.error(request, "Bitte wählen Sie, wer den Antrag stellt, und eine Zahl mit höchstens sechs Ziffern.")
        return redirect("desk:service_proving", key, number)
    try:
        made = case_from_persona(
            version=version, persona=persona, seed=int(seed), on=localdate(), actor=request.acting.actor, at=now()
        )
    except NotFillable as refused:
        messages.warning(request, str(refused))
    except (actions.NotADraft, actions.ChangedElsewhere) as refused:
        messages.warning(request, str(refused))
    except Problems:
        messages.warning(request, "Der Entwurf lässt sich noch nicht lesen.")
    else:
        messages.success(request, f"Der Test „{made.name}“ ist aufgenommen.")
    return redirect("desk:service_proving", key, number)


def _page(request: StaffRequest, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    assert isinstance(context["version"], PackageVersion)
    return navigation.desk_page(request, "desk/service_proving.html", context, area=navigation.SERVICES, status=status)
