"""A form with lists in lists in lists: households, their people, the certificates of each of them."""

from typing import Any

from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import FormSchema

PAPER = {"sha256": "cd" * 32, "name": "zeugnis.pdf", "size": 90_000, "media_type": "application/pdf"}


def nested_data(*, least: int = 0, rules: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Return the form as data; `least` is the number of households that have to be there."""
    paper = {
        "key": "paper",
        "title": "Zeugnis",
        "repeat": "0..*",
        "fields": [
            {"key": "name", "type": "text", "label": "Bezeichnung", "required": True},
            {"key": "issued", "type": "date", "label": "Ausgestellt am"},
            {"key": "scan", "type": "file", "label": "Datei", "accept": ["pdf"]},
        ],
    }
    person = {
        "key": "person",
        "title": "Person",
        "repeat": "1..*",
        "items": [
            {"key": "name", "type": "text", "label": "Name", "required": True},
            {"key": "born", "type": "date", "label": "Geburtsdatum"},
            {
                "key": "role",
                "type": "choice",
                "label": "Rolle",
                "default": "adult",
                "options": [{"adult": "Erwachsen"}, {"child": "Kind"}],
            },
            {"key": "school", "type": "text", "label": "Schule"},
            {"key": "papers", "type": "integer", "label": "Zahl der Zeugnisse"},
            paper,
        ],
    }
    household = {
        "key": "household",
        "title": "Haushalt",
        "repeat": f"{least}..*",
        "items": [
            {"key": "street", "type": "text", "label": "Straße", "required": True},
            {"key": "country", "type": "text", "label": "Land", "default": "DE"},
            {"key": "children", "type": "integer", "label": "Zahl der Kinder"},
            person,
        ],
    }
    page = {"key": "p", "title": "Haushalte", "groups": [household]}
    return {"pages": [page], "rules": rules or []}


def nested(**options: Any) -> FormSchema:
    """Return the parsed form."""
    return parse_form(nested_data(**options))
