"""Packages there and back, and packages that somebody damaged."""

import random
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import IO, Self

import pytest

from kreishaus.base.problems import Problems
from kreishaus.records.formats.xdomea.kinds import Kind
from kreishaus.records.formats.xdomea.message import Message
from kreishaus.records.formats.xdomea.model import File
from kreishaus.records.formats.xdomea.package import open_package, write_package
from kreishaus.records.formats.xdomea.releases import Release
from tests.records.formats.xdomea import cast

FILES = {cast.PRIMARY: b"%PDF-1.7 Bescheid", cast.PRIMARY_OF_ATTACHMENT: b"%PDF-1.7 Lageplan" * 1000}


def openers(files: dict[str, bytes]) -> dict[str, Callable[[], AbstractContextManager[IO[bytes]]]]:
    return {name: lambda content=content: nullcontext(BytesIO(content)) for name, content in files.items()}  # type: ignore[misc]


def disposal(release: Release) -> Message:
    message = cast.message(Kind.DISPOSAL, release)
    (file, *_) = message.objects
    assert isinstance(file, File)
    if release is Release.V4_0:
        case = file.cases[0]
        document = case.documents[0]
        plain = replace(document, versions=_unhashed(document.versions), attachments=())
        file = replace(file, cases=(replace(case, documents=(plain,)),))
    return replace(message, letters=(), objects=(file,))


def _unhashed(versions: tuple[cast.Version, ...]) -> tuple[cast.Version, ...]:
    return tuple(
        replace(
            version,
            formats=tuple(replace(item, file=replace(item.file, hash=cast.Hash())) for item in version.formats),
        )
        for version in versions
    )


def packed(release: Release = Release.V3_1) -> tuple[str, bytes]:
    stream = BytesIO()
    files = FILES if release is not Release.V4_0 else {cast.PRIMARY: FILES[cast.PRIMARY]}
    report = write_package(stream, disposal(release), openers(files))
    return report.name, stream.getvalue()


@pytest.mark.parametrize("release", list(Release))
def test_a_package_comes_back_with_message_and_files(release: Release) -> None:
    name, content = packed(release)

    with open_package(BytesIO(content), name=name) as package:
        assert package.message == disposal(release)
        assert package.notes == ()
        for entry in package.files:
            with package.open(entry) as stream:
                assert stream.read() == FILES[entry]


def test_the_report_tells_the_fingerprint_of_each_file() -> None:
    report = write_package(BytesIO(), disposal(Release.V3_1), openers(FILES))

    assert report.name == f"{cast.PROCESS}_Aussonderung.Aussonderung.0503.zip"
    assert set(report.fingerprints) == set(FILES)
    assert report.omissions == ()


def test_equal_contents_make_equal_packages() -> None:
    assert packed() == packed()


def test_files_are_read_one_after_the_other_and_piece_by_piece() -> None:
    class Large(BytesIO):
        opened = 0
        largest = 0

        def __enter__(self) -> Self:
            Large.opened += 1
            assert Large.opened == 1
            return self

        def __exit__(self, *_error: object) -> None:
            Large.opened -= 1

        def read(self, size: int | None = -1) -> bytes:
            assert size is not None
            assert size > 0
            piece = super().read(size)
            Large.largest = max(Large.largest, len(piece))
            return piece

    files = {name: lambda: Large(b"x" * 3_000_000) for name in FILES}

    write_package(BytesIO(), disposal(Release.V3_1), files)

    assert Large.largest == 1_048_576


def test_a_package_with_other_files_than_the_message_names_is_not_written() -> None:
    with pytest.raises(Problems, match="fehlt aber im Paket"):
        write_package(BytesIO(), disposal(Release.V3_1), {})


def changed(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as old:
        entries = {name: old.read(name) for name in old.namelist()}
    change(entries)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name, text in entries.items():
            new.writestr(name, text)
    return stream.getvalue()


def test_zip_slip_is_refused() -> None:
    name, content = packed()
    evil = changed(content, lambda entries: entries.update({"../../x.sh": b"rm"}))

    with pytest.raises(Problems, match="zeigt aus dem Paket hinaus"), open_package(BytesIO(evil), name=name):
        pass


def test_a_bomb_is_refused_before_it_is_read() -> None:
    name, content = packed()
    bomb = changed(content, lambda entries: entries.update({cast.PRIMARY: b"\0" * 30_000_000}))

    with pytest.raises(Problems, match="200-Fache"), open_package(BytesIO(bomb), name=name):
        pass


def test_a_message_that_breaks_the_schema_is_refused() -> None:
    name, content = packed()

    def change(entries: dict[str, bytes]) -> None:
        (message,) = (entry for entry in entries if entry.endswith("0503.xml"))
        entries[message] = entries[message].replace(b"Erstellungszeitpunkt>", b"Zeitpunkt>")

    with (
        pytest.raises(Problems, match="entspricht nicht dem Schema"),
        open_package(BytesIO(changed(content, change)), name=name),
    ):
        pass


def test_every_reason_is_told_at_once() -> None:
    _, content = packed()

    def change(entries: dict[str, bytes]) -> None:
        entries["99999999-0000-4000-8000-000000000000_mehr.pdf"] = entries.pop(cast.PRIMARY)

    other = "99999999-0000-4000-8000-000000000000_Aussonderung.Aussonderung.0503.zip"
    with pytest.raises(Problems) as caught, open_package(BytesIO(changed(content, change)), name=other):
        pass

    assert len(caught.value.problems) == 3


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "akte.zip"
    path.write_bytes(b"kein Archiv")

    with pytest.raises(Problems, match="lässt sich nicht lesen"), open_package(path):
        pass


def test_a_file_that_was_damaged_on_the_way_is_noticed_while_reading() -> None:
    name, content = packed()
    with zipfile.ZipFile(BytesIO(content)) as opened:
        start = opened.getinfo(cast.PRIMARY_OF_ATTACHMENT).header_offset + 30 + len(cast.PRIMARY_OF_ATTACHMENT) + 40
    torn = content[:start] + bytes([content[start] ^ 0xFF]) + content[start + 1 :]

    with (
        pytest.raises(Problems),
        open_package(BytesIO(torn), name=name) as package,
        package.open(cast.PRIMARY_OF_ATTACHMENT) as stream,
    ):
        stream.read()


def test_damage_anywhere_ends_in_a_reason_and_never_in_a_crash() -> None:
    name, content = packed()
    dice = random.Random(7)
    refused = 0

    for _ in range(300):
        torn = bytearray(content)
        for _ in range(dice.randint(1, 5)):
            torn[dice.randrange(len(torn))] = dice.randrange(256)
        torn = torn[: dice.randrange(len(torn))] if dice.random() < 0.3 else torn
        try:
            with open_package(BytesIO(bytes(torn)), name=name) as package:
                for entry in package.files:
                    with package.open(entry) as stream:
                        stream.read()
        except Problems:
            refused += 1

    assert refused > 200
