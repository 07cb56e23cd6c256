"""The settings of an element as inputs. Settings of field types appear by themselves: a new type names its own.

Names of inputs are `s.` and the name of the setting in form.yaml; what was not shown is not changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kreishaus.base.yamltext import dump
from kreishaus.services.forms.fields import field_types
from kreishaus.services.forms.ports import FieldType, Wording
from kreishaus.workshop.packages.engine.elements import Data, is_field, is_page

PREFIX = "s."
SPARE_OPTIONS = 1


@dataclass(frozen=True, slots=True)
class Control:
    """One input."""

    setting: str
    label: str
    shape: str
    """text, area, check, number, lines, repeat, options, choice or yaml"""
    value: Any = ""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The name of the input."""
        return PREFIX + self.setting

    @property
    def id(self) -> str:
        """The id of the input."""
        return f"e-{self.setting}"


@dataclass(frozen=True, slots=True)
class Section:
    """Inputs that belong together."""

    title: str
    controls: tuple[Control, ...]
    is_open: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to set."""
        return not self.controls


# label, shape, hint
_KNOWN: dict[str, tuple[str, str, str]] = {
    "label": ("Frage", "text", ""),
    "title": ("Überschrift", "text", ""),
    "required": ("Pflichtangabe", "check", ""),
    "hint": ("Hinweis unter der Frage", "text", "Steht immer da. Ein kurzer Satz."),
    "example": ("Beispiel", "text", "Wie eine richtige Antwort aussieht."),
    "text": ("Text", "area", ""),
    "options": ("Antworten zur Auswahl", "options", ""),
    "accept": ("Erlaubte Dateiarten", "lines", "Eine je Zeile, zum Beispiel pdf."),
    "max_mb": ("Höchstens MB", "number", ""),
    "min": ("Kleinster Wert", "text", ""),
    "max": ("Größter Wert", "text", ""),
    "min_length": ("Mindestens Zeichen", "number", ""),
    "max_length": ("Höchstens Zeichen", "number", ""),
    "pattern": ("Muster", "text", "Regulärer Ausdruck, zum Beispiel [0-9]{5}."),
    "help": ("Warum fragen wir das? Hilfe zum Aufklappen", "area", ""),
    "purpose": ("Zweck", "text", "Wofür brauchen wir diese Angabe?"),
    "basis": ("Rechtsgrundlage", "lines", "Eine je Zeile, zum Beispiel § 45 Abs. 1b StVO."),
    "retention": ("Aufbewahrung", "text", "Nur wenn sie von der Akte abweicht, zum Beispiel P1Y."),
    "default": ("Vorgabe", "text", "Steht schon da, wenn die Leute beginnen."),
    "autocomplete": ("Ausfüllhilfe des Browsers", "choice", ""),
    "repeat": ("Wie oft?", "repeat", ""),
    "code_list": ("Codeliste", "yaml", "urn und version der Liste, jede auf einer Zeile."),
    "allowed": ("Nur diese Schlüssel der Liste", "yaml", ""),
    "parts": ("Wonach gefragt wird", "yaml", "Teile in eckigen Klammern, zum Beispiel [given, family, birth_date]."),
    "optional": ("Davon freiwillig", "yaml", "Teile in eckigen Klammern."),
    "abroad": ("Auch Anschriften im Ausland", "yaml", "true oder false"),
    "places": ("Orte zur Auswahl", "yaml", ""),
    "within": ("Nur innerhalb von", "yaml", ""),
    "rows": ("Zeilen der Tabelle", "yaml", "Eine je Zeile: - schluessel: Beschriftung"),
    "columns": ("Spalten der Tabelle", "yaml", "Eine je Zeile: - schluessel: Beschriftung"),
    "cells": ("Was in den Zellen steht", "yaml", ""),
    "sums": ("Summen zeigen", "yaml", ""),
    "complete": ("Alle Zellen sind Pflicht", "yaml", "true oder false"),
    "questions": ("Fragen des Quiz", "yaml", "Jede mit key, text, options und right."),
    "pass_mark": ("Punkte zum Bestehen", "yaml", "Leer: alle."),
    "reveal": ("Ergebnis zeigen", "yaml", "true oder false"),
    "version": ("Fassung des Textes", "yaml", ""),
    "exclusive": ("Auswahlgruppe: genau eine Angabe darf ausgefüllt werden", "check", ""),
}
_AUTOCOMPLETE = (
    ("", "keine"), ("name", "ganzer Name"), ("given-name", "Vorname"), ("family-name", "Familienname"),
    ("honorific-prefix", "Anrede, Titel"), ("bday", "Geburtstag"), ("email", "E-Mail"), ("tel", "Telefon"),
    ("street-address", "Straße mit Hausnummer"), ("address-line1", "erste Adresszeile"),
    ("postal-code", "Postleitzahl"), ("address-level2", "Ort"), ("country-name", "Land"),
    ("organization", "Unternehmen"), ("off", "ausgeschaltet"),
)  # fmt: skip
_PLAIN_DEFAULT = (str, int, bool, type(None))


def sections(element: Data, address: str) -> tuple[Section, ...]:
    """Return the inputs for an element; "" is the form itself."""
    if not address:
        return (Section("Formular", _controls(element, ("title",))),)
    if is_page(address):
        return (Section("Seite", _controls(element, ("title", "help"))),)
    if not is_field(element):
        return (
            Section("Gruppe", _controls(element, ("title", "repeat", "exclusive"))),
            Section("Warum und Recht", _controls(element, ("help", "basis")), is_open=bool(element.get("basis"))),
        )
    return _of_field(element, field_types()[str(element["type"])])


def _of_field(element: Data, kind: FieldType) -> tuple[Section, ...]:
    first = ["label", *(["required"] if kind.has_value and kind.asked else []), *(["hint"] if kind.has_value else [])]
    more: list[str] = []
    if isinstance(element.get("default"), _PLAIN_DEFAULT) and kind.has_value and not kind.members:
        more.append("default")
    if kind.has_value and not kind.members:
        more.append("autocomplete")
    if kind.has_value and (not kind.is_list or kind.key == "file"):
        more.append("repeat")
    special = [*(name for name in _KNOWN if name in kind.settings), *sorted(kind.settings - _KNOWN.keys())]
    return tuple(
        section
        for section in (
            Section("Frage", _controls(element, [*first, *special], kind)),
            Section("Warum und Recht", _controls(element, ("purpose", "basis", "help", "retention"))),
            Section("Weiteres", _controls(element, more), is_open=any(element.get(name) for name in more)),
        )
        if not section.is_empty
    )


def _controls(element: Data, names: Sequence[str], kind: FieldType | None = None) -> tuple[Control, ...]:
    wording = kind.wording if kind else {}
    return tuple(_control(element, name, wording.get(name)) for name in names)


def _control(element: Data, name: str, wording: Wording | None = None) -> Control:
    value = element.get(name)
    label, shape, hint = wording or _KNOWN.get(name, (name, _shape_of(value), ""))
    choices: tuple[tuple[str, str], ...] = ()
    shown: Any = "" if value is None else value
    if name == "autocomplete":
        choices = (
            _AUTOCOMPLETE
            if any(value == key for key, _ in _AUTOCOMPLETE) or not value
            else (*_AUTOCOMPLETE, (str(value), str(value)))
        )
    elif shape == "lines":
        shown = "\n".join(str(each) for each in (value if isinstance(value, list) else [value] if value else []))
    elif shape == "options":
        shown = options_of(value)
    elif shape == "repeat":
        least, _, most = str(value or "").partition("..")
        shown = (least, most)
    elif shape == "yaml":
        shown = dump(value).rstrip("\n") if value is not None else ""
    elif isinstance(value, bool) and shape == "text":
        shown = "ja" if value else "nein"
    return Control(name, label, shape, shown, hint, choices)


def _shape_of(value: object) -> str:
    if isinstance(value, bool):
        return "check"
    # What a type has of its own is written as in form.yaml: texts, numbers, lists.
    return "yaml"


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One answer that can be chosen."""

    key: str = ""
    label: str = ""
    help: str = ""


def options_of(value: object) -> tuple[OptionRow, ...]:
    """Return the answers of a choice as rows, in every way in which form.yaml may write them."""
    rows = []
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, Mapping) and "key" in entry and "label" in entry:
            rows.append(OptionRow(str(entry["key"]), str(entry["label"]), str(entry.get("help", ""))))
        elif isinstance(entry, Mapping):
            rows += [OptionRow(str(key), str(label)) for key, label in entry.items()]
        else:
            rows.append(OptionRow(str(entry), str(entry)))
    return tuple(rows)
