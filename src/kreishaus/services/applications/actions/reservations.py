"""Things that exist only once (a number plate): reserved with the application, given back if it fails."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kreishaus.base.durations import parse_duration
from kreishaus.base.expressions import compile_expression
from kreishaus.base.words import marked
from kreishaus.services.applications.engine import texts
from kreishaus.services.applications.models import Application
from kreishaus.services.booking import actions as booking

_TAKEN = marked("Das ist leider schon vergeben. Bitte wählen Sie etwas anderes.")


class ReservationTaken(Exception):
    """Somebody else was faster; `path` is the field to change and `message` what to say there."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.path = path
        self.message = message


def reserve(settings: Mapping[str, Any], environment: Mapping[str, object], *, holder: str, at: datetime) -> None:
    """Reserve what the application asks for, inside the caller's transaction.

    Does nothing where the service reserves nothing, or the answer was left out.

    :raises ReservationTaken: if somebody else holds it.
    """
    wanted = settings.get("reserve")
    key = _key(wanted, environment)
    if not wanted or not key:
        return
    hold = parse_duration(wanted["hold"]) if wanted.get("hold") else None
    try:
        booking.claim(register=wanted["register"], key=key, holder=holder, at=at, hold=hold, actor="citizen")
    except booking.AlreadyClaimed:
        path = wanted.get("at") or min(compile_expression(wanted["value"]).paths)
        raise ReservationTaken(path, wanted.get("taken") or _TAKEN) from None


def release_reservation(application: Application, *, actor: str, at: datetime) -> None:
    """Give back what the application holds; one that has run out is no error."""
    wanted = application.offering.settings.get("reserve")
    key = _key(wanted, texts.environment_of(application.answers))
    if not wanted or not key:
        return
    try:
        booking.release(register=wanted["register"], key=key, holder=application.subject, at=at, actor=actor)
    except booking.NotClaimed:
        return


def _key(wanted: Mapping[str, Any] | None, environment: Mapping[str, object]) -> str:
    # "ler ab 12" and "LER AB 12" are one plate.
    return " ".join(texts.words_of(wanted["value"], environment).upper().split()) if wanted else ""
