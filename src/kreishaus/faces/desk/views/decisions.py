"""The decision: written on the left, seen as it will go out on the right, signed on an exact revision."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kreishaus.casework import actions
from kreishaus.casework import queries as casework
from kreishaus.casework.enums import DecisionState, Outcome
from kreishaus.casework.models import Decision
from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, application_or_404, staff_only
from kreishaus.faces.desk.decision_page import decision_page
from kreishaus.faces.desk.forms.decision import DecisionForm, again_at, initial_of
from kreishaus.ground.typesetting.compiler import TypesettingError
from kreishaus.services.applications.models import Application

_DENIED = "Ihre Stelle darf diesen Bescheid ansehen, aber nicht ändern."


@require_http_methods(["GET", "POST"])
@staff_only
def decision(request: StaffRequest, reference: str) -> HttpResponse:
    """Show the decision; a POST saves the wording of the draft."""
    application = application_or_404(request, reference)
    found = casework.decision_of(application)
    if request.method == "POST":
        return _save(request, application, _draft_or_404(found))
    form = DecisionForm(initial=initial_of(found)) if found else None
    return _page(request, application, form)


@require_POST
@staff_only
def begin_decision(request: StaffRequest, reference: str) -> HttpResponse:
    """Begin with the letter of the service for an outcome, or begin anew with the other one."""
    application = application_or_404(request, reference)
    outcome = request.POST.get("ergebnis", "")
    if outcome not in Outcome.values:
        messages.warning(request, "Bitte wählen Sie: bewilligen oder ablehnen.")
        return redirect("desk:decision", reference)
    replace = request.POST.get("neu") == "ja"
    try:
        actions.draft_decision(
            application=application, outcome=Outcome(outcome), acting=request.acting, at=now(), replace=replace
        )
    except actions.DraftExists:
        messages.warning(request, "Es gibt schon einen Entwurf. Hier ist er.")
    except actions.AlreadyDecided:
        messages.warning(request, "Über diesen Antrag ist nichts mehr zu entscheiden.")
    except actions.MayNotWorkOnThis:
        messages.error(request, _DENIED)
    else:
        messages.success(request, "Der Entwurf ist angelegt. Bitte prüfen Sie jeden Satz.")
    return redirect("desk:decision", reference)


@require_GET
@staff_only
def preview(request: StaffRequest, reference: str) -> HttpResponse:
    """Return the draft as the PDF that would go out if the acting person signed it now."""
    application = application_or_404(request, reference)
    found = casework.decision_of(application)
    if found is None:
        raise Http404
    try:
        content = actions.preview_decision(decision=found, acting=request.acting, at=now())
    except TypesettingError as error:
        return render(request, "desk/preview_failed.html", {"error": error}, status=422)
    return HttpResponse(content, content_type="application/pdf", headers=_PDF_HEADERS)


@require_POST
@staff_only
def hand_over(request: StaffRequest, reference: str) -> HttpResponse:
    """Put the draft before whoever signs it."""
    found = _draft_or_404(casework.decision_of(application_or_404(request, reference)))
    try:
        actions.hand_over_for_signature(decision=found, acting=request.acting, at=now())
    except actions.MayNotWorkOnThis:
        messages.error(request, _DENIED)
    else:
        messages.success(request, "Der Entwurf liegt jetzt zur Zeichnung vor.")
    return redirect("desk:case", reference)


@require_http_methods(["GET", "POST"])
@staff_only
def sign(request: StaffRequest, reference: str) -> HttpResponse:
    """Ask once more before signing, then sign exactly the revision that was shown."""
    application = application_or_404(request, reference)
    found = casework.decision_of(application)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _sign(request, application, found)
    page = decision_page(application, request.acting)
    if found.state == DecisionState.SIGNED or page.obstacles:
        return redirect("desk:decision", reference)
    return navigation.desk_page(request, "desk/sign.html", {"page": page}, area=navigation.CASES)


_PDF_HEADERS = {"Content-Security-Policy": "default-src 'none'; object-src 'self'; frame-ancestors 'self'"}


def _draft_or_404(found: Decision | None) -> Decision:
    if found is None:
        raise Http404
    return found


def _page(
    request: StaffRequest,
    application: Application,
    form: DecisionForm | None,
    *,
    newer: Decision | None = None,
    status: int = 200,
) -> HttpResponse:
    page = decision_page(application, request.acting)
    context = {"page": page, "form": form, "newer": newer}
    return navigation.desk_page(request, "desk/decision.html", context, area=navigation.CASES, status=status)


def _save(request: StaffRequest, application: Application, found: Decision) -> HttpResponse:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, application, form, status=422)
    revision = form.cleaned_data["revision"]
    try:
        actions.update_decision(
            decision=found, revision=revision, wording=form.wording(), acting=request.acting, at=now()
        )
    except actions.DecisionChangedElsewhere as changed:
        # Nothing that was typed is lost: it stays in the form, the newer text stands beside it.
        return _page(
            request, application, again_at(request.POST, changed.decision.revision), newer=changed.decision, status=409
        )
    except actions.MayNotWorkOnThis:
        messages.error(request, _DENIED)
        return redirect("desk:decision", application.reference)
    messages.success(request, f"Gespeichert um {localtime():%H:%M} Uhr.")
    wants_to_sign = "zeichnen" in request.POST
    return redirect("desk:sign" if wants_to_sign else "desk:decision", application.reference)


def _sign(request: StaffRequest, application: Application, found: Decision) -> HttpResponse:
    try:
        actions.sign_decision(decision=found, revision=_revision(request), acting=request.acting, at=now())
    except actions.MayNotSign:
        messages.error(request, "Ihre Stelle darf diesen Bescheid nicht zeichnen.")
    except actions.LetterIncomplete as incomplete:
        messages.warning(request, f"Es wurde nichts gezeichnet. {incomplete.gaps[0]}")
    except actions.AlreadySigned as signed:
        at = f" um {localtime(signed.at):%H:%M} Uhr" if signed.at else ""
        messages.warning(request, f"{signed.name or 'Jemand anderes'} hat diesen Bescheid{at} gezeichnet.")
    except actions.DecisionChangedElsewhere:
        messages.warning(request, "Der Text wurde inzwischen geändert. Es wurde nichts gezeichnet. Bitte neu prüfen.")
    except actions.AlreadyDecided:
        messages.warning(request, "Der Antrag ist inzwischen entschieden oder zurückgenommen.")
    except TypesettingError as error:
        messages.error(request, f"Der Brief lässt sich nicht setzen: {error} Es wurde nichts gezeichnet.")
    else:
        messages.success(request, "Der Bescheid ist gezeichnet. Er liegt im Postfach und in der Akte.")
        return redirect("desk:case", application.reference)
    return redirect("desk:decision", application.reference)


def _revision(request: StaffRequest) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() else 0
