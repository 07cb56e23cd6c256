"""Describing an unexpected error for the log: what kind and where, never what it said."""

import traceback
from pathlib import Path

_FRAMES = 12


def described(error: BaseException) -> dict[str, object]:
    """Return kind and place of the error, newest call last; its message may name a person and stays out."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return {
        "kind": type(error).__qualname__,
        "frames": [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames],
    }
