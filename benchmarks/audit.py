"""The log: full verification in events per second, and the time of one proof of inclusion."""

import json
import os
import subprocess
import sys

from benchmarks.county import ROOT, bench_county

_ENOUGH = 20_000
_MOST_MILLISECONDS = 5.0
_MEASURE = """
import json, random, sys, time
from kreishaus.project.cli.setting_up import working_for
with working_for("leer"):
    from django.db import transaction
    from django.utils.timezone import now
    from kreishaus.ground.audit import actions, queries
    count = int(sys.argv[1])
    for start in range(0, count, 5000):
        with transaction.atomic():
            actions.record_all([
                actions.EventDraft(subject=f"thing:{n // 5}", verb="thing.seen", actor="staff:meyer", at=now(),
                                   data={"document": n, "title": "Lageplan", "sha256": f"{n:064x}"})
                for n in range(start, start + 5000)])
        actions.sequence()
    started, computing = time.perf_counter(), time.process_time()
    report = queries.verify_log()
    seconds, computing = time.perf_counter() - started, time.process_time() - computing
    events = list(queries.Event.objects.filter(index__in=random.sample(range(report.size), 200)))
    proofs = []
    for event in events:
        before = time.perf_counter()
        queries.inclusion_proof(event)
        proofs.append((time.perf_counter() - before) * 1000)
    print(json.dumps({"whole": report.is_whole, "size": report.size, "rate": report.size / seconds,
                      "computing": report.size / computing,
                      "p50": sorted(proofs)[100], "p95": sorted(proofs)[190]}))
"""


def run(*, small: bool) -> bool:
    """Fill a log, verify all of it, and prove two hundred entries."""
    (ROOT / ".bench").mkdir(exist_ok=True)
    with bench_county() as folder:
        result = subprocess.run(
            [sys.executable, "-c", _MEASURE, "20000" if small else "500000"],
            env={**os.environ, "KREISHAUS_DATA": str(folder)}, cwd=ROOT, check=True, capture_output=True, text=True,
        )  # fmt: skip
    figures = json.loads(result.stdout.splitlines()[-1])
    print(
        f"{figures['size']} events verified: {figures['rate']:.0f}/s (at least {_ENOUGH}); "
        f"{figures['computing']:.0f} for each second of computing"
    )
    print(
        f"proof of inclusion: p50 {figures['p50']:.2f} ms, p95 {figures['p95']:.2f} ms (at most {_MOST_MILLISECONDS})"
    )
    # Figures, not verdicts: a busy machine is no failure, a log that does not verify is one.
    return bool(figures["whole"])
