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
    r"bevollmachtig|vertret|\bkind|arbeitgeber|arbeitsort|arbeitsstatte|eigentumer|ansprech|geburtsname|fruher"
    r"|vater|mutter|halter|betreuer|erziehungsber|ehegatt|partner|pravention|schwanger|arbeitnehm|angehorig|nachmieter"
)
_CONTACT = re.compile(r"kontakt|erreichbar|kommunikation")
_KEY_LENGTH = 60


@dataclass(frozen=True, slots=True)
class _Question:
    path: str
    label: str
    group: str


def package_key(title: str, schema_id: str = "") -> str:
    """Return the key of a package for a schema; with its number where the title alone is taken."""
    number = slug(schema_id)
    return "-".join(filter(None, [slug(title, _KEY_LENGTH) or "dienst", number]))


def service_yaml(
    *,
    key: str,
    title: str,
    form: Mapping[str, Any],
    legal_basis: Sequence[str],
    summary: str = "",
    leika: str = "",
) -> str:
    """Return the text of a first service.yaml for an imported form."""
    questions = list(_questions(form))
    applicant = _applicant(questions)
    service: dict[str, Any] = {
        "key": key,
        **({"leika": leika} if leika else {}),
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
    # A wrong guess would send a letter to a stranger, so nothing is taken that names somebody else.
    own = [question for question in questions if not _NOT_THE_APPLICANT.search(_folded_path(question))]
    who = _first(own, _FAMILY) or _first(own, _COMPANY)
    if who is None:
        return {}
    mail = _nearest(own, who, _MAIL) or _first([each for each in own if _CONTACT.search(_folded_path(each))], _MAIL)
    found = {"name": _name(own, who), "email": mail.path if mail else "", "address": _address(own, who)}
    return {key: text for key, text in found.items() if text}


def _name(own: Sequence[_Question], who: _Question) -> str:
    if not _FAMILY.search(fold(who.label)):
        return who.path
    near = next(_scopes(own, who))
    given = _first(near, _GIVEN)
    return f"{given.path} + ' ' + {who.path}" if given else who.path


def _address(own: Sequence[_Question], who: _Question) -> str:
    postcode = _nearest(own, who, _POSTCODE)
    if postcode is None:
        return ""
    street, house, city = (_nearest(own, postcode, shape) for shape in (_STREET, _HOUSE, _CITY))
    if not street or not city:
        return ""
    first_line = f"{street.path} + ' ' + {house.path}" if house else street.path
    return f"[{first_line}, {postcode.path} + ' ' + {city.path}]"


def _nearest(own: Sequence[_Question], anchor: _Question, shape: re.Pattern[str]) -> _Question | None:
    """Return the fitting question that stands closest: same group, group around it, up to the topmost."""
    found = (_first(near, shape) for near in _scopes(own, anchor))
    return next((question for question in found if question), None)


def _scopes(own: Sequence[_Question], anchor: _Question) -> Iterator[list[_Question]]:
    steps = anchor.group.split(".")
    for length in range(len(steps), 0, -1):
        scope = ".".join(steps[:length]) + "."
        yield [question for question in own if question.path.startswith(scope)]


def _first(questions: Sequence[_Question], shape: re.Pattern[str]) -> _Question | None:
    return next((question for question in questions if shape.search(fold(question.label))), None)


def _folded_path(question: _Question) -> str:
    return fold(question.path.replace("_", " "))


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
