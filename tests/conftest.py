"""Fixtures of the whole suite: the authority under test, and the real files of the field."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from kreishaus.ground.authorities.authority import Authority
from kreishaus.ground.authorities.context import acting_process_wide
from tests.conformance import coverage_table

ROOT = Path(__file__).resolve().parent.parent
pytest_terminal_summary = coverage_table.pytest_terminal_summary


def left_out(reason: str) -> None:
    """Skip a test with one clear line; in CI (KREISHAUS_REQUIRE=1) leaving out is a failure."""
    if os.environ.get("KREISHAUS_REQUIRE") == "1":
        pytest.fail(f"Required here, but: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder with real files of the field; never part of this repository."""
    folder = Path(os.environ.get("KREISHAUS_SHARED", ROOT.parent / "shared")) / "data"
    if not folder.is_dir():
        left_out(f"real files of the field are not here (KREISHAUS_SHARED, {folder})")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _authority_of_the_setup(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Work for an authority while the tables are created and dropped, before and after all tests."""
    setup = Authority(
        key="leer", name="Landkreis Leer", hosts=(), folder=tmp_path_factory.mktemp("setup"), database_alias="default"
    )
    with acting_process_wide(setup):
        yield


@pytest.fixture(autouse=True)
def authority(tmp_path: Path) -> Iterator[Authority]:
    """Work for one authority in every test, in all threads, with a folder of its own."""
    folder = tmp_path / "authority"
    folder.mkdir()
    leer = Authority(
        key="leer",
        name="Landkreis Leer (Demonstration)",
        hosts=("testserver", "localhost"),
        folder=folder,
        database_alias="default",
        demo=True,
        public_url="http://testserver",
        database=settings.DATABASES["default"],
    )
    with acting_process_wide(leer):
        yield leer
