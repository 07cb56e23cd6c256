"""A newcomer types one command: the county fills, pages come; the next start is quick; Ctrl+C ends it cleanly."""

import sqlite3
import time
from pathlib import Path

import pytest

from tests.journeys.browser import Browser
from tests.journeys.server import Server
from tests.project.installation import kreishaus

pytestmark = pytest.mark.slow


def test_the_first_start_fills_the_county_the_second_is_quick_and_both_end_cleanly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    first = Server(data)
    try:
        first_page = first.wait()
        status, page = Browser(first.port).get("/")
        assert (status, "Demonstration" in page) == (200, True)
        assert Browser(first.port).get("/leistungen/jagdschein/")[0] == 200
        assert "Erster Start: Der Demonstrationskreis wird eingerichtet" in first.log
        assert f"http://localhost:{first.port}" in first.log
        taken = kreishaus("run", data=data, PORT=str(first.port))
        assert (taken.returncode, "läuft schon ein Programm" in taken.stderr) == (1, True)
        assert first.terminate() == 0
    finally:
        first.close()

    second = Server(data)
    try:
        second_page = second.wait()
        assert second.log.count("Erster Start") == 1
        stopped_at = time.monotonic()
        assert second.terminate() == 0
        stopped = time.monotonic() - stopped_at
        assert second.is_gone()
    finally:
        second.close()

    with sqlite3.connect(data / "authorities" / "leer" / "kreishaus.sqlite3") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with capsys.disabled():
        # The figures are for people; a busy machine must not fail the suite.
        print(f"\nfirst start {first_page:.1f} s, second start {second_page:.2f} s, stop {stopped:.2f} s")  # noqa: T201


def test_a_wrong_port_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    data = tmp_path / "data"

    refused = kreishaus("run", data=data, PORT="achtzig")

    assert refused.returncode == 1
    assert "PORT=„achtzig“ ist keine Portnummer." in refused.stderr
    assert not data.exists()
