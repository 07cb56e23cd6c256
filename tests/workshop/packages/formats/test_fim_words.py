import pytest

from kreishaus.workshop.packages.formats.fim_words import LONGEST_SUMMARY, leika_of, summary_of

CONVERTED = (
    "Originalwerte der XDF2-Datei:\nID: S00000362\nStatus: aktiv\nZusätzliche intern übergebene Werte:\n"
    "Zugeordneter Dokumentsteckbrief: D00000575Antrag Beschäftigungserlaubnis"
)


@pytest.mark.parametrize(
    ("texts", "summary"),
    [
        (("Wer jagen will, braucht einen Jagdschein.", "anderes"), "Wer jagen will, braucht einen Jagdschein."),
        (("", "  Antrag   auf Erlaubnis\nmehr dazu"), "Antrag auf Erlaubnis"),
        ((CONVERTED,), ""),
        (("Leistungsschlüssel: 99006066273000",), ""),
        ((f"LeiKa-Schlüssel: 99050110001000\n\t\n{CONVERTED}", "Erlaubnis für Vermittler"), "Erlaubnis für Vermittler"),
        (("*Hinweis der Bundesredaktion: Norm ist § 7 HAG.", "Heimarbeit anzeigen"), "Heimarbeit anzeigen"),
        (("Es gibt keine Gegenregel, da der G05000013226 mehrfach befüllt werden kann.",), ""),
    ],
)
def test_the_summary_is_the_first_line_written_for_people(texts: tuple[str, ...], summary: str) -> None:
    assert summary_of(*texts) == summary


def test_a_long_line_is_cut_to_its_first_sentence() -> None:
    assert summary_of("Das ist kurz. " + "Mehr " * LONGEST_SUMMARY + ".") == "Das ist kurz."


def test_a_long_line_without_a_short_sentence_is_left_out() -> None:
    assert summary_of("Wort " * LONGEST_SUMMARY) == ""


@pytest.mark.parametrize(
    "text",
    ["LeiKa-Schlüssel: 99050110001000", "Leika Schlüssel: 99050110001000", "Leistungsschlüssel: 99050110001000\n\n*…"],
)
def test_the_key_of_the_catalogue_is_found(text: str) -> None:
    assert leika_of("", text) == "99050110001000"


def test_two_keys_or_a_wrong_one_are_no_key() -> None:
    assert leika_of("LeiKa-Schlüssel: 99050110001000", "LeiKa-Schlüssel: 99050110001001") == ""
    assert leika_of("LeiKa-Schlüssel: 990501100010001") == ""
