"""Real files carry line ends of three systems and the indentation of editors."""

import pytest

from kreishaus.services.forms.formats.xdatenfelder.texts import line_text, paragraph_text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Erster Satz.\r\nZweiter Satz.", "Erster Satz.\nZweiter Satz."),
        ("Erster Satz.\rZweiter Satz.", "Erster Satz.\nZweiter Satz."),
        ("Ein langer\n        Satz.", "Ein langer Satz."),
        ("Ende.\r\n        Anfang.", "Ende.\nAnfang."),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("  zu\u00a0 viele   Leerzeichen ", "zu viele Leerzeichen"),
        ("-", ""),
        ("\n  \n", ""),
    ],
)
def test_paragraphs_keep_wanted_line_ends_only(raw: str, clean: str) -> None:
    assert paragraph_text(raw) == clean


def test_a_line_has_no_line_ends() -> None:
    assert line_text("  Antrag auf\r\n   Erteilung ") == "Antrag auf Erteilung"
    assert line_text("-") == ""
