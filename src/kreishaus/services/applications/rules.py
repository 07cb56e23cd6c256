"""Rules of the application: who is competent, by when it should be decided, what its title is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kreishaus.base.durations import parse_duration
from kreishaus.people.organisation.models import Office
from kreishaus.services.payments.rules import Assessment, assess, fee_rules

from .engine import texts
from .models import Draft, Offering

_TITLE_LENGTH = 200
_MAIL_ADDRESS_LENGTH = 254


class NoCompetentOffice(Exception):
    """Neither the service nor the form names an office; publication should have refused this."""


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies, as the package reads it from the answers; empty where it was not asked."""

    name: str
    email: str
    address: str


def competent_office(draft: Draft) -> Office:
    """Return the office that works on the application: that of the service it is about.

    The generic form is one form for many services; there the office of the form is the last resort.

    :raises NoCompetentOffice: if nobody is competent.
    """
    office = draft.service.office or draft.offering.service.office
    if office is None:
        raise NoCompetentOffice(draft.service.key)
    return office


def decide_by(settings: Mapping[str, Any], *, received_on: date) -> date | None:
    """Return the day by which the decision is due, or None where the service promises none."""
    within = (settings.get("deadline") or {}).get("decide_within")
    return parse_duration(within).after(received_on) if within else None


def applicant(settings: Mapping[str, Any], environment: Mapping[str, object]) -> Applicant:
    """Return name, mail address and postal address as the package says where they stand."""
    where: Mapping[str, str] = settings.get("applicant") or {}
    address = texts.value_of(where.get("address", ""), environment)
    lines = address if isinstance(address, list | tuple) else texts.in_words(address).split("\n")
    return Applicant(
        name=texts.words_of(where.get("name", ""), environment)[:_TITLE_LENGTH],
        email=_mail_address(texts.words_of(where.get("email", ""), environment)),
        address="\n".join(line for each in lines if (line := str(each).strip())),
    )


def title(draft: Draft, environment: Mapping[str, object], *, name: str) -> str:
    """Return the title of the case: as the package says, else the service and the applicant."""
    written = texts.words_of(draft.offering.settings.get("title") or "", environment)
    if not written:
        written = f"{draft.service.name}: {name}" if name else draft.service.name
    return written[:_TITLE_LENGTH]


def fee(offering: Offering, answers: Mapping[str, Any], *, on: date) -> Assessment | None:
    """Return what the application costs by the rules valid that day; None where there are no fees."""
    rules = offering.settings.get("fees")
    return assess(fee_rules(rules), answers=answers, on=on) if rules else None


def _mail_address(text: str) -> str:
    """Return the text if mail can be sent there; a wrong address must not stop an application."""
    try:
        validate_email(text)
    except ValidationError:
        return ""
    return text if len(text) <= _MAIL_ADDRESS_LENGTH else ""
