"""Every edit: what it does, that its inverse takes it back, that the form stays readable and in its usual shape."""

import copy
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.workshop.packages.engine.edits import Edit, NotPossible, StillRead
from kreishaus.workshop.packages.engine.elements import NoSuchElement, find, walk
from kreishaus.workshop.packages.engine.grouping import Ungroup, Wrap
from kreishaus.workshop.packages.engine.moving import Move, Rename
from kreishaus.workshop.packages.engine.references import answers_followed
from kreishaus.workshop.packages.engine.settings import AddRule, Change, ChangeRule, RemoveRule
from kreishaus.workshop.packages.engine.structure import Copy, Insert, Remove
from tests.workshop.packages.engine.forms import car_form, open_form, usual

FIELD = {"type": "text", "label": "Straße"}
EDITS: list[Edit] = [
    Insert("person", 1, (FIELD,)),
    Insert("@cars", -1, ({"title": "Person", "key": "person", "items": [{**FIELD, "key": "street"}]},)),
    Insert("", 1, ({"title": "Neu", "key": "cars", "groups": [{"key": "car", "items": [{**FIELD, "key": "s"}]}]},)),
    Remove(("person.name",), anyway=True),
    Remove(("contact.phone",)),
    Remove(("@cars",), anyway=True),
    Copy("person.name"),
    Copy("car"),
    Copy("@cars"),
    Move("person.born", "person", 0),
    Move("person.name", "contact.phone", 1),
    Move("contact.phone.number", "person", 2),
    Move("contact", "@cars", 0),
    Move("end.inner", "@person", 1),
    Move("@cars", "", 0),
    Rename("car", "vehicle"),
    Rename("car.weight", "mass"),
    Rename("person.kind", "owner"),
    Rename("@cars", "fahrzeuge"),
    Wrap(("person.name", "person.born"), "Zur Person"),
    Wrap(("car.plate",), "Schild"),
    Wrap(("contact",), "Erreichbarkeit"),
    Ungroup("contact"),
    Ungroup("end.inner"),
    Change("person.name", {"hint": "Wie im Ausweis", "required": None}),
    Change("person.kind", {"type": "text"}),
    Change("", {"title": "Neu"}),
    Change("@cars", {"title": "Autos", "when": None}),
    AddRule({"require": "person.born", "when": "person.name == 'x'"}),
    ChangeRule("R1", {"forbid": "person.consent", "when": "person.kind == 'self'"}),
    RemoveRule("R3"),
]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: f"{type(edit).__name__} {edit.subject}")
def test_an_edit_and_its_inverse_leave_the_form_as_it_was(edit: Edit) -> None:
    before = car_form()
    kept = copy.deepcopy(before)

    done = edit.apply(before)
    back = done.inverse.apply(done.form)

    assert before == kept
    assert usual(done.form) != before
    assert usual(back.form) == before
    assert done.words
    assert usual(back.inverse.apply(back.form).form) == usual(done.form)


def test_a_new_field_gets_a_key_from_its_label_and_a_number_where_it_is_taken() -> None:
    first = Insert("person", 1, (FIELD,)).apply(car_form())
    second = Insert("person", -1, (FIELD,)).apply(first.form)

    assert first.selected == "person.strasse"
    assert second.selected == "person.strasse_2"
    assert [item["key"] for item in find(second.form, "person").element["items"]] == [
        "name", "strasse", "born", "kind", "consent", "strasse_2",
    ]  # fmt: skip


def test_a_field_needs_a_group() -> None:
    with pytest.raises(NotPossible, match="Gruppe"):
        Insert("@cars", 0, (FIELD,)).apply(car_form())
    with pytest.raises(NotPossible, match="Gruppe"):
        Move("person.name", "@cars", 0).apply(car_form())


def test_deleting_what_is_read_names_who_reads_it() -> None:
    with pytest.raises(StillRead) as asked:
        Remove(("person.kind",)).apply(car_form())

    assert [reader.words for reader in asked.value.readers] == ["Regel R1", "Bedingung bei „Überlassungserklärung“"]


def test_deleting_anyway_takes_the_readers_along_and_keeps_the_review_item() -> None:
    form = Remove(("person.name",), anyway=True).apply(car_form()).form

    assert [rule["id"] for rule in form["rules"]] == ["R1", "R3", "R4", "R5"]
    assert form["reviews"][0] == {"id": "P1", "element": "person", "text": "WENN Name DANN Telefon"}


def test_a_rule_with_several_targets_only_loses_the_one_that_goes() -> None:
    form = Remove(("contact.mail",), anyway=True).apply(car_form()).form

    assert next(rule for rule in form["rules"] if rule["id"] == "R2")["hide"] == ["end.inner.yes"]


def test_the_last_field_of_a_group_stays() -> None:
    with pytest.raises(NotPossible, match="letzte Feld"):
        Remove(("contact.phone.number",)).apply(car_form())


def test_a_renamed_list_is_followed_everywhere() -> None:
    form = Rename("car", "vehicle").apply(Rename("car.weight", "mass").apply(car_form()).form).form

    rules = {rule["id"]: rule for rule in form["rules"]}
    assert rules["R3"] == {
        "id": "R3", "valid": "vehicle.all(c, c.mass < 3500)", "message": "Zu schwer.", "at": "vehicle",
    }  # fmt: skip
    assert rules["R4"]["to"] == "sum(vehicle.map(c, c.mass))"
    assert rules["R5"] == {"id": "R5", "require": "vehicle.mass", "when": "has(vehicle.plate)"}
    assert form["reviews"][1]["element"] == "vehicle"


