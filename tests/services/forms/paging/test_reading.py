"""What a browser sends for one page: nothing typed is lost."""

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from kreishaus.services.forms.paging import (
    PageInput,
    read_page,
)
from tests.services.forms.parking import TODAY, complete_answers, one_field, parking


def sent(page: str, data: str, answers: dict[str, Any] | None = None, **options: Any) -> PageInput:
    """Return the outcome of one page of the parking permit."""
    return read_page(
        parking(),
        page,
        QueryDict(data),
        answers=answers if answers is not None else {},
        raw=options.pop("raw", {}),
        on=TODAY,
        **options,
    )


def test_what_is_sent_becomes_answers_at_their_paths() -> None:
    result = sent(
        "person", "person.name=Antje+de+Vries&person.born=8.3.1971&person.disabled=nein&period.start=1.7.2026"
    )

    assert result.answers == {
        "person": {"name": "Antje de Vries", "born": "1971-03-08", "disabled": False},
        "period": {"start": "2026-07-01"},
    }
    assert result.errors == {}
    assert not result.stays


def test_what_cannot_be_read_is_kept_as_typed_beside_the_error() -> None:
    result = sent("person", "person.name=Antje&person.born=im+M%C3%A4rz&period.start=1.7.2026")

    assert result.raw == {"person.born": "im März"}
    assert list(result.errors) == ["person.born"]
    assert result.answers["person"] == {"name": "Antje"}
    assert result.stays


def test_a_corrected_input_forgets_what_was_typed_before() -> None:
    result = sent("person", "person.born=8.3.1971", raw={"person.born": "im März", "vehicle[0].x": "bleibt"})

    assert result.raw == {"vehicle[0].x": "bleibt"}


def test_fields_of_other_pages_and_those_not_sent_keep_their_answers() -> None:
    answers = complete_answers()

    result = sent("person", "person.name=Neu", answers)

    assert result.answers["vehicle"] == answers["vehicle"]
    assert result.answers["person"] == {**answers["person"], "name": "Neu"}
    assert answers == complete_answers()


def test_an_emptied_input_takes_the_answer_away() -> None:
    result = sent("person", "person.born=", complete_answers())

    assert "born" not in result.answers["person"]  # type: ignore[operator]


def test_only_errors_of_the_page_are_shown() -> None:
    result = sent("person", "person.name=Antje&period.start=1.7.2026")

    assert not result.evaluation.is_complete
    assert result.errors == {}


def test_a_field_that_appears_is_shown_first_and_not_blamed() -> None:
    answers = {"vehicle": [{"plate": "LER A 1", "owner": "self"}]}

    result = sent("vehicles", "vehicle[0].plate=LER+A+1&vehicle[0].owner=other", answers)

    assert result.appeared == ("vehicle[0].consent",)
    assert result.errors == {}
    assert result.stays


def test_a_field_that_has_its_answer_when_it_appears_is_no_news() -> None:
    file = {"sha256": "a" * 64, "name": "ja.pdf", "size": 1, "media_type": "application/pdf"}
    answers = {"vehicle": [{"plate": "LER A 1", "owner": "self", "consent": [file]}]}

    result = sent("vehicles", "vehicle[0].plate=LER+A+1&vehicle[0].owner=other", answers)

    assert result.appeared == ()
    assert not result.stays


def test_the_second_time_the_field_is_asked_for() -> None:
    answers = {"vehicle": [{"plate": "LER A 1", "owner": "other"}]}

    result = sent("vehicles", "vehicle[0].plate=LER+A+1&vehicle[0].owner=other", answers)

    assert list(result.errors) == ["vehicle[0].consent"]


def test_a_row_is_added_and_what_was_typed_stays() -> None:
    result = sent("vehicles", "vehicle[0].plate=LER+A+1&_add=vehicle")

    assert result.answers == {"vehicle": [{"plate": "LER A 1"}, {}]}
    assert (result.action, result.focus, result.errors) == ("add", "vehicle[1]", {})
    assert "vehicle[1].plate" in result.evaluation.visible
    assert result.stays


