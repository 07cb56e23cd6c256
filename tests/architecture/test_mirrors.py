"""The suite mirrors the house: every room has its tests, every test file stands for a real place."""

from pathlib import Path

import pytest

from tests.architecture.floors import ROOMS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "kreishaus"
TESTS = ROOT / "tests"
# Stories, real files, browsers and the house itself have no single place in the source.
OWN_KINDS = {"journeys", "architecture", "browser", "conformance", "factories", "benchmarks", "demo", "scripts"}


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_tests(room: str) -> None:
    folder = TESTS / room.replace(".", "/")

    assert sorted(folder.glob("**/test_*.py")) != [], f"tests/{room.replace('.', '/')} is empty"


@pytest.mark.parametrize("folder", sorted({path.parent for path in TESTS.glob("**/test_*.py")}), ids=str)
def test_every_test_folder_mirrors_a_place(folder: Path) -> None:
    inside = folder.relative_to(TESTS)
    if inside.parts and inside.parts[0] in OWN_KINDS:
        return

    assert (SOURCE / inside).is_dir() or (SOURCE / inside).with_suffix(".py").is_file()
