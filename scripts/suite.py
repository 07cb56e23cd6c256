"""Run the whole test suite: on SQLite, then on PostgreSQL where a server is named.

Arguments are handed to pytest. What this machine cannot run is said in one line at the end; with KREISHAUS_REQUIRE=1
(as in CI) leaving anything out is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POSTGRES = "KREISHAUS_TEST_POSTGRES"
# Pages look the same on both databases, and what is pure Python knows of none: twice would only cost time.
_OF_NO_DATABASE = (
    "architecture",
    "base",
    "browser",
    "conformance",
    "ground/typesetting",
    "services/forms/codes",
    "services/forms/engine",
    "services/forms/fields",
    "services/forms/formats",
    "services/forms/paging",
    "services/forms/rendering",
)
ON_POSTGRES = tuple(f"--ignore=tests/{folder}" for folder in _OF_NO_DATABASE)


def run(database: str, *arguments: str) -> int:
    """Run pytest against one kind of database and return its exit code."""
    print(f"== Tests auf {database} ==", flush=True)
    workers = os.environ.get("KREISHAUS_TEST_WORKERS", "auto")
    command = [sys.executable, "-m", "pytest", "-q", "-n", workers, "--dist", "loadgroup", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, "KREISHAUS_TEST_DATABASE": database}, check=False
    ).returncode


def left_out() -> list[str]:
    """Return what this machine cannot run, in words."""
    missing = []
    if not os.environ.get(POSTGRES):
        missing.append(f"PostgreSQL ({POSTGRES} ist nicht gesetzt)")
    browsers = (shutil.which("chromium"), shutil.which("chromium-browser"), shutil.which("google-chrome"))
    if not any(browsers) and not list(Path.home().glob(".cache/ms-playwright/chromium-*")):
        missing.append("Browser (kein Chromium gefunden)")
    if not (Path(os.environ.get("KREISHAUS_SHARED", ROOT.parent / "shared")) / "data").is_dir():
        missing.append("echte Dateien des Fachs (KREISHAUS_SHARED)")
    return missing


def main() -> int:
    """Run everything and say what was left out."""
    arguments = sys.argv[1:]
    missing = left_out()
    if missing and os.environ.get("KREISHAUS_REQUIRE") == "1":
        print(f"Hier verlangt, aber nicht da: {', '.join(missing)}")
        return 1
    # Counting lines costs a third of the time; `make coverage` asks for it.
    coverage = ["--cov", "--cov-report=term:skip-covered"] if os.environ.get("KREISHAUS_COVERAGE") == "1" else []
    worst = run("sqlite", *coverage, *arguments)
    if os.environ.get(POSTGRES):
        worst = max(worst, run("postgresql", *ON_POSTGRES, *arguments))
    if missing:
        print(f"Nicht gelaufen: {'; '.join(missing)}.")
    return worst


if __name__ == "__main__":
    sys.exit(main())
