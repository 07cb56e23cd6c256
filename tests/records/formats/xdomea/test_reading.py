"""Strangers' messages: refused with a reason where they are dangerous or not ours, taken as they are else."""

import pytest

from kreishaus.base.problems import Problems
from kreishaus.records.formats.xdomea import reading
from kreishaus.records.formats.xdomea.kinds import Kind
from kreishaus.records.formats.xdomea.model import File
from kreishaus.records.formats.xdomea.reading import read_message, read_root
from kreishaus.records.formats.xdomea.releases import Release
from kreishaus.records.formats.xdomea.writing import write_message
from tests.records.formats.xdomea import cast


@pytest.fixture(scope="module")
def offer() -> bytes:
    return write_message(cast.message(Kind.OFFER, Release.V3_1)).content


def test_the_root_tells_kind_and_release(offer: bytes) -> None:
    root = read_root(offer)

    assert (root.kind, root.release) == (Kind.OFFER, Release.V3_1)


def test_foreign_identifiers_are_kept_letter_by_letter(offer: bytes) -> None:
    shouted = offer.replace(cast.FILE.encode(), b"ABCDEFAB-0000-4000-8000-00000000ABCD")

    message = read_message(shouted)

    assert message.objects[0].uuid == "ABCDEFAB-0000-4000-8000-00000000ABCD"


def test_white_space_inside_texts_stays(offer: bytes) -> None:
    file = read_message(offer).objects[0]

    assert isinstance(file, File)
    assert file.metadata.remark == "  Leerzeichen bleiben  "


def test_an_element_that_nobody_knows_is_named(offer: bytes) -> None:
    message = read_message(offer.replace(b"xdomea:Standort>", b"xdomea:Regal>"))

    assert message.left_out == ("Schriftgutobjekt/Regal",)


def test_a_period_that_is_no_date_is_refused(offer: bytes) -> None:
    with pytest.raises(Problems, match="2026-13-01"):
        read_message(offer.replace(b"Beginn>2026-01-01", b"Beginn>2026-13-01"))


def test_a_message_without_a_head_is_refused(offer: bytes) -> None:
    start, end = offer.index(b"<xdomea:Kopf>"), offer.index(b"</xdomea:Kopf>") + len(b"</xdomea:Kopf>")

    with pytest.raises(Problems, match="fehlt der Kopf"):
        read_message(offer[:start] + offer[end:])


def test_an_object_without_its_identifier_is_refused(offer: bytes) -> None:
    with pytest.raises(Problems, match="Pflichtangaben"):
        read_message(offer.replace(f"<xdomea:ID>{cast.CASE}</xdomea:ID><".encode(), b"<"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "ist leer"),
        (b"kein XML", "kein lesbares XML"),
        (b"<a>", "kein lesbares XML"),
        (b"<a/>", "keine Nachricht in xdomea"),
        (b'<Aussonderung.Aussonderung.0503 xmlns="urn:xoev-de:xdomea:schema:1.0"/>', "keine Nachricht in xdomea"),
        (b'<x:Unsinn xmlns:x="urn:xoev-de:xdomea:schema:3.1.0"/>', "wird hier nicht verarbeitet"),
        (b'<x:Abgabe.Abgabe.0401 xmlns:x="urn:xoev-de:xdomea:schema:4.0.0"/>', "wird hier nicht verarbeitet"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "DTD"),
        (b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>', "DTD"),
    ],
)
def test_what_is_no_message_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Problems, match=reason):
        read_message(content)


def test_an_entity_nobody_declared_is_refused(offer: bytes) -> None:
    with pytest.raises(Problems, match="Entitäten"):
        read_message(offer.replace(b"Keller", b"&keller;"))


def test_a_message_nested_too_deep_is_refused(offer: bytes) -> None:
    deep = b"<xdomea:Standort>" * 210 + b"</xdomea:Standort>" * 210

    with pytest.raises(Problems, match="verschachtelt"):
        read_message(offer.replace(b"<xdomea:Standort>Keller</xdomea:Standort>", deep))


def test_a_message_that_is_too_large_is_refused(offer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 100)

    with pytest.raises(Problems, match="größer"):
        read_message(offer)
