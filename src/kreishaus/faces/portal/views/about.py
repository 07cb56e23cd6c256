"""Pages of law and courtesy, the check of receipts, and the demonstration's outgoing mail."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from kreishaus.ground.audit import queries as audit
from kreishaus.ground.audit.engine import receipts
from kreishaus.ground.authorities.context import current
from kreishaus.ground.notices import queries as notices

_LARGEST_RECEIPT = 200_000
_SHOWN_MAILS = 50


@require_safe
def about(request: HttpRequest, page: str) -> HttpResponse:
    """Show one of the fixed pages."""
    return render(request, f"portal/about/{page}.html", {"section": page})


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Check a receipt that somebody drops here, against this authority's own key."""
    context: dict[str, object] = {"vkey": audit.verifier_key()}
    if request.method == "POST":
        context |= _checked(request.FILES.get("beleg"), str(context["vkey"]))
    status = 422 if "invalid" in context else 200
    return render(request, "portal/about/verify.html", context, status=status)


def _checked(upload: "UploadedFile[Any] | None", vkey: str) -> dict[str, object]:
    if upload is None:
        return {"invalid": "Bitte wählen Sie zuerst die Datei „nachweis.json“ aus."}
    if (upload.size or 0) > _LARGEST_RECEIPT:
        return {"invalid": "Diese Datei ist zu groß für einen Nachweis. Bitte wählen Sie „nachweis.json“."}
    try:
        return {"verified": receipts.verify_receipt(upload.read(), vkey=vkey).in_words()}
    except receipts.ReceiptInvalid as invalid:
        return {"invalid": f"Der Nachweis ist nicht gültig. {invalid}"}


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Show the mails that the demonstration keeps instead of sending."""
    if not current().demo:
        raise Http404
    return render(request, "portal/outbox.html", {"mails": notices.latest(_SHOWN_MAILS)})
