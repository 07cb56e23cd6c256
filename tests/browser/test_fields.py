"""Every field type in a real browser: empty, filled and wrong, by keyboard and by hand, without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from .axe import assert_accessible, assert_fits
from .conftest import House, Open
from .gallery import fields_html, read_html, show
from .test_accessibility import VARIANTS

_SMALL_TARGETS = """() => {
    const pressed = '#formular :is(button, select, summary, input:not([type=hidden]))';
    const area = (one) => (one.matches('[type=radio], [type=checkbox]') ? one.closest('.kern-form-check') : one);
    return [...document.querySelectorAll(pressed)]
        .filter((one) => !one.matches('[aria-hidden=true]'))
        .map((one) => [one.id || one.name || one.textContent.trim(), area(one).getBoundingClientRect()])
        .filter(([, box]) => box.width && box.height < 43.5)
        .map(([name, box]) => `${name}: ${box.height}`);
}"""


@pytest.mark.parametrize(("width", "dark"), VARIANTS)
def test_no_type_has_a_barrier_in_any_state(open_window: Open, house: House, width: int, dark: bool) -> None:
    page = open_window(width=width, dark=dark).page
    for state in ("empty", "filled", "missing", "wrong"):
        show(page, house.url, fields_html(state))
        assert_accessible(page, state)
    for view in ("check", "desk"):
        show(page, house.url, read_html(view), as_form=False)
        assert_accessible(page, view)


def test_whatever_one_presses_is_large_enough_for_a_thumb(open_window: Open, house: House) -> None:
    page = open_window(width=360).page
    show(page, house.url, fields_html("filled"))

    assert page.evaluate(_SMALL_TARGETS) == []


def test_everything_is_there_without_javascript(open_window: Open, house: House) -> None:
    page = open_window(width=320, javascript=False).page
    show(page, house.url, fields_html("filled"))

    expect(page.get_by_label("Vor- und Nachname")).to_have_value("Antje de Vries")
    expect(page.locator("canvas")).to_have_count(0)
    expect(page.locator(".kh-drawing__kept svg").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_signature_is_drawn_taken_back_and_cleared(open_window: Open, house: House) -> None:
    page = open_window(width=360).page
    show(page, house.url, fields_html("empty"))
    place = page.locator("#f-g-signature-drawing")
    field = place.locator("input[type=hidden]")

    draw(page, "#f-g-signature-drawing canvas", [(20, 20), (120, 60)])
    draw(page, "#f-g-signature-drawing canvas", [(40, 60), (140, 20)])
    assert field.input_value().count("M") == 2

    place.get_by_role("button", name="Letzten Strich zurücknehmen").click()
    assert field.input_value().count("M") == 1
    place.get_by_role("button", name="Alles löschen").click()
    assert field.input_value() == ""
    expect(place.get_by_role("button", name="Alles löschen")).to_be_disabled()
    expect(place.get_by_role("status")).to_have_text("Die Zeichnung ist gelöscht.")


def draw(page: Page, selector: str, points: list[tuple[int, int]]) -> None:
    """Draw one stroke on a board with the mouse."""
    page.locator(selector).scroll_into_view_if_needed()
    box = page.locator(selector).bounding_box()
    assert box
    page.mouse.move(box["x"] + points[0][0], box["y"] + points[0][1])
    page.mouse.down()
    for x, y in points[1:]:
        page.mouse.move(box["x"] + x, box["y"] + y, steps=8)
    page.mouse.up()


def test_a_drawing_that_was_kept_is_on_the_board_again(open_window: Open, house: House) -> None:
    page = open_window(width=1280).page
    show(page, house.url, fields_html("filled"))

    assert page.locator("#f-g-signature-drawing input[type=hidden]").input_value() == "M10 20L30 40"
    draw(page, "#f-g-signature-drawing canvas", [(200, 50), (300, 80)])
    assert page.locator("#f-g-signature-drawing input[type=hidden]").input_value().startswith("M10 20L30 40M")


def test_the_device_fills_in_where_one_stands(open_window: Open, house: House) -> None:
    window = open_window(width=360)
    window.context.grant_permissions(["geolocation"], origin=house.url)
    window.context.set_geolocation({"latitude": 53.2311, "longitude": 7.459, "accuracy": 8})
    show(window.page, house.url, fields_html("empty"))

    window.page.get_by_role("button", name="Meinen Standort übernehmen").click()

    expect(window.page.locator("#f-g-map_point")).to_have_value("53.231100, 7.459000")
    expect(window.page.locator("[data-locate] [role=status]")).to_have_text("Übernommen, auf etwa 8 Meter genau.")


def test_a_device_that_keeps_its_place_to_itself_is_no_dead_end(open_window: Open, house: House) -> None:
    window = open_window(width=360)
    window.context.clear_permissions()
    show(window.page, house.url, fields_html("empty"))

    window.page.get_by_role("button", name="Meinen Standort übernehmen").click()

    expect(window.page.locator("[data-locate] [role=status]")).to_contain_text("Bitte geben Sie die Koordinaten ein.")


def test_every_input_is_reached_with_the_keyboard(open_window: Open, house: House) -> None:
    page = open_window(width=1280).page
    show(page, house.url, fields_html("empty"))
    wanted = page.evaluate(
        """() => [...new Set([...document.querySelectorAll('#formular :is(input, select, textarea)')]
            .filter((one) => one.type !== 'hidden').map((one) => one.name))]"""
    )
    page.locator("#formular h1").click()

    seen = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement?.name ?? ''"))

    assert set(wanted) <= seen


def test_new_questions_are_announced_before_and_after_they_come(open_window: Open) -> None:
    page = open_window(width=1280).page
    page.goto("/leistungen/wunschkennzeichen/antrag/")
    kind = page.locator("[name='plate.kind'][value='season']")
    described = kind.locator("xpath=ancestor::*[@aria-describedby][1]").get_attribute("aria-describedby") or ""
    assert "Je nach Antwort erscheinen weitere Fragen." in [
        page.locator(f"#{name}").inner_text() for name in described.split()
    ]

    kind.check()
    expect(page.locator("#neue-fragen")).to_contain_text("Neu auf dieser Seite:")
    page.locator("[name='plate.kind']").first.check()

    expect(page.locator("#neue-fragen")).to_contain_text("Nicht mehr gefragt:")


def test_the_error_list_leads_to_the_member_that_is_wrong(open_window: Open, house: House) -> None:
    page = open_window(width=1280).page
    show(page, house.url, fields_html("wrong"))

    page.locator("#fehler a[href='#f-g-date_range-start']").click()

    expect(page.locator("[name='g.date_range.start']")).to_be_focused()
    assert_fits(page, "errors")
