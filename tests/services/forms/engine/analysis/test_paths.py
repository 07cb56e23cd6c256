from typing import Any

from kreishaus.services.forms.engine.analysis import Searcher, page_sequences
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.places import put
from tests.services.forms.parking import TODAY

QUESTION = {"key": "y", "type": "yes-no", "label": "Frage"}
TEXT = {"key": "t", "type": "text", "label": "Text"}


def page(key: str, *items: dict[str, Any], **settings: str) -> dict[str, Any]:
    """Return a page with one group of the same key; `hidden` is the condition of the group."""
    when = {"when": settings.pop("group")} if "group" in settings else {}
    return {
        "key": key,
        "title": key.upper(),
        "groups": [{"key": key, "title": key, "items": list(items), **when}],
        **settings,
    }


def test_every_sequence_is_found_with_the_fewest_answers_that_lead_through_it() -> None:
    schema = parse_form(
        {
            "pages": [
                page("a", QUESTION, TEXT),
                page("b", QUESTION, when="a.y == true"),
                page("c", TEXT, group="b.y == true"),
            ]
        }
    )

    found = page_sequences(Searcher(schema, on=TODAY))

    assert found.complete
    assert found.found == {
        ("a",): {},
        ("a", "b"): {"a.y": True},
        ("a", "b", "c"): {"a.y": True, "b.y": True},
    }
    for pages, example in found.found.items():
        answers: dict[str, Any] = {}
        for path, value in example.items():
            put(answers, path, value)
        assert evaluate(schema, answers, on=TODAY).visible_pages == pages


def test_the_number_of_sequences_is_bounded() -> None:
    pages = [page("a", *(QUESTION | {"key": f"y{n}"} for n in range(9)))]
    pages += [page(f"p{n}", TEXT, when=f"a.y{n} == true") for n in range(9)]

    found = page_sequences(Searcher(parse_form({"pages": pages}), on=TODAY), most=20)

    assert len(found.found) == 20
    assert not found.complete
