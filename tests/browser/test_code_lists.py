"""Choosing from a long code list with the keyboard alone, with JavaScript and without."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kreishaus.services.forms.codes import CodeTable, Column
from kreishaus.services.forms.formats.genericode import write_genericode

from .axe import assert_accessible
from .citizen import next_page, press_button
from .conftest import House, Open

ADDRESS = "/leistungen/ortswahl/antrag/"
FIELD = "#f-ort-gemeinde"
SERVICE = """\
key: ortswahl
version: 1.0.0
name: Ort wählen
summary: Zum Ausprobieren langer Listen.
competent: {office: "32"}
filing: {position: "32.17"}
process: notice
"""
FORM = """\
pages:
  - key: ort
    title: Ihr Ort
    groups:
      - key: ort
        title: Ort
        fields:
          - {key: gemeinde, type: code-list, label: Gemeinde, required: true, code_list: {urn: "urn:orte"}}
          - {key: dorf, type: text, label: Dorf, when: "ort.gemeinde == '00249'"}
"""
PUBLISH = """\
import sys
from pathlib import Path
from kreishaus.project.cli.setting_up import working_for
with working_for(""):
    from django.utils.timezone import now
    from kreishaus.project.demo.services import publish_package
    publish_package(Path(sys.argv[1]), at=now())
"""


@pytest.fixture(scope="module", autouse=True)
def _a_service_with_a_long_list(house: House, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder: Path = tmp_path_factory.mktemp("packages") / "ortswahl"
    (folder / "codelists").mkdir(parents=True)
    (folder / "service.yaml").write_text(SERVICE, encoding="utf-8")
    (folder / "form.yaml").write_text(FORM, encoding="utf-8")
    rows = tuple((f"{number:05}", f"Ort {number}") for number in range(1, 501))
    table = CodeTable("urn:orte", "1", "Orte", (Column("code"), Column("name")), rows)
    (folder / "codelists" / "orte.xml").write_bytes(write_genericode(table))
    environment = os.environ | {"KREISHAUS_DATA": str(house.folder / "data")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run([sys.executable, "-c", PUBLISH, str(folder)], env=environment, check=True)


def options(page: Page) -> list[str]:
    return page.locator(".kh-options [role=option]").all_inner_texts()


@pytest.mark.parametrize("width", [360, 1280])
def test_one_chooses_with_the_keyboard(open_window: Open, width: int) -> None:
    page = open_window(width=width).page
    page.goto(ADDRESS)
    field = page.locator(FIELD)

    field.focus()
    page.keyboard.type("Ort 24")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert_accessible(page, "hits")
    assert options(page)[:3] == ["Ort 24", "Ort 240", "Ort 241"]

    page.keyboard.press("ArrowUp")
    for _ in range(11):
        page.keyboard.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")

    expect(field).to_have_value("Ort 249")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_label("Dorf")).to_be_visible()
    assert_accessible(page, "chosen")
    assert "/antrag/" in page.url


def test_escape_closes_and_typing_on_searches_again(open_window: Open) -> None:
    page = open_window().page
    page.goto(ADDRESS)
    field = page.locator(FIELD)

    field.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".kh-options [role=option]")).to_have_count(20)
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("Ort 500")

    expect(page.locator(".kh-options [role=option]")).to_have_count(1)
    expect(page.locator(".kh-codes [role=status]")).to_have_text("Ein Treffer.")


def test_the_mouse_chooses_too(open_window: Open) -> None:
    page = open_window().page
    page.goto(ADDRESS)

    page.locator(FIELD).focus()
    page.keyboard.type("ort 37")
    page.get_by_role("option", name="Ort 371").click()

    expect(page.locator(FIELD)).to_have_value("Ort 371")


def test_without_javascript_a_button_shows_the_hits(open_window: Open) -> None:
    page = open_window(javascript=False, width=360).page
    page.goto(ADDRESS)

    page.fill(FIELD, "rt 49")
    press_button(page, "In der Liste suchen: Gemeinde")
    page.get_by_label("Ort 149").check()
    next_page(page)

    expect(page.locator("main")).to_contain_text("Ort 149")
