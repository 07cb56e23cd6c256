"""The product speaks English wherever an applicant comes: no sentence without a translation, none left over."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kreishaus.base.words.catalogue import read_catalogue
from kreishaus.base.words.sentences import in_program, in_template, places_in

SOURCE = Path(__file__).parents[2] / "src" / "kreishaus"
CATALOGUES = SOURCE / "base" / "words" / "catalogues"
PORTAL = SOURCE / "faces" / "portal" / "templates" / "portal"
WAY = [
    *(PORTAL / f"{name}.html" for name in ("page", "service", "form", "check", "later", "receipt", "status")),
    *(PORTAL / f"{name}.html" for name in ("message", "answers", "status_lookup")),
    *sorted((PORTAL / "components").glob("*.html")),
    *sorted((SOURCE / "services" / "forms" / "templates").rglob("*.html")),
    *sorted((SOURCE / "services" / "forms" / "fields").rglob("*.html")),
    SOURCE / "faces" / "frame" / "templates" / "frame" / "base.html",
    SOURCE / "faces" / "frame" / "templates" / "frame" / "error.html",
]
PROGRAMS = [
    *sorted((SOURCE / "services" / "forms" / "fields").rglob("*.py")),
    SOURCE / "services" / "forms" / "engine" / "judging.py",
    *sorted((SOURCE / "services" / "forms" / "paging").rglob("*.py")),
    *sorted((SOURCE / "services" / "forms" / "rendering").rglob("*.py")),
    *(path for path in sorted((SOURCE / "faces" / "portal").rglob("*.py")) if path.name != "about.py"),
]
SEARCH = {"search.html"}
_MARKUP = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&\w+;", re.DOTALL)
_ASKING = re.compile("(?:Bitte|Meinten Sie|Diese[rs]?|Ihre?|Zum Beispiel|Das|Die|Der) ")
_OF_THE_BUILDER = frozenset({"wording", "starts_with"})
_FOR_THE_OFFICE = frozenset({"computed", "pattern_problem", "size_problem"})


@cache
def _sentences() -> dict[str, str]:
    """Return every sentence that the sources say, with a place where."""
    found: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("*.html")):
        found |= dict.fromkeys(in_template(path.read_text(encoding="utf-8")), path.name)
    for path in sorted(SOURCE.rglob("*.py")):
        if path.parent.name != "words":
            found |= dict.fromkeys(in_program(path.read_text(encoding="utf-8")), path.name)
    return found


@cache
def _catalogue(language: str) -> dict[str, str]:
    return read_catalogue((CATALOGUES / f"{language}.po").read_text(encoding="utf-8"))


def test_english_has_every_sentence() -> None:
    assert {sentence: place for sentence, place in _sentences().items() if sentence not in _catalogue("en")} == {}


@pytest.mark.parametrize("language", ["en", "de-simple"])
def test_no_sentence_is_left_over(language: str) -> None:
    listed = re.findall(r'^msgid "(.+)"$', (CATALOGUES / f"{language}.po").read_text(encoding="utf-8"), re.MULTILINE)
    assert [sentence for sentence in listed if sentence.replace('\\"', '"') not in _sentences()] == []


@pytest.mark.parametrize("language", ["en", "de-simple"])
def test_translations_have_the_same_values(language: str) -> None:
    wrong = [each for each, said in _catalogue(language).items() if places_in(each) != places_in(said)]
    assert wrong == []


def test_easy_german_lists_what_it_does_not_say_itself() -> None:
    text = (CATALOGUES / "de-simple.po").read_text(encoding="utf-8")
    listed = {found.replace('\\"', '"') for found in re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)}
    assert sorted(_sentences().keys() - listed) == []


@pytest.mark.parametrize("template", [each for each in WAY if each.name not in SEARCH], ids=lambda path: path.name)
def test_templates_on_the_way_hold_no_words_of_their_own(template: Path) -> None:
    left = _MARKUP.sub(" ", template.read_text(encoding="utf-8"))
    assert [word for word in left.split() if word.isalpha() and len(word) > 1 and word != "noindex"] == []


@pytest.mark.parametrize("template", [each for each in WAY if each.name not in SEARCH], ids=lambda path: path.name)
def test_names_for_screen_readers_are_said_too(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert [name for name in re.findall(r'(?:aria-label|placeholder)="([^"]*)', text) if not name.startswith("{")] == []


def test_programs_on_the_way_ask_through_the_catalogue() -> None:
    """Sentences that ask something of an applicant; what is wrong with a definition is for the office, in German."""
    silent = [
        (path.name, sentence)
        for path in PROGRAMS
        for sentence in _unsaid(ast.parse(path.read_text(encoding="utf-8")))
        if _ASKING.match(sentence)
    ]
    assert silent == []


def _unsaid(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef) and (node.name.endswith("problems") or node.name in _FOR_THE_OFFICE):
        return
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"say", "marked"}:
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id in _OF_THE_BUILDER:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from _unsaid(child)
