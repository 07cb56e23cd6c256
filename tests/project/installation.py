"""Using the command `kreishaus` as an operator does: in a process of its own, on a data folder of its own."""

import os
import subprocess
import sys
from pathlib import Path


def environment(data: Path, **more: str) -> dict[str, str]:
    """Return the environment of an operator who has set nothing but the data folder and `more`."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("KREISHAUS_", "DJANGO_"))}
    inherited.pop("PORT", None)
    inherited.pop("HOST", None)
    return {**inherited, "KREISHAUS_DATA": str(data), **more}


def kreishaus(*arguments: str | Path, data: Path, answer: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end and return exit code and output."""
    return subprocess.run(
        [sys.executable, "-m", "kreishaus", *map(str, arguments)],
        env=environment(data, **more),
        input=answer,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
