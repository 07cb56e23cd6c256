"""The submitted answers as people read them."""

from kreishaus.services.applications.engine import shown
from kreishaus.services.applications.engine.shown import ShownAnswer, ShownGroup, ShownPage
from kreishaus.services.forms.engine.parsing import parse_form

FORM = parse_form(
    {
        "pages": [
            {
                "key": "vehicles",
                "title": "Fahrzeuge",
                "groups": [
                    {
                        "key": "vehicle",
                        "title": "Fahrzeug",
                        "repeat": "1..3",
                        "fields": [
                            {"key": "plate", "type": "text", "label": "Kennzeichen"},
                            {
                                "key": "owner",
                                "type": "choice",
                                "label": "Halter",
                                "options": [{"self": "Ich selbst"}, {"other": "Jemand anderes"}],
                            },
                            {"key": "colours", "type": "text", "label": "Farbe", "repeat": "0..3"},
                        ],
                    }
                ],
            },
            {
                "key": "person",
                "title": "Person",
                "groups": [
                    {
                        "key": "person",
                        "title": "Zur Person",
                        "fields": [
                            {"key": "birth_date", "type": "date", "label": "Geburtsdatum"},
                            {"key": "phone", "type": "text", "label": "Telefon"},
                        ],
                    }
                ],
            },
        ]
    }
)
ANSWERS = {
    "vehicle": [{"plate": "LER-A 1", "owner": "self", "colours": ["rot", "blau"]}, {"plate": "LER-B 2"}],
    "person": {"birth_date": "1988-05-17", "phone": ""},
}


def test_answers_are_shown_with_labels_and_words_in_the_order_of_the_form() -> None:
    assert shown.shown_pages(FORM, ANSWERS) == (
        ShownPage(
            "vehicles",
            "Fahrzeuge",
            (
                ShownGroup(
                    "Fahrzeug 1",
                    (
                        ShownAnswer("vehicle[0].plate", "Kennzeichen", "LER-A 1"),
                        ShownAnswer("vehicle[0].owner", "Halter", "Ich selbst"),
                        ShownAnswer("vehicle[0].colours[0]", "Farbe", "rot"),
                        ShownAnswer("vehicle[0].colours[1]", "Farbe", "blau"),
                    ),
                ),
                ShownGroup("Fahrzeug 2", (ShownAnswer("vehicle[1].plate", "Kennzeichen", "LER-B 2"),)),
            ),
        ),
        ShownPage(
            "person",
            "Person",
            (ShownGroup("Zur Person", (ShownAnswer("person.birth_date", "Geburtsdatum", "17.05.1988"),)),),
        ),
    )


def test_a_page_without_answers_is_left_out() -> None:
    assert [page.key for page in shown.shown_pages(FORM, {"person": {"phone": "0491"}})] == ["person"]


def test_the_search_finds_questions_and_answers() -> None:
    pages = shown.shown_pages(FORM, {"vehicle": [{"owner": "other"}], "person": {"phone": "0491 5550"}})

    assert shown.as_text(pages) == "Halter: Jemand anderes\nTelefon: 0491 5550"


def test_words_are_found_by_path() -> None:
    pages = shown.shown_pages(FORM, {"vehicle": [{"owner": "other"}]})

    assert shown.words_by_path(pages) == {"vehicle[0].owner": "Jemand anderes"}


def test_letters_find_the_parts_of_a_composite_answer_in_words() -> None:
    person = {
        "key": "who",
        "type": "person",
        "label": "Person",
        "parts": ["salutation", "given", "family", "birth_date"],
    }
    form = parse_form(
        {"pages": [{"key": "p", "title": "P", "groups": [{"key": "g", "title": "G", "fields": [person]}]}]}
    )
    antje = {"salutation": "frau", "given": "Antje", "family": "de Vries", "birth_date": "1971-03-08"}

    words = shown.words_by_path(shown.shown_pages(form, {"g": {"who": antje}}))

    assert words == {
        "g.who": "Frau Antje de Vries\ngeboren am 08.03.1971",
        "g.who.salutation": "Frau",
        "g.who.given": "Antje",
        "g.who.family": "de Vries",
        "g.who.birth_date": "08.03.1971",
    }
