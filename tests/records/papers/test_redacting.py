"""What is redacted is gone: letters, dots, and everything that hides beside the pages."""

import io

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name

from kreishaus.ground.typesetting.compiler import Attachment, typeset
from kreishaus.ground.typesetting.text import text_of
from kreishaus.records.papers.redacting import Mark, NotRedactable, find, redact
from tests.ground.typesetting.papers import DAY, decision, summary

from .sheets import archivable, ordinary, picture

SECRET = "Geheimnis"


def plain(text: str, *, more: bytes = b"", size: int = 14) -> pikepdf.Pdf:
    """Return a page of 300 by 200 points with one line of Helvetica."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(300, 200))
    page = pdf.pages[0]
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    page.obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    drawing = f"BT /F {size} Tf 20 100 Td ({text}) Tj ET\n".encode() + more
    page.obj.Contents = pdf.make_stream(drawing)
    return pdf


def saved(pdf: pikepdf.Pdf) -> bytes:
    output = io.BytesIO()
    pdf.save(output)
    return output.getvalue()


def gone(content: bytes, *words: str) -> bytes:
    """Redact the words and check that the new file has them nowhere, however one reads it."""
    marks = [mark for hit in find(content, words) for mark in hit.marks()]
    assert marks
    pdf = redact(content, marks, title="Geschwärzt").pdf
    assert find(pdf, words) == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        everything = b"".join(
            each.read_bytes()
            for each in opened.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") != Name.Image
        ) + b"".join(repr(each).encode() for each in opened.objects)
    for word in words:
        for code in ("utf-8", "utf-16-be", "latin-1"):
            assert word.encode(code) not in everything
            assert word.encode(code).hex().encode() not in everything
    return pdf


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_word_goes_and_its_neighbours_stay_however_the_page_is_turned(rotation: int) -> None:
    pdf = gone(ordinary(rotation=rotation), "LER-AB 123")

    text = " ".join(text_of(pdf).split())
    assert "Kennzeichen" in text
    assert "Fahrzeugschein" in text


def test_the_dots_are_black_where_the_word_stood() -> None:
    content = saved(plain(SECRET))
    (hit,) = find(content, [SECRET])

    with pdfium.PdfDocument(gone(content, SECRET)) as pdf:
        image = pdf[0].render(scale=4).to_pil().convert("L")
    left, bottom, right, top = hit.boxes[0]
    inside = image.crop((round(left * 4), round((200 - top) * 4), round(right * 4), round((200 - bottom) * 4)))
    assert inside.getextrema()[1] < 60


def test_text_below_an_older_black_box_and_white_text_do_not_come_along() -> None:
    covered = plain(SECRET, more=b"0 g 10 90 200 40 re f\n1 g BT /F 12 Tf 20 40 Td (Unsichtbar) Tj ET\n")
    content = saved(covered)
    assert SECRET in text_of(content)

    made = redact(content, [Mark(0, (200, 150, 210, 160))], title="Geschwärzt")

    assert SECRET not in text_of(made.pdf)
    assert "Unsichtbar" not in text_of(made.pdf)


def test_a_font_whose_codes_mean_other_letters_is_read_as_it_says_and_emptied() -> None:
    pdf = plain("XYZ")
    cmap = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 3 beginbfchar <58> <0041> <59> <0042> <5A> <0043> endbfchar endcmap"  # noqa: E501 -- one table
    pdf.pages[0].obj.Resources.Font.F.ToUnicode = pdf.make_stream(cmap)

    made = gone(saved(pdf), "ABC")

    # Neither what the font says nor what it shows.
    assert text_of(made).strip() == ""


def test_a_font_that_says_nothing_about_its_letters_is_emptied_by_an_area() -> None:
    pdf = plain("")
    font = pdf.pages[0].obj.Resources.Font.F
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([65, Name("/g001"), Name("/g002")]))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /F 30 Tf 20 100 Td (AB) Tj ET")

    made = redact(saved(pdf), [Mark(0, (10, 80, 200, 140))], title="Geschwärzt")

    assert text_of(made.pdf).strip() == ""


def test_form_fields_annotations_attachments_and_metadata_stay_behind() -> None:
    pdf = plain("Antrag von Erika")
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T="name",
            V=f"{SECRET} im Feld",
            Rect=Array([20, 20, 200, 50]),
            DA="/F 12 Tf 0 g",
            F=4,
            AP=Dictionary(N=_appearance(pdf, f"{SECRET} im Feld")),
        )
    )
    note = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Contents=f"{SECRET} im Kommentar", Rect=Array([250, 150, 270, 170])
        )
    )
    pdf.pages[0].obj.Annots = Array([field, note])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DR=pdf.pages[0].obj.Resources, DA="/F 12 Tf 0 g")
    pdf.attachments["geheim.txt"] = SECRET.encode()
    pdf.docinfo["/Author"] = SECRET
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))
    content = saved(pdf)

    (field_hit,) = find(content, [SECRET])
    made = gone(content, "Erika", SECRET)

    with pdfium.PdfDocument(made) as drawn:
        left, bottom, right, top = (round(edge * 4) for edge in field_hit.boxes[0])
        inside = drawn[0].render(scale=4).to_pil().convert("L").crop((left, 800 - top, right, 800 - bottom))
    assert inside.getextrema()[1] < 60
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert not len(opened.attachments)
        assert not {"/AcroForm", "/Outlines", "/Names", "/StructTreeRoot"} & set(opened.Root.keys())
        assert "/Annots" not in opened.pages[0].obj
        assert not opened.docinfo


def test_a_decision_with_data_attached_and_tags_keeps_neither() -> None:
    data = Attachment("daten.json", b'{"name": "Antje de Vries"}', "application/json", "Daten")
    content = typeset("decision", decision(), title="Bescheid", on=DAY, attachments=[data])

    made = gone(content, "Antje de Vries", "de Vries")

    assert "wir erteilen Ihnen" in " ".join(text_of(made).split())


def test_a_word_divided_at_the_end_of_a_line_is_found() -> None:
    long = summary(" ".join(["Donaudampfschifffahrtsgesellschaft"] * 12))
    content = typeset("summary", long, title="Antrag", on=DAY)

    assert len(find(content, ["donaudampfschifffahrtsgesellschaft"])) == 12
    gone(content, "Donaudampfschifffahrtsgesellschaft")


def test_patterns_find_addresses_numbers_and_accounts() -> None:
    content = saved(plain("erika@leer.example DE02 1203 0000 0000 2020 51 0491 926-1234 24.12.1980", size=6))

    found = [hit.text for hit in find(content, [], ["email", "iban", "phone", "date"])]

    assert found == ["erika@leer.example", "DE02 1203 0000 0000 2020 51", "0491 926-1234", "24.12.1980"]


def test_what_is_no_pdf_or_a_mark_beside_all_pages_is_refused() -> None:
    with pytest.raises(NotRedactable):
        find(picture(), ["a"])
    with pytest.raises(NotRedactable, match="Seite"):
        redact(archivable(), [Mark(7, (0, 0, 1, 1))], title="x")


def _appearance(pdf: pikepdf.Pdf, text: str) -> pikepdf.Object:
    stream = pdf.make_stream(f"BT /F 12 Tf 2 8 Td ({text}) Tj ET".encode())
    stream.stream_dict.update(
        {
            "/Type": Name.XObject,
            "/Subtype": Name.Form,
            "/BBox": Array([0, 0, 180, 30]),
            "/Resources": pdf.pages[0].obj.Resources,
        }
    )
    return stream
