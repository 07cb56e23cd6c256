"""What travels in our Stichworte, and the last resort."""

from copy import deepcopy
from typing import Any

from kreishaus.services.forms.formats.xdatenfelder import convert, read_schema
from kreishaus.services.forms.formats.xdatenfelder.writing.annotations import applied, noted, notes_between, taken_from
from tests.services.forms.formats.xdatenfelder.written import field_xml, group_xml, schema_xml, used

SCHEMA = read_schema(schema_xml(used(group_xml(used(field_xml(label="Name"))))), name="x")


def plain() -> dict[str, Any]:
    return deepcopy(convert(SCHEMA).form)


def sources(form: dict[str, Any]) -> dict[str, Any]:
    [group] = form["pages"][0]["groups"]
    [field] = group["fields"]
    return {group["fim"]["path"]: group, field["fim"]["path"]: field}


def test_a_form_that_the_import_gets_right_needs_no_note() -> None:
    assert notes_between(plain(), plain(), sources(plain())) == {}


def test_only_what_differs_is_noted_and_taken_away_again() -> None:
    wanted = plain()
    [field] = wanted["pages"][0]["groups"][0]["fields"]
    field |= {"hint": "Wie  im\nAusweis „neu“", "label": "Familienname"}

    notes = notes_between(plain(), wanted, sources(wanted))

    assert notes == {
        "": {},
        field["fim"]["path"]: {"hint": "Wie  im\nAusweis „neu“", "label": "Familienname"},
    }
    assert taken_from(noted(SCHEMA, notes)) == (SCHEMA, notes)
    assert applied(plain(), notes) == wanted


def test_what_no_part_explains_is_noted_as_a_whole_for_the_unchanged_file() -> None:
    wanted = plain()
    wanted["pages"].append({"key": "mehr", "title": "Mehr", "groups": [{"key": "g", "title": "G", "fields": []}]})

    notes = notes_between(plain(), wanted, sources(wanted))

    changed = plain()
    changed["title"] = "Inzwischen anders"
    assert list(notes) == [""]
    assert applied(plain(), notes) == wanted
    assert applied(changed, notes) == changed
