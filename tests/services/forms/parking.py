"""A form as a county would write it: the parking permit for residents, with one of everything."""

from copy import deepcopy
from datetime import date
from typing import Any

from kreishaus.services.forms.engine.evaluation import Evaluation, evaluate
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import FormSchema

TODAY = date(2026, 6, 1)
CONSENT = {"sha256": "ab" * 32, "name": "zustimmung.pdf", "size": 340_000, "media_type": "application/pdf"}

_FORM: dict[str, Any] = {
    "title": "Bewohnerparkausweis",
    "pages": [
        {
            "key": "vehicles",
            "title": "Ihre Fahrzeuge",
            "groups": [
                {
                    "key": "vehicle",
                    "title": "Fahrzeug",
                    "repeat": "1..2",
                    "fields": [
                        {
                            "key": "plate",
                            "type": "text",
                            "label": "Kennzeichen",
                            "required": True,
                            "example": "LER AB 12",
                            "help": "Das Kennzeichen steht auf dem Ausweis.",
                            "basis": "§ 45 Abs. 1b StVO",
                            "purpose": "Der Ausweis gilt für ein Fahrzeug.",
                            "retention": "P1Y",
                            "max_length": 12,
                        },
                        {
                            "key": "owner",
                            "type": "choice",
                            "label": "Halter",
                            "required": True,
                            "options": [{"self": "Ich selbst"}, {"other": "Eine andere Person"}],
                        },
                        {
                            "key": "consent",
                            "type": "file",
                            "label": "Zustimmung des Halters",
                            "required": True,
                            "accept": ["pdf"],
                            "max_mb": 5,
                            "when": "vehicle.owner == 'other'",
                        },
                    ],
                }
            ],
        },
        {
            "key": "person",
            "title": "Zu Ihnen",
            "groups": [
                {
                    "key": "person",
                    "title": "Zu Ihnen",
                    "fields": [
                        {"key": "name", "type": "text", "label": "Name", "required": True, "autocomplete": "name"},
                        {"key": "born", "type": "date", "label": "Geburtsdatum", "autocomplete": "bday"},
                        {"key": "phones", "type": "text", "label": "Telefon", "repeat": "0..3"},
                        {"key": "disabled", "type": "yes-no", "label": "Sind Sie schwerbehindert?"},
                    ],
                },
                {
                    "key": "period",
                    "title": "Zeitraum",
                    "fields": [
                        {"key": "start", "type": "date", "label": "Beginn", "required": True},
                        {"key": "end", "type": "date", "label": "Ende"},
                        {"key": "days", "type": "integer", "label": "Tage"},
                    ],
                },
            ],
        },
    ],
    "rules": [
        {
            "id": "R1",
            "valid": "period.end > period.start",
            "message": "Das Ende muss nach dem Beginn liegen.",
            "at": "period.end",
        },
        {"id": "R2", "set": "period.days", "to": "days(period.start, period.end) + 1"},
        {"id": "R3", "require": "period.end", "when": "person.disabled == true"},
    ],
    "reviews": [{"id": "R05", "element": "person.born", "text": "Falls unter 18 Jahren …"}],
}


def form_data() -> dict[str, Any]:
    """Return the form as data; every caller gets a copy of its own."""
    return deepcopy(_FORM)


def parking() -> FormSchema:
    """Return the parsed form."""
    return parse_form(form_data())


def complete_answers() -> dict[str, Any]:
    """Return answers of Frau de Vries that have no errors."""
    return {
        "vehicle": [{"plate": "LER DV 7", "owner": "self"}],
        "person": {"name": "Antje de Vries", "born": "1971-03-08", "disabled": False},
        "period": {"start": "2026-07-01", "end": "2026-07-31"},
    }


def judged(answers: dict[str, Any], **options: Any) -> Evaluation:
    """Return what answers mean for the parking permit on the first of June 2026."""
    return evaluate(parking(), answers, on=TODAY, **options)


def one_field(**settings: Any) -> FormSchema:
    """Return a form with a single field `g.f`."""
    field = {"key": "f", "type": "text", "label": "Feld", **settings}
    return form_of(field)


def form_of(*fields: dict[str, Any], rules: list[dict[str, Any]] | None = None, **group: Any) -> FormSchema:
    """Return a form with one page and one group `g` with these fields."""
    entry = {"key": "g", "title": "Gruppe", "items": list(fields), **group}
    return parse_form({"pages": [{"key": "p", "title": "Seite", "groups": [entry]}], "rules": rules or []})
