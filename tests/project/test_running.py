import subprocess
import sys
import time
from pathlib import Path

import pytest

from kreishaus.project import running
from tests.project.installation import environment, kreishaus

WORK = """
import os, sys, time
from pathlib import Path
from kreishaus.project import running
running.announce(Path(sys.argv[1]))
# What the server does: another program takes the place of this one.
os.execv(sys.executable, [sys.executable, "-c", "import time; print('ready', flush=True); time.sleep(60)"])
"""


def test_an_untouched_folder_is_not_in_use(tmp_path: Path) -> None:
    assert not running.is_running(tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_a_folder_is_in_use_until_the_process_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WORK, str(tmp_path)], env=environment(tmp_path), stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == b"ready\n"
            assert running.is_running(tmp_path)
        finally:
            process.kill()

    assert not running.is_running(tmp_path)


@pytest.mark.parametrize("count", [2])
def test_server_and_worker_may_use_the_folder_together(tmp_path: Path, count: int) -> None:
    processes = [
        subprocess.Popen([sys.executable, "-c", WORK, str(tmp_path)], env=environment(tmp_path), stdout=subprocess.PIPE)
        for _ in range(count)
    ]
    try:
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
        processes[0].kill()
        processes[0].wait()

        assert running.is_running(tmp_path)
    finally:
        for process in processes:
            process.kill()
            process.wait()
            assert process.stdout is not None
            process.stdout.close()


def test_the_demonstration_is_not_pulled_away_under_a_server(county: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WORK, str(county)], env=environment(county), stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        try:
            process.stdout.readline()
            started = time.monotonic()
            refused = kreishaus("demo", "--yes", data=county)
        finally:
            process.kill()

    assert refused.returncode == 1
    assert "Kreishaus läuft gerade mit diesen Daten." in refused.stderr
    assert (county / "authorities" / "leer" / "kreishaus.sqlite3").exists()
    assert time.monotonic() - started < 60
