"""Several lists in one ZIP file."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.formats.genericode import archive, list_files


def packed(**files: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return stream.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(Problems) as refused:
        list_files("listen.zip", content)
    return refused.value.problems[0].message


def test_a_single_file_is_taken_as_it_is() -> None:
    assert [(file.name, file.content) for file in list_files("a.xml", b"<a/>")] == [("a.xml", b"<a/>")]


def test_lists_are_found_in_folders_and_other_files_are_passed_over() -> None:
    content = packed(**{"a.xml": b"<a/>", "ordner/b.XML": b"<b/>", "liesmich.txt": b"x", "__MACOSX/._a.xml": b"y"})

    assert [file.name for file in list_files("l.zip", content)] == ["a.xml", "b.XML"]


def test_a_name_that_climbs_out_is_only_a_name() -> None:
    assert [file.name for file in list_files("l.zip", packed(**{"../../etc/a.xml": b"<a/>"}))] == ["a.xml"]


def test_what_swells_when_unpacked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 1_000_000)

    assert refusal(packed(**{"bombe.xml": b"0" * 5_000_000})).startswith("Ausgepackt ist der Inhalt zu groß")


def test_the_sum_is_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL", 1_500)

    assert refusal(packed(**{f"{n}.xml": b"0" * 1_000 for n in range(3)})).startswith("Ausgepackt ist")


def test_the_number_of_files_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_FILES", 2)

    assert refusal(packed(**{f"{n}.xml": b"0" for n in range(3)})) == "In der ZIP-Datei liegen mehr als 2 Dateien."


# Named: an archive carries the time of its making, and workers have to agree on the names of the tests.
@pytest.mark.parametrize(
    "content", [b"PK\x03\x04kaputt", packed(**{"a.xml": b"0" * 500})[:-40]], ids=["no archive", "cut off"]
)
def test_a_damaged_file_is_refused(content: bytes) -> None:
    assert refusal(content) == "Die ZIP-Datei lässt sich nicht lesen."


def test_a_file_without_lists_is_refused() -> None:
    assert refusal(packed(**{"a.txt": b"x"})) == "In der ZIP-Datei liegt keine Codeliste."
