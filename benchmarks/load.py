"""Drive flows with several clients at once and count what they took."""

import multiprocessing
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.server import Server

Flow = Callable[[int, int], None]


@dataclass(frozen=True)
class Figures:
    """What a round of flows took."""

    clients: int
    flows: int
    errors: int
    seconds: float
    p50_ms: float
    p95_ms: float
    cpu_ms: float

    @property
    def rate(self) -> float:
        """Return complete flows per second."""
        return self.flows / self.seconds


def _client(flow: Flow, port: int, number: int, seconds: float, results: "multiprocessing.Queue[list[float]]") -> None:
    times: list[float] = []
    until = time.perf_counter() + seconds
    count = 0
    while time.perf_counter() < until:
        started = time.perf_counter()
        try:
            flow(port, number * 1_000_000 + count)
            times.append(time.perf_counter() - started)
        except Exception as failure:  # noqa: BLE001 -- a failed flow is counted, whatever the reason
            print(f"  flow failed: {failure}")
            times.append(-1.0)
        count += 1
    results.put(times)


def drive(flow: Flow, server: Server, *, clients: int, seconds: float) -> Figures:
    """Run the flow with that many clients for that long; each client is a process of its own."""
    context = multiprocessing.get_context("fork")
    results: multiprocessing.Queue[list[float]] = context.Queue()
    cpu_before = server.cpu_seconds()
    started = time.perf_counter()
    workers = [
        context.Process(target=_client, args=(flow, server.port, number, seconds, results)) for number in range(clients)
    ]
    for worker in workers:
        worker.start()
    times = [value for _ in workers for value in results.get()]
    for worker in workers:
        worker.join()
    elapsed = time.perf_counter() - started
    good = sorted(value for value in times if value >= 0)
    cpu = server.cpu_seconds() - cpu_before
    return Figures(
        clients=clients,
        flows=len(good),
        errors=len(times) - len(good),
        seconds=elapsed,
        p50_ms=statistics.median(good) * 1000 if good else 0.0,
        p95_ms=good[int(len(good) * 0.95)] * 1000 if good else 0.0,
        cpu_ms=cpu / len(good) * 1000 if good else 0.0,
    )
