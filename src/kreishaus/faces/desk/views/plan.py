"""The filing plan: the tree, one position, changing and re-cutting it, as a table out and in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from kreishaus.faces.desk import chronicle, navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.forms.plan import PositionForm, RecutForm
from kreishaus.records import actions, queries, rules
from kreishaus.records.engine import PlanTableProblems, read_plan, write_plan
from kreishaus.records.enums import SuccessionKind
from kreishaus.records.models import FilingPosition

_MOST_BYTES = 5_000_000
_CHANGEABLE = [name for name in PositionForm.base_fields if name != "reason"]


@require_GET
@staff_only
def plan(request: StaffRequest) -> HttpResponse:
    """Show the plan as a tree; what is over stands apart unless it is asked for."""
    shows_all = request.GET.get("zeige") == "alle"
    positions = queries.whole_plan() if shows_all else queries.filing_plan(on=localdate()).order_by("sort_key")
    context = {"positions": list(positions), "shows_all": shows_all, "may_cut": rules.may_cut_plan(request.acting)}
    return navigation.desk_page(request, "desk/plan.html", context, area=navigation.PLAN)


@require_GET
@staff_only
def position(request: StaffRequest, number: str) -> HttpResponse:
    """Show one position, valid or not, with what it came from and what follows it."""
    return _position(request, _position_or_404(number), RecutForm())


@require_http_methods(["GET", "POST"])
@staff_only
def change_position(request: StaffRequest, number: str) -> HttpResponse:
    """Change what the plan says at one position."""
    found = _position_or_404(number)
    _keepers_only(request)
    initial = {name: getattr(found, name) for name in _CHANGEABLE}
    form = PositionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in _CHANGEABLE}
        try:
            differs = actions.change_position(
                position=found, values=values, actor=request.acting.actor, at=now(), reason=form.cleaned_data["reason"]
            )
        except ValidationError as refused:
            form.add_error(None, " ".join(refused.messages))
        else:
            messages.success(request, "Gespeichert." if differs else "Es war nichts zu ändern.")
            return redirect("desk:position", number)
    context = {"position": found, "form": form}
    status = 422 if form.is_bound else 200
    return navigation.desk_page(request, "desk/position_change.html", context, area=navigation.PLAN, status=status)


@require_http_methods(["POST"])
@staff_only
def recut(request: StaffRequest, number: str) -> HttpResponse:
    """Let a position go on as others: split, merged or renamed."""
    found = _position_or_404(number)
    _keepers_only(request)
    form = RecutForm(request.POST)
    if not form.is_valid():
        return _position(request, found, form, status=422)
    old = [found, *_named(form, "others", skip=number)]
    new = _named(form, "new")
    _check_kind(form, len(old), len(new))
    if form.errors:
        return _position(request, found, form, status=422)
    try:
        actions.continue_positions(
            old=old,
            new=new,
            kind=SuccessionKind(form.cleaned_data["kind"]),
            on=form.cleaned_data["on"],
            actor=request.acting.actor,
            at=now(),
            reason=form.cleaned_data["reason"],
        )
    except actions.AlreadyContinued as refused:
        form.add_error(None, f"Für {refused} steht schon fest, wie es weitergeht.")
        return _position(request, found, form, status=422)
    messages.success(request, "Gespeichert. Alte Aktenzeichen gelten weiter, neue Vorgänge folgen dem neuen Plan.")
    return redirect("desk:position", number)


@require_GET
@staff_only
def plan_csv(request: StaffRequest) -> HttpResponse:
    """Return the whole plan as a table; reading it in again changes nothing."""
    del request
    response = HttpResponse(write_plan(queries.plan_lines()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="aktenplan.csv"'
    return response


@require_http_methods(["GET", "POST"])
@staff_only
def import_plan(request: StaffRequest) -> HttpResponse:
    """Read a table in: all of it, or nothing and every mistake with its line."""
    _keepers_only(request)
    problems: list[str] = []
    if request.method == "POST":
        upload = request.FILES.get("datei")
        try:
            text = upload.read(_MOST_BYTES + 1).decode() if upload else ""
            lines = read_plan(text) if upload else []
            created, changed = actions.load_plan(lines=lines, actor=request.acting.actor, at=now())
        except UnicodeDecodeError:
            problems = ["Die Datei ist nicht in UTF-8 gespeichert. Bitte wählen Sie beim Speichern „CSV UTF-8“."]
        except PlanTableProblems as broken:
            problems = broken.problems
        except actions.UnknownInPlan as broken:
            problems = [str(broken)]
        else:
            if upload:
                messages.success(request, f"Eingelesen: {created} neu, {changed} geändert.")
                return redirect("desk:plan")
            problems = ["Bitte wählen Sie eine Datei aus."]
    context = {"problems": problems}
    status = 422 if problems else 200
    return navigation.desk_page(request, "desk/plan_import.html", context, area=navigation.PLAN, status=status)


def _named(form: RecutForm, field: str, *, skip: str = "") -> list[FilingPosition]:
    found = []
    for number in form.cleaned_data[field].replace(",", " ").split():
        position = queries.position_or_none(number)
        if position is None:
            form.add_error(field, f"{number} gibt es im Aktenplan nicht. Bitte legen Sie die Einheit zuerst an.")
        elif number != skip and position not in found:
            found.append(position)
    return found


def _check_kind(form: RecutForm, old: int, new: int) -> None:
    kind = form.cleaned_data["kind"]
    fits = {SuccessionKind.SPLIT: old == 1 < new, SuccessionKind.MERGE: old > 1 == new}
    if not fits.get(SuccessionKind(kind), old == new == 1):
        form.add_error(
            "kind", "Geteilt: eine wird mehrere. Zusammengelegt: mehrere werden eine. Umbenannt: eine wird eine."
        )
    if form.cleaned_data.get("on") and form.cleaned_data["on"] <= localdate():
        form.add_error("on", "Bitte einen Tag in der Zukunft wählen: Was schon abgelegt ist, bleibt, wo es ist.")


def _position(request: StaffRequest, found: FilingPosition, form: RecutForm, *, status: int = 200) -> HttpResponse:
    files = queries.files_visible_to(request.acting).filter(position=found)
    context = {
        "position": found,
        "children": list(found.children.order_by("sort_key")),
        "following": list(found.successions.select_related("new")),
        "before": list(found.predecessions.select_related("old")),
        "file_count": files.count(),
        "history": chronicle.history_of(f"position:{found.number}"),
        "is_valid": found.is_valid(localdate()),
        "may_cut": rules.may_cut_plan(request.acting),
        "form": form,
    }
    return navigation.desk_page(request, "desk/position.html", context, area=navigation.PLAN, status=status)


def _position_or_404(number: str) -> FilingPosition:
    found = queries.position_or_none(number)
    if found is None:
        raise Http404
    return found


def _keepers_only(request: StaffRequest) -> None:
    if not rules.may_cut_plan(request.acting):
        raise Http404
