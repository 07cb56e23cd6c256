"""Limits against floods: so many submissions from one address in one window of time."""

import time
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from kreishaus.faces.frame import errors

_SECONDS = {"s": 1, "m": 60, "h": 3600}
View = Callable[..., HttpResponse]


def parse_rate(rate: str) -> tuple[int, int]:
    """Return how often within how many seconds, from "120/m"; a wrong rate reads as 120 in a minute."""
    amount, _, unit = rate.partition("/")
    if not amount.isdecimal() or unit not in _SECONDS:
        return 120, 60
    return int(amount), _SECONDS[unit]


def sender_address(request: HttpRequest) -> str:
    """Return the address of the sender, behind as many own proxies as the operator named."""
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return str(forwarded[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))


def limited(action: str) -> Callable[[View], View]:
    """Refuse POSTs beyond the configured rate with a page that says when to go on."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            amount, seconds = parse_rate(settings.SUBMISSION_RATE)
            if request.method == "POST" and not _take(action, sender_address(request), amount, seconds):
                return errors.too_many(request, minutes=max(1, seconds // 60))
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _take(action: str, sender: str, amount: int, seconds: int) -> bool:
    key = f"limit:{action}:{sender}:{int(time.time() // seconds)}"
    if cache.add(key, 1, timeout=seconds):
        return True
    try:
        return cache.incr(key) <= amount
    except ValueError:
        # The window ended between the two calls.
        return True
