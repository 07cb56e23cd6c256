"""Values with several parts."""

from kreishaus.services.forms.fields.composites import choice_problems, kind_of, setting
from tests.services.forms.fields.contract import field_of


def test_a_value_that_is_no_object_is_refused_once() -> None:
    field = field_of("address")
    kind = kind_of(field)  # type: ignore[arg-type]

    assert kind.validate(["Bahnhofstraße"], field) == ["Bitte füllen Sie „Feld“ noch einmal aus."]
    assert kind.validate({"street": "A", "king": 1}, field) == ["Bitte füllen Sie „Feld“ noch einmal aus."]
    assert kind.display(["Bahnhofstraße"], field) == "['Bahnhofstraße']"


def test_settings_are_lists_of_words_one_word_or_the_usual() -> None:
    assert setting(field_of("person", parts=["given"]), "parts", ("x",)) == ("given",)
    assert setting(field_of("person", parts="given"), "parts", ("x",)) == ("given",)
    assert setting(field_of("person"), "parts", ("x",)) == ("x",)


def test_a_word_that_a_setting_does_not_know_is_named() -> None:
    field = field_of("person", parts=["given"])

    assert list(choice_problems(field, "parts", ["family"])) == ["„parts“ kennt „given“ nicht. Möglich sind: family."]
    assert list(choice_problems(field, "parts", ["given"])) == []
