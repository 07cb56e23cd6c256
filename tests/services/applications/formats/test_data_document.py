"""The data document: readable alone, the same bytes each time."""

import json

from kreishaus.services.applications.engine.shown import ShownAnswer, ShownGroup, ShownPage
from kreishaus.services.applications.formats.data_document import data_document

PAGES = (ShownPage("p", "Person", (ShownGroup("Person", (ShownAnswer("person.name", "Name", "Öztürk"),)),)),)


def written(answers: dict[str, object]) -> bytes:
    return data_document(
        service="jagdschein",
        version="1.0.0",
        form_digest="f" * 64,
        submitted_at="2026-03-02T11:00:00+00:00",
        answers=answers,
        pages=PAGES,
    )


def test_the_document_names_form_answers_and_what_was_shown() -> None:
    assert json.loads(written({"person": {"name": "Öztürk"}})) == {
        "format": "kreishaus-application-1",
        "service": "jagdschein",
        "version": "1.0.0",
        "form": "f" * 64,
        "submitted_at": "2026-03-02T11:00:00+00:00",
        "answers": {"person": {"name": "Öztürk"}},
        "shown": {"person.name": {"label": "Name", "value": "Öztürk"}},
    }


def test_the_order_of_the_answers_does_not_change_the_bytes() -> None:
    assert written({"a": 1, "b": 2}) == written({"b": 2, "a": 1})
    assert "Öztürk".encode() in written({"person": {"name": "Öztürk"}})
