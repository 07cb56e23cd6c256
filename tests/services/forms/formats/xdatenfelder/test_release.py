"""Validity and elements that lag behind their schema are told."""

import pytest

from kreishaus.services.forms.formats.xdatenfelder.release import lagging, release_notes
from tests.services.forms.formats.xdatenfelder.written import field_xml, read, schema_xml, used


def status(code: str) -> str:
    return f"<freigabestatus><code>{code}</code></freigabestatus>"


@pytest.mark.parametrize(("code", "lags"), [("6", False), ("5", True), ("3", True), ("7", True), ("8", True)])
def test_an_element_with_a_lower_status_is_found(code: str, lags: bool) -> None:
    schema = read(schema_xml(used(field_xml(more=status(code)))))

    assert bool(lagging(schema)) is lags


def test_an_element_without_a_known_status_is_not_ranked() -> None:
    assert lagging(read(schema_xml(used(field_xml()) + used(field_xml(number=2, more=status("x")))))) == {}


def test_the_note_names_the_status() -> None:
    schema = read(schema_xml(used(field_xml(more=status("3")))))

    assert [note.message for note in release_notes(schema)] == [
        "Das Element hat einen niedrigeren Status als das Schema: Entwurf."
    ]


def test_validity_is_told() -> None:
    head = "<gueltigAb>2026-01-01</gueltigAb><gueltigBis>2027-12-31</gueltigBis>"

    assert [note.message for note in release_notes(read(schema_xml(used(field_xml()), head=head)))] == [
        "Das Schema gilt ab dem 1. Januar 2026.",
        "Das Schema gilt nur bis zum 31. Dezember 2027.",
    ]
