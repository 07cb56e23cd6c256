"""What staff do: take a task, ask back, decide, sign, close. Each leaves its events in the log."""

from kreishaus.casework.engine.wording import Wording

from .assigning import AlreadyAssigned, NotOfThisOffice, assign
from .automatic import NotAutomatic, decide_automatically
from .closing import NotYetDecided, complete_case, withdraw_application
from .deciding import (
    AlreadyDecided,
    DecisionChangedElsewhere,
    DraftExists,
    draft_decision,
    hand_over_for_signature,
    update_decision,
)
from .handing_over import hand_over_to_office
from .permission import MayNotWorkOnThis
from .requesting import receive_reply, request_information
from .signing import AlreadySigned, LetterIncomplete, MayNotSign, preview_decision, sign_decision

__all__ = [
    "AlreadyAssigned",
    "AlreadyDecided",
    "AlreadySigned",
    "DecisionChangedElsewhere",
    "DraftExists",
    "LetterIncomplete",
    "MayNotSign",
    "MayNotWorkOnThis",
    "NotAutomatic",
    "NotOfThisOffice",
    "NotYetDecided",
    "Wording",
    "assign",
    "complete_case",
    "decide_automatically",
    "draft_decision",
    "hand_over_for_signature",
    "hand_over_to_office",
    "preview_decision",
    "receive_reply",
    "request_information",
    "sign_decision",
    "update_decision",
    "withdraw_application",
]
