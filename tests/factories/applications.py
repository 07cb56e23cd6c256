"""A small service of the building office with its form, drafts and applications, made by the real actions."""

from copy import deepcopy
from datetime import datetime
from typing import Any

from kreishaus.people.organisation.models import Office
from kreishaus.services.applications import actions
from kreishaus.services.applications.models import Application, Draft, Offering
from kreishaus.services.catalogue.models import Service
from kreishaus.services.forms.actions import store_form
from kreishaus.services.forms.engine.parsing import parse_form
from tests import cast
from tests.factories.records import a_position

POSITION = "63.10"
FORM: dict[str, Any] = {
    "pages": [
        {
            "key": "person",
            "title": "Ihre Angaben",
            "groups": [
                {
                    "key": "person",
                    "title": "Zu Ihrer Person",
                    "fields": [
                        {"key": "given_name", "type": "text", "label": "Vorname", "required": True},
                        {"key": "family_name", "type": "text", "label": "Nachname", "required": True},
                        {"key": "email", "type": "text", "label": "E-Mail-Adresse"},
                        {"key": "street", "type": "text", "label": "Straße und Hausnummer"},
                        {"key": "city", "type": "text", "label": "Postleitzahl und Ort"},
                    ],
                }
            ],
        },
        {
            "key": "access",
            "title": "Die Zufahrt",
            "groups": [
                {
                    "key": "access",
                    "title": "Zufahrt",
                    "fields": [
                        {
                            "key": "width",
                            "type": "choice",
                            "label": "Breite",
                            "required": True,
                            "default": "narrow",
                            "options": [{"narrow": "bis 3 Meter"}, {"wide": "über 3 Meter"}],
                        },
                        {"key": "begin", "type": "date", "label": "Beginn der Arbeiten"},
                        {"key": "reason", "type": "multiline", "label": "Begründung", "when": "access.width == 'wide'"},
                        {"key": "plan", "type": "file", "label": "Lageplan", "accept": ["pdf"], "repeat": "0..5"},
                    ],
                }
            ],
        },
    ],
    "rules": [{"id": "reason", "require": "access.reason", "when": "access.width == 'wide'"}],
}
ANSWERS: dict[str, Any] = {
    "person": {
        **cast.DE_VRIES,
        "street": "Am Deich 1",
        "city": "26789 Leer",
    },
    "access": {"width": "wide", "begin": "2026-05-01", "reason": "Unser Anhänger passt nicht durch das Tor."},
}
SETTINGS: dict[str, Any] = {
    "process": "decision",
    "filing": {"position": POSITION, "file_title": "Zufahrten"},
    "deadline": {"decide_within": "P6W"},
    "fees": [
        {
            "name": "Breite Zufahrt",
            "amount_cents": 4500,
            "when": "access.width == 'wide'",
            "basis": "Baugebührenordnung",
        }
    ],
    "letters": {
        "grant": {
            "subject": "Ihre Zufahrt",
            "salutation": "Guten Tag {{ applicant.name }},",
            "paragraphs": ["Sie dürfen Ihre Zufahrt ({{ access.width }}) bauen, ab dem {{ access.begin }}."],
            "conditions": ["Bitte melden Sie uns das Ende der Arbeiten."],
        },
        "refuse": {
            "subject": "Ihr Antrag auf eine Zufahrt",
            "paragraphs": ["Wir lehnen Ihren Antrag ab."],
            "reasons": "Die Sicht auf die Straße reicht nicht.",
        },
    },
    "legal_remedy": "Sie können innerhalb eines Monats Klage erheben.",
    "applicant": {
        "name": "person.given_name + ' ' + person.family_name",
        "email": "person.email",
        "address": "[person.street, person.city]",
    },
    "title": "'Zufahrt ' + person.street",
}
RESERVE = {"register": "zufahrten", "value": "person.street", "hold": "P90D", "taken": "Diese Zufahrt gibt es schon."}


def a_service(key: str = "zufahrt", *, office: Office | None = None, name: str = "Zufahrt bauen") -> Service:
    """Return the service with this key, created if missing; the building office is competent."""
    service, _ = Service.objects.get_or_create(
        key=key,
        defaults={"name": name, "office": office or cast.building_office(), "updated_at": cast.NOON},
    )
    return service


def an_offering(*, service: Service | None = None, **settings: Any) -> Offering:
    """Return what the service offers now; `settings` replace those of the package."""
    a_position(POSITION)
    service = service or a_service()
    form = store_form(parse_form(deepcopy(FORM)), at=cast.NOON)
    offering, _ = Offering.objects.get_or_create(
        service=service,
        retired_at=None,
        defaults={
            "version": "1.0.0",
            "form": form,
            "settings": {**deepcopy(SETTINGS), **settings},
            "digest": "d" * 64,
            "published_at": cast.NOON,
        },
    )
    return offering


def a_draft(
    offering: Offering | None = None, *, answers: dict[str, Any] | None = None, at: datetime = cast.NOON, **fields: Any
) -> Draft:
    """Return a draft of Frau de Vries that is filled in completely; `fields` replace answers about the access."""
    offering = offering or an_offering()
    draft, _ = actions.start_draft(offering=offering, service=offering.service, at=at)
    filled = deepcopy(ANSWERS if answers is None else answers)
    filled["access"] = {**filled["access"], **fields}
    return actions.save_answers(draft=draft, answers=filled, raw={}, revision=0, at=at)


def an_application(offering: Offering | None = None, *, at: datetime = cast.NOON, **fields: Any) -> Application:
    """Return a submitted application of Frau de Vries."""
    return actions.submit(draft=a_draft(offering, at=at, **fields), at=at)
