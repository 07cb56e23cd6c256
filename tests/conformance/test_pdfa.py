"""Our papers before the reference validator: archivable and accessible at once."""

import os
from pathlib import Path

import pytest

from kreishaus.ground.typesetting.compiler import Attachment, typeset
from kreishaus.records.papers.redacting import find, redact
from kreishaus.records.papers.volume import bind
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.rendering import summary_data
from tests.conformance import verapdf
from tests.ground.typesetting.papers import DAY, decision, receipt, summary
from tests.records.papers.sheets import an_item, contents, mixed
from tests.services.forms.fields import gallery

SHARED = "KREISHAUS_SHARED" in os.environ
DATA = Attachment("entscheidung.json", b'{"outcome": "grant"}', "application/json", "Daten der Entscheidung")
HARD = "李 😀 محمد אב क M̂k̄ Дмитрий \u202e \x00 \ue000 " + "1" * 500


def failures(pdf: bytes, *flavours: str) -> list[str]:
    return [f"{flavour} {failure}" for flavour in flavours for failure in verapdf.validate(pdf, flavour)]


def test_a_decision_with_its_data_is_pdf_a_3a_and_pdf_ua_1() -> None:
    pdf = typeset("decision", decision(), title="Bescheid", on=DAY, attachments=[DATA])

    assert failures(pdf, "3a", "ua1") == []


def test_a_summary_is_pdf_a_2a_and_pdf_ua_1() -> None:
    assert failures(typeset("summary", summary(), title="Antrag", on=DAY), "2a", "ua1") == []


def test_every_type_of_answer_prints_conformant_tables_and_drawings_included() -> None:
    answers = summary_data(gallery.schema(), evaluate(gallery.schema(), gallery.answers(), on=DAY))
    pdf = typeset("summary", {**summary(), **answers}, title="Antrag", on=DAY)

    assert failures(pdf, "2a", "ua1") == []


def test_a_receipt_is_pdf_a_2a_and_pdf_ua_1() -> None:
    assert failures(typeset("receipt", receipt(), title="Eingang", on=DAY), "2a", "ua1") == []


def test_a_long_decision_over_several_pages_stays_conformant() -> None:
    long = decision(paragraphs=["Ein Absatz mit einigen Worten. " * 40] * 9, conditions=["Eine Auflage. " * 30] * 9)

    assert failures(typeset("decision", long, title="Bescheid", on=DAY, archive=True), "3a", "ua1") == []


def test_a_whole_file_of_every_kind_of_document_is_pdf_a_2b(tmp_path: Path) -> None:
    samples = sorted((Path(os.environ["KREISHAUS_SHARED"]) / "data" / "pdfa").glob("*.pdf")) if SHARED else []
    foreign = [
        an_item(number, path.name, path.read_bytes(), "application/pdf") for number, path in enumerate(samples, start=6)
    ]

    bind(contents(*mixed(), *foreign, chapters=2), tmp_path / "akte.pdf")

    assert failures((tmp_path / "akte.pdf").read_bytes(), "2b") == []


def test_a_redacted_copy_is_pdf_a_2b() -> None:
    content = typeset("summary", summary(), title="Antrag", on=DAY)
    marks = [mark for hit in find(content, ["LER-AB 123"]) for mark in hit.marks()]

    assert failures(redact(content, marks, title="Antrag (geschwärzt)").pdf, "2b") == []


def test_no_script_and_no_missing_glyph_breaks_conformance() -> None:
    assert failures(typeset("summary", summary(HARD), title=f"Antrag {HARD}", on=DAY), "2a", "ua1") == []


def test_a_letter_of_a_package_is_conformant() -> None:
    source = '#import "/letter.typ": *\n#show: letter\n#paragraphs(data.paragraphs)\n#closing\n'
    pdf = typeset("grant.typ", decision(), title="Bescheid", on=DAY, sources={"grant.typ": source}, attachments=[DATA])

    assert failures(pdf, "3a", "ua1") == []


@pytest.mark.parametrize(
    ("part", "instead", "flavour"),
    [
        (b"/MarkInfo", b"/MarkInfx", "ua1"),
        (b"/Metadata", b"/Metadatx", "2a"),
        (b"/StructTreeRoot", b"/StructTreeRoox", "2a"),
    ],
)
def test_a_damaged_paper_is_found_out(part: bytes, instead: bytes, flavour: str) -> None:
    pdf = typeset("summary", summary(), title="Antrag", on=DAY)
    assert part in pdf

    assert failures(pdf.replace(part, instead), flavour) != []


def test_a_copy_is_not_taken_for_an_archive_file() -> None:
    assert failures(typeset("summary", summary(), title="Antrag", on=DAY), "3a") != []
