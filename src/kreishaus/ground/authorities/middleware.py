"""Find the authority of a request from its host name, before anything touches data."""

from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.template.loader import render_to_string

from kreishaus.ground.authorities import databases, registry
from kreishaus.ground.authorities.authority import Authority
from kreishaus.ground.authorities.context import acting_for, process_wide

MISDIRECTED = 421


class AuthorityMiddleware:
    """Serve each request for the authority that its host name belongs to (RFC 9110 § 15.5.20 otherwise)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer inside the authority's context, or say that no authority lives here."""
        # Like Django's own check: a request without a name is meant for the address it came to.
        host, _port = split_domain_port(request.META.get("HTTP_HOST") or request.META.get("SERVER_NAME", ""))
        try:
            authority = _meant(host)
        except registry.UnknownAuthority as unknown:
            return HttpResponse(render_to_string("misdirected.html", {"reason": str(unknown)}), status=MISDIRECTED)
        databases.connect(authority)
        with acting_for(authority):
            structlog.contextvars.bind_contextvars(authority=authority.key)
            request.authority = authority  # type: ignore[attr-defined]
            return self.get_response(request)


def _meant(host: str) -> Authority:
    # A process that works for one authority answers for that one; a server works for all of the registry.
    only = process_wide()
    return only if only and only.answers_to(host) else registry.by_host(settings.DATA_DIR, host)
