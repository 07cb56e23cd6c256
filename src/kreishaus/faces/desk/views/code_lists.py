"""Code lists: which there are, which are missing, reading them in, and taking them into a service."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kreishaus.base.problems import Problems
from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.code_list_page import code_list_page, code_lists_page
from kreishaus.faces.desk.views.services import version_or_404
from kreishaus.services.forms import queries as forms
from kreishaus.services.forms.actions import ImportedList, read_lists
from kreishaus.services.forms.formats.genericode import ListFile, list_files
from kreishaus.services.forms.formats.genericode.archive import MAX_BYTES
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.rules import may_build

_LONGEST_QUERY = 100
_MOST_FILES = 20


@require_GET
@staff_only
def code_lists(request: StaffRequest) -> HttpResponse:
    """Show the lists that are there and those that are missing."""
    _builders_only(request)
    context = {"lists": code_lists_page(request.GET.get("seite", "1"))}
    return navigation.desk_page(request, "desk/code_lists.html", context, area=navigation.SERVICES)


@require_GET
@staff_only
def code_list(request: StaffRequest, list_id: UUID) -> HttpResponse:
    """Show one list; its entries can be searched."""
    _builders_only(request)
    version = forms.code_list_or_none(list_id)
    if version is None:
        raise Http404
    query = request.GET.get("suche", "").strip()[:_LONGEST_QUERY]
    shown = code_list_page(version, query=query, number=request.GET.get("seite", "1"))
    return navigation.desk_page(request, "desk/code_list.html", {"shown": shown}, area=navigation.SERVICES)


@require_http_methods(["GET", "POST"])
@staff_only
def import_lists(request: StaffRequest) -> HttpResponse:
    """Read lists in: one or several files, or a ZIP file; each is taken or refused by itself."""
    _builders_only(request)
    if request.method == "GET":
        return _import_page(request, ())
    uploads = request.FILES.getlist("dateien")
    if not uploads:
        return _import_page(request, ("Bitte wählen Sie mindestens eine Datei aus.",))
    if len(uploads) > _MOST_FILES:
        return _import_page(request, (f"Bitte höchstens {_MOST_FILES} Dateien auf einmal, oder eine ZIP-Datei.",))
    files: list[ListFile] = []
    problems: list[str] = []
    for upload in uploads:
        try:
            # One byte more than allowed is enough to be refused in words.
            files += list_files(upload.name or "liste.xml", upload.read(MAX_BYTES + 1))
        except Problems as broken:
            problems += [str(problem) for problem in broken.problems]
    done = read_lists(files=files, actor=request.acting.actor, at=now())
    problems += [str(problem) for one in done for problem in one.problems]
    taken = tuple(one for one in done if one.table)
    if problems:
        return _import_page(request, problems, taken)
    _tell(request, taken)
    return redirect("desk:code_lists")


@require_POST
@staff_only
def take_list_version(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Let a draft take another version of a list that is at hand."""
    version = version_or_404(request, key, number)
    address, wanted = request.POST.get("liste", ""), request.POST.get("fassung", "")
    try:
        actions.take_list_version(version=version, address=address, wanted=wanted, actor=request.acting.actor, at=now())
    except actions.UnknownList:
        messages.warning(request, "Diese Liste verlangt das Formular nicht mehr.")
    except (actions.NotADraft, actions.ChangedElsewhere) as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"Die Felder nehmen jetzt die Fassung {wanted}.")
    return _back_to_lists(key, number)


@require_POST
@staff_only
def carry_lists(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Put the lists of a draft into its folder, so that it brings them along."""
    version = version_or_404(request, key, number)
    try:
        actions.carry_lists(version=version, actor=request.acting.actor, at=now())
    except actions.UnknownList:
        messages.info(request, "Alle Listen liegen schon im Paket.")
    except (actions.NotADraft, actions.ChangedElsewhere) as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "Die Listen liegen jetzt im Paket. Es bringt sie überallhin mit.")
    return _back_to_lists(key, number)


def _back_to_lists(key: str, number: str) -> HttpResponse:
    target = redirect("desk:service", key, number)
    target["Location"] += "#codelisten"
    return target


def _builders_only(request: StaffRequest) -> None:
    if not may_build(request.acting):
        raise Http404


def _tell(request: StaffRequest, taken: tuple[ImportedList, ...]) -> None:
    fresh = [one for one in taken if one.outcome != "known"]
    if not fresh:
        messages.info(request, "Diese Listen waren schon da. Es hat sich nichts geändert.")
    for one in fresh:
        assert one.table is not None
        what = "Ersetzt" if one.outcome == "replaced" else "Eingelesen"
        name = f"{one.table.title} {one.table.version}".strip()
        messages.success(request, f"{what}: {name}, {len(one.table.rows)} Einträge.")
        for note in one.notes:
            messages.info(request, f"{name}: {note.message}")


def _import_page(
    request: StaffRequest, problems: "list[str] | tuple[str, ...]", taken: tuple[ImportedList, ...] = ()
) -> HttpResponse:
    context: dict[str, object] = {"problems": problems, "taken": taken}
    status = 422 if problems else 200
    return navigation.desk_page(request, "desk/code_list_import.html", context, area=navigation.SERVICES, status=status)
