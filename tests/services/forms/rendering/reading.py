"""Read rendered HTML as a browser does, to check what every page owes to everybody."""

import re
from collections import Counter
from xml.etree.ElementTree import Element

import html5lib

_HTML = "{http://www.w3.org/1999/xhtml}"
_INPUTS = ("input", "select", "textarea")


def tree_of(html: str) -> Element:
    """Return the parsed page; HTML that is not valid is an error."""
    page = f"<!DOCTYPE html><html lang='de'><head><title>x</title></head><body><form>{html}</form></body></html>"
    return html5lib.HTMLParser(strict=True).parse(page)  # type: ignore[no-any-return]


def all_of(tree: Element, *names: str) -> list[Element]:
    """Return all elements with these names."""
    return [element for name in names for element in tree.iter(f"{_HTML}{name}")]


def text_of(element: Element) -> str:
    """Return the text inside an element, blanks made single."""
    return " ".join("".join(element.itertext()).split())


def by_id(tree: Element, identifier: str) -> Element:
    """Return the element with this id."""
    [found] = [element for element in tree.iter() if element.get("id") == identifier]
    return found


def check(html: str) -> Element:
    """Return the tree of HTML that keeps the rules of accessible forms."""
    tree = tree_of(html)
    ids = Counter(str(element.get("id")) for element in tree.iter() if element.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    labelled = {label.get("for") for label in all_of(tree, "label")}
    for element in all_of(tree, *_INPUTS):
        if element.get("type") != "hidden":
            assert element.get("id") in labelled or element.get("aria-label"), element.attrib
    for element in tree.iter():
        for reference in (element.get("aria-describedby") or "").split():
            assert reference in ids, reference
        assert not any(name.startswith("on") or name == "style" for name in element.attrib), element.attrib
    assert labelled <= set(ids)
    for fieldset in all_of(tree, "fieldset"):
        assert fieldset[0].tag == f"{_HTML}legend"
        assert text_of(fieldset[0])
    for button in all_of(tree, "button"):
        assert text_of(button)
        assert button.get("type") == "submit"
    assert all_of(tree, "script", "style") == []
    assert re.findall(r"\{[{%]", html) == []
    return tree
