"""A file to take away: whole, with names that every system takes, and an index that works without us."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest

from kreishaus.records.papers.bundle import pack
from kreishaus.records.papers.contents import Contents
from kreishaus.records.papers.names import Names, ending_of, safe

from .sheets import an_item, contents, mixed


def packed(folder: Path, what: Contents) -> zipfile.ZipFile:
    target = folder / "akte.zip"
    pack(what, target)
    return zipfile.ZipFile(target)


def test_every_file_is_there_unchanged_and_named_in_all_three_indexes(tmp_path: Path) -> None:
    items = mixed()

    with packed(tmp_path, contents(*items)) as archive:
        index = json.loads(archive.read("index.json"))
        rows = list(csv.DictReader(io.StringIO(archive.read("index.csv").decode("utf-8-sig")), delimiter=";"))
        page = html5lib.parse(archive.read("index.html"), namespaceHTMLElements=False)
        links = [unquote(link.get("href", "")) for link in page.iter("a")]
        contained = {name: sha256(archive.read(name)).hexdigest() for name in archive.namelist()}

    paths = [document["path"] for document in index["documents"]]
    assert [contained[path] for path in paths] == [item.sha256 for item in items]
    assert links == paths
    assert [row["SHA-256"] for row in rows] == [item.sha256 for item in items]
    assert set(contained) == {*paths, "index.html", "index.csv", "index.json"}


def test_older_versions_lie_aside_and_say_which_they_are(tmp_path: Path) -> None:
    new = an_item(1, "Plan", b"neu", "text/plain", version=2)
    old = replace(an_item(1, "Plan", b"alt", "text/plain"), is_latest=False)

    with packed(tmp_path, contents(old, new)) as archive:
        names = archive.namelist()

    assert "32-17-2026-0001/fruehere-fassungen/0001 Plan Fassung 1.txt" in names
    assert "32-17-2026-0001/0001 Plan.txt" in names


def test_a_file_that_changed_behind_our_back_is_named_and_not_passed_on(tmp_path: Path) -> None:
    item = replace(an_item(1, "Plan", b"echt", "text/plain"), content=lambda: b"falsch")

    with packed(tmp_path, contents(item)) as archive:
        (document,) = json.loads(archive.read("index.json"))["documents"]
        assert len(archive.namelist()) == 3

    assert document["path"] is None
    assert "Prüfsumme" in document["note"]


@pytest.mark.parametrize("title", ["../../etc/passwd", "C:\\Windows", "a\x00b\n", "..", "<script>", "x" * 400, "CON"])
def test_no_title_leaves_its_folder(tmp_path: Path, title: str) -> None:
    with packed(tmp_path, contents(an_item(1, title, b"x", "text/plain"))) as archive:
        (name,) = (each for each in archive.namelist() if not each.startswith("index"))

    folder, _, last = name.partition("/")
    assert folder == "32-17-2026-0001"
    assert last.startswith("0001")
    assert not set(last) & set('<>:"/\\|?*\x00\n')
    assert len(last) < 100


def test_a_cell_never_becomes_a_formula(tmp_path: Path) -> None:
    with packed(tmp_path, contents(an_item(1, '=HYPERLINK("x")', b"x", "text/plain"))) as archive:
        assert "'=HYPERLINK" in archive.read("index.csv").decode("utf-8-sig")


def test_names_are_unique_also_where_case_does_not_count() -> None:
    names = Names()

    assert [names.take("a", stem, "pdf") for stem in ("Plan", "plan", "PLAN")] == [
        "a/Plan.pdf", "a/plan (2).pdf", "a/PLAN (3).pdf"
    ]  # fmt: skip


def test_endings_come_from_the_type_and_else_from_the_name() -> None:
    assert ending_of("bild.exe", "image/png") == "png"
    assert ending_of("Kosten.XLSX", "application/vnd.ms-excel") == "xlsx"
    assert ending_of("ohne", "application/octet-stream") == "bin"
    assert safe(" ..Größe: 3/4. ") == "Größe- 3-4"
