import pytest

from kreishaus.workshop.packages.engine.edits import Edit
from kreishaus.workshop.packages.engine.elements import find
from kreishaus.workshop.packages.engine.merging import Conflict, differences, merged
from kreishaus.workshop.packages.engine.moving import Move, Rename
from kreishaus.workshop.packages.engine.settings import AddRule, Change, ChangeRule
from kreishaus.workshop.packages.engine.structure import Insert, Remove
from tests.workshop.packages.engine.forms import car_form

FIELD = {"type": "text", "label": "Straße"}


def both(theirs: Edit, mine: Edit) -> dict[str, object]:
    base = car_form()
    first = theirs.apply(base)
    return dict(merged(mine, base=base, now=first.form, moved=first.moved).form)


def test_changes_of_different_fields_go_together() -> None:
    form = both(Change("person.name", {"hint": "Wie im Ausweis"}), Change("person.born", {"hint": "TT.MM.JJJJ"}))

    assert find(form, "person.name").element["hint"] == "Wie im Ausweis"
    assert find(form, "person.born").element["hint"] == "TT.MM.JJJJ"


def test_different_settings_of_one_field_go_together() -> None:
    form = both(Change("person.name", {"hint": "A"}), Change("person.name", {"label": "Ihr Name"}))

    assert (find(form, "person.name").element["hint"], find(form, "person.name").element["label"]) == ("A", "Ihr Name")


def test_a_change_finds_its_field_after_others_moved_and_renamed_it() -> None:
    form = both(Move("person.name", "contact.phone", 0), Change("person.name", {"hint": "A"}))
    other = both(Rename("person", "who"), Change("person.name", {"hint": "A"}))

    assert find(form, "contact.phone.name").element["hint"] == "A"
    assert find(other, "who.name").element["hint"] == "A"


def test_the_same_change_twice_is_no_conflict() -> None:
    form = both(Change("person.name", {"hint": "A"}), Change("person.name", {"hint": "A"}))

    assert find(form, "person.name").element["hint"] == "A"


def test_new_fields_of_both_stay() -> None:
    form = both(Insert("person", -1, (FIELD,)), Insert("person", -1, (FIELD,)))

    assert [item["key"] for item in find(form, "person").element["items"]][-2:] == ["strasse", "strasse_2"]


def test_rules_of_both_stay() -> None:
    rule = {"require": "person.born", "when": "person.name == 'x'"}

    assert [each["id"] for each in both(AddRule(rule), AddRule(rule))["rules"]][-2:] == ["R6", "R7"]  # type: ignore[attr-defined, index]


def test_two_values_for_one_setting_are_a_conflict_that_shows_both() -> None:
    with pytest.raises(Conflict) as found:
        both(Change("person.name", {"label": "Familienname"}), Change("person.name", {"label": "Nachname"}))

    [clash] = found.value.clashes
    assert (clash.name, clash.words, clash.before, clash.mine, clash.theirs) == (
        "Name", "Frage", "Name", "Nachname", "Familienname",
    )  # fmt: skip


def test_changing_what_is_gone_and_deleting_what_was_changed_are_conflicts() -> None:
    with pytest.raises(Conflict, match="gelöscht"):
        both(Remove(("contact.phone",)), Change("contact.phone.number", {"hint": "A"}))
    with pytest.raises(Conflict, match="gelöscht"):
        both(Change("contact.phone.number", {"hint": "A"}), Remove(("contact.phone",)))


def test_one_rule_changed_by_two_is_a_conflict() -> None:
    with pytest.raises(Conflict, match="Regel R1"):
        both(
            ChangeRule("R1", {"require": "person.consent", "when": "person.kind == 'self'"}),
            ChangeRule("R1", {"require": "person.consent", "when": "person.name == 'x'"}),
        )


def test_differences_name_element_and_setting() -> None:
    before = car_form()
    after = Change("person.name", {"label": "Nachname"}).apply(Remove(("contact.phone",)).apply(before).form).form

    assert [(each.name, each.words) for each in differences(before, after)] == [
        ("Name", "Frage"), ("Telefon", "gelöscht"), ("Nummer", "gelöscht"),
    ]  # fmt: skip
