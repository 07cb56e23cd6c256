"""Files from strangers cost bounded time and memory and end in a clear sentence."""

import io
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kreishaus.base.problems import Problem, Problems
from kreishaus.services.forms.formats.xdatenfelder.stream import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_ELEMENTS,
    read_tree,
)
from tests.services.forms.formats.xdatenfelder.written import field_xml, schema_xml, used

_BOMB = "".join(
    f'<!ENTITY b{level} "{f"&b{level - 1};" * 10}">' if level else '<!ENTITY b0 "bumm">' for level in range(10)
)

# A process of its own, because only its peak of memory counts what libxml2 takes.
_PROBE = """
import io, resource
from kreishaus.services.forms.formats.xdatenfelder.stream import read_tree

RELATION = b"<relation><praedikat><code>ABL</code></praedikat><objekt><id>F1</id></objekt></relation>"

class Relations(io.BytesIO):
    pieces = iter([b"<a>", *[RELATION * 400] * 500, b"</a>"])

    def seekable(self):
        return False

    def read(self, size=-1):
        return next(self.pieces, b"")

root = read_tree(Relations(), file="x")
print(len(root.children), next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])
"""


def refusal(source: Path | bytes | io.BytesIO) -> Problem:
    with pytest.raises(Problems) as refused:
        read_tree(source, file="hund.xml")
    (problem,) = refused.value.problems
    assert problem.file == "hund.xml"
    assert problem.hint != ""
    return problem


def test_texts_attributes_and_lines_are_kept() -> None:
    root = read_tree(b"<a>\n<b x='1'>Hund</b>\n<c/></a>", file="hund.xml")

    assert [(child.name, child.line, child.text, child.attributes) for child in root.children] == [
        ("b", 2, "Hund", {"x": "1"}),
        ("c", 3, "", {}),
    ]


def test_relations_are_dropped_with_everything_inside() -> None:
    root = read_tree(b"<a><b/><relation><objekt><id>F1</id></objekt></relation><c/></a>", file="x")

    assert [child.name for child in root.children] == ["b", "c"]


@pytest.mark.parametrize("source", ["path", "bytes", "stream"])
def test_a_path_bytes_and_a_stream_give_the_same(tmp_path: Path, source: str) -> None:
    xml = schema_xml(used(field_xml()))
    (tmp_path / "hund.xml").write_bytes(xml)
    sources = {"path": tmp_path / "hund.xml", "bytes": xml, "stream": io.BytesIO(xml)}

    assert read_tree(sources[source], file="x") == read_tree(xml, file="x")


def test_a_stream_that_cannot_be_rewound_is_read() -> None:
    class Socket(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert read_tree(Socket(b"<a><b/></a>"), file="x").children[0].name == "b"


def test_relations_cost_no_memory() -> None:
    done = subprocess.run([sys.executable, "-c", _PROBE], capture_output=True, text=True, check=True)

    children, kilobytes = map(int, done.stdout.split())
    assert children == 0
    assert kilobytes < 120_000


@pytest.mark.parametrize(
    "prolog",
    [
        f"<!DOCTYPE a [{_BOMB}]>",
        '<!DOCTYPE a [<!ENTITY secret SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://localhost:9/a.dtd">',
        '<!DOCTYPE a [<!ENTITY % outer SYSTEM "http://localhost:9/a.dtd"> %outer;]>',
        "<!DOCTYPE a>",
    ],
    ids=["bomb", "external entity", "external dtd", "parameter entity", "empty dtd"],
)
def test_a_dtd_is_refused_whatever_it_holds(prolog: str) -> None:
    start = time.process_time()

    problem = refusal(f"{prolog}<a>&b9;&secret;</a>".encode())

    assert "DTD" in problem.message or "Entitäten" in problem.message
    assert time.process_time() - start < 1


def test_a_bomb_in_an_attribute_is_refused() -> None:
    problem = refusal(f"<!DOCTYPE a [{_BOMB}]><a b='&b9;'/>".encode())

    assert "DTD" in problem.message or "Entitäten" in problem.message


def test_an_entity_without_dtd_is_refused_with_its_line() -> None:
    problem = refusal(b"<a>\n&uuml;</a>")

    assert "Entitäten" in problem.message
    assert problem.line == 2


def test_a_dtd_in_utf_16_is_refused_as_well() -> None:
    assert "DTD" in refusal('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")).message


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 250, 100_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    assert "tiefer als" in refusal(b"<a>" * depth).message


def test_deep_nesting_inside_relations_is_refused() -> None:
    assert "tiefer als" in refusal(b"<a><relation>" + b"<b>" * MAX_DEPTH).message


def test_too_many_elements_are_refused() -> None:
    problem = refusal(b"<a>" + b"<b/>" * MAX_ELEMENTS)

    assert f"mehr als {MAX_ELEMENTS} Elemente" in problem.message


def test_a_file_of_100_mb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    large = tmp_path / "large.xml"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    large.chmod(0o000)

    problem = refusal(large)

    assert problem.message == f"Die Datei ist größer als {MAX_BYTES // 1_000_000} MB."


def test_a_stream_of_100_mb_is_refused_before_it_is_read() -> None:
    class Large(io.BytesIO):
        def seek(self, offset: int, whence: int = 0) -> int:
            return 100_000_000 if whence == io.SEEK_END else super().seek(offset, whence)

        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError(f"read {size} bytes")

    assert "größer als" in refusal(Large()).message


def test_a_stream_without_end_is_refused_at_the_limit() -> None:
    class Endless(io.BytesIO):
        started = False

        def seekable(self) -> bool:
            return False

        def read(self, size: int | None = -1) -> bytes:
            if self.started:
                return b"<!-- " + b"x" * (size or 1) + b" -->"
            self.started = True
            return b"<a>"

    assert "größer als" in refusal(Endless()).message


def test_a_single_text_of_11_mb_is_refused() -> None:
    assert "länger als 10 MB" in refusal(b"<a>" + b"x" * 11_000_000 + b"</a>").message


def test_a_prolog_without_end_is_refused_early() -> None:
    assert "kein XML-Element" in refusal(b"<!-- x -->" * 200_000).message


@pytest.mark.parametrize(
    ("xml", "line"),
    [(b"<a>\n<b></a>", 2), (b"<a>\n\n", 3), (b"no xml at all", 1), (b"<a>\n\xff</a>", 2), (b"PK\x03\x04", 1)],
    ids=["wrong end", "cut off", "text", "wrong encoding", "zip"],
)
def test_broken_xml_is_named_with_its_line(xml: bytes, line: int) -> None:
    problem = refusal(xml)

    assert "kein lesbares XML" in problem.message
    assert problem.line == line


def test_an_empty_file_is_named_so() -> None:
    assert refusal(b"").message == "Die Datei ist leer."


def test_one_text_of_megabytes_does_not_crash() -> None:
    root = read_tree(b"<a>" + b"x" * 5_000_000 + b"</a>", file="x")

    assert len(root.text) == 5_000_000
