"""Finishing a service: settings, open rules, code lists; then one person submits and another one publishes."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kreishaus.base.problems import Problems
from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.forms.service import SendBackForm, SettingsForm, initial_of
from kreishaus.faces.desk.gate_page import hand_over_of
from kreishaus.faces.desk.service_page import positions, service_page
from kreishaus.faces.desk.service_preview import preview_of
from kreishaus.faces.desk.views.service_gate import gate_answer
from kreishaus.faces.desk.views.services import version_or_404
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.queries.remedies import known_remedies
from kreishaus.workshop.packages.rules import may_publish

_Step = Callable[[], object]


@require_http_methods(["GET", "POST"])
@staff_only
def settings(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show and change what only the authority knows about the service."""
    version = version_or_404(request, key, number)
    page = service_page(version, request.acting)
    if request.method == "GET":
        form = SettingsForm(initial=initial_of(page.detail.settings, digest=version.digest))
        return _settings_page(request, version, form)
    if "vorlage" in request.POST:
        return _with_remedy(request, version)
    form = SettingsForm(request.POST)
    if not form.is_valid():
        return _settings_page(request, version, form, status=422)
    # The draft that was shown is the one that may be changed.
    version.digest = form.cleaned_data["shown"] or version.digest
    try:
        actions.update_settings(version=version, changes=form.changes(), actor=request.acting.actor, at=now())
    except Problems as broken:
        form.show_problems(broken.problems)
        return _settings_page(request, version, form, status=422)
    except actions.ChangedElsewhere as changed:
        form.add_error(None, str(changed))
        return _settings_page(request, version_or_404(request, key, number), form, status=409)
    except actions.NotADraft as finished:
        messages.warning(request, str(finished))
    else:
        messages.success(request, "Die Einstellungen sind gespeichert.")
    return redirect("desk:service", key, number)


@require_POST
@staff_only
def start_version(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Begin the next version with the same content."""
    version = version_or_404(request, key, number)
    wanted = request.POST.get("fassung", "").strip()
    try:
        fresh = actions.start_version(version=version, number=wanted, actor=request.acting.actor, at=now())
    except Problems as broken:
        messages.error(request, " ".join(f"{problem.message} {problem.hint}" for problem in broken.problems))
    except actions.ChangedElsewhere as taken:
        messages.warning(request, str(taken))
    else:
        messages.success(request, f"Die Fassung {fresh.version} ist angelegt. Sie ist noch nicht online.")
        return redirect("desk:service", key, fresh.version)
    return redirect("desk:service", key, number)


@require_POST
@staff_only
def accept_code_lists(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Accept that fields without their code list are text fields for now."""
    version = version_or_404(request, key, number)
    return _step(
        request,
        version,
        lambda: actions.accept_code_lists(
            version=version, names=request.POST.getlist("liste"), actor=request.acting.actor, at=now()
        ),
        "Diese Felder sind vorerst Textfelder.",
        anchor="#codelisten",
    )


@require_POST
@staff_only
def submit(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Hand the finished draft to a second person, with what is new and why in spite of warnings."""
    version = version_or_404(request, key, number)
    asked = hand_over_of(version, request.acting, request.POST)
    if asked.gate.is_open and asked.problems:
        return gate_answer(request, asked, status=422)
    return _step(
        request,
        version,
        lambda: actions.submit_for_publication(
            version=version, actor=request.acting.actor, at=now(), message=asked.message, despite=asked.despite
        ),
        "Vorgelegt. Jetzt prüft und veröffentlicht eine zweite Person.",
    )


@require_POST
@staff_only
def publish(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Put the version online as the second person."""
    version = version_or_404(request, key, number)
    if not may_publish(request.acting, version):
        told = "Veröffentlichen kann nur eine zweite Person mit diesem Recht. Vier Augen sehen mehr."
        messages.warning(request, told)
        return redirect("desk:service", key, number)
    return _step(
        request,
        version,
        lambda: actions.publish(version=version, actor=request.acting.actor, at=now()),
        f"{version.name} ist veröffentlicht und ab sofort online.",
    )


@require_POST
@staff_only
def send_back(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Give a submitted version back with a reason."""
    version = version_or_404(request, key, number)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Bitte schreiben Sie kurz, was zu ändern ist.")
        return redirect("desk:service", key, number)
    reason = form.cleaned_data["reason"]
    return _step(
        request,
        version,
        lambda: actions.send_back(version=version, reason=reason, actor=request.acting.actor, at=now()),
        "Die Fassung ist zurück in Arbeit.",
    )


@require_GET
@staff_only
def preview(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show a page of the form as people will see it; nothing can be typed."""
    version = version_or_404(request, key, number)
    shown = preview_of(version, request.GET.get("seite", ""), on=localdate())
    if shown is None:
        raise Http404
    return navigation.desk_page(
        request, "desk/service_preview.html", {"version": version, "shown": shown}, area=navigation.SERVICES
    )


def _with_remedy(request: StaffRequest, version: PackageVersion) -> HttpResponse:
    """Show the form again as it was typed, with the text of another service; nothing is saved yet."""
    wanted = request.POST["vorlage"]
    offered = {str(place): remedy.text for place, remedy in enumerate(known_remedies(version))}
    typed = request.POST.copy()
    if wanted in offered:
        typed["legal_remedy"] = offered[wanted]
    audience = typed.getlist("audience")
    form = SettingsForm(initial={**{name: value for name, value in typed.items()}, "audience": audience})  # noqa: C416
    return _settings_page(request, version, form)


def _settings_page(
    request: StaffRequest, version: PackageVersion, form: SettingsForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "version": version,
        "form": form,
        "positions": positions(on=localdate()),
        "remedies": known_remedies(version) if version.is_open else [],
    }
    return navigation.desk_page(request, "desk/service_settings.html", context, area=navigation.SERVICES, status=status)


def _step(request: StaffRequest, version: PackageVersion, step: _Step, done: str, *, anchor: str = "") -> HttpResponse:
    try:
        step()
    except actions.NotReady as missing:
        messages.warning(request, f"Noch nicht möglich. Es fehlt noch etwas: {missing.obstacles[0].message}")
    except (
        actions.NotADraft,
        actions.ChangedElsewhere,
        actions.NotSubmitted,
        actions.SamePerson,
    ) as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, done)
    target = redirect("desk:service", version.package.key, version.version)
    target["Location"] += anchor
    return target
