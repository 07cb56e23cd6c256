"""Reading text out of a PDF."""

import pytest

from kreishaus.ground.typesetting.compiler import typeset
from kreishaus.ground.typesetting.text import UnreadablePdf, text_of

from .papers import DAY, summary


def test_divided_words_are_whole_again_and_real_hyphens_stay() -> None:
    text = "Verhältnismäßigkeitsprüfung und öffentlich-rechtliche Abwasserbeseitigungssatzung " * 6

    found = " ".join(text_of(typeset("summary", summary(text), title="Antrag", on=DAY)).split())

    assert found.count("Verhältnismäßigkeitsprüfung") == 6
    assert found.count("öffentlich-rechtliche") == 6
    assert found.count("Abwasserbeseitigungssatzung") == 6


def test_reading_stops_at_the_limits() -> None:
    pdf = typeset("summary", summary("wort " * 3000), title="Antrag", on=DAY)

    assert len(text_of(pdf, characters=100)) == 100
    assert text_of(pdf, pages=1).count("wort") < text_of(pdf).count("wort")


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.7 nothing more", b"hello"])
def test_a_file_that_is_no_pdf_is_refused(broken: bytes) -> None:
    with pytest.raises(UnreadablePdf):
        text_of(broken)
