"""The inbox: what is to be done, due first, and who takes it."""

import csv
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.http import require_GET, require_POST

from kreishaus.casework import actions
from kreishaus.casework import queries as casework
from kreishaus.casework.models import Task
from kreishaus.faces.desk import inbox_table, navigation
from kreishaus.faces.desk.access import POST_IN_SESSION, StaffRequest, staff_only
from kreishaus.people.organisation.models import Staff


@require_GET
@staff_only
def inbox(request: StaffRequest) -> HttpResponse:
    """Show the tasks of the offices this post works for; posts without cases start elsewhere."""
    if not navigation.may_see_cases(request.acting):
        return _first_area(request)
    choice = inbox_table.choice_of(request.GET)
    table = inbox_table.inbox_table(request.acting, choice, on=localdate())
    return navigation.desk_page(request, "desk/inbox.html", {"table": table}, area=navigation.INBOX)


@require_GET
@staff_only
def inbox_csv(request: StaffRequest) -> HttpResponse:
    """Return the chosen tasks as a table file."""
    today = localdate()
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="eingang-{today.isoformat()}.csv"'
    # Excel reads umlauts only after a byte order mark, and German Excel splits at semicolons.
    response.write("\ufeff")
    rows = inbox_table.csv_rows(request.acting, inbox_table.choice_of(request.GET), on=today)
    csv.writer(response, delimiter=";").writerows([_harmless(cell) for cell in row] for row in rows)
    return response


@require_POST
@staff_only
def assign(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Give a task to somebody, to oneself or to nobody, as the person who clicked saw it."""
    task = casework.task_or_none(request.acting, task_id)
    if task is None:
        raise Http404
    to = _person(request.POST.get("an", ""))
    task.assignee_id = _uuid(request.POST.get("bei", ""))
    try:
        actions.assign(task=task, to=to, acting=request.acting, at=now())
    except actions.AlreadyAssigned as taken:
        messages.warning(request, _taken(taken))
    except (actions.NotOfThisOffice, actions.MayNotWorkOnThis):
        messages.error(request, "Diese Aufgabe kann nur das zuständige Amt verteilen.")
    else:
        messages.success(request, _done(task, to, request))
    return _back(request, task)


@require_POST
@staff_only
def switch_post(request: StaffRequest) -> HttpResponse:
    """Act from another post one holds, from now on."""
    held = {post.key: post for post in navigation.frame_of(request).posts}
    post = held.get(request.POST.get("stelle", ""))
    if post is None:
        raise Http404
    request.session[POST_IN_SESSION] = post.key
    messages.success(request, f"Sie handeln jetzt als {post.title}.")
    return redirect("desk:inbox")


def _first_area(request: StaffRequest) -> HttpResponse:
    reached = navigation.areas(request.acting, waiting=0)
    if reached:
        return HttpResponseRedirect(reached[0].address)
    return navigation.desk_page(request, "desk/nothing_here.html")


def _person(username: str) -> Staff | None:
    if not username:
        return None
    person = Staff.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise Http404
    return person


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _done(task: Task, to: Staff | None, request: StaffRequest) -> str:
    reference = task.case.reference
    if to is None:
        return f"Die Aufgabe zu {reference} liegt wieder im Eingang des Amtes."
    if to.pk == request.acting.staff_id:
        return f"Sie haben {reference} übernommen."
    return f"{to.get_short_name()} hat jetzt {reference}."


def _taken(taken: actions.AlreadyAssigned) -> str:
    if taken.name and taken.at:
        return (
            f"{taken.name} hat diese Aufgabe um {localtime(taken.at):%H:%M} Uhr übernommen. Es wurde nichts geändert."
        )
    return "Diese Aufgabe hat inzwischen jemand geändert oder erledigt. Es wurde nichts geändert."


def _harmless(cell: str) -> str:
    # A cell that begins like a formula would be run by the table program of the reader.
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _back(request: StaffRequest, task: Task) -> HttpResponse:
    target = request.POST.get("weiter", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        return HttpResponseRedirect(target)
    return redirect("desk:case", task.case.reference)
