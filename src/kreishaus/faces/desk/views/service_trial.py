"""Going through a form as a test persona, up to the letter; no application and no case comes of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kreishaus.base.money import euro
from kreishaus.base.problems import Problems
from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.trial import Trial, keep_trial, trial_in
from kreishaus.faces.desk.views.builder.access import buildable_or_404
from kreishaus.ground.typesetting.compiler import TypesettingError
from kreishaus.services.forms import paging, rendering
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.synthesis import PERSONAS, try_fill
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from kreishaus.workshop.proving.outcomes import Outcome
from kreishaus.workshop.proving.papers import letter_pdf
from kreishaus.workshop.proving.recording import recorded
from kreishaus.workshop.proving.reports import proving_of

_STEM = "probelauf"


@require_http_methods(["GET", "POST"])
@staff_only
def begin(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Choose who fills the form in; then every page is filled."""
    version = buildable_or_404(request, key, number)
    schema = contents.form_of(version).schema
    if request.method == "POST" and request.POST.get("persona") in PERSONAS and schema.pages:
        persona = PERSONAS[request.POST["persona"]]
        filling = try_fill(schema, on=localdate(), persona=persona)
        keep_trial(request.session, version, Trial(persona.key, filling.answers))
        if not filling.is_complete:
            messages.warning(request, "Nicht alles ließ sich von selbst ausfüllen. Die Prüfseite zeigt, was fehlt.")
        first = (*filling.evaluation.visible_pages, schema.pages[0].key)[0]
        return redirect("desk:trial_page", key, number, first)
    trial = trial_in(request.session, version)
    context = {"version": version, "personas": list(PERSONAS.values()), "trial": trial}
    return navigation.desk_page(request, "desk/trial_begin.html", context, area=navigation.SERVICES)


@require_http_methods(["GET", "POST"])
@staff_only
def page(request: StaffRequest, key: str, number: str, page_key: str) -> HttpResponse:
    """Show one page as applicants see it, filled; take in what was changed and go on."""
    version, trial = _under_way(request, key, number)
    schema = contents.form_of(version).schema
    if page_key not in {each.key for each in schema.pages}:
        raise Http404
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        taken = paging.read_page(schema, page_key, request.POST, answers=trial.answers, raw=trial.raw, on=localdate())
        trial = Trial(trial.persona, taken.answers, taken.raw)
        keep_trial(request.session, version, trial)
        if not taken.stays:
            step = paging.previous_page if "_back" in request.POST else paging.next_page
            follows = step(taken.evaluation, page_key)
            if follows:
                return redirect("desk:trial_page", key, number, follows)
            return redirect("desk:trial_begin" if "_back" in request.POST else "desk:trial_check", key, number)
        errors = taken.errors
    evaluation = evaluate(schema, trial.answers, on=localdate(), raw=trial.raw)
    fields = rendering.render_page(
        schema, page_key, evaluation,
        answers=trial.answers, errors=errors, raw=trial.raw, opened=list(request.POST),
    )  # fmt: skip
    context = {
        "version": version, "persona": PERSONAS[trial.persona], "page": schema.page(page_key), "fields": fields,
        "pages": [each for each in schema.pages if each.key in evaluation.visible_pages or each.key == page_key],
        "summary": rendering.render_error_summary(schema, errors),
    }  # fmt: skip
    status = 422 if errors else 200
    return navigation.desk_page(request, "desk/trial_page.html", context, area=navigation.SERVICES, status=status)


@require_GET
@staff_only
def check(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show all answers, the fee and the letters that would follow."""
    version, trial = _under_way(request, key, number)
    outcome = _outcome(version, trial)
    schema, evaluation = outcome.form, outcome.evaluation
    missing = [
        (schema.page(each), reverse("desk:trial_page", args=[key, number, each]))
        for each, paths in evaluation.errors_by_page.items()
        if paths
    ]
    context = {
        "version": version, "persona": PERSONAS[trial.persona], "missing": missing, "title": outcome.title,
        "applicant": outcome.applicant, "fee": euro(outcome.fee.total_cents or 0),
        "letters": [(each, outcome.letter(each)) for each in outcome.service.letters],
        "summary": rendering.render_summary(
            schema, evaluation, change_url=lambda each: reverse("desk:trial_page", args=[key, number, each])
        ),
    }  # fmt: skip
    return navigation.desk_page(request, "desk/trial_check.html", context, area=navigation.SERVICES)


@require_GET
@staff_only
def letter(request: StaffRequest, key: str, number: str, outcome: str) -> HttpResponse:
    """Return the letter of this trial run on paper."""
    version, trial = _under_way(request, key, number)
    tried = _outcome(version, trial)
    if outcome not in tried.service.letters:
        raise Http404
    try:
        pdf = letter_pdf(tried, outcome)
    except TypesettingError:
        messages.warning(request, "Dieser Brief lässt sich nicht setzen. Bitte sehen Sie in die Bescheidtexte.")
        return redirect("desk:trial_check", key, number)
    return HttpResponse(pdf, content_type="application/pdf")


@require_POST
@staff_only
def keep(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Keep the answers and everything that follows from them as a test of the draft."""
    version, trial = _under_way(request, key, number)
    proving, _ = proving_of(version)
    name = request.POST.get("name", "").strip()[:100] or f"Probelauf: {PERSONAS[trial.persona].name}"
    case = recorded(proving, trial.answers, on=localdate(), name=name)
    try:
        actions.add_test(version=version, case=case, stem=_STEM, actor=request.acting.actor, at=now())
    except (actions.NotADraft, actions.ChangedElsewhere) as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"Der Test „{name}“ ist aufgenommen.")
    return redirect("desk:trial_check", key, number)


def _under_way(request: StaffRequest, key: str, number: str) -> tuple[PackageVersion, Trial]:
    version = buildable_or_404(request, key, number)
    trial = trial_in(request.session, version)
    if trial is None:
        raise Http404
    return version, trial


def _outcome(version: PackageVersion, trial: Trial) -> Outcome:
    try:
        proving, _ = proving_of(version)
    except Problems as broken:
        raise Http404 from broken
    return proving.outcome_of(evaluate(proving.form, trial.answers, on=localdate(), raw=trial.raw))
