"""What a decision says on paper: its wording with the house, the clerk and the recipient around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from kreishaus.base.german import long_date
from kreishaus.base.money import euro
from kreishaus.casework.engine.wording import SIGNING_DAY, LetterFacts
from kreishaus.casework.models import Decision
from kreishaus.ground.authorities.context import current
from kreishaus.people.organisation.models import Staff
from kreishaus.people.organisation.rules import Acting
from kreishaus.services.applications.models import Application

DEMO_NOTICE = "Demonstration: Dieses Schreiben ist kein Bescheid einer Behörde und hat keine rechtliche Wirkung."
# Said in the text itself, because a package may bring a letter form of its own.
_AUTOMATIC_NOTE = "Diesen Bescheid hat unser System automatisch erlassen (§ 35a VwVfG)."


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who stands under the letter and who answers questions about it."""

    actor: str
    name: str
    title: str
    phone: str = ""
    room: str = ""
    staff_id: UUID | None = None


AUTOMATIC = Signatory(actor="system:automatic", name="", title="Automatisch erlassen")


def signatory(acting: Acting) -> Signatory:
    """Return the acting person as she stands under a letter."""
    staff = Staff.objects.only("phone", "room").get(pk=acting.staff_id)
    return Signatory(acting.actor, acting.name, acting.post_title, staff.phone, staff.room, acting.staff_id)


def letter_facts(application: Application) -> LetterFacts:
    """Return what the placeholders of a letter template may read besides the answers."""
    return LetterFacts(
        reference=application.reference,
        title=application.title,
        submitted_on=localdate(application.submitted_at).isoformat(),
        applicant_name=application.applicant_name,
        applicant_email=application.mailbox.notify_email,
        applicant_address=application.applicant_address,
        service_name=application.service.name,
        office_name=application.office.name,
        office_number=application.office.number,
        authority_name=current().name,
        fee_cents=application.fee_cents,
    )


def letter_template(decision: Decision) -> tuple[str, Mapping[str, str] | None]:
    """Return the template of the letter and, for one of the package's own, the texts it may read."""
    settings = decision.application.offering.settings
    own = (settings.get("letters") or {}).get(decision.outcome, {}).get("template")
    return (own, settings.get("letter_templates") or {}) if own else ("decision", None)


def letter_data(decision: Decision, *, by: Signatory, on: date) -> dict[str, Any]:
    """Return the data of the letter template as plain JSON; the day stands in for its placeholder."""
    application = decision.application
    day = long_date(on)
    paragraphs = [*decision.paragraphs, *([_AUTOMATIC_NOTE] if decision.is_automatic else [])]
    return {
        "authority": _letterhead(application),
        "clerk": {"name": by.name or application.office.name, "phone": by.phone, "room": by.room},
        "recipient": {"lines": _address_lines(application)},
        "reference": application.reference,
        "date": day,
        "subject": decision.subject.replace(SIGNING_DAY, day),
        "salutation": decision.salutation,
        "paragraphs": [text.replace(SIGNING_DAY, day) for text in paragraphs],
        "conditions": [text.replace(SIGNING_DAY, day) for text in decision.conditions],
        "reasons": _paragraphs(decision.reasons.replace(SIGNING_DAY, day)),
        "fee": _fee(decision),
        "legal_remedy": decision.legal_remedy.strip(),
        "signature": {"name": by.name, "title": by.title} if by.name else None,
        "demo_notice": DEMO_NOTICE if current().demo else None,
    }


def _letterhead(application: Application) -> dict[str, str]:
    office = application.office
    return {
        "name": current().name,
        "office": office.name,
        "street": office.street,
        "city": office.city,
        "phone": office.phone,
        "email": office.email,
    }


def _address_lines(application: Application) -> list[str]:
    lines = [application.applicant_name, *application.applicant_address.splitlines()]
    return [line for line in lines if line]


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def _fee(decision: Decision) -> dict[str, str] | None:
    if not decision.fee_cents:
        return None
    application = decision.application
    bases = {rule["basis"]: None for rule in application.offering.settings.get("fees") or () if rule.get("basis")}
    return {
        "amount_text": euro(decision.fee_cents),
        "basis": ", ".join(bases),
        "pay_to": f"{current().name}, Kreiskasse. Verwendungszweck: {application.reference}",
    }
