"""Letters on paper: the real PDF of a decision for somebody who does not exist."""

from dataclasses import asdict
from datetime import UTC, datetime, time

from kreishaus.casework.models import Decision
from kreishaus.casework.queries.letters import Signatory, letter_data, letter_template
from kreishaus.ground.typesetting.compiler import typeset
from kreishaus.people.organisation.models import Office
from kreishaus.services.applications.models import Application, Offering
from kreishaus.services.catalogue.models import Service
from kreishaus.workshop.proving.outcomes import REFERENCE, Outcome

_NOBODY = Signatory(actor="system:proving", name="Erika Muster", title="Musterbrief aus der Prüfung")


def letter_pdf(outcome: Outcome, name: str) -> bytes:
    """Return the letter for an outcome (`grant`, `refuse`) as PDF; nothing is stored.

    :raises KeyError: if the service has no such letter.
    :raises TypesettingError: (of typesetting) if it cannot be set.
    """
    decision = Decision(application=_application(outcome), outcome=name, **asdict(outcome.wording(name)))
    template, sources = letter_template(decision)
    data = letter_data(decision, by=_NOBODY, on=outcome.on)
    return typeset(template, data, title=f"Musterbrief {REFERENCE}", on=outcome.on, sources=sources)


def _application(outcome: Outcome) -> Application:
    """Return an application that is only held in memory."""
    service = outcome.service
    office = Office.objects.filter(number=service.office).first() or Office(
        number=service.office, name=outcome.facts.office_name
    )
    offered = Service(key=service.key, name=service.name)
    return Application(
        offering=Offering(service=offered, settings=dict(outcome.settings)),
        service=offered,
        office=office,
        reference=REFERENCE,
        title=outcome.title,
        applicant_name=outcome.applicant.name,
        applicant_address=outcome.applicant.address,
        answers=outcome.evaluation.submitted,
        submitted_at=datetime.combine(outcome.on, time(12), tzinfo=UTC),
    )
