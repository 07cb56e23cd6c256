"""From a federal FIM schema to a first service.yaml: what can be guessed is written down, the rest stays open.

Open on purpose: office, filing position and legal remedy, because only the county knows them.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kreishaus.base.german import fold, slug
from kreishaus.base.yamltext import dump

_GIVEN = re.compile(r"vorname|vornamen|given")
_FAMILY = re.compile(r"familienname|nachname|zuname")
_COMPANY = re.compile(r"name (der|des) (firma|unternehmens|betriebs|juristischen)|firmenname|^firma$")
_MAIL = re.compile(r"e-?mail")
_STREET, _HOUSE = re.compile(r"^stra(ss|s)e"), re.compile(r"hausnummer")
_POSTCODE, _CITY = re.compile(r"postleitzahl|^plz"), re.compile(r"^ort\b|wohnort|^ort$")
_NOT_THE_APPLICANT = re.compile(
    r"bevollmachtig|vertret|kind|arbeitgeber|eigentumer|ansprech|geburtsname|fruher|vater|mutter|halter|betreuer"
)
_KEY_LENGTH = 60


@dataclass(frozen=True, slots=True)
class _Question:
    path: str
    label: str
    group: str


def service_yaml(
    *, title: str, form: Mapping[str, Any], legal_basis: Sequence[str], code_lists: Sequence[str], summary: str = ""
) -> str:
    """Return the text of a first service.yaml for an imported form."""
    questions = list(_questions(form))
    applicant = _applicant(questions)
    service: dict[str, Any] = {
        "key": slug(title, _KEY_LENGTH) or "dienst",
        "version": "1.0.0",
        "name": title,
        "audience": ["citizen"],
        "summary": summary,
        "competent": {"office": "", "area": "all"},
        "trust_level": "none",
        "legal_basis": [{"text": text} for text in legal_basis],
        "deadline": {"decide_within": "P6W", "fiction": False},
        "filing": {"position": "", "retention": "P5Y", "disposal": "destroy", "access": "office"},
        "process": "decision",
        "applicant": applicant,
        "title": _case_title(title, applicant.get("name", "")),
        "letters": _letters(title),
        "legal_remedy": "",
    }
    if code_lists:
        service["code_lists"] = {"missing": list(code_lists), "text": []}
    return "# Aus einem FIM-Schema erzeugt. Offen sind Amt, Aktenplan und Rechtsbehelf.\n" + dump(service)


def _letters(title: str) -> dict[str, Any]:
    checked = f"Ihren Antrag „{title}“ haben wir geprüft."
    return {
        "grant": {"subject": f"Ihr Antrag: {title}", "paragraphs": [f"{checked} Wir entsprechen Ihrem Antrag."]},
        "refuse": {"subject": f"Ihr Antrag: {title}", "paragraphs": [f"{checked} Wir lehnen Ihren Antrag ab."]},
    }


def _case_title(title: str, name: str) -> str:
    quoted = json.dumps(title, ensure_ascii=False)
    return f"{quoted} + ': ' + {name}" if name else quoted


def _applicant(questions: Sequence[_Question]) -> dict[str, str]:
    found = {
        "name": _name(questions),
        "email": _one(questions, _MAIL),
        "address": _address(questions),
    }
    return {key: text for key, text in found.items() if text}


def _name(questions: Sequence[_Question]) -> str:
    family = _first(questions, _FAMILY)
    if family:
        given = _first([question for question in questions if question.group == family.group], _GIVEN)
        return f"{given.path} + ' ' + {family.path}" if given else family.path
    return _one(questions, _COMPANY)


def _address(questions: Sequence[_Question]) -> str:
    postcode = _first(questions, _POSTCODE)
    if not postcode:
        return ""
    near = [question for question in questions if question.group == postcode.group]
    street, house, city = (_first(near, shape) for shape in (_STREET, _HOUSE, _CITY))
    if not street or not city:
        return ""
    first_line = f"{street.path} + ' ' + {house.path}" if house else street.path
    return f"[{first_line}, {postcode.path} + ' ' + {city.path}]"


def _one(questions: Sequence[_Question], shape: re.Pattern[str]) -> str:
    question = _first(questions, shape)
    return question.path if question else ""


def _first(questions: Sequence[_Question], shape: re.Pattern[str]) -> _Question | None:
    fitting = [question for question in questions if shape.search(fold(question.label))]
    # A form asks for many people; the applicant comes first and is not somebody's representative.
    own = [question for question in fitting if not _NOT_THE_APPLICANT.search(fold(question.path.replace("_", " ")))]
    return next(iter(own or fitting), None)


def _questions(form: Mapping[str, Any]) -> Iterator[_Question]:
    for page in form.get("pages", ()):
        for group in page.get("groups", ()):
            yield from _inside(group, group["key"])


def _inside(group: Mapping[str, Any], path: str) -> Iterator[_Question]:
    if _repeats(group):
        return
    for item in [*group.get("items", ()), *group.get("fields", ()), *group.get("groups", ())]:
        inner = f"{path}.{item['key']}"
        if "type" not in item:
            yield from _inside(item, inner)
        elif item["type"] in ("text", "multiline") and not _repeats(item):
            yield _Question(inner, item.get("label", ""), path)


def _repeats(item: Mapping[str, Any]) -> bool:
    return str(item.get("repeat", "0..1")).partition("..")[2] != "1"
