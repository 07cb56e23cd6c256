"""What other rooms do with the log: record events, have them sequenced, hand out receipts."""

from kreishaus.ground.audit.actions.erasing import erase_content
from kreishaus.ground.audit.actions.receipts import EventErased, receipt_for
from kreishaus.ground.audit.actions.recording import EventDraft, record, record_all
from kreishaus.ground.audit.actions.sequencing import sequence

__all__ = ["EventDraft", "EventErased", "erase_content", "receipt_for", "record", "record_all", "sequence"]
