"""What is online, kept in memory for a moment: every step of every applicant asks for it.

Offerings never change but for being retired, services change seldom. An entry lives for one second, so that
another process sees a publication at once as people count; this process forgets on the spot.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from kreishaus.ground.authorities.context import current
from kreishaus.services.applications.models import Offering
from kreishaus.services.catalogue.models import Service

_SECONDS = 1.0
_MOST = 2_000

T = TypeVar("T")
# Authority folder and question -> (when it was read, answer): nothing crosses between authorities.
_kept: dict[tuple[Path, str, object], tuple[float, object]] = {}


def offering_by_id(offering_id: UUID) -> Offering:
    """Return an offering with its form (without the definition) and its service."""
    return _remembered("offering", offering_id, lambda: _offerings().get(pk=offering_id))


def service_by_id(service_id: UUID) -> Service:
    """Return a service with its office."""
    return _remembered("service", service_id, lambda: Service.objects.select_related("office").get(pk=service_id))


def current_offering_of(service_id: UUID) -> Offering | None:
    """Return what can be applied for now, or None where the service has no form of its own."""
    return _remembered("current", service_id, lambda: _current(service_id))


def visible_service(key: str) -> Service | None:
    """Return a service that everybody may see, or None."""
    return _remembered(
        "visible", key, lambda: Service.objects.select_related("office").filter(key=key, active=True).first()
    )


def forget() -> None:
    """Forget everything: something was published."""
    _kept.clear()


def _current(service_id: UUID) -> Offering | None:
    return _offerings().filter(service_id=service_id, retired_at__isnull=True).order_by("-published_at").first()


def _offerings() -> QuerySet[Offering]:
    # The form itself is in memory under its digest; the definition is only read when it is not.
    return Offering.objects.select_related("service__office", "form").defer("form__definition")


def _remembered(question: str, about: object, answer: Callable[[], T]) -> T:
    key = (current().folder, question, about)
    found = _kept.get(key)
    now = time.monotonic()
    if found is not None and now - found[0] < _SECONDS:
        return found[1]  # type: ignore[return-value]
    value = answer()
    if len(_kept) >= _MOST:
        _kept.clear()
    _kept[key] = (now, value)
    return value
