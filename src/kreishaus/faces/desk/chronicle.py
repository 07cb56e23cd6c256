"""The history of a case in plain words: "Frau Meyer hat den Bescheid gezeichnet."."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kreishaus.base.german import short_date
from kreishaus.ground.audit import queries as audit
from kreishaus.ground.audit.queries import Event
from kreishaus.people.organisation.models import Staff
from kreishaus.records.enums import DocumentKind, ParticipantRole

APPLICANT, HOUSE = "Die antragstellende Person", "Das System"
_STAFF = "staff:"
Details = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One event in words."""

    at: datetime
    who: str
    what: str
    reason: str


def history_of(*subjects: str) -> list[Entry]:
    """Return what happened to these subjects, newest first, in two or three queries."""
    events = [event for subject in subjects for event in audit.history(subject)]
    names = names_of(_usernames(events))
    entries = [_entry(event, names) for event in sorted(events, key=lambda event: (event.at, event.pk), reverse=True)]
    return [entry for entry in entries if entry.what]


def names_of(usernames: Iterable[str]) -> dict[str, str]:
    """Return "Frau Meyer" for each user name that is known."""
    wanted = set(usernames)
    if not wanted:
        return {}
    return {person.username: person.get_short_name() for person in Staff.objects.filter(username__in=wanted)}


def actor_name(actor: str, names: Mapping[str, str]) -> str:
    """Return who stands behind an actor of the log."""
    if actor.startswith(_STAFF):
        username = actor.removeprefix(_STAFF)
        return names.get(username, username)
    return APPLICANT if actor == "citizen" else HOUSE


def _usernames(events: Iterable[Event]) -> set[str]:
    found = set()
    for event in events:
        if event.actor.startswith(_STAFF):
            found.add(event.actor.removeprefix(_STAFF))
        if event.verb == "task.assigned" and event.data and event.data.get("to"):
            found.add(event.data["to"])
    return found


def _entry(event: Event, names: Mapping[str, str]) -> Entry:
    details = event.data or {}
    say = _WORDS.get(event.verb)
    what = say(details, event, names) if callable(say) else (say or f"hat „{event.verb}“ vermerkt")
    return Entry(event.at, actor_name(event.actor, names), what, event.reason)


def _assigned(details: Details, event: Event, names: Mapping[str, str]) -> str:
    to = str(details.get("to", ""))
    if not to:
        return "hat die Aufgabe in den Eingang zurückgelegt"
    if event.actor == f"{_STAFF}{to}":
        return "hat die Aufgabe übernommen"
    # "an Herrn Hinrichs": the only form of address that bends.
    name = re.sub(r"^Herr ", "Herrn ", names.get(to, to))
    return f"hat die Aufgabe an {name} gegeben"


def _document(details: Details, _event: Event, _names: Mapping[str, str]) -> str:
    kind = DocumentKind(details["kind"]).label if details.get("kind") in DocumentKind.values else "ein Dokument"
    return f"hat abgelegt: {kind} (Dokument {details.get('document', '')})"


def _signed(details: Details, _event: Event, _names: Mapping[str, str]) -> str:
    outcome = {"grant": "die Bewilligung", "refuse": "die Ablehnung"}.get(str(details.get("outcome")), "den Bescheid")
    return f"hat {outcome} automatisch erlassen" if details.get("automatic") else f"hat {outcome} gezeichnet"


def _sent(details: Details, _event: Event, _names: Mapping[str, str]) -> str:
    kinds = {"request": "eine Nachforderung geschickt", "decision": "den Bescheid ins Postfach gelegt"}
    return f"hat {kinds.get(str(details.get('kind')), 'eine Nachricht geschickt')}"


def _opened(details: Details, _event: Event, _names: Mapping[str, str]) -> str:
    opened = {"request": "die Nachforderung geöffnet", "decision": "den Bescheid geöffnet"}
    return f"hat {opened.get(str(details.get('kind')), 'die Nachricht geöffnet')}"


def _changed(details: Details, _event: Event, _names: Mapping[str, str]) -> str:
    where = f" von Dokument {details['document']}" if "document" in details else ""
    old, new = (_value(details.get(side)) for side in ("old", "new"))
    return f"hat „{details.get('metadatum', '')}“{where} geändert: {old} → {new}"


