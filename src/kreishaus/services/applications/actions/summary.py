"""The copy of the application as PDF: made after the receipt, filed exactly once."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kreishaus.base.german import moment
from kreishaus.ground.authorities.context import current
from kreishaus.ground.storage import store
from kreishaus.ground.typesetting.compiler import typeset
from kreishaus.records import actions as records
from kreishaus.records.enums import Direction, DocumentKind
from kreishaus.records.models import Case, Document
from kreishaus.services.applications.models import Application
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.queries import schema_of
from kreishaus.services.forms.rendering import summary_data as answers_for_print

DEMO_NOTICE = "Demonstration: Dies ist kein Antrag bei einer Behörde."
_FILE_NAME = "antrag.pdf"


def add_summary(*, application: Application, at: datetime) -> Document:
    """Typeset the copy of the application and file it; a second call returns the first one's document.

    :raises TypesettingError: (of typesetting) if the document cannot be set.
    :raises CaseIsClosed: (of the records) if the case was put on file before the copy was made.
    """
    filed = summary_of(application)
    if filed is not None:
        return filed
    pdf = typeset(
        "summary",
        summary_data(application),
        title=f"{application.title} ({application.reference})",
        on=localdate(application.submitted_at),
    )
    blob = store().put(pdf)
    with transaction.atomic():
        # The job may run twice at the same time: the case row is the lock, then we look again.
        Case.objects.select_for_update().get(pk=application.case_id)
        filed = summary_of(application)
        if filed is not None:
            return filed
        return records.add_document(
            case=application.case,
            title=f"Antrag: {application.title}"[:300],
            kind=DocumentKind.SUMMARY,
            direction=Direction.INCOMING,
            blob=blob,
            media_type="application/pdf",
            original_name=_FILE_NAME,
            at=at,
            actor="system:summary",
        )


def summary_of(application: Application) -> Document | None:
    """Return the filed copy, or None while the job has not run yet."""
    return Document.objects.filter(case=application.case_id, kind=DocumentKind.SUMMARY).first()


def summary_data(application: Application) -> dict[str, Any]:
    """Return the data of the template "summary"; what was hidden on the form never came here."""
    schema = schema_of(application.offering.form)
    evaluation = evaluate(schema, application.answers, on=localdate(application.submitted_at))
    return {
        **answers_for_print(schema, evaluation),
        "authority": {"name": current().name, "office": application.office.name},
        "title": application.title,
        "reference": application.reference,
        "submitted_at_text": moment(application.submitted_at),
        "demo_notice": DEMO_NOTICE if current().demo else None,
    }