def test_what_rows_read_cannot_leave_them() -> None:
    with pytest.raises(NotPossible, match="die Regel R3"):
        Move("car.weight", "person", 0).apply(car_form())


def test_a_group_that_becomes_empty_by_a_move_goes_with_a_word() -> None:
    done = Move("contact.phone.number", "person", 0).apply(car_form())

    assert "war leer und entfällt" in done.words
    with pytest.raises(NoSuchElement):
        find(done.form, "contact.phone")


def test_a_group_that_is_needed_cannot_be_dissolved() -> None:
    repeated = Change("end.inner", {"repeat": "0..3"}).apply(car_form()).form
    with pytest.raises(NotPossible, match="wiederholt"):
        Ungroup("end.inner").apply(repeated)
    with pytest.raises(NotPossible, match="R2"):
        Ungroup("contact.mail").apply(car_form())
    with pytest.raises(NotPossible, match="Felder brauchen"):
        Ungroup("person").apply(car_form())


def test_a_copied_group_brings_its_inner_rules_and_no_number_of_the_schema() -> None:
    done = Copy("car").apply(car_form())

    rules = {rule["id"]: rule for rule in done.form["rules"]}
    assert rules["R3_2"]["valid"] == "car_2.all(c, c.weight < 3500)"
    assert rules["R5_2"]["require"] == "car_2.weight"
    assert "fim" not in find(Copy("person.name").apply(car_form()).form, "person.name_2").element


def test_a_change_of_type_drops_what_the_new_type_does_not_know() -> None:
    done = Change("person.kind", {"type": "text"}).apply(car_form())

    assert "options" not in find(done.form, "person.kind").element
    assert "options" in done.inverse.settings  # type: ignore[attr-defined]


def test_structure_is_no_setting() -> None:
    with pytest.raises(NotPossible):
        Change("person", {"items": []}).apply(car_form())


@pytest.mark.parametrize("key", ["1a", "ä", "", "born", "a.b"])
def test_a_key_that_does_not_fit_is_refused(key: str) -> None:
    with pytest.raises(NotPossible):
        Rename("person.name", key).apply(car_form())


def test_renaming_leaves_the_evaluation_as_it_was() -> None:
    answers = {
        "person": {"name": "Hilke", "born": "1990-01-01", "kind": "other"},
        "car": [{"plate": "LER A 1", "weight": 4000}, {"plate": "LER A 2"}],
        "end": {"note": "x"},
    }
    moves = {"person": "who", "who.kind": "who.owner", "car": "vehicle", "vehicle.weight": "vehicle.mass"}
    form, current = car_form(), dict(answers)
    before = evaluate(parse_form(form), answers, on=date(2026, 3, 2))

    for old, new in moves.items():
        done = Rename(old, new.rpartition(".")[2]).apply(form)
        form, current = done.form, answers_followed(current, done.moved)
    after = evaluate(parse_form(form), current, on=date(2026, 3, 2))

    def renamed(paths: "set[str]") -> set[str]:
        found = set()
        for path in paths:
            new = path.replace("person", "who", 1).replace("who.kind", "who.owner")
            found.add(new.replace("car", "vehicle", 1).replace("].weight", "].mass"))
        return found

    assert renamed(before.visible) == after.visible
    assert renamed(before.required) == after.required
    assert renamed(set(before.errors)) == set(after.errors)
    assert current["vehicle"] == [{"plate": "LER A 1", "mass": 4000}, {"plate": "LER A 2"}]


@st.composite
def any_edit(draw: st.DrawFn, form: dict[str, object]) -> Edit:
    places = [address for address, _ in walk(form)]
    one, two = draw(st.sampled_from(places)), draw(st.sampled_from(["", *places]))
    index = draw(st.integers(0, 4))
    rules = [rule["id"] for rule in form.get("rules", ())]  # type: ignore[attr-defined]
    makers = [
        lambda: Insert(two, index, (FIELD,)),
        lambda: Insert(two, index, ({"title": "Neu", "key": "g", "items": [{**FIELD, "key": "s"}]},)),
        lambda: Remove((one,), anyway=True),
        lambda: Copy(one),
        lambda: Move(one, two, index),
        lambda: Rename(one, draw(st.sampled_from(["name", "neu", "x9"]))),
        lambda: Wrap((one,), "Zusammen"),
        lambda: Ungroup(one),
        lambda: Change(one, {"help": draw(st.text("abc ", max_size=3)) or None}),
        lambda: RemoveRule(draw(st.sampled_from(rules or ["R1"]))),
    ]
    return draw(st.sampled_from(makers))()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_sequence_of_edits_keeps_the_form_readable_and_can_be_taken_back(data: st.DataObject) -> None:
    form = open_form()
    undo: list[Edit] = []
    states = [usual(form)]
    for _ in range(data.draw(st.integers(1, 6))):
        edit = data.draw(any_edit(form))
        try:
            done = edit.apply(form)
            state = usual(done.form)
        except (NotPossible, NoSuchElement, Problems):
            continue  # refused in words: the form stays
        form = done.form
        undo.append(done.inverse)
        states.append(state)
    while undo:
        states.pop()
        form = undo.pop().apply(form).form
        assert usual(form) == states[-1]
