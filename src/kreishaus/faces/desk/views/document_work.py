"""Work on a document: check-out, check-in with a new version, taking it back, what is noted about it."""

import mimetypes

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime, now
from django.views.decorators.http import require_http_methods, require_POST

from kreishaus.faces.desk import chronicle, navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.forms.document import DocumentForm
from kreishaus.ground.storage import store
from kreishaus.records import actions, queries, rules
from kreishaus.records.models import Document

_DENIED = "Ihre Stelle darf dieses Dokument ansehen, aber nicht ändern."
_CLOSED = "Der Vorgang liegt bei den Akten. Das Dokument ändert sich nicht mehr."
_LONGEST_NAME = 255
_CHANGEABLE = [name for name in DocumentForm.base_fields if name != "reason"]


@require_POST
@staff_only
def check_out(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Take the document for working on it alone."""
    document = _document_or_404(request, reference, number)
    if not rules.may_keep(request.acting, document.home):
        messages.error(request, _DENIED)
        return redirect("desk:document", reference, number)
    try:
        actions.check_out(document=document, actor=request.acting.actor, at=now())
    except actions.CheckedOutByOther as other:
        messages.warning(request, _who_has_it(other))
    except actions.CaseIsClosed:
        messages.warning(request, _CLOSED)
    else:
        messages.success(request, "Das Dokument ist für Sie ausgecheckt. Andere können es so lange nur lesen.")
    return redirect("desk:document", reference, number)


@require_POST
@staff_only
def check_in(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Give the document back, with a new version if a file comes along."""
    document = _document_or_404(request, reference, number)
    upload = request.FILES.get("datei")
    try:
        version = actions.check_in(
            document=document,
            actor=request.acting.actor,
            at=now(),
            blob=store().put(upload.read()) if upload else None,
            media_type=mimetypes.guess_type(upload.name or "")[0] or "application/octet-stream" if upload else "",
            original_name=(upload.name or "")[-_LONGEST_NAME:] if upload else "",
        )
    except actions.NotCheckedOut:
        messages.info(request, "Das Dokument war nicht mehr ausgecheckt. Es hat sich nichts geändert.")
    except actions.CheckedOutByOther as other:
        messages.warning(request, _who_has_it(other))
    except actions.CaseIsClosed:
        messages.warning(request, _CLOSED)
    else:
        told = f"Fassung {version.number} ist abgelegt." if version else "Es blieb bei der bisherigen Fassung."
        messages.success(request, f"Das Dokument ist eingecheckt. {told}")
    return redirect("desk:document", reference, number)


@require_POST
@staff_only
def take_back(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """End the check-out of somebody else, with a reason."""
    document = _document_or_404(request, reference, number)
    reason = request.POST.get("reason", "").strip()[:300]
    if not rules.may_take_back(request.acting, document.home):
        messages.error(request, _DENIED)
    elif not reason:
        messages.warning(request, "Bitte nennen Sie den Grund. Das Dokument ist noch ausgecheckt.")
    else:
        try:
            actions.take_back(document=document, actor=request.acting.actor, at=now(), reason=reason)
        except actions.NotCheckedOut:
            messages.info(request, "Das Dokument war nicht mehr ausgecheckt.")
        except actions.CaseIsClosed:
            messages.warning(request, _CLOSED)
        else:
            messages.success(request, "Das Auschecken ist beendet. Die abgelegten Fassungen sind unverändert.")
    return redirect("desk:document", reference, number)


@require_http_methods(["GET", "POST"])
@staff_only
def change(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Change what is noted about the document."""
    document = _document_or_404(request, reference, number)
    if not rules.may_keep(request.acting, document.home):
        raise Http404
    form = DocumentForm(request.POST or None, document=document, initial=_initial(document))
    if request.method == "POST" and form.is_valid():
        # Times are shown to the minute: what nobody touched keeps its seconds.
        values = {name: form.cleaned_data[name] for name in _CHANGEABLE if name in form.changed_data}
        try:
            found = actions.change_document(
                document=document,
                values=values,
                actor=request.acting.actor,
                at=now(),
                reason=form.cleaned_data["reason"],
            )
        except actions.CheckedOutByOther as other:
            form.add_error(None, _who_has_it(other))
        except actions.AttachedToItself:
            form.add_error("parent", "Das wäre ein Kreis. Bitte wählen Sie ein anderes Dokument.")
        except actions.CaseIsClosed:
            form.add_error(None, _CLOSED)
        else:
            messages.success(request, "Gespeichert." if found else "Es war nichts zu ändern.")
            return redirect("desk:document", reference, number)
    context = {"document": document, "case": document.home, "form": form}
    status = 422 if form.is_bound else 200
    return navigation.desk_page(request, "desk/document_change.html", context, area=navigation.CASES, status=status)


def _initial(document: Document) -> dict[str, object]:
    values = {name: getattr(document, name) for name in _CHANGEABLE if name != "parent"}
    for name in ("received_at", "sent_at"):
        if values[name]:
            values[name] = localtime(values[name]).replace(second=0, microsecond=0)
    return values | {"parent": document.parent_id}


def _who_has_it(other: actions.CheckedOutByOther) -> str:
    names = chronicle.names_of([other.holder.removeprefix("staff:")])
    since = f" seit {localtime(other.since):%d.%m.%Y, %H:%M} Uhr" if other.since else ""
    return (
        f"{chronicle.actor_name(other.holder, names)} hat das Dokument{since} ausgecheckt. Es hat sich nichts geändert."
    )


def _document_or_404(request: StaffRequest, reference: str, number: int) -> Document:
    found = queries.document_or_none(request.acting, reference, number)
    if found is None:
        raise Http404
    return found
