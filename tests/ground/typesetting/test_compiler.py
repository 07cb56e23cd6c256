"""Shipped templates: what stands on the paper, what never gets onto it, and that nothing stops it."""

import io
import threading

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kreishaus.ground.typesetting.compiler import Attachment, TypesettingError, typeset
from kreishaus.ground.typesetting.text import text_of

from .papers import DAY, decision, receipt, summary


def words(pdf: bytes) -> str:
    return " ".join(text_of(pdf).split())


def test_a_decision_says_who_decides_what_at_which_cost_and_how_to_object() -> None:
    text = words(typeset("decision", decision(), title="Bescheid", on=DAY))

    order = [
        "Landkreis Leer",
        "Straßenverkehrsamt",
        "Antje de Vries",
        "Aktenzeichen 32-17-2026-0001",
        "Datum 23. November 2026",
        "Bewohnerparkausweis für LER-AB 123",
        "Sehr geehrte Frau de Vries,",
        "Nebenbestimmungen",
        "1. Der Ausweis liegt gut lesbar",
        "Begründung",
        "30,70 €",
        "Mit freundlichen Grüßen Meyer Sachbearbeiterin",
        "Rechtsbehelfsbelehrung Gegen diesen Bescheid können Sie Klage erheben.",
        "§ 37 Abs. 3 VwVfG",
    ]
    places = [text.find(part) for part in order]
    assert -1 not in places, [part for part, place in zip(order, places, strict=True) if place < 0]
    assert places == sorted(places)


def test_an_automatic_decision_needs_no_signature_fee_clerk_or_conditions() -> None:
    bare = decision(
        signature=None, fee=None, clerk=None, conditions=[], reasons=[], legal_remedy=None, demo_notice=None
    )

    text = words(typeset("decision", bare, title="Bescheid", on=DAY))

    assert "§ 37 Abs. 5 VwVfG" in text
    for absent in ("Grüßen", "Gebühr", "Auskunft", "Nebenbestimmungen", "Begründung", "Rechtsbehelf", "Vorführung"):
        assert absent not in text


def test_a_summary_holds_every_answer_every_attachment_and_what_was_not_sent() -> None:
    text = words(typeset("summary", summary(), title="Antrag", on=DAY))

    assert "Kennzeichen LER-AB 123" in text
    assert "Anhänger keine Angabe" in text
    assert "Fahrzeugschein.pdf" in text
    assert "ab" * 32 in text
    assert "Überlassungserklärung erklaerung.pdf" in text
    assert "Zweites Fahrzeug" in text


def test_a_receipt_names_reference_next_steps_date_address_and_proof() -> None:
    text = words(typeset("receipt", receipt(), title="Eingang", on=DAY))

    assert "32-17-2026-0001" in text
    assert "1. Frau Meyer prüft Ihre Angaben." in text
    assert "21. Dezember 2026" in text
    assert receipt()["status_url"] in text
    assert "cd" * 32 in text


def test_every_page_after_the_first_repeats_that_it_is_a_demonstration() -> None:
    long = decision(paragraphs=["Ein Absatz mit einigen Worten, damit das Schreiben länger wird. " * 12] * 8)

    pages = typeset("decision", long, title="Bescheid", on=DAY)

    assert "Seite 1 von 3" in words(pages)
    assert words(pages).count("Vorführung, kein echtes Schreiben") == 2


def test_the_same_data_gives_the_same_bytes_and_another_day_gives_others() -> None:
    first = typeset("summary", summary(), title="Antrag", on=DAY)

    assert typeset("summary", summary(), title="Antrag", on=DAY) == first
    assert typeset("summary", summary(), title="Antrag", on=DAY.replace(day=24)) != first


