"""The newest checkpoint, kept in a file beside the database: it notices when the end of the log is cut off."""

import os
from uuid import uuid4

from kreishaus.ground.authorities.context import current

WITNESS_FILE = "audit-witness.txt"


def kept() -> str | None:
    """Return the checkpoint note that was kept last, or None if there is none yet."""
    try:
        return (current().folder / WITNESS_FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def keep(note: str, size: int) -> None:
    """Keep this checkpoint of `size` entries, unless a longer one is kept already."""
    before = kept()
    if before is not None and _size(before) >= size:
        return
    path = current().folder / WITNESS_FILE
    draft = path.with_name(f".{WITNESS_FILE}-{uuid4().hex}")
    draft.write_text(note, encoding="utf-8")
    os.replace(draft, path)  # noqa: PTH105 -- replaces in one step


def _size(note: str) -> int:
    lines = note.split("\n")
    return int(lines[1]) if len(lines) > 1 and lines[1].isdecimal() else 0
