"""Building blocks: groups that nearly every form needs, with good labels, help and autofill.

Purpose is filled in where it is always the same; the legal basis is the service's own and stays open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kreishaus.services.forms.fields import field_types

_Fields = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Block:
    """A group to insert."""

    key: str
    name: str
    explanation: str
    element: Mapping[str, Any]
    rules: tuple[Mapping[str, Any], ...] = ()


class NoSuchBlock(Exception):
    """There is no building block of this name."""


def blocks() -> tuple[Block, ...]:
    """Return all building blocks in the order of the menu."""
    return tuple(
        Block(key, name, explanation, {"key": key, "title": title, **settings}, _RULES.get(key, ()))
        for key, name, explanation, title, settings in _all()
    )


def block(key: str) -> Block:
    """Return one building block.

    :raises NoSuchBlock: if there is none.
    """
    for each in blocks():
        if each.key == key:
            return each
    raise NoSuchBlock(key)


_RULES: dict[str, tuple[Mapping[str, Any], ...]] = {
    "person": (
        {
            "id": "Geburtsdatum",
            "valid": "person.geburtsdatum <= today",
            "when": "has(person.geburtsdatum)",
            "message": "Das Geburtsdatum liegt in der Zukunft. Bitte prüfen Sie es.",
            "at": "person.geburtsdatum",
        },
    ),
    "kinder": (
        {
            "id": "Kinder",
            "valid": "kinder.all(kind, !has(kind.geburtsdatum) || kind.geburtsdatum <= today)",
            "message": "Das Geburtsdatum eines Kindes liegt in der Zukunft. Bitte prüfen Sie es.",
            "at": "kinder",
        },
    ),
}


def _kind(*wanted: str) -> str:
    """Return the first of these field types that this house has."""
    known = field_types()
    return next(key for key in wanted if key in known)


def _field(key: str, label: str, *kinds: str, **settings: Any) -> dict[str, Any]:
    return {"key": key, "type": _kind(*(kinds or ("text",))), "label": label, **settings}


def _all() -> list[tuple[str, str, str, str, dict[str, Any]]]:
    return [
        ("person", "Person", "Vorname, Familienname, Geburtsdatum", "Zur Person", {"fields": list(_person())}),
        ("anschrift", "Anschrift", "Straße, Hausnummer, Postleitzahl, Ort", "Anschrift", {"fields": list(_address())}),
        (
            "kontakt",
            "Kontakt",
            "E-Mail und Telefon für Rückfragen",
            "Kontakt für Rückfragen",
            {"fields": list(_contact())},
        ),
        ("bank", "Bankverbindung", "Kontoinhaber und IBAN", "Bankverbindung", {"fields": list(_bank())}),
        ("unternehmen", "Unternehmen", "Name, Rechtsform, Registernummer", "Unternehmen", {"fields": list(_company())}),
        ("kinder", "Kinder (Liste)", "Vorname, Familienname, Geburtsdatum je Kind", "Kind", _children()),
        (
            "vertretung",
            "Vertretung",
            "Handelt jemand für eine andere Person?",
            "Vertretung",
            {"fields": list(_deputy())},
        ),
        ("nachweise", "Nachweise", "Dateien hochladen", "Nachweise", {"fields": list(_evidence())}),
        (
            "erklaerungen",
            "Erklärungen",
            "Richtigkeit und Datenschutz",
            "Erklärungen",
            {"fields": list(_declarations())},
        ),
        ("unterschrift", "Unterschrift", "Name und Datum statt Papier", "Unterschrift", {"fields": list(_signature())}),
    ]


def _person() -> _Fields:
    purpose = "Damit wir wissen, wer den Antrag stellt."
    return (
        _field("vorname", "Vorname", required=True, max_length=80, autocomplete="given-name", purpose=purpose),
        _field("familienname", "Familienname", required=True, max_length=80, autocomplete="family-name",
               purpose=purpose),
        _field("geburtsdatum", "Geburtsdatum", "date", autocomplete="bday",
               purpose="Damit wir Personen mit gleichem Namen unterscheiden."),
    )  # fmt: skip


def _address() -> _Fields:
    purpose = "Damit wir Ihnen schreiben können und unsere Zuständigkeit kennen."
    return (
        _field("strasse", "Straße", required=True, max_length=80, purpose=purpose),
        _field("hausnummer", "Hausnummer", required=True, max_length=10, purpose=purpose),
        _field("postleitzahl", "Postleitzahl", required=True, pattern="[0-9]{5}", example="26789",
               autocomplete="postal-code", purpose=purpose),
        _field("ort", "Ort", required=True, max_length=80, autocomplete="address-level2", purpose=purpose),
    )  # fmt: skip


def _contact() -> _Fields:
    purpose = "Damit wir Sie bei Rückfragen schnell erreichen."
    return (
        _field("email", "E-Mail-Adresse", "email", "text", autocomplete="email", purpose=purpose),
        _field("telefon", "Telefon", "phone", "text", autocomplete="tel", purpose=purpose,
               help="Freiwillig. Wir rufen nur an, wenn etwas unklar ist."),
    )  # fmt: skip


def _bank() -> _Fields:
    purpose = "Damit wir Ihnen Geld überweisen können."
    return (
        _field("kontoinhaber", "Name der Kontoinhaberin oder des Kontoinhabers", required=True, max_length=70,
               autocomplete="name", purpose=purpose),
        _field("iban", "IBAN", "iban", "text", required=True, example="DE02 1203 0000 0000 2020 51", purpose=purpose),
    )  # fmt: skip


def _company() -> _Fields:
    purpose = "Damit wir wissen, welches Unternehmen den Antrag stellt."
    forms = [{"einzel": "Einzelunternehmen"}, {"gbr": "GbR"}, {"gmbh": "GmbH oder UG"}, {"ag": "AG"},
             {"verein": "Verein"}, {"andere": "Andere"}]  # fmt: skip
    return (
        _field("firma", "Name des Unternehmens", required=True, max_length=160, autocomplete="organization",
               purpose=purpose),
        _field("rechtsform", "Rechtsform", "choice", options=forms, required=True, purpose=purpose),
        _field("register", "Registernummer", max_length=40, example="HRB 12345", purpose=purpose,
               hint="Falls das Unternehmen in einem Register steht."),
    )  # fmt: skip


def _children() -> dict[str, Any]:
    purpose = "Damit wir wissen, für welche Kinder der Antrag gilt."
    fields = (
        _field("vorname", "Vorname des Kindes", required=True, max_length=80, purpose=purpose),
        _field("familienname", "Familienname des Kindes", required=True, max_length=80, purpose=purpose),
        _field("geburtsdatum", "Geburtsdatum des Kindes", "date", required=True, purpose=purpose),
    )
    return {"repeat": "1..*", "fields": list(fields)}


def _deputy() -> _Fields:
    purpose = "Damit niemand ohne Vollmacht für eine andere Person handelt."
    who = "vertretung.fuer_wen == 'andere'"
    return (
        _field("fuer_wen", "Für wen stellen Sie den Antrag?", "choice", required=True, purpose=purpose,
               options=[{"selbst": "Für mich selbst"}, {"andere": "Für eine andere Person"}]),
        _field("name", "Ihr Name als Vertretung", max_length=160, required=True, when=who, purpose=purpose),
        _field("vollmacht", "Vollmacht", "file", required=True, accept=["pdf", "jpg", "png"], max_mb=10, when=who,
               purpose=purpose),
    )  # fmt: skip


def _evidence() -> _Fields:
    purpose = "Damit wir Ihre Angaben prüfen können."
    return (
        _field("unterlagen", "Unterlagen", "file", accept=["pdf", "jpg", "png"], max_mb=10, repeat="0..5",
               hint="Ein Foto mit dem Telefon genügt.", purpose=purpose),
    )  # fmt: skip


def _declarations() -> _Fields:
    right, privacy = "Meine Angaben sind vollständig und richtig.", "Ich habe die Hinweise zum Datenschutz gelesen."
    return (
        _declaration("richtig", "Richtigkeit", right, "Damit Sie sich bewusst sind, dass Ihre Angaben zählen."),
        _declaration("datenschutz", "Datenschutz", privacy,
                     "Damit Sie wissen, was mit Ihren Daten geschieht (Art. 13 DSGVO)."),
    )  # fmt: skip


def _declaration(key: str, label: str, text: str, purpose: str) -> dict[str, Any]:
    if _kind("consent", "yes-no") == "consent":
        return _field(key, label, "consent", text=text, required=True, purpose=purpose)
    return _field(key, text, "yes-no", required=True, purpose=purpose)


def _signature() -> _Fields:
    purpose = "Damit Sie den Antrag ausdrücklich stellen."
    return (
        _field("unterschrift", "Unterschrift", "signature", "text", required=True, purpose=purpose,
               hint="Ihr Vor- und Familienname genügt." if _kind("signature", "text") == "text" else ""),
        _field("datum", "Datum", "date", required=True, purpose=purpose),
    )  # fmt: skip
