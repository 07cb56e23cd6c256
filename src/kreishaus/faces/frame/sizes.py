"""Requests that are too large are refused by their announced length, before a byte of them is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kreishaus.faces.frame import errors

_MEGABYTE = 1_000_000


class SizeMiddleware:
    """Answers with a page that says what to do; what the browser still sends is never stored."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse what is too large."""
        announced = request.META.get("CONTENT_LENGTH") or "0"
        most: int = settings.MAX_REQUEST_BYTES
        if announced.isdecimal() and int(announced) > most:
            response = errors.too_large(request, most_mb=most // _MEGABYTE)
            response["Connection"] = "close"
            return response
        return self.get_response(request)
