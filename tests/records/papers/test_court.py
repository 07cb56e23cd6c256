"""The package for a court: in order, as PDF, described by an XML that keeps its schema."""

import io
import zipfile
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pikepdf
from lxml import etree

from kreishaus.records.papers.court import NAMESPACE, SCHEMA, pack_for_court

from .sheets import an_item, contents, mixed, ordinary

N = {"g": NAMESPACE}


def test_the_package_keeps_its_schema_and_names_order_type_and_receipt(tmp_path: Path) -> None:
    first, *others = mixed()
    letter = an_item(
        9,
        "Klage & Co",
        ordinary(),
        "application/pdf",
        received_at=datetime(2026, 11, 19, 8, 15, tzinfo=UTC),
        written_on=date(2026, 11, 17),
        sender="Rechtsanwältin Öhlmann",
    )
    target = tmp_path / "gericht.zip"

    pack_for_court(contents(first, *others, letter), target)

    with zipfile.ZipFile(target) as archive:
        xml = etree.fromstring(archive.read("akte.xml"))
        etree.XMLSchema(etree.fromstring(archive.read(SCHEMA.name))).assertValid(xml)
        documents = xml.findall("g:dokument", N)
        assert [document.get("laufendeNummer") for document in documents] == ["1", "2", "3", "4", "5", "6"]
        for document in documents:
            file = document.find("g:datei", N)
            assert file is not None
            pdf = archive.read(file.text or "")
            assert sha256(pdf).hexdigest() == file.get("pruefsumme")
            with pikepdf.open(io.BytesIO(pdf)) as opened:
                assert len(opened.pages) == 1
        searchable = [document.find("g:datei", N).get("durchsuchbar") for document in documents]  # type: ignore[union-attr]
        kept = xml.findtext("g:dokument[4]/g:original", "", N)
        assert archive.read(kept) == b"PK\x03\x04"
        # A PDF goes out as it came in: its signature must stay whole.
        assert archive.read(documents[5].findtext("g:datei", "", N)) == letter.content()
    # A photo has no text, and nobody pretends it had.
    assert searchable == ["true", "false", "true", "true", "true", "true"]
    assert documents[5].findtext("g:posteingangsdatum", "", N) == "2026-11-19T08:15:00+00:00"
    assert documents[5].findtext("g:absender", "", N) == "Rechtsanwältin Öhlmann"
    assert "Original liegt bei" in documents[3].findtext("g:hinweis", "", N)