@pytest.mark.parametrize(
    "answer",
    [
        '#read("/etc/passwd")',
        "*fett* _kursiv_ `code` $x^2$",
        "]",
        "= Überschrift",
        "\\",
        '"; #panic()',
        "@preview/x",
        "<a>",
    ],
)
def test_text_of_people_is_printed_as_it_is_and_never_becomes_markup(answer: str) -> None:
    text = words(typeset("summary", summary(answer), title=answer, on=DAY))

    assert f"Kennzeichen {answer}" in text


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Дмитрий Ковалёв", "Дмитрий Ковалёв"),
        ("Γιώργος", "Γιώργος"),
        ("Nguyễn Thị Hằng", "Nguyễn Thị Hằng"),
        ("Łukasz Żółć", "Łukasz Żółć"),
        ("Anna 😀", "Anna [U+1F600]"),
        ("李 Wei", "[U+674E] Wei"),
        ("a\u202eb", "a[U+202E]b"),
        ("a\x00b\x07c", "a[U+0000]b[U+0007]c"),
        ("\ue000 \ud83d", "[U+E000] [U+D83D]"),
    ],
)
def test_a_name_never_stops_a_letter_and_what_no_font_has_is_spelled_out(name: str, printed: str) -> None:
    text = words(typeset("summary", summary(name), title=f"Antrag {name}", on=DAY))

    assert f"Kennzeichen {printed} Anhänger" in text
    assert ("Einige Zeichen können wir nicht drucken." in text) == ("[U+" in printed)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_no_text_whatsoever_stops_a_summary(answer: str) -> None:
    assert typeset("summary", summary(answer), title=f"x{answer}", on=DAY).startswith(b"%PDF-1.7")


@pytest.mark.parametrize("answer", ["a" * 10_000, "1" * 10_000, "محمد " * 2_000, "é" * 5_000])
def test_ten_thousand_characters_stay_on_the_paper(answer: str) -> None:
    pdf = typeset("summary", summary(answer), title="Antrag", on=DAY)

    assert "".join(text_of(pdf).split()).count(answer[0]) >= 2_000 or answer[0] not in text_of(pdf)
    assert rightmost(pdf) < 595 - 40


def rightmost(pdf: bytes) -> float:
    """Return the right edge of the text that stands furthest to the right, in points."""
    import pypdfium2

    edges = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text_page = page.get_textpage()
        edges += [text_page.get_rect(index)[2] for index in range(text_page.count_rects())]
        text_page.close()
        page.close()
    document.close()
    return max(edges)


def test_attachments_travel_byte_for_byte_with_their_meaning() -> None:
    data = Attachment("entscheidung.json", '{"a": "ä"}'.encode(), "application/json", "Daten der Entscheidung")
    blob = Attachment("siegel.bin", bytes(range(256)), "application/octet-stream", "Siegel", "supplement")

    pdf = typeset("decision", decision(), title="Bescheid", on=DAY, attachments=[data, blob])

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert {name: file.get_file().read_bytes() for name, file in opened.attachments.items()} == {
            "entscheidung.json": data.content,
            "siegel.bin": blob.content,
        }
        relations = {str(file.obj.F): str(file.obj.AFRelationship) for file in opened.attachments.values()}
        assert relations == {"entscheidung.json": "/Data", "siegel.bin": "/Supplement"}


def test_attachments_that_are_too_large_are_refused() -> None:
    huge = Attachment("riese.bin", b"\xff" * 5_000_001, "application/octet-stream", "zu groß")

    with pytest.raises(TypesettingError, match="zu groß"):
        typeset("decision", decision(), title="Bescheid", on=DAY, attachments=[huge])


def test_a_document_without_a_title_is_refused() -> None:
    with pytest.raises(TypesettingError, match="Titel"):
        typeset("summary", summary(), title=" ", on=DAY)


@pytest.mark.parametrize("template", ["letter", "../../etc/passwd", "base.typ", ""])
def test_only_shipped_templates_can_be_named(template: str) -> None:
    with pytest.raises(TypesettingError, match="gibt es nicht"):
        typeset(template, summary(), title="Antrag", on=DAY)


def test_missing_data_is_reported_with_the_place_in_the_template() -> None:
    incomplete = summary()
    del incomplete["pages"]

    with pytest.raises(TypesettingError, match="pages") as caught:
        typeset("summary", incomplete, title="Antrag", on=DAY)

    assert (caught.value.file, caught.value.line is not None) == ("summary.typ", True)


def test_many_threads_set_at_once() -> None:
    sheets: dict[int, bytes] = {}

    def work(number: int) -> None:
        for _ in range(5):
            sheets[number] = typeset("summary", summary(f"Nummer {number}"), title="Antrag", on=DAY)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(f"Nummer {number}" in text_of(sheets[number]) for number in range(4))
