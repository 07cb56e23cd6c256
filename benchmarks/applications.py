"""Complete application flows per second, next to a bare Django form measured before and after in the same run."""

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import flows
from benchmarks.county import ROOT, bench_county
from benchmarks.load import Figures, Flow, drive
from benchmarks.server import free_port, product, running

_PROCESSES = 2
_HEAD = f"{'':<34}{'clients':>8}{'flows':>8}{'errors':>8}{'flows/s':>9}{'p50 ms':>9}{'p95 ms':>9}{'CPU ms':>9}"


def run(*, small: bool) -> bool:
    """Measure and print; False if a flow failed or a row is missing."""
    (ROOT / ".bench").mkdir(exist_ok=True)
    seconds = 2.0 if small else 10.0
    rounds = 1 if small else 3
    print(_HEAD)
    sound = True
    with bench_county() as folder:
        for clients in (1, 8):
            for kind, bare_flow, flow in (
                ("3 requests, as the issue counts", flows.bare, flows.product),
                ("5 requests, as a browser walks", flows.bare_as_browser, flows.product_as_browser),
            ):
                ratios: list[float] = []
                for _ in range(rounds):
                    before = _bare(bare_flow, clients, seconds)
                    ours, complete = _ours(folder, flow, clients, seconds)
                    after = _bare(bare_flow, clients, seconds)
                    _row(f"bare form, before ({kind[0]})", before)
                    _row(f"application ({kind[0]})", ours)
                    _row(f"bare form, after ({kind[0]})", after)
                    if ours.errors or not complete or before.errors or after.errors:
                        sound = False
                        print("  this round does not count: a flow failed or a row is missing")
                        continue
                    ratios.append(ours.rate / ((before.rate + after.rate) / 2))
                if ratios:
                    print(
                        f"  -> {kind}, {clients} clients: median ratio to the bare form {statistics.median(ratios):.2f}"
                    )
    return sound


def _row(name: str, figures: Figures) -> None:
    print(
        f"{name:<34}{figures.clients:>8}{figures.flows:>8}{figures.errors:>8}{figures.rate:>9.1f}"
        f"{figures.p50_ms:>9.1f}{figures.p95_ms:>9.1f}{figures.cpu_ms:>9.2f}",
        flush=True,
    )


def _bare(flow: Flow, clients: int, seconds: float) -> Figures:
    port = free_port()
    with tempfile.TemporaryDirectory(dir=ROOT / ".bench") as folder:
        environ = {"BARE_DATABASE": f"{folder}/bare.sqlite3"}
        create = [sys.executable, "-c", "import benchmarks.bare.wsgi"]
        subprocess.run(create, env={**os.environ, **environ, "BARE_CREATE": "1"}, cwd=ROOT, check=True)
        command = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", str(_PROCESSES),
            "--blocking-threads", "1", "--backlog", "2048", "--no-ws", "--log-level", "warning",
            "benchmarks.bare.wsgi:application",
        ]  # fmt: skip
        with running(command, port=port, environ=environ) as server:
            return _warm_and_drive(flow, server.port, lambda: drive(flow, server, clients=clients, seconds=seconds))


def _ours(folder: Path, flow: Flow, clients: int, seconds: float) -> tuple[Figures, bool]:
    port = free_port()
    environ = {
        "KREISHAUS_DATA": str(folder),
        "PORT": str(port),
        "KREISHAUS_RATE_SUBMISSIONS": "10000000/m",
        "KREISHAUS_LOG_LEVEL": "ERROR",
    }
    before = rows(folder)
    command = product("serve", "--processes", str(_PROCESSES), "--threads", "1")
    with running(command, port=port, environ=environ) as server:
        figures = _warm_and_drive(flow, port, lambda: drive(flow, server, clients=clients, seconds=seconds))
    added = {name: count - before[name] for name, count in rows(folder).items()}
    # The flows that warmed the server up count as well.
    expected = figures.flows + _WARM_UP
    missing = {name: count for name, count in added.items() if count < expected}
    if missing:
        print(f"  missing rows: {missing}, expected at least {expected}")
    return figures, not missing


_WARM_UP = 10


def _warm_and_drive(flow: Flow, port: int, measure: Callable[[], Figures]) -> Figures:
    for number in range(_WARM_UP):
        flow(port, 900_000_000 + number)
    return measure()


def rows(folder: Path) -> dict[str, int]:
    """Return how many rows the tables of an application hold: all of them grow with each flow."""
    with sqlite3.connect(folder / "authorities" / "leer" / "kreishaus.sqlite3") as connection:
        tables = [
            "applications_application", "records_case", "records_document", "records_version", "mailbox_mailbox",
            "audit_event", "search_searchentry", "jobs_job", "casework_task",
        ]  # fmt: skip
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
