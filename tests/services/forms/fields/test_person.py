"""A person."""

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.fields.person.field import TYPE
from tests.services.forms.fields.contract import answered, entered, field_of

ALL = ["salutation", "title", "given", "family", "birth_name", "birth_date", "birth_place", "nationality"]
ANTJE = {"given": "Antje", "family": "de Vries"}


def test_usually_two_names_are_asked() -> None:
    assert [member.key for member in TYPE.members_of(field_of("person"))] == ["given", "family"]


def test_parts_stand_in_the_usual_order_whatever_the_order_of_the_settings() -> None:
    field = field_of("person", parts=["family", "salutation", "given"])

    assert [member.key for member in TYPE.members_of(field)] == ["salutation", "given", "family"]


def test_everything_reads_as_a_person_would_say_it() -> None:
    value = {
        **ANTJE, "salutation": "frau", "title": "Dr.", "birth_name": "Ahrends", "birth_date": "1971-03-08",
        "birth_place": "Emden", "nationality": "deutsch",
    }  # fmt: skip

    assert TYPE.display(value, field_of("person", parts=ALL)) == (
        "Frau Dr. Antje de Vries geb. Ahrends\ngeboren am 08.03.1971 in Emden\nStaatsangehörigkeit: deutsch"
    )


def test_who_wants_no_salutation_gets_none() -> None:
    assert TYPE.display({**ANTJE, "salutation": "none"}, field_of("person", parts=ALL)) == "Antje de Vries"


def test_one_name_alone_is_not_enough() -> None:
    assert list(TYPE.complaints({"given": "Antje"}, field_of("person"))) == [
        ("family", "Bitte füllen Sie „Nachname“ aus.")
    ]


def test_what_is_optional_may_be_missing() -> None:
    assert TYPE.validate({"family": "Sukarno"}, field_of("person", optional=["given"])) == []


def test_a_birthday_is_typed_in_german() -> None:
    typed = {"given": ["Antje"], "family": ["de Vries"], "birth_date": ["8.3.1971"]}

    stored = answered(entered("person", typed, parts=["given", "family", "birth_date"]))

    assert stored == {**ANTJE, "birth_date": "1971-03-08"}


@pytest.mark.parametrize(
    "settings", [{"parts": ["shoe_size"]}, {"parts": []}, {"optional": ["x"]}, {"parts": {"a": 1}}]
)
def test_settings_that_mean_nothing_are_refused(settings: dict[str, object]) -> None:
    with pytest.raises(Problems):
        field_of("person", **settings)
