"""The whole house as one starts it, and a real Chromium in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, sync_playwright

from tests.conftest import left_out

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_SECONDS_TO_START = 120


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one worker drive the browser: the house starts once, and two browsers would only wait for each other."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@dataclass(frozen=True, slots=True)
class House:
    """A running installation with the demonstration county in it."""

    url: str
    folder: Path


@dataclass(slots=True)
class Window:
    """A page in a browser of its own, and everything the browser complained about."""

    page: Page
    context: BrowserContext
    complaints: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Keep what the console says, except that we answer 4xx to a wrong form on purpose."""
        self.page.on("console", lambda message: self._heard(message))  # noqa: PLW0108 -- Playwright marks methods
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        expected = message.type == "error" and "the server responded with a status of 4" in message.text
        if message.type in {"error", "warning"} and not expected:
            self.complaints.append(message.text)


Open = Callable[..., Window]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Start `kreishaus run` on an empty folder, as a newcomer does."""
    folder = tmp_path_factory.mktemp("house")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KREISHAUS_")}
    environment |= {
        "KREISHAUS_DATA": str(folder / "data"),
        "KREISHAUS_RATE_SUBMISSIONS": "100000/m",
        "PORT": str(port),
        "PYTHONPATH": str(ROOT / "src"),
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    log = folder / "log.txt"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "kreishaus", "run"], cwd=folder, env=environment, stdout=output, stderr=output
        )
    try:
        url = f"http://localhost:{port}"
        _wait_for(url, server, log)
        yield House(url, folder)
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/hilfe/", timeout=5) as answer:
                assert answer.status == 200
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"The house did not start:\n{log.read_text()}")


# Not for the whole session: while Playwright runs, Django takes every other test for asynchronous code.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Return a real Chromium: the one of this machine, else Playwright's own."""
    own = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=own, args=_ARGUMENTS)
        except Error as problem:
            left_out(f"no Chromium to drive ({problem.message.splitlines()[0]})")
        yield browser
        browser.close()


@pytest.fixture
def open_window(chromium: Browser, house: House) -> Iterator[Open]:
    """Return what opens a browser window with its own cookies; at the end nobody may have complained."""
    opened: list[Window] = []

    def open_one(*, width: int = 360, dark: bool = False, javascript: bool = True) -> Window:
        context = chromium.new_context(
            base_url=house.url,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            locale="de-DE",
        )
        context.set_default_timeout(15_000)
        window = Window(context.new_page(), context)
        window.listen()
        opened.append(window)
        return window

    yield open_one
    for window in opened:
        window.context.close()
    assert [complaint for window in opened for complaint in window.complaints] == []
