"""Changing settings of elements, and the rules of a form."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kreishaus.services.forms.fields import field_types
from kreishaus.workshop.packages.engine.edits import Edit, NotPossible, Outcome
from kreishaus.workshop.packages.engine.elements import Data, NoSuchElement, find, free_key, is_field, name_of, opened
from kreishaus.workshop.packages.engine.references import followed

STRUCTURE = frozenset({"key", "pages", "groups", "fields", "items"})


@dataclass(frozen=True, slots=True)
class Change(Edit):
    """Give settings of one element new values; None takes a setting away. "" is the form itself."""

    address: str
    settings: Mapping[str, Any]

    def apply(self, form: Mapping[str, Any]) -> Outcome:
        """Return the form with the new settings."""
        if STRUCTURE & self.settings.keys():
            raise NotPossible("Schlüssel und Aufbau ändern sich auf anderem Weg.")
        fresh = opened(form)
        element = find(fresh, self.address).element if self.address else fresh
        before = name_of(element)
        wanted = {**self.settings, **_meaningless(element, self.settings)}
        previous = {name: copy.deepcopy(element.get(name)) for name in wanted}
        for name, value in wanted.items():
            if value is None:
                element.pop(name, None)
            else:
                element[name] = copy.deepcopy(value)
        changed = [name for name, value in wanted.items() if value != previous[name]]
        words = f"„{before or 'Formular'}“: {', '.join(words_of(name) for name in changed) or 'nichts'} geändert"
        return Outcome(fresh, Change(self.address, previous), words, self.address)

    @property
    def subject(self) -> str:
        """Whose settings change."""
        return self.address

    def at(self, moved: Mapping[str, str]) -> "Change":
        """Return it for the new place."""
        return replace(self, address=followed(self.address, moved))


def _meaningless(element: Data, settings: Mapping[str, Any]) -> dict[str, None]:
    """Return settings that a new type does not know and that would make the form invalid."""
    kinds = field_types()
    new = kinds.get(str(settings.get("type", "")))
    if new is None or not is_field(element) or settings["type"] == element["type"]:
        return {}
    special = frozenset().union(*(kind.settings for kind in kinds.values())) - new.settings
    gone = [name for name in special if name in element and settings.get(name) is None]
    gone += [name for name in ("default",) if name in element and name not in settings]
    if "repeat" in element and (not new.has_value or (new.is_list and new.key != "file")):
        gone.append("repeat")
    return dict.fromkeys(gone)


_WORDS = {
    "label": "Frage", "title": "Titel", "type": "Art", "required": "Pflicht", "hint": "Hinweis", "example": "Beispiel",
    "help": "Hilfe", "basis": "Rechtsgrundlage", "purpose": "Zweck", "retention": "Aufbewahrung",
    "options": "Auswahl", "accept": "Dateiarten", "max_mb": "Dateigröße", "min": "kleinster Wert",
    "max": "größter Wert", "min_length": "Mindestlänge", "max_length": "Höchstlänge", "pattern": "Muster",
    "default": "Vorgabe", "repeat": "Wiederholung", "text": "Text", "autocomplete": "Ausfüllhilfe",
    "when": "Bedingung", "exclusive": "Auswahlgruppe", "reviews": "Prüfpunkte", "rules": "Regeln",
    "reason": "Grund", "proposal": "Vorschlag", "settled": "Klärung", "element": "Stelle", "characters": "Zeichensatz",
    "max_bytes": "Dateigröße genau", "code_list": "Codeliste", "hidden": "versteckt", "message": "Meldung",
}  # fmt: skip


def words_of(setting: str) -> str:
    """Return the German name of a setting; new ones keep their own name until they get one."""
    return _WORDS.get(setting, setting)


@dataclass(frozen=True, slots=True)
class AddRule(Edit):
    """Add a rule; without a number of its own it gets the next free one."""

    rule: Mapping[str, Any]
    index: int = -1

    def apply(self, form: Mapping[str, Any]) -> Outcome:
        """Return the form with the rule."""
        fresh = opened(form)
        rules = fresh.setdefault("rules", [])
        taken = [{"key": each.get("id")} for each in rules]
        wanted = str(self.rule.get("id") or f"R{len(rules) + 1}")
        rule = {**copy.deepcopy(dict(self.rule)), "id": free_key(wanted, taken)}
        rules.insert(len(rules) if self.index < 0 else self.index, rule)
        return Outcome(fresh, RemoveRule(rule["id"]), f"Regel {rule['id']} hinzugefügt", f"rule:{rule['id']}")

    @property
    def subject(self) -> str:
        """Nothing that exists yet."""
        return ""


@dataclass(frozen=True, slots=True)
class ChangeRule(Edit):
    """Replace a rule by another one; its number stays."""

    number: str
    rule: Mapping[str, Any]

    def apply(self, form: Mapping[str, Any]) -> Outcome:
        """Return the form with the changed rule."""
        fresh = opened(form)
        index = _place(fresh, self.number)
        before = fresh["rules"][index]
        fresh["rules"][index] = {**copy.deepcopy(dict(self.rule)), "id": self.number}
        inverse = ChangeRule(self.number, before)
        return Outcome(fresh, inverse, f"Regel {self.number} geändert", f"rule:{self.number}")

    @property
    def subject(self) -> str:
        """The rule."""
        return f"rule:{self.number}"


@dataclass(frozen=True, slots=True)
class RemoveRule(Edit):
    """Delete a rule."""

    number: str

    def apply(self, form: Mapping[str, Any]) -> Outcome:
        """Return the form without the rule."""
        fresh = opened(form)
        index = _place(fresh, self.number)
        before = fresh["rules"].pop(index)
        if not fresh["rules"]:
            del fresh["rules"]
        return Outcome(fresh, AddRule(before, index), f"Regel {self.number} gelöscht")

    @property
    def subject(self) -> str:
        """The rule."""
        return f"rule:{self.number}"


def _place(form: Data, number: str) -> int:
    for index, rule in enumerate(form.get("rules", ())):
        if str(rule.get("id")) == number:
            return index
    raise NoSuchElement(f"rule:{number}")
