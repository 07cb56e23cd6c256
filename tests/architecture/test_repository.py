"""What lies in the repository: no registry hosts, no paths of a workplace, no inline script or style."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = {".py", ".md", ".txt", ".toml", ".json", ".yaml", ".yml", ".html", ".css", ".js", ".typ", ".sh", ".cfg", ""}
# Spelt in two parts, so that this file does not find itself.
HOSTS = ["registry." + "npmjs", "pypi." + "org", "files.python" + "hosted", "deb.debian" + ".org"]


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).is_file()]


def test_no_registry_host_is_named() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in tracked()
        if path.suffix in TEXT
        for host in HOSTS
        if host in path.read_text(encoding="utf-8", errors="ignore")
    ]

    assert found == []


def test_no_path_of_a_workplace_is_named() -> None:
    # Spelt in two parts, too.
    places = ["/work/" + "main", "/work/" + "shared", "/tmp/" + "kh"]

    found = [
        f"{path.relative_to(ROOT)}: {place}"
        for path in tracked()
        if path.suffix in TEXT
        for place in places
        if place in path.read_text(encoding="utf-8", errors="ignore")
    ]

    assert found == []


def test_no_merge_was_left_half_done() -> None:
    marks = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)

    found = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix in TEXT - {".md"} and marks.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]

    assert found == []


@pytest.mark.parametrize(
    "path", [path for path in tracked() if path.suffix == ".html"], ids=lambda path: str(path.relative_to(ROOT))
)
def test_templates_carry_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", text) == []


def test_every_decision_has_a_number_of_its_own_and_says_it() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [path.name.partition("-")[0] for path in decisions]

    assert sorted(set(numbers)) == numbers
    assert [
        path.name
        for path, number in zip(decisions, numbers, strict=True)
        if not path.read_text(encoding="utf-8").startswith(f"# {number} ")
    ] == []
