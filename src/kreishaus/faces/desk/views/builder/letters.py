"""The texts of the decision: what the letter says when the authority agrees, and when it refuses."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from kreishaus.base.problems import Problems
from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.builder.letters import LetterForm, letter_preview, placeholders
from kreishaus.faces.desk.views.builder.access import buildable_or_404
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.rules import contents

_OUTCOMES = {"bewilligung": "grant", "ablehnung": "refuse"}


@require_http_methods(["GET", "POST"])
@staff_only
def letters(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show and change the texts of one letter, with its placeholders and what it looks like filled."""
    version = buildable_or_404(request, key, number)
    wanted = request.GET.get("art", "bewilligung")
    outcome = _OUTCOMES.get(wanted, "grant")
    service, schema = contents.definition_of(version).service, contents.form_of(version).schema
    letter = service.letters.get(outcome)
    problems: list[str] = []
    form = LetterForm(request.POST if request.method == "POST" else None, letter=letter, shown=version.digest)
    if request.method == "POST" and form.is_valid() and request.POST.get("tun") != "vorschau":
        version.digest = form.cleaned_data["shown"] or version.digest
        try:
            actions.edit_letters(
                version=version, outcome=outcome, texts=form.texts(), actor=request.acting.actor, at=now()
            )
        except Problems as broken:
            problems = [f"{problem.message} {problem.hint}".strip() for problem in broken.problems]
        except (actions.ChangedElsewhere, actions.NotADraft) as refused:
            problems = [str(refused)]
        else:
            messages.success(request, "Der Text ist gespeichert.")
            return redirect(f"{request.path}?art={wanted}")
    wrong = bool(problems) or (form.is_bound and not form.is_valid())
    context = {
        "version": version,
        "form": form,
        "problems": problems,
        "outcome": outcome,
        "placeholders": placeholders(schema),
        "preview": letter_preview(schema, service, form.current(), on=localdate()),
    }
    status = 422 if wrong else 200
    return navigation.desk_page(request, "desk/builder/letters.html", context, area=navigation.SERVICES, status=status)
