"""Cases: the list, the page of one case, and what is done about it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_POST

from kreishaus.casework import actions
from kreishaus.casework import queries as casework
from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, application_or_404, case_or_404, staff_only
from kreishaus.faces.desk.case_list import case_list
from kreishaus.faces.desk.case_page import case_page
from kreishaus.faces.desk.forms.request import RequestForm
from kreishaus.records import actions as records
from kreishaus.records import rules
from kreishaus.records.enums import CaseState
from kreishaus.records.models import Case

_DENIED = "Ihre Stelle darf diesen Vorgang ansehen, aber nicht ändern."


@require_GET
@staff_only
def cases(request: StaffRequest) -> HttpResponse:
    """Show the cases this post may see, open ones unless asked otherwise."""
    listed = case_list(request.acting, request.GET)
    return navigation.desk_page(request, "desk/cases.html", {"list": listed}, area=navigation.CASES)


@require_GET
@staff_only
def case(request: StaffRequest, reference: str) -> HttpResponse:
    """Show a case with everything that belongs to it."""
    return _case(request, reference, RequestForm())


@require_POST
@staff_only
def request_information(request: StaffRequest, reference: str) -> HttpResponse:
    """Ask the applicant for something; the tasks wait until the answer is there."""
    application = application_or_404(request, reference)
    form = RequestForm(request.POST)
    if not form.is_valid():
        return _case(request, reference, form, status=422)
    try:
        actions.request_information(
            application=application,
            subject=form.cleaned_data["subject"],
            body=form.cleaned_data["body"],
            acting=request.acting,
            at=now(),
        )
    except actions.AlreadyDecided:
        messages.warning(request, "Über diesen Antrag ist inzwischen entschieden. Es wurde nichts gesendet.")
    except actions.MayNotWorkOnThis:
        messages.error(request, _DENIED)
    else:
        messages.success(request, "Die Nachforderung ist gesendet. Der Vorgang wartet jetzt auf die Antwort.")
    return redirect("desk:case", reference)


@require_POST
@staff_only
def close_case(request: StaffRequest, reference: str) -> HttpResponse:
    """Put the case on file (z. d. A.), or say what is missing."""
    found = case_or_404(request, reference)
    application = casework.application_or_none(request.acting, reference)
    try:
        if application is not None:
            actions.complete_case(application=application, acting=request.acting, at=now())
            found = application.case
        elif rules.may_close(request.acting, found):
            records.close_case(case=found, actor=request.acting.actor, at=now())
        else:
            raise actions.MayNotWorkOnThis(reference)
    except actions.NotYetDecided:
        messages.warning(request, _why_not_on_file(found))
    except records.NotYetClosable as refused:
        messages.warning(request, f"Der Vorgang kann noch nicht zu den Akten: {refused}")
    except records.CaseAlreadyClosed:
        messages.warning(request, "Der Vorgang liegt bereits bei den Akten.")
    except actions.MayNotWorkOnThis:
        messages.error(request, _DENIED)
    else:
        messages.success(request, f"Der Vorgang liegt jetzt bei den Akten. {found.retention_derivation}.")
    return redirect("desk:case", reference)


def _why_not_on_file(case: Case) -> str:
    if case.state == CaseState.CLOSED:
        return "Der Vorgang liegt bereits bei den Akten."
    return "Der Vorgang kann noch nicht zu den Akten: Über den Antrag ist nicht entschieden."


def _case(request: StaffRequest, reference: str, form: RequestForm, *, status: int = 200) -> HttpResponse:
    found = case_or_404(request, reference)
    page = case_page(found, request.acting, on=localdate())
    context = {"page": page, "form": form}
    return navigation.desk_page(request, "desk/case.html", context, area=navigation.CASES, status=status)
