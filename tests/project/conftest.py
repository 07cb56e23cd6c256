"""A demonstration county that is filled once; who changes it gets a copy."""

import shutil
from pathlib import Path

import pytest

from tests.project.installation import kreishaus


@pytest.fixture(scope="session")
def filled_county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder of a demonstration county; nobody may change it."""
    data = tmp_path_factory.mktemp("county") / "data"
    filled = kreishaus("demo", "--no-examples", data=data)
    assert filled.returncode == 0, filled.stderr
    return data


@pytest.fixture
def county(filled_county: Path, tmp_path: Path) -> Path:
    """Return a demonstration county to change at will."""
    return Path(shutil.copytree(filled_county, tmp_path / "data"))
