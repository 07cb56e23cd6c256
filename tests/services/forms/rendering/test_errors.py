"""The error summary."""

from kreishaus.services.forms.rendering import element_id, render_error_summary
from tests.services.forms.parking import judged, parking
from tests.services.forms.rendering.reading import all_of, check, text_of


def test_without_errors_there_is_nothing() -> None:
    assert render_error_summary(parking(), {}) == ""


def test_every_error_links_to_its_input() -> None:
    tree = check(render_error_summary(parking(), judged({}).errors_on("vehicles")))

    assert [(link.get("href"), text_of(link)) for link in all_of(tree, "a")] == [
        ("#f-vehicle-0-plate", "Bitte füllen Sie „Kennzeichen“ aus."),
        ("#f-vehicle-0-owner", "Bitte wählen Sie bei „Halter“ eine Antwort aus."),
    ]
    assert text_of(all_of(tree, "h2")[0]) == "Bitte prüfen Sie noch 2 Angaben"
    [alert] = [element for element in tree.iter() if element.get("role") == "alert"]
    assert alert.get("tabindex") == "-1"


def test_an_error_without_a_place_is_plain_text() -> None:
    tree = check(render_error_summary(parking(), {"": ["<Etwas> stimmt nicht."]}))

    assert all_of(tree, "a") == []
    assert text_of(all_of(tree, "li")[0]) == "<Etwas> stimmt nicht."


def test_ids_follow_the_path() -> None:
    assert element_id("vehicle[0].plate") == "f-vehicle-0-plate"
