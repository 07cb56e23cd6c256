"""Example applications, so that a newcomer finds an inbox with work in it."""

import io
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image

from kreishaus.base import yamlsource
from kreishaus.ground.storage import store
from kreishaus.ground.typesetting.compiler import typeset
from kreishaus.services.applications import actions, memory
from kreishaus.services.forms.engine.rows import initial_answers
from kreishaus.services.forms.queries import schema_of

_FILE = "applications.yaml"


def submit_examples(place: Path, *, at: datetime) -> None:
    """Submit the example applications of the demonstration, each on its day."""
    text = (place / _FILE).read_text(encoding="utf-8")
    for entry in yamlsource.load(text, _FILE).data["applications"]:
        _submit(entry, at=at - timedelta(days=int(entry["days_ago"])))


def _submit(entry: Mapping[str, Any], *, at: datetime) -> None:
    service = memory.visible_service(entry["service"])
    about = memory.visible_service(entry.get("about", entry["service"]))
    assert service is not None, entry["service"]
    assert about is not None, entry["about"]
    offering = memory.current_offering_of(service.pk)
    assert offering is not None, entry["service"]
    answers = initial_answers(schema_of(offering.form)) | _with_files(entry["answers"], on=at.date())
    draft, _secret = actions.start_draft(offering=offering, service=about, answers=answers, at=at)
    draft.offering, draft.service = offering, about
    actions.submit(draft=draft, at=at)


def _with_files(value: Any, *, on: date) -> Any:
    """Return the answers with a stored file where the text only names an example."""
    if isinstance(value, Mapping):
        if "example" in value:
            return _stored(_page(value["example"], on=on), f"{value['example']}.pdf", "application/pdf")
        if "picture" in value:
            return _stored(_picture(), f"{value['picture']}.jpg", "image/jpeg")
        return {key: _with_files(inner, on=on) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_files(inner, on=on) for inner in value]
    return value


def _stored(content: bytes, name: str, media_type: str) -> dict[str, Any]:
    blob = store().put(content)
    return {"sha256": blob.sha256, "name": name, "size": blob.size, "media_type": media_type}


def _page(title: str, *, on: date) -> bytes:
    data = {
        "authority": {"name": "Beispiel"},
        "title": title,
        "reference": "Beispiel",
        "submitted_at_text": "",
        "pages": [{"title": title, "groups": [{"title": "", "rows": [{"label": "Inhalt", "value": _NOTE}]}]}],
        "not_sent": [],
        "attachments": [],
        "demo_notice": _NOTE,
    }
    return typeset("summary", data, title=title, on=on)


_NOTE = "Diese Seite steht in der Demonstration für einen Nachweis. Sie ist erfunden."


def _picture() -> bytes:
    """Return a plain picture with a shape of a head on it: nobody's face."""
    image = Image.new("RGB", (350, 450), "#dfe6ee")
    for left, top, right, bottom in ((125, 90, 225, 210), (70, 250, 280, 450)):
        image.paste("#5b6f86", (left, top, right, bottom))
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=80)
    return stream.getvalue()
