"""Whether every page of a form can be used by people who hear or feel it: checked on the HTML as it is sent.

What a machine can tell without a browser: every input has a name, ids are unique and referred to rightly,
headings leave no level out, groups of buttons have a legend. Contrast and focus are those of the design system.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from html.parser import HTMLParser

from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.schema import FormSchema, Page
from kreishaus.services.forms.engine.synthesis import PERSONAS, try_fill
from kreishaus.services.forms.paging import initial_answers
from kreishaus.services.forms.rendering import render_page

_INPUTS = frozenset({"input", "select", "textarea"})
_NAMED_OTHERWISE = frozenset({"hidden", "submit", "button", "reset", "image"})
_REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls", "for")
_REMEMBERED = 64
_ABOVE = 1
"""the level of the heading over the fields of a page"""


def barriers(form: FormSchema, *, on: date) -> list[str]:
    """Return what stands in somebody's way, in words, each page empty and filled in completely."""
    return list(_barriers(_Looked(form), on))


class _Looked:
    """A form that is the same for the memory if its content is."""

    def __init__(self, form: FormSchema) -> None:
        self.form = form

    def __hash__(self) -> int:
        return hash(self.form.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Looked) and other.form.digest == self.form.digest


@lru_cache(maxsize=_REMEMBERED)
def _barriers(looked: _Looked, on: date) -> tuple[str, ...]:
    form = looked.form
    full = try_fill(form, on=on, persona=PERSONAS["everything"]).answers
    found: dict[str, None] = {}
    for answers in (initial_answers(form), full):
        evaluation = evaluate(form, answers, on=on)
        for page in form.pages:
            html = render_page(form, page.key, evaluation, answers=answers)
            found |= dict.fromkeys(_on_page(page, html))
    return tuple(found)


def _on_page(page: Page, html: str) -> Iterator[str]:
    for words in barriers_in(html):
        yield f"Seite „{page.title}“: {words}"


def barriers_in(html: str) -> list[str]:
    """Return what is wrong with a piece of a page that stands below its first heading."""
    look = _Look()
    look.feed(html)
    look.close()
    return list(look.found())


class _Look(HTMLParser):
    """Collects what the checks need; the HTML itself is ours and well-formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: Counter[str] = Counter()
        self.labels: set[str] = set()
        self.inputs: list[dict[str, str]] = []
        self.references: list[tuple[str, str]] = []
        self.levels: list[int] = []
        self.without_legend = 0
        self.silent_buttons = 0
        self.inline = False
        self._open: list[list[str | bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag with what it says about itself."""
        told = {name: value or "" for name, value in attrs}
        if told.get("id"):
            self.ids[told["id"]] += 1
        self.references += [(name, each) for name in _REFERENCES for each in told.get(name, "").split()]
        self.inline |= "style" in told or tag == "style" or any(name.startswith("on") for name in told)
        if tag in _INPUTS and told.get("type") not in _NAMED_OTHERWISE:
            self.inputs.append(told)
        if tag == "label" and told.get("for"):
            self.labels.add(told["for"])
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.levels.append(int(tag[1]))
        if tag == "legend" and self._open:
            self._open[-1][1] = True
        if tag in ("fieldset", "button"):
            self._open.append([tag, bool(told.get("aria-label") or told.get("aria-labelledby"))])

    def handle_data(self, data: str) -> None:
        """Words inside of a button are its name."""
        if data.strip() and self._open and self._open[-1][0] == "button":
            self._open[-1][1] = True

    def handle_endtag(self, tag: str) -> None:
        """Count groups without a legend and buttons without words."""
        if tag in ("fieldset", "button") and self._open and self._open[-1][0] == tag:
            named = self._open.pop()[1]
            self.without_legend += tag == "fieldset" and not named
            self.silent_buttons += tag == "button" and not named

    def found(self) -> Iterator[str]:
        """Yield what is wrong, in words."""
        for told in self.inputs:
            named = told.get("id") in self.labels or told.get("aria-label") or told.get("aria-labelledby")
            if not named:
                yield f"Das Eingabefeld „{told.get('name', '')}“ hat keine Beschriftung."
        for name in (name for name, times in self.ids.items() if times > 1):
            yield f"Die Kennung „{name}“ kommt mehrmals vor."
        for attribute, name in self.references:
            if name not in self.ids:
                yield f"Ein Verweis ({attribute}) führt zu „{name}“, das gibt es nicht."
        yield from self._left_out_levels()
        if self.without_legend:
            yield f"{self.without_legend} Gruppen von Feldern haben keine Überschrift (legend)."
        if self.silent_buttons:
            yield f"{self.silent_buttons} Knöpfe haben keine Worte."
        if self.inline:
            yield "Die Seite enthält Stil oder Programm im Text."

    def _left_out_levels(self) -> Iterator[str]:
        before = _ABOVE
        for level in self.levels:
            if level > before + 1:
                yield f"Nach einer Überschrift der Stufe {before} kommt eine der Stufe {level}."
            before = level
