"""How long a start takes, and how much memory the running product holds."""

import statistics
import time
import urllib.request

from benchmarks.county import ROOT, bench_county
from benchmarks.server import free_port, product, running


def run(*, small: bool) -> bool:
    """Measure second starts of `kreishaus run` until the first page has been read."""
    (ROOT / ".bench").mkdir(exist_ok=True)
    times: list[float] = []
    memory: list[int] = []
    with bench_county() as folder:
        for _ in range(2 if small else 5):
            port = free_port()
            environ = {"KREISHAUS_DATA": str(folder), "PORT": str(port), "KREISHAUS_LOG_LEVEL": "ERROR"}
            started = time.perf_counter()
            with running(product("run"), port=port, environ=environ) as server:
                with urllib.request.urlopen(f"http://localhost:{port}/") as page:
                    page.read()
                times.append(time.perf_counter() - started)
                for path in ("/leistungen/", "/leistungen/messung/antrag/", "/suche/?q=jagd"):
                    with urllib.request.urlopen(f"http://localhost:{port}{path}") as page:
                        page.read()
                time.sleep(1.5)
                memory.append(server.memory_bytes())
    print(f"start to first page: median {statistics.median(times):.2f} s of {len(times)} (max {max(times):.2f} s)")
    print(f"memory, web and worker: median {statistics.median(memory) / 1e6:.0f} MB (max {max(memory) / 1e6:.0f} MB)")
    return True
