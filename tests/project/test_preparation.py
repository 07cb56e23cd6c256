import subprocess
import sys
from pathlib import Path

import pytest

from kreishaus import __version__
from kreishaus.project import preparation
from kreishaus.project.preparation import CannotPrepare, prepare
from tests.project.installation import environment, kreishaus


def state_of(folder: Path) -> dict[str, int]:
    return {
        str(path.relative_to(folder)): path.stat().st_mtime_ns
        for path in folder.glob("**/*")
        if path.is_file() and not path.name.endswith(("-shm", "-wal"))
    }


def test_a_prepared_folder_is_left_alone(filled_county: Path) -> None:
    before = state_of(filled_county)
    said: list[str] = []

    prepare(filled_county, progress=said.append)

    assert said == []
    assert state_of(filled_county) == before


def test_the_stamp_is_the_same_until_something_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    before = preparation.stamp()
    assert preparation.stamp() == before

    monkeypatch.setattr(preparation, "__version__", "99.0.0")

    assert preparation.stamp() != before


@pytest.mark.parametrize("name", ["data", "data/below"])
def test_a_data_folder_that_cannot_be_made_is_explained(tmp_path: Path, name: str) -> None:
    (tmp_path / "data").write_text("This is a file.")

    with pytest.raises(CannotPrepare, match="Bitte KREISHAUS_DATA und Rechte prüfen"):
        prepare(tmp_path / name, progress=print)


def test_an_update_brings_the_tables_up_to_date_and_keeps_the_data(county: Path) -> None:
    (county / preparation.STAMP).write_text("0.0.1 old")
    left = county / "authorities" / "leer" / "left"
    left.touch()
    question = (
        "from pathlib import Path\n"
        "from kreishaus.project.preparation import prepare\n"
        f"prepare(Path({str(county)!r}), progress=print)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", question],
        env=environment(county),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert done.stdout == "Bringe Landkreis Leer (Demonstration) auf den Stand dieser Version …\n"
    assert left.exists()
    assert (county / preparation.STAMP).read_text(encoding="utf-8").startswith(__version__)
    assert kreishaus("check", data=county).returncode == 0
