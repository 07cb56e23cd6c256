"""A throw-away county with one service of eight fields, made through the product's own actions."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_PUBLISH = """
import sys
from pathlib import Path
from kreishaus.project.cli.setting_up import working_for
with working_for("leer"):
    from django.utils.timezone import now
    from kreishaus.project.demo.services import publish_package
    publish_package(Path(sys.argv[1]), at=now())
"""


@contextmanager
def bench_county() -> Iterator[Path]:
    """Fill a demonstration county in a temporary folder, with the benchmark's service online."""
    folder = Path(tempfile.mkdtemp(prefix="bench-county-", dir=ROOT / ".bench"))
    try:
        environ = {**os.environ, "KREISHAUS_DATA": str(folder)}
        demo = [sys.executable, "-m", "kreishaus", "demo", "--yes", "--no-examples"]
        subprocess.run(demo, env=environ, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        publish = [sys.executable, "-c", _PUBLISH, str(ROOT / "benchmarks" / "service")]
        subprocess.run(publish, env=environ, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
