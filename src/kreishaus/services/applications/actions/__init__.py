"""What can be done with drafts and applications."""

from kreishaus.services.applications.rules import NoCompetentOffice

from .confirming import confirm_entry
from .drafts import (
    DraftAlreadySubmitted,
    DraftChangedElsewhere,
    DraftGone,
    OfferingRetired,
    attach_file,
    change_language,
    detach_file,
    discard_draft,
    expire_drafts,
    save_answers,
    start_draft,
)
from .findable import case_by_id, index_attachments
from .offerings import publish_offering
from .receipts import receipt, receipt_pdf
from .reservations import ReservationTaken, release_reservation
from .submission import FilesMissing, InvalidAnswers, submit
from .summary import add_summary

__all__ = [
    "DraftAlreadySubmitted",
    "DraftChangedElsewhere",
    "DraftGone",
    "FilesMissing",
    "InvalidAnswers",
    "NoCompetentOffice",
    "OfferingRetired",
    "ReservationTaken",
    "add_summary",
    "attach_file",
    "case_by_id",
    "change_language",
    "confirm_entry",
    "detach_file",
    "discard_draft",
    "expire_drafts",
    "index_attachments",
    "publish_offering",
    "receipt",
    "receipt_pdf",
    "release_reservation",
    "save_answers",
    "start_draft",
    "submit",
]
