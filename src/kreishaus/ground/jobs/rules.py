"""When a failed job is tried again, and what may be written down about its failure."""

import re
import traceback
from datetime import timedelta

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 10
_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(hours=6)
_GROWTH = 4
_JITTER = 0.25
_LONGEST_MESSAGE = 300
# Messages of databases and mail servers quote values, addresses and numbers: those may be about people.
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|„[^“]*“|«[^»]*»|`[^`]*`|\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>")
_ADDRESS = re.compile(r"\S+@\S+")
_NUMBER = re.compile(r"\d{4,}|\d+(?:[./-]\d+)+")


def pause(attempt: int, *, chance: float) -> timedelta:
    """Return how long to wait after the given failed attempt (1 = first).

    Pauses grow fourfold from 5 seconds to 6 hours, so ten attempts take about a day. `chance` (0 to 1) moves them
    by up to a quarter, so that jobs which failed together do not come back together.
    """
    planned: timedelta = min(_FIRST_PAUSE * _GROWTH ** min(attempt - 1, 10), _LONGEST_PAUSE)
    factor: float = 1 + _JITTER * (2 * chance - 1)
    return planned * factor


def describe(error: BaseException) -> str:
    """Return kind, message and place of an error, without anything that may be personal data."""
    message = str(error)
    for pattern in (_QUOTED, _ADDRESS, _NUMBER):
        message = pattern.sub("…", message)
    message = " ".join(message.split())[:_LONGEST_MESSAGE]
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {_module_file(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__module__}.{type(error).__qualname__}: {message}{place}"


def _module_file(path: str) -> str:
    return "/".join(path.replace("\\", "/").split("/")[-3:])
