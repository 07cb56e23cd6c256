"""What must be true of every page of the desk, checked on every look."""

from collections import Counter
from collections.abc import Callable
from xml.etree.ElementTree import Element

import html5lib
from django.http import HttpResponse
from django.test import Client

from kreishaus.people.organisation.models import Staff

AtDesk = Callable[[Staff], Client]
INPUTS = {"input", "select", "textarea"}
WITHOUT_LABEL = {"hidden", "submit", "button"}


def a_browser() -> Client:
    """Return a browser that names the host, as every browser does."""
    return Client(headers={"host": "testserver"})


def look_at(client: Client, address: str, *, status: int = 200) -> str:
    """Open a page, check what every page promises, and return its text."""
    return text_of(client.get(address), status=status)


def text_of(response: HttpResponse, *, status: int = 200) -> str:
    """Check what every page promises and return the words a person sees."""
    html = response.content.decode()
    assert response.status_code == status, html[:2000]
    document = html5lib.parse(html, namespaceHTMLElements=False)
    _check_headings(document)
    _check_labels(document)
    _check_ids(document)
    _check_nothing_inline(document)
    return words(document)


def words(element: Element) -> str:
    """Return the text of an element with single spaces."""
    return " ".join("".join(element.itertext()).split())


def _check_headings(document: Element) -> None:
    headings = [words(heading) for heading in document.iter("h1")]
    assert len(headings) == 1, headings
    (title,) = [words(title) for title in document.iter("title")]
    assert headings[0] in title


def _check_labels(document: Element) -> None:
    labelled = {label.get("for") for label in document.iter("label")}
    bare = [
        element.get("name")
        for element in document.iter()
        if element.tag in INPUTS
        and element.get("type") not in WITHOUT_LABEL
        and element.get("id") not in labelled
        and not element.get("aria-label")
        and not element.get("aria-labelledby")
    ]
    assert bare == []
    silent = [words(button) for button in document.iter("button") if not words(button) and not button.get("aria-label")]
    assert silent == []


def _check_ids(document: Element) -> None:
    ids = Counter(element.get("id") for element in document.iter() if element.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    named = set(ids)
    for attribute in ("aria-labelledby", "aria-describedby", "for"):
        lost = [
            name for element in document.iter() for name in (element.get(attribute) or "").split() if name not in named
        ]
        assert lost == [], attribute


def _check_nothing_inline(document: Element) -> None:
    assert list(document.iter("style")) == []
    assert [script for script in document.iter("script") if not script.get("src")] == []
    inline = [
        name
        for element in document.iter()
        for name in element.keys()  # noqa: SIM118 -- an Element is no mapping
        if name == "style" or name.startswith("on")
    ]
    assert inline == []
