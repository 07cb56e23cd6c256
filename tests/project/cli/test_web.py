import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.installation import kreishaus


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.parametrize("command", ["run", "serve"])
def test_a_taken_port_is_explained_with_a_way_out(tmp_path: Path, taken_port: int, command: str) -> None:
    refused = kreishaus(command, data=tmp_path / "data", PORT=str(taken_port))

    assert refused.returncode == 1
    assert f"Auf Port {taken_port} läuft schon ein Programm." in refused.stderr
    assert "PORT=" in refused.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("port", ["achtzig", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    refused = kreishaus("serve", data=tmp_path / "data", PORT=port)

    assert refused.returncode == 1
    assert f"PORT=„{port}“ ist keine Portnummer." in refused.stderr


def test_an_address_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    refused = kreishaus("serve", data=tmp_path / "data", HOST="192.0.2.1")

    assert refused.returncode == 1
    assert "Bitte HOST und PORT prüfen." in refused.stderr


def test_a_data_folder_that_cannot_be_used_is_explained(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("This is a file.")

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    refused = kreishaus("run", data=tmp_path / "data", PORT=str(port))

    assert refused.returncode == 1
    assert "Bitte KREISHAUS_DATA und Rechte prüfen." in refused.stderr
    assert "Traceback" not in refused.stderr
