import multiprocessing
import stat
from pathlib import Path

import pytest

from kreishaus.project import environment


def make_key(folder: Path, results: "multiprocessing.Queue[str]") -> None:
    results.put(environment.secret_key(folder))


def test_a_setting_has_a_safe_default_and_blank_counts_as_unset() -> None:
    assert environment.value_of("PORT", {}) == "8000"
    assert environment.value_of("PORT", {"PORT": "  "}) == "8000"
    assert environment.value_of("PORT", {"PORT": " 8080 "}) == "8080"


def test_only_documented_settings_can_be_read() -> None:
    with pytest.raises(KeyError):
        environment.value_of("KREISHAUS_UNBEKANNT")


@pytest.mark.parametrize(("text", "number"), [("5", 5), ("viele", 20), ("-1", 20), ("²", 20)])
def test_a_number_that_is_none_falls_back_to_the_default(
    monkeypatch: pytest.MonkeyPatch, text: str, number: int
) -> None:
    monkeypatch.setenv("KREISHAUS_MAX_UPLOAD_MB", text)

    assert environment.number_of("KREISHAUS_MAX_UPLOAD_MB") == number


@pytest.mark.parametrize(
    ("text", "is_port"), [("1", True), ("65535", True), ("0", False), ("65536", False), ("", False), ("²", False)]
)
def test_ports_are_known(text: str, is_port: bool) -> None:
    assert environment.is_port(text) is is_port


def test_the_secret_key_is_made_once_and_kept_for_the_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KREISHAUS_SECRET_KEY", raising=False)
    folder = tmp_path / "data"

    first = environment.secret_key(folder)

    assert environment.secret_key(folder) == first
    assert len(first) >= 50
    assert stat.S_IMODE((folder / environment.SECRET_FILE).stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == [environment.SECRET_FILE]


def test_every_installation_gets_another_secret_key(tmp_path: Path) -> None:
    assert environment.secret_key(tmp_path / "a") != environment.secret_key(tmp_path / "b")


def test_processes_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    results: multiprocessing.Queue[str] = context.Queue()
    processes = [context.Process(target=make_key, args=(tmp_path, results)) for _ in range(8)]

    for process in processes:
        process.start()
    keys = {results.get(timeout=30) for _ in processes}
    for process in processes:
        process.join(30)

    assert keys == {environment.secret_key(tmp_path)}
    assert "" not in keys


def test_a_configured_secret_key_is_used_and_not_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KREISHAUS_SECRET_KEY", "configured")

    assert environment.secret_key(tmp_path / "data") == "configured"
    assert not (tmp_path / "data").exists()


def test_every_setting_is_explained() -> None:
    assert all(variable.meaning for variable in environment.VARIABLES)
    assert len({variable.name for variable in environment.VARIABLES}) == len(environment.VARIABLES)


def test_a_folder_must_exist(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert environment.folder_of("KREISHAUS_XSD_DIR") is None

    monkeypatch.setenv("KREISHAUS_XSD_DIR", str(tmp_path / "fehlt"))
    assert environment.folder_of("KREISHAUS_XSD_DIR") is None

    monkeypatch.setenv("KREISHAUS_XSD_DIR", str(tmp_path))
    assert environment.folder_of("KREISHAUS_XSD_DIR") == tmp_path
