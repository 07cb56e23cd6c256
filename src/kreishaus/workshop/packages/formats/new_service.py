"""A new service from nothing but its name: a short form that can be filled in, and open settings."""

import json
from collections.abc import Sequence
from typing import Any

from kreishaus.base.yamlsource import Path
from kreishaus.base.yamltext import dump, edited
from kreishaus.workshop.packages.engine.blocks import block
from kreishaus.workshop.packages.formats.fim_draft import service_yaml


def new_service(
    *, key: str, name: str, legal_basis: Sequence[str] = (), summary: str = "", leika: str = ""
) -> tuple[str, str]:
    """Return the texts of service.yaml and form.yaml of a new service."""
    form = _form(name)
    service = service_yaml(key=key, title=name, form=form, legal_basis=legal_basis, summary=summary, leika=leika)
    return edited(service, _known(name)), dump(form)


def _known(name: str) -> dict[Path, object]:
    """Return where the form of a new service says who applies."""
    person = "person.vorname + ' ' + person.familienname"
    street, city = "anschrift.strasse + ' ' + anschrift.hausnummer", "anschrift.postleitzahl + ' ' + anschrift.ort"
    return {
        ("applicant",): {"name": person, "email": "kontakt.email", "address": f"[{street}, {city}]"},
        ("title",): f"{json.dumps(name, ensure_ascii=False)} + ': ' + {person}",
    }


def _form(name: str) -> dict[str, Any]:
    matter = {
        "key": "anliegen",
        "title": "Ihr Anliegen",
        "groups": [
            {
                "key": "anliegen",
                "title": "Ihr Anliegen",
                "fields": [
                    {
                        "key": "beschreibung",
                        "type": "multiline",
                        "label": "Was möchten Sie?",
                        "required": True,
                        "purpose": "Damit wir wissen, worum es geht.",
                    }
                ],
            }
        ],
    }
    person = {
        "key": "person",
        "title": "Ihre Angaben",
        "groups": [dict(block(name).element) for name in ("person", "anschrift", "kontakt")],
    }
    end = {"key": "abschluss", "title": "Zum Schluss", "groups": [dict(block("erklaerungen").element)]}
    return {"title": name, "pages": [person, matter, end], "rules": [dict(rule) for rule in block("person").rules]}
