"""The receipt: what arrived when, what happens next, and the proof that the log contains it."""

from typing import Any

from django.utils.timezone import localdate

from kreishaus.base.german import moment
from kreishaus.base.words import GERMAN, speaking
from kreishaus.ground.audit import actions as audit
from kreishaus.ground.authorities.context import current
from kreishaus.ground.typesetting.compiler import typeset
from kreishaus.services.applications.models import Application
from kreishaus.services.applications.queries import decide_by_text, next_steps

from .summary import DEMO_NOTICE


def receipt(application: Application) -> dict[str, Any]:
    """Return the receipt that `kreishaus verify` checks offline: the entry with its proof and signature.

    :raises EventErased: (of the audit log) if the entry was lawfully erased.
    """
    return audit.receipt_for(
        application.entry_event,
        title=f"Eingang: {application.title}",
        details={
            "reference": application.reference,
            "submitted_at": application.submitted_at.isoformat(),
            "decide_by": application.decide_by.isoformat() if application.decide_by else None,
        },
    )


@speaking(GERMAN)
def receipt_pdf(application: Application, *, status_url: str) -> bytes:
    """Return the receipt for people as PDF.

    :raises TypesettingError: (of typesetting) if the document cannot be set.
    """
    data = {
        "authority": {"name": current().name, "office": application.office.name},
        "title": application.title,
        "reference": application.reference,
        "submitted_at_text": moment(application.submitted_at),
        "status_url": status_url,
        "decide_by_text": decide_by_text(application),
        "next_steps": next_steps(application),
        "fingerprint": bytes(application.entry_event.leaf_hash).hex(),
        "demo_notice": DEMO_NOTICE if current().demo else None,
    }
    title = f"Eingangsbestätigung {application.reference}"
    return typeset("receipt", data, title=title, on=localdate(application.submitted_at))
