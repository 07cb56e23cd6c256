"""What lies behind a version: the report of its import, how it differs from others, a new FIM version."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from kreishaus.base.problems import Problems
from kreishaus.faces.desk import chronicle, navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.import_report import import_report_page
from kreishaus.faces.desk.views.services import version_or_404
from kreishaus.ground.storage.ports import store
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages import queries as packages
from kreishaus.workshop.packages.engine.versions import Take, difference
from kreishaus.workshop.packages.formats.folder import MAX_SCHEMA_BYTES, SCHEMA
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.queries.comparison import service_differences
from kreishaus.workshop.packages.queries.history import history_of

# The uploaded file waits in the blob store between looking and deciding; only we may name it.
_SALT = "kreishaus.desk.fim-version"
_WAITS = 24 * 60 * 60
_CHOICE = "wahl-"


@require_GET
@staff_only
def import_report(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show what the import of the schema noticed."""
    version = version_or_404(request, key, number)
    report = import_report_page(version, packages.form_or_none(version))
    if report is None:
        raise Http404
    return _page(request, "desk/service_report.html", version, report=report)


@require_GET
@staff_only
def compare(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show how this version differs from another one of the same service."""
    version = version_or_404(request, key, number)
    others = [each for each in packages.versions().filter(package=version.package) if each.pk != version.pk]
    wanted = request.GET.get("mit", "")
    other = next((each for each in others if each.version == wanted), others[0] if others and not wanted else None)
    found = None
    if other is not None:
        # The older of the two comes first, whatever was clicked.
        before, after = sorted((version, other), key=_number)
        old, new = packages.form_or_none(before), packages.form_or_none(after)
        if old is not None and new is not None:
            found = difference(old.to_data(), new.to_data())
        return _page(
            request, "desk/service_compare.html", version, others=others, other=other, before=before, after=after,
            groups=list(found.by_kind()) if found else [], readable=found is not None,
            areas=service_differences(before, after),
        )  # fmt: skip
    return _page(request, "desk/service_compare.html", version, others=others, other=None)


@require_GET
@staff_only
def history(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show all versions of the service: what was new, who put it online, who still applies on it."""
    version = version_or_404(request, key, number)
    past = history_of(version.package)
    actors = {actor for each in past for actor in (each.version.submitted_by, each.version.published_by) if actor}
    names = chronicle.names_of({actor.removeprefix("staff:") for actor in actors})
    entries = [
        (
            each,
            past[place + 1].version.version if place + 1 < len(past) else "",
            chronicle.actor_name(each.version.submitted_by, names) if each.version.submitted_by else "",
            chronicle.actor_name(each.version.published_by, names) if each.version.published_by else "",
        )
        for place, each in enumerate(past)
    ]
    return _page(request, "desk/service_history.html", version, entries=entries)


@require_http_methods(["GET", "POST"])
@staff_only
def fim_version(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Take a new FIM version: upload, look at changes and clashes, decide, take over."""
    version = version_or_404(request, key, number)
    if SCHEMA not in version.files or not version.is_open:
        raise Http404
    if request.method == "GET":
        return _page(request, "desk/service_fim_upload.html", version)
    try:
        content, name, waiting = _uploaded(request)
    except ValueError as missing:
        return _page(request, "desk/service_fim_upload.html", version, problems=[str(missing)], status=422)
    choices = _choices(request)
    try:
        if "uebernehmen" in request.POST:
            version.digest = request.POST.get("stand") or version.digest
            actions.merge_fim_version(
                version=version, source=content, name=name, choices=choices, actor=request.acting.actor, at=now()
            )
            messages.success(
                request, "Die neue FIM-Fassung ist übernommen. Was sich geändert hat, zeigt der Vergleich."
            )
            return redirect("desk:service", key, number)
        prepared = actions.prepare_fim_merge(version=version, source=content, name=name, choices=choices)
    except Problems as broken:
        problems = [str(problem) for problem in broken.problems]
        return _page(request, "desk/service_fim_upload.html", version, problems=problems, status=422)
    except (actions.ChangedElsewhere, actions.NotADraft) as refused:
        messages.warning(request, str(refused))
        return redirect("desk:service", key, number)
    return _page(
        request, "desk/service_fim_version.html", version, prepared=prepared, waiting=waiting,
        groups=list(prepared.merge.difference.by_kind()),
    )  # fmt: skip


def _number(version: PackageVersion) -> tuple[int, ...]:
    return tuple(int(part) if part.isdecimal() else 0 for part in version.version.split("."))


def _uploaded(request: StaffRequest) -> tuple[bytes, str, str]:
    """Return content, name and token of the file that was just sent, or that waits since the last look."""
    upload = request.FILES.get("datei")
    if upload is not None:
        content, name = upload.read(MAX_SCHEMA_BYTES + 1), upload.name or "schema.xml"
        if len(content) > MAX_SCHEMA_BYTES:
            return content, name, ""
        return content, name, signing.dumps([store().put(content).sha256, name], salt=_SALT)
    token = request.POST.get("datei_marke", "")
    try:
        sha256, name = signing.loads(token, salt=_SALT, max_age=_WAITS)
    except signing.BadSignature:
        raise ValueError("Bitte wählen Sie eine Datei aus.") from None
    return store().read(sha256), name, token


def _choices(request: StaffRequest) -> dict[str, Take]:
    return {
        field.removeprefix(_CHOICE): Take(value)
        for field, value in request.POST.items()
        if field.startswith(_CHOICE) and value in set(Take)
    }


def _page(
    request: StaffRequest, template: str, version: PackageVersion, *, status: int = 200, **context: Any
) -> HttpResponse:
    return navigation.desk_page(
        request, template, {"version": version, **context}, area=navigation.SERVICES, status=status
    )
