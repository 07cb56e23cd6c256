"""Sentences of editors with what they mean, and how the translation of one is compared with it.

The meaning is compared, not the text: both forms are filled in with the same random answers, and the
same must be shown, asked for, wrong and computed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from kreishaus.services.forms.engine.evaluation import Evaluation, evaluate
from kreishaus.services.forms.engine.parsing import parse_form
from tests.services.forms.formats.xdatenfelder.rules.dog import conversion, rule

TODAY = date(2026, 6, 1)
REVIEW = "review"
TRANSLATED, WRONG = "translated", "wrong"
_CASES = 80
_SHORT = re.compile(r"\b([FG])(\d{1,2})\b")
_PATHS = (
    "abfrage|art|bemerkung|beginn|ende|anzahl|telefon|e_mail|rechtsform|"
    "gruende|hinweis|betrag|gewicht|nachweis|vertretung|hund|geburtsdatum|anschrift|postfach"
)
_PATH = re.compile(rf"(?<![\w.'])({_PATHS})\b(?!')")
_DAYS = (None, "2000-01-01", "2020-06-01", "2026-05-31", "2026-06-01", "2026-06-02", "2030-01-01")
_WHOLE = (None, 0, 1, 2, 3, 4, 5, 10, 11, 12, 29, 30)
_VALUES: dict[str, tuple[Any, ...]] = {
    "abfrage": (True, False, None),
    "art": ("001", "002", "003", None),
    "bemerkung": (None, "Neuantrag", "anders"),
    "beginn": _DAYS,
    "ende": _DAYS,
    "anzahl": (*_WHOLE, -1),
    "telefon": (None, "1", "2"),
    "e_mail": (None, "1", "2"),
    "gruende": (None, ["001"], ["002", "003"], ["001", "002", "003"]),
    "betrag": (None, -1, 0, 100_050, 100_051, 500_000),
    "gewicht": (None, 0.0, 2.5, 3.0),
    "vertretung.vollmacht": (None, "x"),
    "geburtsdatum.tag": _WHOLE,
    "geburtsdatum.monat": _WHOLE,
    "geburtsdatum.jahr": (*_WHOLE, 2000),
    "anschrift.strasse": (None, "x"),
    "postfach.fach": (None, "x"),
}


@dataclass(frozen=True)
class Sentence:
    """One sentence and what it means."""

    section: str
    text: str
    meaning: tuple[str, ...]


@cache
def sentences() -> tuple[Sentence, ...]:
    """Return the whole corpus in its order."""
    return tuple(_read(Path(__file__).with_name("corpus.txt").read_text(encoding="utf-8")))


def _read(text: str) -> Iterator[Sentence]:
    section = ""
    for block in re.split(r"\n\s*\n", text):
        lines = block.strip().split("\n")
        if lines[0].startswith("#"):
            section = lines[0].lstrip("# ")
            continue
        meaning = tuple(line.removeprefix("→ ") for line in lines if line.startswith("→"))
        yield Sentence(section, "\n".join(line for line in lines if not line.startswith("→")), meaning)


def verdict(sentence: Sentence) -> tuple[str, Any]:
    """Return what became of a sentence: translated, wrong, or left to a person; with the rules or the reason."""
    form = _posed(sentence.text)
    if any("settled" not in review for review in form.get("reviews", ())):
        return REVIEW, [review.get("reason") for review in form["reviews"]]
    rules = form.get("rules", [])
    if sentence.meaning == (REVIEW,):
        return WRONG, rules
    case = _difference(form, sentence)
    return (WRONG, (case, rules)) if case else (TRANSLATED, rules)


def _posed(text: str) -> dict[str, Any]:
    return conversion(rule(_SHORT.sub(lambda match: f"{match[1]}{int(match[2]):011}", text))).form


def _difference(form: dict[str, Any], sentence: Sentence) -> str:
    """Return answers for which the form does something else than the sentence says, "" if there are none."""
    facts = {"facts": {"state": "NI"}}
    random = Random(sentence.text)
    for state in ("NI", "BY", "NW", "HE", "TH"):
        facts = {"facts": {"state": state}}
        ours = parse_form({**form, "reviews": [], **facts})
        meant = parse_form({**form, "reviews": [], "rules": _rules(sentence.meaning), **facts})
        for _ in range(_CASES // 5):
            answers = _answers(random)
            here, there = evaluate(ours, answers, on=TODAY), evaluate(meant, answers, on=TODAY)
            if _outcome(here) != _outcome(there):
                differing = [f"{a} ≠ {b}" for a, b in zip(_outcome(here), _outcome(there), strict=True) if a != b]
                return f"{answers}: {'; '.join(differing)}"
    return ""


def _rules(meaning: tuple[str, ...]) -> list[dict[str, Any]]:
    found = []
    for number, line in enumerate(meaning):
        head, _, condition = line.partition(": ")
        effect, _, rest = head.partition(" ")
        cel = _PATH.sub(r"antrag.\1", condition)
        one: dict[str, Any] = {"id": f"M{number}"}
        if effect == "valid":
            one |= {"valid": cel, "message": "Falsch.", "at": "antrag"}
            one |= {"when": _PATH.sub(r"antrag.\1", rest)} if rest else {}
        elif effect == "set":
            one |= {"set": f"antrag.{rest}", "to": cel}
        else:
            one |= {effect: f"antrag.{rest}"} | ({"when": cel} if cel else {})
        found.append(one)
    return found


def _answers(random: Random) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for path, values in _VALUES.items():
        *around, last = path.split(".")
        value = random.choice(values)
        if value is not None:
            place = answers
            for key in around:
                place = place.setdefault(key, {})
            place[last] = value
    return {"antrag": answers}


def _outcome(found: Evaluation) -> tuple[Any, ...]:
    return (
        sorted(found.visible),
        sorted(found.required),
        sorted(found.forbidden),
        sorted(found.computed.items()),
        sum(map(len, found.errors.values())),
    )
