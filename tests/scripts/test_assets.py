"""The set-up of design files: the right bytes or none."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "assets.py"


@pytest.fixture
def assets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("assets", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "MODULES", tmp_path)
    return module


def test_a_file_with_other_bytes_than_the_lock_names_is_refused(assets: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "a.css").write_bytes(b"body {}")

    with pytest.raises(assets.AssetError, match=r"a\.css: SHA-256 ist .* steht 00"):
        assets.checked("a.css", {"sha256": {"a.css": "00"}})


def test_a_missing_file_is_named(assets: ModuleType) -> None:
    with pytest.raises(assets.AssetError, match=r"b\.css fehlt"):
        assets.checked("b.css", {"sha256": {}})


def test_another_version_is_not_taken_for_the_locked_one(assets: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "kern").mkdir()
    (tmp_path / "kern" / "package.json").write_text(json.dumps({"version": "1.0.0"}))

    assert assets.installed({"packages": {"kern": "1.0.0"}})
    assert not assets.installed({"packages": {"kern": "1.0.1"}})


def test_every_file_we_ship_has_a_digest_and_the_versions_of_the_package_lock(assets: ModuleType) -> None:
    lock = json.loads(assets.LOCK.read_bytes())
    packages = json.loads((assets.ROOT / "package-lock.json").read_bytes())["packages"]

    assert set(lock["sha256"]) == {*lock["web"], *lock["letters"]}
    assert lock["packages"] == {name: packages[f"node_modules/{name}"]["version"] for name in lock["packages"]}
