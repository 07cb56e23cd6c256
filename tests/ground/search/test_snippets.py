from kreishaus.ground.search.grammar import parse
from kreishaus.ground.search.snippets import Segment, snippet


def marked(text: str, query: str, length: int = 200) -> str:
    return "".join(
        f"[{part.text}]" if part.is_hit else part.text for part in snippet(text, parse(query), length=length)
    )


def test_all_forms_of_the_word_are_marked() -> None:
    text = "Die Genehmigung im Baugenehmigungsverfahren fehlt noch."

    assert marked(text, "Genehmigungen ") == "Die [Genehmigung] im [Baugenehmigungsverfahren] fehlt noch."


def test_the_beginning_of_a_word_is_marked_while_typing() -> None:
    assert marked("Anmeldung eines Hundes", "anmeldu") == "[Anmeldung] eines Hundes"


def test_a_compound_is_marked_where_its_parts_stand() -> None:
    assert marked("Die Bau-Genehmigung fehlt", "Baugenehmigung ") == "Die [Bau]-[Genehmigung] fehlt"


def test_a_long_text_is_cut_around_its_hits() -> None:
    text = "eins zwei drei " * 40 + "Deich am Siel " + "vier fünf sechs " * 40
    shown = marked(text, "Siel", length=80)

    assert "Deich am [Siel] vier" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 100


def test_text_without_a_hit_is_shown_from_its_beginning() -> None:
    assert marked("Nur der Titel war ein Treffer.", "Hund") == "Nur der Titel war ein Treffer."
    assert snippet("", parse("Hund")) == ()


def test_markup_stays_text() -> None:
    assert snippet("<b>Hund</b>", parse("Hund")) == (
        Segment("<b>", is_hit=False),
        Segment("Hund", is_hit=True),
        Segment("</b>", is_hit=False),
    )
