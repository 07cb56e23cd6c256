"""Hits of a code list while somebody types: comfort for the search field, which works without it."""

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from kreishaus.services.forms.codes.view import HITS
from kreishaus.services.forms.engine.places import NoSuchPlace, element_at
from kreishaus.services.forms.queries import form_version_or_none, schema_of

_LONGEST_QUERY = 100
_LONGEST_PATH = 1_000
# A form never changes under its digest, so neither do the hits.
_FRESH = "public, max-age=86400"


@require_safe
def hits(request: HttpRequest, digest: str) -> JsonResponse:
    """Return what the list of a field has for a text: `{"hits": [texts for the field], "more": bool}`."""
    form = form_version_or_none(digest)
    if form is None:
        raise Http404
    try:
        node = element_at(schema_of(form), request.GET.get("feld", "")[:_LONGEST_PATH])
    except NoSuchPlace:
        raise Http404 from None
    codes = node.field.codes if node.field else None
    if codes is None:
        raise Http404
    query = request.GET.get("q", "").strip()[:_LONGEST_QUERY]
    found = codes.search(query, limit=HITS + 1) if query else list(codes.entries[: HITS + 1])
    texts = [codes.text_of(entry.key) for entry in (found or codes.near(query))[:HITS]]
    response = JsonResponse({"hits": texts, "more": len(found) > HITS})
    response.headers["Cache-Control"] = _FRESH
    return response
