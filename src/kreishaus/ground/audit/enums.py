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
    ROW_MISSING = "row-missing"
    ROW_CHANGED = "row-changed"
    ROW_SURPLUS = "row-surplus"
    BLOB_MISSING = "blob-missing"
    BLOB_CHANGED = "blob-changed"

    @property
    def label(self) -> str:
        """The fault in German, without saying what it befell."""
        return _LABELS[self]


class Beat(StrEnum):
    """The rounds of the guard: each looks at the stock from another side and remembers where it stands."""

    NEW = "new"
    EVENTS = "events"
    ROWS = "rows"
    CONTENTS = "contents"


_LABELS = {
    Fault.EVENT_CHANGED: "Ereignis verändert",
    Fault.EVENT_MISSING: "Ereignis fehlt",
    Fault.EVENT_SURPLUS: "Ereignis zu viel",
    Fault.TILE_CHANGED: "Kachel verändert",
    Fault.TILE_MISSING: "Kachel fehlt",
    Fault.CHECKPOINT_WRONG: "Prüfpunkt falsch",
    Fault.CHECKPOINT_MISSING: "Prüfpunkt fehlt",
    Fault.LOG_SHORTENED: "Protokoll gekürzt",
    Fault.ROW_MISSING: "Eintrag der Akte fehlt",
    Fault.ROW_CHANGED: "Eintrag der Akte verändert",
    Fault.ROW_SURPLUS: "Eintrag der Akte ohne Ereignis",
    Fault.BLOB_MISSING: "Datei fehlt",
    Fault.BLOB_CHANGED: "Datei verändert",
}
