"""Working off the rules that no machine has understood, one at a time; the next one opens by itself."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from kreishaus.base.problems import Problems
from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.builder.rule_form import RuleEditor
from kreishaus.faces.desk.form_places import place_in_words
from kreishaus.faces.desk.review_page import chosen, items_of, review_page, sentence
from kreishaus.faces.desk.views.builder.access import answer_status, buildable_or_404
from kreishaus.services.forms.engine.schema import Review
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.engine.edits import Edit, NotPossible
from kreishaus.workshop.packages.engine.elements import NoSuchElement
from kreishaus.workshop.packages.engine.merging import Conflict
from kreishaus.workshop.packages.engine.reviewing import Reopen, Settle
from kreishaus.workshop.packages.enums import Settlement
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents

_CHECKED_BY_CASE_WORKER = "Die Sachbearbeitung prüft diese Regel am Vorgang."
_PROPOSAL, _OPEN = "vorschlag", "offen"


@require_http_methods(["GET", "POST"])
@staff_only
def reviews(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show the next open item, or the one that is asked for; settle it, or open it again."""
    version = buildable_or_404(request, key, number)
    if request.method == "POST":
        return _settled(request, version)
    schema = contents.form_of(version).schema
    wanted = request.GET.get("punkt", "")
    review = chosen(schema, wanted, behind=request.GET.get("nach", ""))
    if review is None and wanted:
        raise Http404
    items = items_of(schema)
    context = {"version": version, "items": items, "page": review_page(version, schema, review) if review else None}
    return navigation.desk_page(request, "desk/service_reviews.html", context, area=navigation.SERVICES)


@require_http_methods(["GET", "POST"])
@staff_only
def change_proposal(request: StaffRequest, key: str, number: str, review_id: str) -> HttpResponse:
    """Correct one rule of a proposal in the editor, or write one from the beginning; the other parts come along."""
    version = buildable_or_404(request, key, number)
    schema = contents.form_of(version).schema
    review = next((each for each in schema.open_reviews if each.id == review_id), None)
    if review is None or not version.is_open:
        raise Http404
    part = _part(request, review)
    start = dict(review.proposal[part - 1]) if part else {"require": review.element} if review.element else {}
    editor = RuleEditor(schema, start)
    problems: list[str] = []
    if request.method == "POST":
        editor.read_post(request.POST)
        if request.POST.get("tun") == "speichern":
            fresh = editor.data()
            rules = [dict(each) for each in review.proposal] if part else [{}]
            rules[max(part - 1, 0)] = {**(fresh or {}), **({"id": start["id"]} if start.get("id") else {})}
            edit = Settle(review_id, Settlement.RULE, rules=tuple(rules))
            problems = editor.problems if fresh is None else _save(request, version, edit)
            if not problems:
                messages.success(request, f"Geklärt: {review_id}. Die Regel steht jetzt im Formular.")
                return redirect(_next(version, review_id))
    context = {
        "version": version, "review": review, "editor": editor, "part": part,
        "place": place_in_words(schema, review.element),
        "parts": [(place, sentence(schema, each)) for place, each in enumerate(review.proposal, start=1)],
        "problems": problems or editor.when.problems + editor.valid.problems,
        "shown": request.POST.get("shown") or version.digest,
    }  # fmt: skip
    status = answer_status(request, 422 if problems else 200)
    return navigation.desk_page(
        request, "desk/service_review_rule.html", context, area=navigation.SERVICES, status=status
    )


def _settled(request: StaffRequest, version: PackageVersion) -> HttpResponse:
    by, number = request.POST.get("durch", ""), request.POST.get("nummer", "")
    if not number and by == Settlement.CASE_WORKER:
        return _all_others(request, version)
    edit = _edit(request, version, by, number)
    if edit is None:
        messages.error(request, "Bitte wählen Sie, wie die Regel geklärt ist.")
        return redirect(_page_of(version, number))
    problems = _save(request, version, edit)
    if problems:
        messages.warning(request, " ".join(problems))
        return redirect(_page_of(version, number))
    if by == _OPEN:
        messages.success(request, f"{number} ist wieder offen.")
        return redirect(_page_of(version, number))
    messages.success(request, f"Geklärt: {number}. Der Text bleibt im Dienst.")
    return redirect(_next(version, number))


def _edit(request: StaffRequest, version: PackageVersion, by: str, number: str) -> Edit | None:
    note = request.POST.get("notiz", "").strip()
    schema = contents.form_of(version).schema
    if by == _OPEN:
        return Reopen(number)
    if by == _PROPOSAL:
        proposal = next((each.proposal for each in schema.open_reviews if each.id == number), ())
        return Settle(number, Settlement.RULE, rules=tuple(proposal)) if proposal else None
    if by == Settlement.RULE:
        rule = request.POST.get("regel", "")
        return Settle(number, Settlement.RULE, rule) if rule in {each.id for each in schema.rules} else None
    if by == Settlement.CASE_WORKER:
        return Settle(number, Settlement.CASE_WORKER, note or _CHECKED_BY_CASE_WORKER)
    return Settle(number, Settlement.NOT_NEEDED, note) if by == Settlement.NOT_NEEDED else None


def _all_others(request: StaffRequest, version: PackageVersion) -> HttpResponse:
    try:
        actions.settle_reviews(
            version=version, by=Settlement.CASE_WORKER, note=_CHECKED_BY_CASE_WORKER,
            actor=request.acting.actor, at=now(),
        )  # fmt: skip
    except actions.UnknownReview:
        messages.warning(request, "Diese Regel ist schon geklärt.")
    except (actions.NotADraft, actions.ChangedElsewhere) as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "Alle übrigen Regeln sind geklärt.")
    return redirect("desk:service", version.package.key, version.version)


def _save(request: StaffRequest, version: PackageVersion, edit: Edit) -> list[str]:
    try:
        actions.edit_form(
            version=version, edit=edit, shown=request.POST.get("shown", ""), actor=request.acting.actor, at=now()
        )
    except Problems as broken:
        return [f"{problem.message} {problem.hint}".strip() for problem in broken.problems]
    except Conflict:
        return ["Jemand anderes hat diese Regel inzwischen geklärt. Bitte sehen Sie nach, ob es so passt."]
    except NoSuchElement:
        return ["Diesen Prüfpunkt gibt es nicht mehr."]
    except (NotPossible, actions.NotADraft, actions.ChangedElsewhere) as refused:
        return [str(refused)]
    return []


def _part(request: StaffRequest, review: Review) -> int:
    """Return which rule of the proposal is meant, from 1; 0 for a new one."""
    wanted = request.GET.get("teil", "0")
    part = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < len("1000") else 0
    if part > len(review.proposal):
        raise Http404
    return part


def _page_of(version: PackageVersion, number: str) -> str:
    place = reverse("desk:settle_reviews", args=[version.package.key, version.version])
    known = any(each.id == number for each in contents.form_of(version).schema.reviews)
    return f"{place}?{urlencode({'punkt': number})}" if known else place


def _next(version: PackageVersion, number: str) -> str:
    place = reverse("desk:settle_reviews", args=[version.package.key, version.version])
    return f"{place}?{urlencode({'nach': number})}"
