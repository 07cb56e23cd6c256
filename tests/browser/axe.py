"""What axe says about a page, and whether it fits on a small screen."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import left_out

_AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """async () => (await axe.run(document)).violations.map(
    (one) => one.id + ": " + one.nodes.map((node) => node.target.join(" ") + " " + node.failureSummary).join(" | "))"""
_SMALLEST = 320


def read_axe() -> str:
    """Return the script, or leave the test out where the packages of npm are not installed."""
    if not _AXE.is_file():
        left_out("axe-core is not installed (npm ci)")
    return _AXE.read_text(encoding="utf-8")


def assert_accessible(page: Page, name: str) -> None:
    """Fail with every violation that axe finds on the page as it stands, and if it does not fit."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(read_axe())
    violations = page.evaluate(_RUN)
    if violations:
        pytest.fail(f"{name} ({page.url}):\n" + "\n".join(violations))
    assert_fits(page, name)


def assert_fits(page: Page, name: str) -> None:
    """Fail if one has to scroll sideways on the smallest screen (WCAG 1.4.10) or on this one."""
    size = page.viewport_size
    assert size
    for width in {size["width"], _SMALLEST}:
        page.set_viewport_size({"width": width, "height": size["height"]})
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} ({page.url}) is {wide} px too wide at {width} px"
    page.set_viewport_size(size)
