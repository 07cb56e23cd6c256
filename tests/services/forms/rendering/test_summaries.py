"""All answers to read."""

from typing import Any

from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.rendering import render_answers, render_summary, summary_data
from tests.services.forms.parking import CONSENT, TODAY, complete_answers, form_of, judged, parking
from tests.services.forms.rendering.reading import all_of, check, text_of


def with_aside() -> dict[str, Any]:
    """Return answers with a file that is no longer needed."""
    answers = complete_answers()
    answers["vehicle"][0]["consent"] = [CONSENT]
    return answers


def terms(tree: Any) -> dict[str, str]:
    """Return what stands under each label."""
    return dict(zip(map(text_of, all_of(tree, "dt")), map(text_of, all_of(tree, "dd")), strict=True))


def test_the_check_page_shows_every_answer_with_a_way_to_change_it() -> None:
    tree = check(render_summary(parking(), judged(complete_answers()), change_url=lambda key: f"/antrag/{key}"))

    assert terms(tree) == {
        "Kennzeichen": "LER DV 7",
        "Halter": "Ich selbst",
        "Name": "Antje de Vries",
        "Geburtsdatum": "08.03.1971",
        "Telefon": "Keine Angabe",
        "Sind Sie schwerbehindert?": "Nein",
        "Beginn": "01.07.2026",
        "Ende": "31.07.2026",
        "Tage": "31",
    }
    assert [(link.get("href"), text_of(link)) for link in all_of(tree, "a")] == [
        ("/antrag/vehicles", "Ändern: Ihre Fahrzeuge"),
        ("/antrag/person", "Ändern: Zu Ihnen"),
    ]


def test_what_is_not_sent_is_shown_with_its_reason() -> None:
    tree = check(render_summary(parking(), judged(with_aside()), change_url=lambda key: key))

    assert text_of(all_of(tree, "h2")[-1]) == "Wird nicht übermittelt"
    assert terms(tree)["Zustimmung des Halters"] == (
        "zustimmung.pdf (332 KB) Wird wegen Ihrer Antwort bei „Halter“ nicht gebraucht."
    )


def test_the_desk_sees_what_was_submitted_and_opens_files() -> None:
    answers = complete_answers()
    answers["vehicle"][0] |= {"owner": "other", "consent": [CONSENT]}
    answers["vehicle"].append({"plate": "LER <b>", "owner": "self"})

    tree = check(render_answers(parking(), judged(answers), file_url=lambda file: f"/datei/{file['sha256']}"))

    assert [(link.get("href"), text_of(link)) for link in all_of(tree, "a")] == [
        ("/datei/" + "ab" * 32, "zustimmung.pdf")
    ]
    assert [text_of(heading) for heading in all_of(tree, "h3")] == ["Fahrzeug 1", "Fahrzeug 2", "Zeitraum"]


def test_the_printed_summary_has_the_same_answers_as_plain_data() -> None:
    data = summary_data(parking(), judged(with_aside()))

    assert data["pages"] == [
        {
            "title": "Ihre Fahrzeuge",
            "groups": [
                {
                    "title": "Fahrzeug 1",
                    "rows": [
                        {"label": "Kennzeichen", "value": "LER DV 7"},
                        {"label": "Halter", "value": "Ich selbst"},
                    ],
                }
            ],
        },
        {
            "title": "Zu Ihnen",
            "groups": [
                {
                    "title": "Zu Ihnen",
                    "rows": [
                        {"label": "Name", "value": "Antje de Vries"},
                        {"label": "Geburtsdatum", "value": "08.03.1971"},
                        {"label": "Sind Sie schwerbehindert?", "value": "Nein"},
                    ],
                },
                {
                    "title": "Zeitraum",
                    "rows": [
                        {"label": "Beginn", "value": "01.07.2026"},
                        {"label": "Ende", "value": "31.07.2026"},
                        {"label": "Tage", "value": "31"},
                    ],
                },
            ],
        },
    ]
    assert data["not_sent"] == [
        {
            "label": "Zustimmung des Halters",
            "value": "zustimmung.pdf (332 KB)",
            "reason": "Wird wegen Ihrer Antwort bei „Halter“ nicht gebraucht.",
        }
    ]
    assert data["attachments"] == []


def test_attachments_are_listed_with_their_hash() -> None:
    answers = complete_answers()
    answers["vehicle"][0] |= {"owner": "other", "consent": [CONSENT]}

    assert summary_data(parking(), judged(answers))["attachments"] == [
        {"name": "zustimmung.pdf", "size_text": "332 KB", "sha256": "ab" * 32}
    ]


def test_entries_of_a_repeated_field_stand_beside_each_other() -> None:
    answers = complete_answers()
    answers["person"]["phones"] = ["0491 1", None, "0491 2"]

    tree = check(render_summary(parking(), judged(answers)))

    assert terms(tree)["Telefon"] == "0491 1, 0491 2"


def test_answers_set_aside_of_a_repeated_field_are_shown_too() -> None:
    hidden = {"key": "b", "type": "text", "label": "B", "repeat": "0..*", "when": "g.a == true"}
    schema = form_of({"key": "a", "type": "yes-no", "label": "A"}, hidden)
    evaluation = evaluate(schema, {"g": {"a": False, "b": ["x", "y"]}}, on=TODAY)

    assert terms(check(render_summary(schema, evaluation)))["B"] == (
        "x, y Wird wegen Ihrer Antwort bei „A“ nicht gebraucht."
    )
    assert summary_data(schema, evaluation)["not_sent"] == [
        {"label": "B", "value": "x, y", "reason": "Wird wegen Ihrer Antwort bei „A“ nicht gebraucht."}
    ]
