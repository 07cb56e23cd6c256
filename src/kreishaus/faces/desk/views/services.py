"""Services in the making: the list, reading a FIM file, one version with everything that is still open."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from kreishaus.base.problems import Problems
from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.service_page import service_page
from kreishaus.services.forms.engine.facts import STATES
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages import queries as packages
from kreishaus.workshop.packages.formats.folder import MAX_SCHEMA_BYTES
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import may_build

LINES = 50


def version_or_404(request: StaffRequest, key: str, number: str) -> PackageVersion:
    """Return the version for those who build services; for all others it is missing."""
    version = packages.version_or_none(key, number) if may_build(request.acting) else None
    if version is None:
        raise Http404
    return version


@require_GET
@staff_only
def services(request: StaffRequest) -> HttpResponse:
    """Show all versions, what was changed last first."""
    _builders_only(request)
    page = Paginator(packages.versions(), LINES).get_page(request.GET.get("seite", "1"))
    return navigation.desk_page(request, "desk/services.html", {"page": page}, area=navigation.SERVICES)


@require_http_methods(["GET", "POST"])
@staff_only
def import_service(request: StaffRequest) -> HttpResponse:
    """Read a FIM file into a draft; with mistakes, say which and where."""
    _builders_only(request)
    if request.method == "POST":
        return _import(request)
    return _import_page(request, ())


@require_http_methods(["GET", "POST"])
@staff_only
def new_service(request: StaffRequest) -> HttpResponse:
    """Begin a service by its name; the builder opens with a short form in it."""
    _builders_only(request)
    problems: list[str] = []
    name = request.POST.get("name", "")
    if request.method == "POST":
        try:
            version = actions.start_service(name=name, actor=request.acting.actor, at=now())
        except Problems as broken:
            problems = [problem.hint or problem.message for problem in broken.problems]
        else:
            messages.success(request, f"„{version.name}“ ist angelegt. Bauen Sie jetzt das Formular.")
            return redirect("desk:builder", version.package.key, version.version)
    context = {"problems": problems, "name": name}
    status = 422 if problems else 200
    return navigation.desk_page(request, "desk/service_new.html", context, area=navigation.SERVICES, status=status)


@require_GET
@staff_only
def service(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show a version: what came in, what is missing, what comes next."""
    page = service_page(version_or_404(request, key, number), request.acting)
    return navigation.desk_page(request, "desk/service.html", {"page": page}, area=navigation.SERVICES)


def _builders_only(request: StaffRequest) -> None:
    if not may_build(request.acting):
        raise Http404


def _import(request: StaffRequest) -> HttpResponse:
    upload = request.FILES.get("datei")
    if upload is None:
        return _import_page(request, ("Bitte wählen Sie eine Datei aus.",))
    # One byte more than allowed is enough to be refused in words.
    content = upload.read(MAX_SCHEMA_BYTES + 1)
    try:
        done = actions.import_fim(
            source=content,
            name=upload.name or "schema.xml",
            actor=request.acting.actor,
            at=now(),
            replace=request.POST.get("ersetzen") == "ja",
            state=_state(request),
        )
    except Problems as broken:
        return _import_page(request, [str(problem) for problem in broken.problems])
    except actions.VersionIsFinal:
        return _import_page(request, ("Dieser Dienst ist schon vorgelegt oder veröffentlicht.",))
    except actions.DraftWasEdited:
        told = "An diesem Entwurf hat schon jemand gearbeitet. Kreuzen Sie „ersetzen“ an, wenn er weg kann."
        return _import_page(request, (told,), may_replace=True)
    messages.success(request, f"Eingelesen: {done.version.name}. Der Bericht steht unten.")
    return redirect("desk:service", done.version.package.key, done.version.version)


def _state(request: StaffRequest) -> str:
    """Return the chosen Land by its letters; "" if none was chosen."""
    chosen = request.POST.get("land", "")
    return chosen if chosen in STATES else ""


def _import_page(
    request: StaffRequest, problems: "list[str] | tuple[str, ...]", *, may_replace: bool = False
) -> HttpResponse:
    states = [(code, name, code == _state(request)) for code, name in STATES.items()]
    context: dict[str, object] = {"problems": problems, "may_replace": may_replace, "states": states}
    status = 422 if problems else 200
    return navigation.desk_page(request, "desk/service_import.html", context, area=navigation.SERVICES, status=status)
