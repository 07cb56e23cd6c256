"""Text, tables and XML are taken where they are welcome, and nothing that only claims to be one."""

import io

import pytest

from kreishaus.ground.storage.inspection import UnacceptableUpload, inspect_upload
from kreishaus.ground.storage.inspection.texts import MAX_DEPTH


def taken_as(content: bytes, *accept: str) -> tuple[str, str]:
    found = inspect_upload(io.BytesIO(content), name="datei", accept=accept, max_bytes=5_000_000)
    return found.media_type, found.name


@pytest.mark.parametrize(
    ("content", "accept", "expected"),
    [
        ("Moin, überall.\r\n".encode(), "txt", ("text/plain", "datei.txt")),
        ("\ufeffName;Zahl\nJürgen;-3,5\nTelefon;+49 491\n".encode(), "csv", ("text/csv", "datei.csv")),
        ("<?xml version='1.0'?><a>ü</a>".encode(), "xml", ("application/xml", "datei.xml")),
        ("ü".encode() * 50_000, "txt", ("text/plain", "datei.txt")),
    ],
)
def test_a_readable_file_is_taken(content: bytes, accept: str, expected: tuple[str, str]) -> None:
    assert taken_as(content, accept) == expected


@pytest.mark.parametrize(
    ("content", "accept", "named"),
    [
        ("Müller".encode("cp1252"), "txt", "UTF-8"),
        (b"x" * 70_000 + b"\xc3", "txt", "UTF-8"),
        (b"a\x07b", "txt", "Zeichen"),
        (b"<script>alert(1)</script>", "txt", "etwas anderes"),
        (b"a;b\n1;=HYPERLINK(1)\n", "csv", "Formeln"),
        (b"a;b\n1;+cmd|'x'!A1\n", "csv", "Formeln"),
        (b"@SUM(1)", "csv", "Formeln"),
        (b"a;" + b"x" * 65_533 + b";=1", "csv", "Formeln"),
        (b"<a><b></a>", "xml", "beschädigt"),
        (b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "xml", "DTD"),
        (b"<!DOCTYPE a SYSTEM 'http://example.org/a.dtd'><a/>", "xml", "DTD"),
        (b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1), "xml", "tief"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "xml", "etwas anderes"),
        (b"MZ\x90", "txt", "Programm"),
        (b"Moin", "pdf", "PDF"),
    ],
)
def test_what_is_no_such_text_or_does_something_is_refused(content: bytes, accept: str, named: str) -> None:
    with pytest.raises(UnacceptableUpload, match=named):
        taken_as(content, accept)
