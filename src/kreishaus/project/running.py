"""Whether somebody works with the data folder at the moment: nobody may pull it away under a running server."""

import fcntl
import os
from pathlib import Path

LOCK_FILE = ".running.lock"


def announce(folder: Path) -> None:
    """Say that this process works with the folder, until it ends, however it ends; `exec` keeps the word."""
    folder.mkdir(parents=True, exist_ok=True)
    # Never closed on purpose: the lock lives as long as the process.
    descriptor = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    os.set_inheritable(descriptor, True)
    fcntl.flock(descriptor, fcntl.LOCK_SH)


def is_running(folder: Path) -> bool:
    """Tell whether a server or worker uses the folder now."""
    try:
        descriptor = os.open(folder / LOCK_FILE, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
