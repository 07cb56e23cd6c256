"""Files: the list, opening one, and the page of a file with its content."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, file_or_404, staff_only
from kreishaus.faces.desk.file_list import file_list
from kreishaus.faces.desk.file_page import file_page
from kreishaus.faces.desk.forms.keeping import NewFileForm
from kreishaus.people.organisation.models import Office
from kreishaus.records import actions, queries, rules


@require_GET
@staff_only
def files(request: StaffRequest) -> HttpResponse:
    """Show the files this post may see, open ones unless asked otherwise."""
    listed = file_list(request.acting, request.GET, on=localdate())
    return navigation.desk_page(request, "desk/files.html", {"list": listed}, area=navigation.FILES)


@require_GET
@staff_only
def file(request: StaffRequest, reference: str) -> HttpResponse:
    """Show a file with its content, run time, participants, retention and history."""
    page = file_page(file_or_404(request, reference), request.acting, request.GET, on=localdate())
    return navigation.desk_page(request, "desk/file.html", {"page": page}, area=navigation.FILES)


@require_http_methods(["GET", "POST"])
@staff_only
def new_file(request: StaffRequest) -> HttpResponse:
    """Open a file for one lasting subject."""
    form = NewFileForm(
        request.POST or None,
        positions=queries.filing_plan(on=localdate()),
        offices=Office.objects.filter(pk__in=request.acting.office_ids).order_by("number"),
        initial={"office": request.acting.office_id, "position": request.GET.get("aktenplan", "")},
    )
    if request.method == "POST" and form.is_valid():
        opened = actions.open_file(
            position=form.cleaned_data["position"],
            title=form.cleaned_data["title"],
            office=form.cleaned_data["office"],
            actor=request.acting.actor,
            at=now(),
        )
        messages.success(request, f"Die Akte {opened.reference} ist angelegt.")
        return redirect("desk:file", opened.reference)
    status = 422 if form.is_bound else 200
    return navigation.desk_page(request, "desk/file_new.html", {"form": form}, area=navigation.FILES, status=status)


@require_POST
@staff_only
def close_file(request: StaffRequest, reference: str) -> HttpResponse:
    """Close the file, or say what is missing."""
    found = file_or_404(request, reference)
    if not rules.may_keep(request.acting, found):
        messages.error(request, "Ihre Stelle darf diese Akte ansehen, aber nicht ändern.")
        return redirect("desk:file", reference)
    try:
        actions.close_file(file=found, actor=request.acting.actor, at=now())
    except actions.NotYetClosable as refused:
        messages.warning(request, f"Die Akte bleibt offen. {refused}")
    except actions.FileAlreadyClosed:
        messages.warning(request, "Die Akte ist schon geschlossen.")
    else:
        messages.success(request, f"Die Akte ist geschlossen. {found.retention_derivation}.")
    return redirect("desk:file", reference)
