"""What other rooms do with the log: record events, have them sequenced, hand out receipts."""

from kreishaus.ground.audit.actions.alarming import AlreadyAcknowledged, ReasonMissing, acknowledge
from kreishaus.ground.audit.actions.erasing import erase_content
from kreishaus.ground.audit.actions.patrolling import are_all_rounds_done, begin_all_rounds, patrol
from kreishaus.ground.audit.actions.receipts import EventErased, receipt_for
from kreishaus.ground.audit.actions.recording import EventDraft, record, record_all
from kreishaus.ground.audit.actions.sequencing import sequence

__all__ = [
    "AlreadyAcknowledged",
    "EventDraft",
    "EventErased",
    "ReasonMissing",
    "acknowledge",
    "are_all_rounds_done",
    "begin_all_rounds",
    "erase_content",
    "patrol",
    "receipt_for",
    "record",
    "record_all",
    "sequence",
]
