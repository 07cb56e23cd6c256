"""One of several answers."""

from kreishaus.services.forms.fields.choice.field import TYPE
from tests.services.forms.fields.contract import field_of
from tests.services.forms.fields.examples import OPTIONS


def test_only_offered_answers_are_accepted() -> None:
    field = field_of("choice", options=OPTIONS)

    assert TYPE.validate("a", field) == []
    assert TYPE.validate("c", field) == ["Bitte wählen Sie bei „Feld“ eine Antwort aus."]


def test_a_list_that_is_not_resolved_yet_takes_text() -> None:
    assert TYPE.validate("Deutschland", field_of("choice")) == []


def test_an_answer_that_is_gone_is_shown_by_its_key() -> None:
    assert TYPE.display("alt", field_of("choice", options=OPTIONS)) == "alt"
