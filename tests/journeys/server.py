"""A real `kreishaus` server on a free port, in a process group of its own that can be killed like a power failure."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from tests.project.installation import environment


class Server:
    """`kreishaus run` on a data folder."""

    def __init__(self, data: Path, **more: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.data = data
        self.log_file = data.parent / "server.log"
        self._log: IO[bytes] = self.log_file.open("ab")
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kreishaus", "run"],
            env=environment(data, PORT=str(self.port), PYTHONUNBUFFERED="1", **more),
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    @property
    def log(self) -> str:
        """Return what the server has said so far."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    def wait(self, seconds: float = 120) -> float:
        """Wait until a page is served and return the seconds since the start."""
        while time.monotonic() < self.started_at + seconds:
            assert self.process.poll() is None, f"The server ended:\n{self.log}"
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=2) as probe:
                    probe.settimeout(20)
                    probe.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    if probe.recv(12) == b"HTTP/1.1 200":
                        return time.monotonic() - self.started_at
            except OSError:
                pass
            time.sleep(0.02)
        raise AssertionError(f"No page after {seconds} seconds:\n{self.log}")

    def terminate(self) -> int:
        """Ask the server to stop, as an init system does, and return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def pull_the_plug(self) -> None:
        """Kill all its processes at once: no handler runs, nothing is flushed."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(60)

    def close(self) -> None:
        """Leave nothing behind, whatever happened."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(60)
        self._log.close()

    def is_gone(self) -> bool:
        """Tell whether no process of the group is left."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return True
        return False
