"""Fixed words of the log."""

from enum import StrEnum


class Fault(StrEnum):
    """What can be wrong with a log."""

    EVENT_CHANGED = "event-changed"
    EVENT_MISSING = "event-missing"
    EVENT_SURPLUS = "event-surplus"
    TILE_CHANGED = "tile-changed"
    TILE_MISSING = "tile-missing"
    CHECKPOINT_WRONG = "checkpoint-wrong"
    CHECKPOINT_MISSING = "checkpoint-missing"
    LOG_SHORTENED = "log-shortened"