def _value(value: object) -> str:
    if value in (None, ""):
        return "leer"
    text = str(value)
    try:
        return short_date(date.fromisoformat(text[:10])) if re.match(r"\d{4}-\d\d-\d\d", text) else f"„{text}“"
    except ValueError:
        return f"„{text}“"


def _of_document(words: str) -> "Callable[[Details, Event, Mapping[str, str]], str]":
    def say(details: Details, _event: Event, _names: Mapping[str, str]) -> str:
        return words.format(f"Dokument {details.get('document', '')}")

    return say


def _took_part(words: str) -> "Callable[[Details, Event, Mapping[str, str]], str]":
    def say(details: Details, _event: Event, _names: Mapping[str, str]) -> str:
        role = details.get("role")
        return words.format(ParticipantRole(role).label if role in ParticipantRole.values else "ohne Rolle")

    return say


def _held(details: Details, _event: Event, _names: Mapping[str, str]) -> str:
    until = details.get("until")
    return f"hat eine Löschsperre gesetzt{f', längstens bis {_value(until)}' if until else ''}"


def _continued(details: Details, _event: Event, _names: Mapping[str, str]) -> str:
    return f"hat festgelegt, dass es ab {_value(details.get('on'))} weitergeht als {', '.join(details.get('to', ()))}"


def _referred(details: Details, _event: Event, _names: Mapping[str, str]) -> str:
    return f"hat auf {details.get('to', '')} verwiesen"


def _exported(details: Details, _event: Event, _names: Mapping[str, str]) -> str:
    shapes = {"volume": "als PDF", "bundle": "als ZIP", "court": "als Paket für das Gericht"}
    shape = shapes.get(str(details.get("kind")), "als Datei")
    return f"hat {details.get('documents', '')} Dokumente {shape} zum Mitnehmen bestellt"


_WORDS: dict[str, str | Callable[[Details, Event, Mapping[str, str]], str]] = {
    "application.received": "hat den Antrag gestellt",
    "application.confirmed": "hat den Eingang per E-Mail bestätigt",
    "application.information-requested": "",
    "application.withdrawn": "hat den Antrag zurückgenommen",
    "application.test-made": "hat daraus einen Test gemacht, ohne persönliche Angaben",
    "application.completed": "",
    "case.opened": "hat den Vorgang angelegt",
    "case.closed": "hat den Vorgang zu den Akten gelegt",
    "case.reopened": "hat den Vorgang wieder aufgenommen",
    "case.transferred": "hat den Vorgang an ein anderes Amt gegeben",
    "case.changed": _changed,
    "case.imported": "hat den Vorgang aus einem xdomea-Paket übernommen",
    "file.opened": "hat die Akte angelegt",
    "file.closed": "hat die Akte geschlossen",
    "file.reopened": "hat die Akte wieder aufgenommen",
    "file.changed": _changed,
    "file.exported": "hat die Akte als xdomea-Paket ausgegeben",
    "file.imported": "hat die Akte aus einem xdomea-Paket übernommen",
    "position.created": "hat die Einheit angelegt",
    "position.changed": _changed,
    "position.continued": _continued,
    "hold.set": _held,
    "hold.lifted": "hat die Löschsperre aufgehoben",
    "retention.changed": _changed,
    "participant.added": _took_part("hat jemanden als beteiligt eingetragen ({})"),
    "participant.removed": _took_part("hat jemanden aus den Beteiligten genommen ({})"),
    "reference.added": _referred,
    "reference.removed": "hat einen Verweis entfernt",
    "document.changed": _changed,
    "document.checked-out": _of_document("hat {} ausgecheckt"),
    "document.checked-in": _of_document("hat {} eingecheckt"),
    "document.taken-back": _of_document("hat das Auschecken von {} beendet"),
    "document.added": _document,
    "document.revised": "hat eine neue Fassung eines Dokuments abgelegt",
    "document.redacted": _of_document("hat von {} eine geschwärzte Fassung abgelegt"),
    "export.ordered": _exported,
    "export.made": "hat die bestellte Ausgabe fertiggestellt",
    "task.assigned": _assigned,
    "decision.drafted": "hat einen Bescheid entworfen",
    "decision.changed": "hat den Entwurf des Bescheids geändert",
    "decision.handed-over": "hat den Bescheid zur Zeichnung vorgelegt",
    "decision.signed": _signed,
    "message.sent": _sent,
    "message.opened": _opened,
    "message.received": "hat eine Nachricht geschickt",
}
