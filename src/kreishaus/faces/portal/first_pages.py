"""First pages of forms, kept ready as everybody sees them: most visits of a form begin, and many end, there."""

import re
from collections.abc import Callable, Hashable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

_MOST = 64
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
# Key -> the page before and after the mark that protects its form, the only part that differs.
_ready: dict[Hashable, tuple[bytes, bytes]] = {}


def is_new_visitor(request: HttpRequest) -> bool:
    """Tell whether nothing is known of this browser: no login, no message that waits to be shown."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES and "messages" not in request.COOKIES


def first_page(request: HttpRequest, key: Hashable, make: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the page under this key with a mark of the visitor's own; `make` builds it the first time.

    The key has to name everything the page depends on besides the visitor, the authority included.
    """
    kept = _ready.get(key)
    if kept is not None:
        before, after = kept
        return HttpResponse(b"".join((before, get_token(request).encode(), after)))
    page = make()
    marks = list(_TOKEN.finditer(page.content))
    if page.status_code == 200 and len(marks) == 1:  # noqa: PLR2004 -- HTTP
        while len(_ready) >= _MOST:
            _ready.pop(next(iter(_ready)), None)
        start, end = marks[0].span(1)
        _ready[key] = (page.content[:start], page.content[end:])
    return page
