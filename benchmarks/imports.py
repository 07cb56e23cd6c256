"""Import of FIM schemas: time and memory of the whole command's work, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.county import ROOT, bench_county

_MEASURE = """
import json, resource, sys, time
from pathlib import Path
from kreishaus.project.cli.setting_up import working_for
with working_for("leer"):
    from django.utils.timezone import now
    from kreishaus.workshop.packages import actions
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    source = Path(sys.argv[1])
    started, computing = time.perf_counter(), time.process_time()
    done = actions.import_fim(source=source, name=source.name, actor="system:bench", at=now())
    seconds, computing = time.perf_counter() - started, time.process_time() - computing
    print(json.dumps({"seconds": seconds, "computing": computing, "before": before,
                      "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, **done.report.as_json()}))
"""


def run(*, small: bool) -> bool:
    """Import the largest and the fullest real schema, where the real files are here."""
    schemas = Path(os.environ.get("KREISHAUS_SHARED", ROOT.parent / "shared")) / "data" / "fim" / "xdf3"
    if not schemas.is_dir():
        print("real files of the field are not here (KREISHAUS_SHARED)")
        return True
    (ROOT / ".bench").mkdir(exist_ok=True)
    names = ["S05000001319"] if small else ["S05000001319", "S05000001381", "S05000001162", "S00000000362"]
    with bench_county() as folder:
        for name in names:
            source = schemas / f"{name}.xml"
            result = subprocess.run(
                [sys.executable, "-c", _MEASURE, str(source)],
                env={**os.environ, "KREISHAUS_DATA": str(folder)}, cwd=ROOT, check=True, capture_output=True, text=True,
            )  # fmt: skip
            figures = json.loads(result.stdout.splitlines()[-1])
            size = f"{source.stat().st_size / 1e6:.1f} MB"
            print(
                f"{name} ({size}, {figures['fields']} fields, {figures['rules_total']} rules): "
                f"{figures['seconds']:.2f} s ({figures['computing']:.2f} s of computing), "
                f"peak {figures['peak'] / 1024:.0f} MB, {figures['before'] / 1024:.0f} MB before the import"
            )
    return True
