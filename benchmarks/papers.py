"""How soon after a submission its summary lies in the file as PDF/A."""

import sqlite3
import statistics
import time

from benchmarks import flows
from benchmarks.county import ROOT, bench_county
from benchmarks.server import free_port, product, running


def run(*, small: bool) -> bool:
    """Submit one application every 300 ms to `kreishaus run` and wait for each summary."""
    (ROOT / ".bench").mkdir(exist_ok=True)
    times: list[float] = []
    wanted = 10 if small else 100
    with bench_county() as folder:
        port = free_port()
        environ = {
            "KREISHAUS_DATA": str(folder),
            "PORT": str(port),
            "KREISHAUS_RATE_SUBMISSIONS": "10000000/m",
            "KREISHAUS_LOG_LEVEL": "ERROR",
        }
        database = folder / "authorities" / "leer" / "kreishaus.sqlite3"
        with running(product("run"), port=port, environ=environ), sqlite3.connect(database) as connection:
            for number in range(wanted + 3):
                summaries = _summaries(connection)
                flows.product(port, number)
                sent = time.perf_counter()
                while _summaries(connection) == summaries and time.perf_counter() - sent < 10:
                    time.sleep(0.002)
                if number >= 3:  # the first ones load fonts
                    times.append(time.perf_counter() - sent)
                time.sleep(0.3)
    times.sort()
    print(
        f"summary in the file after the submission was answered: p50 {statistics.median(times) * 1000:.0f} ms, "
        f"p95 {times[int(len(times) * 0.95)] * 1000:.0f} ms, max {times[-1] * 1000:.0f} ms ({len(times)} applications)"
    )
    return times[-1] < 10


def _summaries(connection: sqlite3.Connection) -> int:
    query = (
        "SELECT count(*) FROM records_document d JOIN records_version v ON v.document_id = d.id"
        " WHERE d.kind = 'summary'"
    )
    return int(connection.execute(query).fetchone()[0])
