"""The same form in other words: paths, rules and answers stay, words change, German fills the gaps."""

from datetime import date
from typing import Any

from kreishaus.base.words import speaking
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.localising import Translated, Untranslated, key_of, localised, texts_of
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.fields.consent.field import TYPE as CONSENT

TODAY = date(2026, 6, 1)


def _form() -> FormSchema:
    def field(key: str, kind: str, **more: Any) -> dict[str, Any]:
        return {"key": key, "type": kind, "label": key.title(), **more}

    data = {
        "title": "Parken",
        "pages": [
            {
                "key": "car",
                "title": "Ihr Auto",
                "groups": [
                    {
                        "key": "pages",
                        "title": "Auto",
                        "fields": [
                            field("plate", "text", required=True, hint="Vorn am Auto", help="Lang", purpose="Karte"),
                            field("owner", "choice", options=[{"self": "Ich"}, {"other": "Andere"}]),
                            field("start", "date"),
                            field("agreed", "consent", text="Ich bin einverstanden.", version="1"),
                            field(
                                "quiz",
                                "quiz",
                                questions=[
                                    {
                                        "key": "q1",
                                        "text": "Wahr?",
                                        "options": [{"ja": "Ja"}, {"nein": "Nein"}],
                                        "right": "ja",
                                        "explanation": "Eben.",
                                    }
                                ],
                            ),
                        ],
                    }
                ],
            }
        ],
        "rules": [{"id": "R1.1", "valid": "pages.plate != 'X'", "message": "Nicht X.", "at": "pages.plate"}],
    }
    return parse_form(data)


ENGLISH = {
    "form.title": "Parking",
    "pages.car.title": "Your car",
    "groups.pages.plate.label": "Number plate",
    "groups.pages.owner.options.other.label": "Somebody else",
    "groups.pages.agreed.text": "I agree.",
    "groups.pages.quiz.questions.q1.options.ja.label": "Yes",
    "rules.R1.1.message": "Not X.",
}


def test_every_text_has_a_key_of_its_own() -> None:
    texts = texts_of(_form())
    assert texts["pages.car.title"] == "Ihr Auto"
    assert texts["groups.pages.title"] == "Auto"
    assert texts["groups.pages.plate.hint"] == "Vorn am Auto"
    assert texts["groups.pages.owner.options.self.label"] == "Ich"
    assert texts["groups.pages.quiz.questions.q1.text"] == "Wahr?"
    assert texts["groups.pages.quiz.questions.q1.options.nein.label"] == "Nein"
    assert texts["groups.pages.quiz.questions.q1.explanation"] == "Eben."
    assert texts["rules.R1.1.message"] == "Nicht X."
    assert ENGLISH.keys() <= texts.keys()


def test_keys_begin_with_the_place() -> None:
    assert (key_of("@car"), key_of("vehicle.plate"), key_of("rules.a")) == (
        "pages.car",
        "vehicle.plate",
        "groups.rules.a",
    )


def test_words_change_and_gaps_stay_german_and_say_so() -> None:
    said = localised(_form(), ENGLISH, "en")
    plate, owner, *_ = said.fields
    assert plate.label == "Number plate"
    assert isinstance(plate.label, Translated)
    assert plate.label.source == "Plate"
    assert plate.hint == "Vorn am Auto"
    assert isinstance(plate.hint, Untranslated)
    assert [str(option.label) for option in owner.options] == ["Ich", "Somebody else"]
    assert said.title == "Parking"
    assert said.rules[0].message == "Not X."


def test_it_is_judged_alike() -> None:
    form = _form()
    said = localised(form, ENGLISH, "en")
    answers: dict[str, object] = {"pages": {"plate": "X", "owner": "self"}}
    one, other = (evaluate(each, answers, on=TODAY) for each in (form, said))
    assert one.submitted == other.submitted
    assert one.visible == other.visible
    assert one.errors["pages.plate"] == ["Nicht X."]
    assert other.errors["pages.plate"] == ["Not X."]


def test_messages_of_types_are_said_in_the_language_with_its_labels() -> None:
    with speaking("en"):
        found = evaluate(localised(_form(), ENGLISH, "en"), {}, on=TODAY)
    assert found.errors["pages.plate"] == ["Please fill in “Number plate”."]


def test_consent_counts_for_the_german_text() -> None:
    form = _form()
    german = next(field for field in form.fields if field.key == "agreed")
    english = next(field for field in localised(form, ENGLISH, "en").fields if field.key == "agreed")
    assert english.text == "I agree."
    assert CONSENT.parse(["ja"], english) == CONSENT.parse(["ja"], german)


def test_what_is_frozen_has_the_digest_it_had() -> None:
    form = _form()
    before = form.digest
    said = localised(form, {}, "en")
    assert form.digest == before
    assert said.digest != before
    assert parse_form(form.to_data()).digest == before