def test_no_more_rows_than_allowed_are_added() -> None:
    answers = {"vehicle": [{"plate": "LER A 1"}, {"plate": "LER A 2"}]}

    assert len(sent("vehicles", "_add=vehicle", answers).answers["vehicle"]) == 2  # type: ignore[arg-type]


def test_a_row_is_removed_and_later_ones_move_up() -> None:
    answers = {"vehicle": [{"plate": "LER A 1"}, {"plate": "LER A 2"}]}

    result = sent("vehicles", "_remove=vehicle[0]", answers, raw={"vehicle[1].owner": "?"})

    assert result.answers == {"vehicle": [{"plate": "LER A 2"}]}
    assert result.raw.pop("~removed") == {"path": "vehicle", "index": 0, "value": {"plate": "LER A 1"}, "typed": {}}
    assert result.raw == {"vehicle[0].owner": "?"}


def test_entries_of_a_repeated_field_come_and_go() -> None:
    added = sent("person", "person.phones[0]=0491+1&_add=person.phones")
    filled = sent("person", "person.phones[0]=0491+1&person.phones[1]=0491+2", added.answers)
    removed = sent("person", "_remove=person.phones[0]", filled.answers)

    assert added.answers == {"person": {"phones": ["0491 1", None]}}
    assert filled.answers == {"person": {"phones": ["0491 1", "0491 2"]}}
    assert removed.answers == {"person": {"phones": ["0491 2"]}}


@pytest.mark.parametrize(
    "button",
    [
        "_add=person.name",
        "_add=period",
        "_add=nirgends",
        "_remove=vehicle[x]",
        "_remove=vehicle",
        "_add=vehicle[0].consent",
    ],
)
def test_a_button_that_does_not_exist_changes_nothing(button: str) -> None:
    answers = complete_answers()

    result = sent("vehicles", button, answers)

    assert result.answers == answers
    assert result.errors == {}


def test_an_early_refresh_shows_no_errors() -> None:
    result = sent("vehicles", "vehicle[0].owner=other&_refresh=1")

    assert result.action == "refresh"
    assert result.errors == {}
    assert "vehicle[0].consent" in result.evaluation.visible


def test_a_computed_field_cannot_be_sent() -> None:
    result = sent("person", "period.days=99", complete_answers())

    assert result.evaluation.computed == {"period.days": 31}
    assert "days" not in result.answers["period"]  # type: ignore[operator]


def test_a_refused_upload_is_shown_at_its_field_whatever_button_was_pressed() -> None:
    refused = {"vehicle[0].consent": "Bitte laden Sie die Datei als PDF hoch."}

    result = sent("vehicles", "vehicle[0].owner=other&_upload=vehicle[0].consent", upload_errors=refused)

    assert result.errors == {"vehicle[0].consent": ["Bitte laden Sie die Datei als PDF hoch."]}


def test_an_unknown_page_is_refused() -> None:
    with pytest.raises(KeyError):
        sent("nirgends", "")


def test_unchecking_every_box_is_an_answer() -> None:
    schema = one_field(type="multiple-choice", options=[{"a": "A"}])

    result = read_page(schema, "p", QueryDict("g.f="), answers={"g": {"f": ["a"]}}, raw={}, on=TODAY)

    assert result.answers == {"g": {}}


_NAMES = [
    "vehicle[0].plate",
    "vehicle[7].plate",
    "vehicle[999].owner",
    "vehicle[0].plate.x",
    "vehicle[0].consent",
    "vehicle[0][1]",
    "vehicle[0]",
    "vehicle",
    "_add",
    "_remove",
    "_upload",
    "x",
    "",
]


@given(
    st.lists(st.tuples(st.sampled_from(_NAMES), st.one_of(st.text(max_size=10), st.sampled_from(_NAMES))), max_size=8)
)
def test_no_request_makes_it_fail(pairs: list[tuple[str, str]]) -> None:
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)

    result = read_page(parking(), "vehicles", data, answers={}, raw={}, on=TODAY)
    again = read_page(parking(), "vehicles", data, answers=result.answers, raw=result.raw, on=TODAY)

    assert again.evaluation.visible
