"""What a browser may fill in: tokens for the person's own data, known by FIM number or by label.

Only data of the person at the form get a token (WCAG 1.3.5). In a group about somebody else (child,
employer, representative) or about several people it would fill in the wrong data, so there is none.
The token of e-mail and telephone also chooses the keyboard of a telephone.
"""

import re
from collections.abc import Iterator

from kreishaus.base.german import fold
from kreishaus.services.forms.formats.xdatenfelder.values import Item

# Fields of the federal building set (BOB, number range 60000).
_BY_NUMBER = {
    "F60000000227": "family-name",
    "F60000000228": "given-name",
    "F60000000229": "honorific-prefix",
    "F60000000240": "tel",
    "F60000000242": "email",
    "F60000000243": "address-line1",
    "F60000000246": "postal-code",
    "F60000000247": "address-level2",
    "F60000000248": "address-line2",
    "F60000000319": "organization",
    "F60000000321": "url",
}
_PARTS_OF_A_BIRTHDAY = {"F60000000231": "bday-day", "F60000000232": "bday-month", "F60000000233": "bday-year"}
_PARTIAL_DATE = "G60000000083"
_BY_LABEL = (
    (re.compile(r"e-?mail(-?adresse)?"), "email"),
    (re.compile(r"(telefon|mobil|handy)(nummer)?"), "tel"),
    (re.compile(r"familienname|nachname"), "family-name"),
    (re.compile(r"vornamen?"), "given-name"),
    (re.compile(r"postleitzahl|plz"), "postal-code"),
    (re.compile(r"geburtsdatum"), "bday"),
)
_SOMEBODY_ELSE = re.compile(
    r"bevollmachtig|vertret|\bkind|arbeitgeber|arbeitsort|arbeitsstatte|betriebsstatte|eigentumer|ansprech|fruher|vater"
    r"|mutter|eltern|halter|betreu|erziehungsber|ehegatt|partner|angehorig|nachmieter|auftrag|empfanger|verein"
    r"|unternehm|firma|einrichtung|arzt|zeug|dritte|mitglied|vorstand|person(en)? (mit|in|die)|niederlassung"
)
_TEXTS = frozenset({"text", "email", "phone"})


def suggest_autocomplete(form: Item) -> None:
    """Give the fields of a form their tokens, in place; what has one keeps it."""
    for page in form.get("pages", ()):
        for group in page.get("groups", ()):
            if not _SOMEBODY_ELSE.search(fold(page.get("title", ""))):
                _suggest_in(group)


def _suggest_in(group: Item) -> None:
    if _repeats(group) or _SOMEBODY_ELSE.search(fold(group.get("title", ""))):
        return
    for item in _items(group):
        if "type" not in item:
            _suggest_in(item)
        elif not _repeats(item) and "autocomplete" not in item and (token := _token(item, group)):
            item["autocomplete"] = token


def _token(item: Item, group: Item) -> str:
    number = item.get("fim", {}).get("id", "")
    if number in _PARTS_OF_A_BIRTHDAY:
        is_birthday = group.get("fim", {}).get("id") == _PARTIAL_DATE and "geburt" in fold(group.get("title", ""))
        return _PARTS_OF_A_BIRTHDAY[number] if is_birthday else ""
    if item["type"] in _TEXTS and number in _BY_NUMBER:
        return _BY_NUMBER[number]
    label = fold(item.get("label", ""))
    found = next((each for shape, each in _BY_LABEL if shape.fullmatch(label)), "")
    fits = item["type"] == "date" if found == "bday" else item["type"] in _TEXTS
    return found if fits else ""


def _items(group: Item) -> Iterator[Item]:
    yield from (*group.get("items", ()), *group.get("fields", ()), *group.get("groups", ()))


def _repeats(item: Item) -> bool:
    return str(item.get("repeat", "0..1")).partition("..")[2] != "1"
