import os
from pathlib import Path

import pytest

from kreishaus.base.problems import Problems
from kreishaus.workshop.packages.formats.folder import (
    MAX_TEXT_BYTES,
    checked_files,
    read_folder,
    write_folder,
)

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "hundesteuer"
    (folder / "tests").mkdir(parents=True)
    (folder / "service.yaml").write_text("key: hundesteuer\n", encoding="utf-8")
    (folder / "form.yaml").write_text("pages: []\n", encoding="utf-8")
    (folder / "tests" / "eins.yaml").write_text("cases: []\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["jagdschein", "wunschkennzeichen", "allgemeiner-antrag"])
def test_a_folder_that_was_written_is_read_back_byte_for_byte(name: str, tmp_path: Path) -> None:
    files = read_folder(ROOT / "demo" / "services" / name)

    write_folder(tmp_path / "export", files)

    assert read_folder(tmp_path / "export") == files


def test_only_files_of_a_package_are_read(package: Path) -> None:
    (package / ".DS_Store").write_bytes(b"\x00")

    assert list(read_folder(package)) == ["form.yaml", "service.yaml", "tests/eins.yaml"]


@pytest.mark.parametrize("path", ["notizen.txt", "tests/eins.py", "letters/brief.html", "Service.yaml"])
def test_strange_files_are_refused_by_name(package: Path, path: str) -> None:
    (package / path).parent.mkdir(exist_ok=True)
    (package / path).write_text("x", encoding="utf-8")

    with pytest.raises(Problems) as refused:
        read_folder(package)

    assert [(problem.file, problem.message) for problem in refused.value.problems] == [
        (path, "Diese Datei gehört nicht in ein Paket.")
    ]


def test_a_folder_inside_a_folder_is_refused(package: Path) -> None:
    (package / "tests" / "mehr").mkdir()

    with pytest.raises(Problems, match="tests/mehr"):
        read_folder(package)


@pytest.mark.parametrize("name", ["LICENSE", "texts"])
def test_links_are_refused_wherever_they_lead(package: Path, tmp_path: Path, name: str) -> None:
    secret = tmp_path / "geheim"
    secret.mkdir()
    (package / name).symlink_to(secret)

    with pytest.raises(Problems, match="Verknüpfungen sind nicht erlaubt"):
        read_folder(package)


def test_a_pipe_does_not_hang_the_import(package: Path) -> None:
    os.mkfifo(package / "LICENSE")

    with pytest.raises(Problems, match="keine gewöhnliche Datei"):
        read_folder(package)


def test_a_file_of_100_mb_is_refused_without_reading_it(package: Path) -> None:
    with (package / "schema.xdf.xml").open("wb") as stream:
        stream.truncate(100_000_000)

    with pytest.raises(Problems, match="zu groß"):
        read_folder(package)


def test_a_text_that_is_no_utf8_is_refused_with_its_line(package: Path) -> None:
    (package / "form.yaml").write_bytes(b"pages:\n- title: \xe4\n")

    with pytest.raises(Problems) as refused:
        read_folder(package)

    assert str(refused.value.problems[0]) == "form.yaml:2: Die Datei ist kein UTF-8-Text. Bitte als UTF-8 speichern."


def test_service_and_form_are_needed(package: Path) -> None:
    (package / "form.yaml").unlink()

    with pytest.raises(Problems, match=r"Die Datei form\.yaml fehlt"):
        read_folder(package)


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="gibt es nicht"):
        read_folder(tmp_path / "fehlt")


@pytest.mark.parametrize("path", ["../service.yaml", "/etc/passwd", "tests/../../x.yaml", "letters/.x.typ"])
def test_no_path_leads_out_of_the_package(path: str) -> None:
    with pytest.raises(Problems, match="gehört nicht in ein Paket"):
        checked_files({"service.yaml": b"", "form.yaml": b"", path: b""})


def test_large_texts_are_refused() -> None:
    with pytest.raises(Problems, match="zu groß"):
        checked_files({"service.yaml": b"x" * (MAX_TEXT_BYTES + 1), "form.yaml": b""})


def test_nothing_is_written_into_a_folder_with_content(package: Path) -> None:
    with pytest.raises(Problems, match="nicht leer"):
        write_folder(package, {"service.yaml": b"neu"})

    assert (package / "service.yaml").read_bytes() == b"key: hundesteuer\n"
