"""Changes to the records. Each runs in one transaction and leaves its events in the audit log."""

from .cases import (
    AlreadyThere,
    CaseAlreadyClosed,
    CaseNotClosed,
    UnknownPosition,
    close_case,
    open_case,
    reopen_case,
    transfer_case,
)
from .documents import CaseIsClosed, DocumentDraft, add_document, add_documents, add_version
from .plan import PositionExists, create_position

__all__ = [
    "AlreadyThere",
    "CaseAlreadyClosed",
    "CaseIsClosed",
    "CaseNotClosed",
    "DocumentDraft",
    "PositionExists",
    "UnknownPosition",
    "add_document",
    "add_documents",
    "add_version",
    "close_case",
    "create_position",
    "open_case",
    "reopen_case",
    "transfer_case",
]
