"""Names of packages and primary files."""

from dataclasses import replace

import pytest

from kreishaus.records.formats.xdomea.kinds import Kind
from kreishaus.records.formats.xdomea.names import (
    MessageName,
    is_primary_name,
    kind_named,
    parse_name,
    primary_name,
    stem_of,
    uuid_of_file,
)
from kreishaus.records.formats.xdomea.releases import Release
from tests.records.formats.xdomea import cast

UUID = "40000000-0000-4000-8000-000000000000"


def test_a_package_is_called_after_process_and_kind() -> None:
    message = cast.message(Kind.DISPOSAL, Release.V3_1)

    assert stem_of(message) == f"{cast.PROCESS}_Aussonderung.Aussonderung.0503"


def test_a_package_of_four_carries_its_number() -> None:
    message = cast.message(Kind.DISPOSAL, Release.V4_0)
    second = replace(message, envelope=replace(message.envelope, sequence=2, total=3))

    assert stem_of(second) == f"{cast.PROCESS}_0503_2"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (f"{UUID}_Aussonderung.Aussonderung.0503.zip", MessageName(UUID, "0503")),
        (f"{UUID}_Abgabe.Abgabe.0401.xml", MessageName(UUID, "0401")),
        (f"{UUID}_0503_12.zip", MessageName(UUID, "0503", 12)),
        (f"{UUID}_0501.xdomea", MessageName(UUID, "0501")),
        (f"{UUID}.zip", None),
        ("akte.zip", None),
    ],
)
def test_names_are_understood(name: str, expected: MessageName | None) -> None:
    assert parse_name(name) == expected


def test_the_kind_follows_from_the_name() -> None:
    assert kind_named(MessageName(UUID, "0503")) is Kind.DISPOSAL
    assert kind_named(MessageName(UUID, "0999")) is None


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        ("Bescheid.pdf", f"{UUID}_Bescheid.pdf"),
        ("Straße & Plan (2).pdf", f"{UUID}_Straße_Plan_2.pdf"),
        ("../../etc/passwd", f"{UUID}_passwd.bin"),
        ("ohne", f"{UUID}_ohne.bin"),
        (".pdf", f"{UUID}_Datei.pdf"),
        ("x" * 300 + ".docx", f"{UUID}_{'x' * 80}.docx"),
    ],
)
def test_a_primary_file_gets_a_name_that_every_release_accepts(original: str, expected: str) -> None:
    name = primary_name(UUID, original)

    assert name == expected
    assert all(is_primary_name(name, release) for release in Release)
    assert uuid_of_file(name) == UUID


def test_the_oldest_releases_want_both_parts_of_a_name() -> None:
    assert not is_primary_name(f"{UUID}.pdf", Release.V2_4)
    assert is_primary_name(f"{UUID}.pdf", Release.V3_0)
    assert not is_primary_name("Bescheid.pdf", Release.V3_0)
    assert uuid_of_file("Bescheid.pdf") == ""
