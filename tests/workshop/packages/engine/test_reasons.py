from typing import Any

import pytest

from kreishaus.workshop.packages.engine.edits import NotPossible
from kreishaus.workshop.packages.engine.reasons import GiveReasons


def form() -> dict[str, Any]:
    fields: list[dict[str, Any]] = [{"key": key, "type": "text", "label": key} for key in ("name", "tier")]
    fields.append({"key": "mail", "type": "email", "label": "mail", "purpose": "Fragen"})
    group = {"key": "person", "title": "Person", "items": fields}
    return {"pages": [{"key": "eins", "title": "Eins", "groups": [group]}]}


@pytest.mark.parametrize("address", ["person", "@eins", "person.name"])
def test_one_sentence_goes_to_the_questions_that_are_meant_and_have_none(address: str) -> None:
    edit = GiveReasons(address, frozenset({"person.name", "person.mail"}), "Antrag", ("§ 1",))

    done = edit.apply(form())

    found = {each["key"]: each.get("purpose") for each in done.form["pages"][0]["groups"][0]["items"]}
    assert found == {"name": "Antrag", "tier": None, "mail": "Fragen"}
    assert done.form["pages"][0]["groups"][0]["items"][0]["basis"] == ["§ 1"]
    assert done.inverse.apply(done.form).form == form()


def test_nothing_to_write_is_told() -> None:
    with pytest.raises(NotPossible, match="wofür"):
        GiveReasons("person", frozenset({"person.name"}), " ").apply(form())
    with pytest.raises(NotPossible, match="steht schon"):
        GiveReasons("person", frozenset({"person.mail"}), "Antrag").apply(form())


def test_it_follows_what_was_moved() -> None:
    moved = GiveReasons("person", frozenset({"person.name"}), "Antrag").at({"person": "wer", "person.name": "wer.name"})

    assert (moved.address, moved.questions) == ("wer", frozenset({"wer.name"}))
