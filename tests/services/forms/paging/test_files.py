"""Files in and out of the answers."""

import pytest
from django.http import QueryDict

from kreishaus.services.forms.paging import (
    NoSuchFileField,
    TooManyFiles,
    attach_file,
    detach_file,
    file_fields,
    read_page,
)
from tests.services.forms.parking import CONSENT, TODAY, judged, one_field, parking

OTHER = {**CONSENT, "sha256": "cd" * 32, "name": "zweite.pdf"}


def test_the_visible_file_fields_of_a_page_are_known() -> None:
    answers = {"vehicle": [{"owner": "other", "consent": [CONSENT]}, {"owner": "self"}]}

    [found] = file_fields(parking(), "vehicles", judged(answers), answers)

    assert (found.path, found.accept, found.max_bytes) == ("vehicle[0].consent", ("pdf",), 5 * 1024 * 1024)
    assert (found.count, found.most) == (1, 1)
    assert file_fields(parking(), "person", judged(answers), answers) == []


def test_a_field_for_one_file_takes_the_newest() -> None:
    first = attach_file(parking(), {}, "vehicle[0].consent", CONSENT)
    second = attach_file(parking(), first, "vehicle[0].consent", OTHER)

    assert first == {"vehicle": [{"consent": [CONSENT]}]}
    assert second == {"vehicle": [{"consent": [OTHER]}]}


def test_a_field_for_several_files_refuses_one_too_many_and_doubles() -> None:
    schema = one_field(type="file", repeat="0..2")
    answers = attach_file(schema, {}, "g.f", CONSENT)
    answers = attach_file(schema, answers, "g.f", OTHER)

    assert attach_file(schema, answers, "g.f", CONSENT) == {"g": {"f": [OTHER, CONSENT]}}
    with pytest.raises(TooManyFiles, match="höchstens 2 Dateien"):
        attach_file(schema, answers, "g.f", {**CONSENT, "sha256": "ef" * 32})


def test_a_file_is_detached_by_its_number_or_by_its_button() -> None:
    answers = {"vehicle": [{"owner": "other", "consent": [CONSENT]}]}

    assert detach_file(parking(), answers, "vehicle[0].consent", 0) == {"vehicle": [{"owner": "other"}]}
    assert detach_file(parking(), answers, "vehicle[0].consent", 4) == answers
    pressed = QueryDict("_remove=vehicle[0].consent[0]")
    result = read_page(parking(), "vehicles", pressed, answers=answers, raw={}, on=TODAY)
    assert result.answers == {"vehicle": [{"owner": "other"}]}


@pytest.mark.parametrize("path", ["person.name", "nirgends", "vehicle", "a b"])
def test_files_only_go_to_file_fields(path: str) -> None:
    with pytest.raises(NoSuchFileField):
        attach_file(parking(), {}, path, CONSENT)
