from typing import Any

import pytest

from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.workshop.packages.engine.edits import NotPossible
from kreishaus.workshop.packages.engine.elements import NoSuchElement
from kreishaus.workshop.packages.engine.reviewing import Reopen, Settle
from kreishaus.workshop.packages.enums import Settlement

PROPOSAL = [
    {"id": "R9.1", "require": "person.email", "when": "person.name != ''"},
    {"id": "R9.2", "hide": "person.email", "when": "person.name == ''"},
]


def form(**review: Any) -> dict[str, Any]:
    fields = [{"key": key, "type": "text", "label": key} for key in ("name", "email")]
    item = {"id": "R9", "text": "WENN Name DANN E-Mail", "basis": "§ 1 HundG", "proposal": PROPOSAL, **review}
    groups = [{"key": "person", "title": "Person", "items": fields}]
    return {"pages": [{"key": "eins", "title": "Eins", "groups": groups}], "reviews": [item]}


def test_an_accepted_proposal_becomes_rules_with_number_and_basis() -> None:
    done = Settle("R9", Settlement.RULE, rules=tuple(PROPOSAL)).apply(form())

    assert [(rule["id"], rule["basis"]) for rule in done.form["rules"]] == [
        ("R9.1", "§ 1 HundG"),
        ("R9.2", "§ 1 HundG"),
    ]
    assert done.form["reviews"][0]["settled"] == {"by": "rule", "note": "R9.1, R9.2"}
    assert done.form["reviews"][0]["text"] == "WENN Name DANN E-Mail"
    assert parse_form(done.form).open_reviews == ()


def test_a_rule_of_ones_own_takes_the_number_of_the_item_or_the_next_like_it() -> None:
    taken = form() | {"rules": [{"id": "R9", "require": "person.name", "when": "true"}]}
    own = ({"require": "person.email", "when": "true", "basis": "§ 2"},)

    first = Settle("R9", Settlement.RULE, rules=own).apply(form()).form["rules"]
    second = Settle("R9", Settlement.RULE, rules=own).apply(taken).form["rules"]

    assert [(rule["id"], rule["basis"]) for rule in first] == [("R9", "§ 2")]
    assert [rule["id"] for rule in second] == ["R9", "R9_2"]


def test_a_settled_item_is_opened_again_without_the_rules_made_for_it() -> None:
    before = form() | {"rules": [{"id": "R1", "require": "person.name", "when": "true"}]}
    settled = Settle("R9", Settlement.RULE, rules=tuple(PROPOSAL)).apply(before)

    opened = Reopen("R9").apply(settled.form)

    assert [rule["id"] for rule in opened.form["rules"]] == ["R1"]
    assert "settled" not in opened.form["reviews"][0]
    assert settled.inverse.apply(settled.form).form["rules"] == before["rules"]
    assert opened.inverse.apply(opened.form).form["reviews"] == settled.form["reviews"]


def test_a_rule_that_was_there_before_stays_when_the_item_is_opened_again() -> None:
    before = form(settled={"by": "rule", "note": "R1"}) | {"rules": [{"id": "R1", "require": "person.name"}]}

    assert [rule["id"] for rule in Reopen("R9").apply(before).form["rules"]] == ["R1"]


def test_without_a_note_or_twice_nothing_is_settled() -> None:
    settled = Settle("R9", Settlement.NOT_NEEDED, "Gilt nicht.").apply(form()).form

    with pytest.raises(NotPossible, match="kurz dazu"):
        Settle("R9", Settlement.NOT_NEEDED, " ").apply(form())
    with pytest.raises(NotPossible, match="schon geklärt"):
        Settle("R9", Settlement.NOT_NEEDED, "Doch.").apply(settled)
    with pytest.raises(NotPossible, match="schon offen"):
        Reopen("R9").apply(form())
    with pytest.raises(NoSuchElement):
        Reopen("R77").apply(form())
    assert "rules" not in Reopen("R9").apply(settled).form
