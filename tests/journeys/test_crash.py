"""The power fails in the middle of 200 concurrent submissions: whoever got a receipt finds everything again.

A receipt is handed out when the server redirects to the receipt page. After the restart each of these
applications must be there and whole; the others may be there or not, and sending them again makes
each of them exactly one.
"""

import json
import random
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.journeys.browser import Browser
from tests.journeys.server import Server
from tests.project.installation import environment, kreishaus

pytestmark = pytest.mark.slow

SUBMISSIONS = 200
CLIENTS = 8
# So many receipts are handed out before the plug is pulled; 8 submissions are under way then.
RECEIPTS = 70
START = "/leistungen/allgemeiner-antrag/antrag/"
UNLIMITED = {"KREISHAUS_RATE_SUBMISSIONS": "1000000/s", "KREISHAUS_LOG_LEVEL": "ERROR"}


def begin(port: int, number: int, plan: bytes) -> str:
    """Fill in an application with a file up to the last page and return the address of that page."""
    browser = Browser(port)
    concern = {
        "csrfmiddlewaretoken": browser.token(START),
        "concern.subject": f"Zufahrt {number}",
        "concern.description": f"Der Anhänger mit dem Zeichen kennwort{number:04} passt nicht durch das Tor.",
    }
    page = browser.post(START, concern, {"concern.attachments": ("plan.pdf", plan + str(number).encode())})
    sender = {
        "csrfmiddlewaretoken": browser.token(page),
        "sender.kind": "person",
        "person.given_name": "Hilke",
        "person.family_name": "de Vries",
        "address.street": "Am Deich",
        "address.house_number": str(number),
        "address.postcode": "26789",
        "address.city": "Leer",
        "contact.email": "hilke.devries@example.org",
    }
    check = browser.post(page, sender)
    browser.close()
    assert check.endswith("/pruefen/"), check
    return check


def send(port: int, check: str) -> str:
    """Send the application and return the address of the receipt page."""
    browser = Browser(port)
    try:
        receipt = browser.post(check, {"csrfmiddlewaretoken": browser.token(check), "declaration": "on"})
    finally:
        browser.close()
    assert receipt.endswith("/eingang/"), receipt
    return receipt


def secret_of(address: str) -> str:
    return address.split("/")[2]


def a_pdf(folder: Path) -> bytes:
    file = folder / "plan.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)
    # What follows the end of a PDF is allowed to differ: so every applicant sends another file.
    return file.read_bytes() + b"\n% "


def look(data: Path, secrets: list[str]) -> dict[str, Any]:
    """Look into the data folder as the product sees it, in a process of its own."""
    looked = subprocess.run(
        [sys.executable, "-m", "tests.journeys.looking"],
        env=environment(data, **UNLIMITED),
        input=json.dumps(secrets),
        capture_output=True,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
        timeout=300,
        check=False,
    )
    assert looked.returncode == 0, looked.stderr
    seen: dict[str, Any] = json.loads(looked.stdout)
    return seen


def submit_until_the_plug_is_pulled(server: Server, checks: list[str]) -> list[str]:
    """Submit with all clients, kill the server in the middle and return the receipts that were handed out."""
    handed_out: list[str] = []
    enough = threading.Event()
    lock = threading.Lock()

    def submit(check: str) -> None:
        try:
            receipt = send(server.port, check)
        except (OSError, HTTPException):
            # The plug was pulled: this applicant has no receipt and will try again.
            assert enough.is_set()
            return
        with lock:
            handed_out.append(receipt)
            if len(handed_out) == RECEIPTS:
                enough.set()

    with ThreadPoolExecutor(CLIENTS) as clients:
        under_way = [clients.submit(submit, check) for check in checks]
        in_time = enough.wait(120)
        # A submission takes some milliseconds: at a moment of chance it is somewhere inside.
        time.sleep(random.uniform(0, 0.05))
        server.pull_the_plug()
        for one in under_way:
            one.result(120)
    assert in_time
    return sorted(handed_out)


def wait_for_summaries(data: Path, count: int, seconds: float = 180) -> None:
    """Wait until the worker has filed the copy of each application."""
    end = time.monotonic() + seconds
    filed = -1
    while filed < count and time.monotonic() < end:
        time.sleep(0.5)
        with closing(sqlite3.connect(data / "authorities" / "leer" / "kreishaus.sqlite3", timeout=20)) as database:
            filed = database.execute("SELECT count(*) FROM records_document WHERE kind = 'summary'").fetchone()[0]
    assert filed == count


def test_every_receipt_that_was_handed_out_survives_the_crash_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    assert kreishaus("demo", "--yes", "--no-examples", data=data).returncode == 0
    plan = a_pdf(tmp_path)
    server = Server(data, **UNLIMITED)
    try:
        server.wait()
        with ThreadPoolExecutor(CLIENTS) as clients:
            checks = list(clients.map(lambda number: begin(server.port, number, plan), range(SUBMISSIONS)))
        receipts = submit_until_the_plug_is_pulled(server, checks)
    finally:
        server.close()
    assert RECEIPTS <= len(receipts) < SUBMISSIONS

    after_crash = look(data, [secret_of(receipt) for receipt in receipts])
    assert (after_crash["missing"], after_crash["incomplete"], after_crash["log"]) == ([], {}, [])

    again = Server(data, **UNLIMITED)
    try:
        again.wait()
        with ThreadPoolExecutor(CLIENTS) as clients:
            pages = list(clients.map(lambda receipt: page_of(again.port, receipt), receipts))
            repeated = list(clients.map(lambda check: again_sent(again.port, check), checks))
        wait_for_summaries(data, SUBMISSIONS)
    finally:
        again.terminate()
        again.close()
    assert pages == [200] * len(receipts)
    assert len(set(repeated)) == SUBMISSIONS

    in_the_end = look(data, [secret_of(check) for check in checks])
    assert (in_the_end["missing"], in_the_end["incomplete"], in_the_end["log"]) == ([], {}, [])
    counted = {in_the_end[name] for name in ("applications", "cases", "references", "summaries")}
    assert counted == {SUBMISSIONS}
    with capsys.disabled():
        print(  # noqa: T201 -- the figure of the acceptance list
            f"\n{SUBMISSIONS} submissions, {len(receipts)} receipts before kill -9, "
            f"{after_crash['applications']} applications after it, none lost, none double"
        )


def page_of(port: int, address: str) -> int:
    """Return the status of the receipt page."""
    browser = Browser(port)
    try:
        return browser.get(address)[0]
    finally:
        browser.close()


def again_sent(port: int, check: str) -> str:
    """Send once more, as somebody does who got no answer; who is through already is led to the receipt."""
    browser = Browser(port)
    try:
        status, page = browser.get(check)
        if status in {302, 303}:
            return secret_of(check)
        assert "csrfmiddlewaretoken" in page, status
        return secret_of(browser.post(check, {"csrfmiddlewaretoken": browser.token(check), "declaration": "on"}))
    finally:
        browser.close()
