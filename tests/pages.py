"""What every page of the house keeps to, whoever it is for."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

# Their names come from what stands inside or from the value: no label is needed.
_NAMED_OTHERWISE = {"hidden", "submit", "button", "reset", "image"}


def assert_sound(html: str | bytes) -> Element:
    """Check the promises that hold for every page, and return its tree for more questions."""
    text = html.decode() if isinstance(html, bytes) else html
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    page: Any = parser.parse(text)
    assert [(place, code) for place, code, _ in parser.errors] == [], "HTML is not valid"
    assert page.get("lang") in {"de", "en", "de-simple"}
    _assert_one_heading(page)
    _assert_ids(page)
    _assert_controls_are_named(page)
    _assert_nothing_inline(page)
    _assert_levels(page)
    skip = next((link for link in page.iter("a") if "kh-skip" in link.get("class", "")), None)
    assert skip is not None, "no skip link"
    assert skip.get("href", "")[1:] in {one.get("id") for one in page.iter("main")}
    result: Element = page
    return result


def words(element: Element) -> str:
    """Return what a person reads, in one line."""
    return " ".join(unescape("".join(element.itertext())).split())


def everything(html: str | bytes) -> str:
    """Return all words of the main part of a page, in one line."""
    page = assert_sound(html)
    return words(next(page.iter("main")))


def links(html: str | bytes) -> dict[str, str]:
    """Return the links of a page: words -> address."""
    return {words(link): link.get("href", "") for link in assert_sound(html).iter("a")}


def value_of(html: str | bytes, name: str) -> str:
    """Return what stands in an input, a text area or the chosen option of a page; "" if nothing does."""
    for one in _controls(assert_sound(html)):
        if one.get("name") != name:
            continue
        if one.tag == "textarea":
            return "".join(one.itertext()).removeprefix("\n")
        if one.tag == "select":
            return next((option.get("value", "") for option in one.iter("option") if "selected" in option.attrib), "")
        if one.get("type") not in {"radio", "checkbox"}:
            return one.get("value", "")
        if "checked" in one.attrib:
            return one.get("value", "on")
    return ""


def names(html: str | bytes) -> set[str]:
    """Return the names under which a page sends something."""
    return {one.get("name", "") for one in _controls(assert_sound(html))} - {""}


def _controls(page: Element) -> Iterator[Element]:
    for tag in ("input", "select", "textarea"):
        yield from page.iter(tag)


def _assert_one_heading(page: Element) -> None:
    headings = [words(one) for one in page.iter("h1")]
    assert len(headings) == 1, f"headings: {headings}"
    title = words(next(page.iter("title")))
    assert headings[0], "empty heading"
    assert headings[0] in title, f"the title {title!r} does not repeat {headings[0]!r}"


def _assert_ids(page: Element) -> None:
    ids = Counter(one.get("id") for one in page.iter() if one.get("id"))
    assert [name for name, times in ids.items() if times > 1] == [], "duplicate ids"
    for one in page.iter():
        for attribute in ("aria-describedby", "aria-labelledby", "aria-controls"):
            for name in one.get(attribute, "").split():
                assert name in ids, f"{attribute} names {name}, which is not there"
        if one.tag == "a" and re.fullmatch(r"#.+", one.get("href", "")):
            assert one.get("href", "")[1:] in ids, f"the link {one.get('href')} leads nowhere"


def _assert_controls_are_named(page: Element) -> None:
    labels = {one.get("for") for one in page.iter("label") if words(one)}
    for one in _controls(page):
        if one.get("type") in _NAMED_OTHERWISE:
            continue
        named = one.get("id") in labels or one.get("aria-label") or one.get("aria-labelledby")
        assert named, f"the input {one.get('name')} has no label"
    for button in page.iter("button"):
        assert words(button) or button.get("aria-label"), "a button has no words"


def _assert_nothing_inline(page: Element) -> None:
    assert list(page.iter("style")) == [], "inline style"
    for one in page.iter():
        assert "style" not in one.attrib, f"inline style at {one.tag}"
        handlers = [name for name in one.attrib if name.startswith("on")]
        assert handlers == [], f"inline script at {one.tag}: {handlers}"
        if one.tag == "script":
            assert one.get("src"), "inline script"
            assert not words(one)


def _assert_levels(page: Element) -> None:
    """Check that no level of heading is left out: people who listen jump from one to the next."""
    before = 1
    for one in next(page.iter("main")).iter():
        if isinstance(one.tag, str) and re.fullmatch(r"h[1-6]", one.tag):
            level = int(one.tag[1])
            assert level <= before + 1, f"h{level} {words(one)!r} follows h{before}"
            before = level
