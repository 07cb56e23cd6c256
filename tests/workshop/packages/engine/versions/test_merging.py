"""A new FIM version comes in under local work: both survive, and what clashes is asked."""

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kreishaus.services.forms.formats.xdatenfelder import read_schema, to_form
from kreishaus.workshop.packages.engine.elements import opened, walk
from kreishaus.workshop.packages.engine.versions import Merge, Take, merge
from tests.services.forms.formats.xdatenfelder.written import field_xml, used
from tests.workshop.packages.engine.versions import Data, field, fields_of, form, group, whole

WERTE = "<werte>{}</werte>"


def values(**names: str) -> str:
    inner = "".join(f"<wert><code>{code}</code><name>{name}</name></wert>" for code, name in names.items())
    return WERTE.format(inner)


def choice(number: int, **names: str) -> str:
    return field(number, "Farbe", kind="select", more=values(**names))


OLD = form(group(1, field(1, "Name"), field(2, "Rasse"), field(3, "Marke")))


def edited(base: Data, address: str, **changes: Any) -> Data:
    """Return a form in which somebody has worked on a field; None takes a setting away."""
    local = copy.deepcopy(base)
    element = fields_of(local)[address]
    for name, value in changes.items():
        if value is None:
            element.pop(name)
        else:
            element[name] = value
    return whole(local)


def without(base: Data, address: str) -> Data:
    local = copy.deepcopy(base)
    group_key, _, key = address.rpartition(".")
    (top,) = [each for page in local["pages"] for each in page["groups"] if each["key"] == group_key]
    top["fields"] = [each for each in top["fields"] if each["key"] != key]
    return whole(local)


def merged(local: Data, new: Data, base: Data = OLD, **choices: Take) -> tuple[Data, Merge]:
    found = merge(base, local, new, choices)
    return whole(found.form), found


def test_identical_versions_change_nothing() -> None:
    local = edited(OLD, "gruppe_1.name", label="Wie heißt Ihr Hund?", hint="Wie im Impfpass")

    result, found = merged(local, OLD)

    assert result == local
    assert (found.conflicts, found.moved, found.remarks) == ((), {}, ())


def test_an_untouched_form_becomes_the_new_one() -> None:
    new = form(group(1, field(1, "Rufname"), field(4, "Farbe")), group(2, field(2, "Rasse")))

    result, found = merged(OLD, new)

    assert result == new
    assert found.moved == {"gruppe_1.name": "gruppe_1.rufname", "gruppe_1.rasse": "gruppe_2.rasse"}


def test_local_texts_survive_and_new_fields_come_in_at_their_place() -> None:
    local = edited(OLD, "gruppe_1.name", label="Wie heißt Ihr Hund?", help="Der Rufname genügt.")
    new = form(group(1, field(1, "Name"), field(4, "Farbe"), field(2, "Rasse"), field(3, "Marke")))

    result, found = merged(local, new)

    assert [(key, item["label"]) for key, item in fields_of(result).items()] == [
        ("gruppe_1.name", "Wie heißt Ihr Hund?"),
        ("gruppe_1.farbe", "Farbe"),
        ("gruppe_1.rasse", "Rasse"),
        ("gruppe_1.marke", "Marke"),
    ]
    assert fields_of(result)["gruppe_1.name"]["help"] == "Der Rufname genügt."
    assert found.conflicts == ()


def test_structure_of_fim_comes_in_beside_local_texts() -> None:
    local = edited(OLD, "gruppe_1.marke", label="Hundemarke")
    new = form(group(1, field(1, "Name"), field(2, "Rasse"), field(3, "Marke", times="0:1", type="num_int")))

    result, found = merged(local, new)

    field_now = fields_of(result)["gruppe_1.marke"]
    assert (field_now["label"], field_now["type"], "required" in field_now) == ("Hundemarke", "integer", False)
    assert field_now["fim"]["count"] == "0:1"
    assert found.conflicts == ()


def test_both_reworded_a_label_the_county_wins_unless_it_decides_otherwise() -> None:
    local = edited(OLD, "gruppe_1.name", label="Wie heißt Ihr Hund?")
    new = form(group(1, field(1, "Rufname"), field(2, "Rasse"), field(3, "Marke")))

    result, found = merged(local, new)

    (conflict,) = found.conflicts
    assert (conflict.words, conflict.base_text, conflict.local_text, conflict.fim_text) == (
        "Frage",
        "Name",
        "Wie heißt Ihr Hund?",
        "Rufname",
    )
    assert (conflict.usual, conflict.taken) == (Take.LOCAL, Take.LOCAL)
    assert fields_of(result)["gruppe_1.rufname"]["label"] == "Wie heißt Ihr Hund?"
    decided, _ = merged(local, new, **{conflict.key: Take.FIM})
    assert fields_of(decided)["gruppe_1.rufname"]["label"] == "Rufname"


def test_a_limit_that_both_changed_follows_fim_unless_decided_otherwise() -> None:
    base = form(group(1, field(1, more="<praezisierung maxLength='50'/>")))
    local = edited(base, "gruppe_1.feld_1", max_length=40)
    new = form(group(1, field(1, more="<praezisierung maxLength='80'/>")))

    result, found = merged(local, new, base)

    (conflict,) = found.conflicts
    assert conflict.usual is Take.FIM
    assert fields_of(result)["gruppe_1.feld_1"]["max_length"] == 80
    kept, _ = merged(local, new, base, **{conflict.key: Take.LOCAL})
    assert fields_of(kept)["gruppe_1.feld_1"]["max_length"] == 40


def test_a_type_brings_its_own_settings_along() -> None:
    base = form(group(1, field(1, more="<praezisierung maxLength='50'/>")))
    local = edited(base, "gruppe_1.feld_1", max_length=40, label="Anzahl")
    new = form(group(1, field(1, type="num_int", more="<praezisierung minValue='1'/>")))

    result, _ = merged(local, new, base)

    number = fields_of(result)["gruppe_1.feld_1"]
    assert (number["type"], number["min"], number["label"]) == ("integer", 1, "Anzahl")
    assert "max_length" not in number


def test_a_local_type_stays_with_its_settings() -> None:
    local = edited(OLD, "gruppe_1.rasse", type="choice", options=[{"a": "Dackel"}, {"b": "Mops"}])
    new = form(group(1, field(1, "Name"), field(2, "Hunderasse"), field(3, "Marke")))

    result, found = merged(local, new)

    kept = fields_of(result)["gruppe_1.hunderasse"]
    assert (kept["type"], kept["options"], kept["label"]) == ("choice", [{"a": "Dackel"}, {"b": "Mops"}], "Hunderasse")
    assert found.conflicts == ()


def test_a_reworded_answer_survives_a_new_one_beside_it() -> None:
    base = form(group(1, choice(1, r="rot", b="blau")))
    local = edited(base, "gruppe_1.farbe", options=[{"r": "rot wie Feuer"}, {"b": "blau"}])
    new = form(group(1, choice(1, r="rot", b="blau", g="grün")))

    result, found = merged(local, new, base)

    assert fields_of(result)["gruppe_1.farbe"]["options"] == [{"r": "rot wie Feuer"}, {"b": "blau"}, {"g": "grün"}]
    assert found.conflicts == ()


def test_an_answer_that_both_reworded_is_a_conflict_of_that_answer() -> None:
    base = form(group(1, choice(1, r="rot", b="blau")))
    local = edited(base, "gruppe_1.farbe", options=[{"r": "feuerrot"}, {"b": "blau"}])
    new = form(group(1, choice(1, r="Rot", b="Blau")))

    result, found = merged(local, new, base)

    assert [conflict.words for conflict in found.conflicts] == ["Auswahl „r“"]
    assert fields_of(result)["gruppe_1.farbe"]["options"] == [{"r": "feuerrot"}, {"b": "Blau"}]


def test_what_fim_drops_goes_if_nobody_has_worked_on_it() -> None:
    local = edited(OLD, "gruppe_1.name", label="Rufname")
    new = form(group(1, field(1, "Name"), field(3, "Marke")))

    result, found = merged(local, new)

    assert list(fields_of(result)) == ["gruppe_1.name", "gruppe_1.marke"]
    assert found.conflicts == ()


def test_what_fim_drops_stays_where_the_county_has_worked_on_it() -> None:
    local = edited(OLD, "gruppe_1.rasse", hint="Bei Mischlingen beide")
    new = form(group(1, field(1, "Name"), field(3, "Marke")))

    result, found = merged(local, new)

    (conflict,) = found.conflicts
    assert (conflict.words, conflict.fim, conflict.usual) == ("ganzes Element", "entfallen", Take.LOCAL)
    assert "fim" not in fields_of(result)["gruppe_1.rasse"]
    gone, _ = merged(local, new, **{conflict.key: Take.FIM})
    assert "gruppe_1.rasse" not in fields_of(gone)


def test_what_a_local_rule_needs_is_not_dropped_silently() -> None:
    local = copy.deepcopy(OLD)
    local["rules"] = [{"id": "K1", "require": "gruppe_1.marke", "when": "gruppe_1.rasse == 'Mops'"}]
    new = form(group(1, field(1, "Name"), field(3, "Marke")))

    kept, found = merged(whole(local), new)
    (conflict,) = found.conflicts
    dropped, after = merged(whole(local), new, **{conflict.key: Take.FIM})

    assert kept["rules"] == local["rules"]
    assert "rules" not in dropped
    assert dropped["reviews"][0]["text"] == "Regel K1. require: gruppe_1.marke; when: gruppe_1.rasse == 'Mops'"
    assert after.remarks == ("Die Regel K1 nennt ein Element, das es nicht mehr gibt. Sie ist jetzt offen.",)


def test_what_the_county_took_out_stays_out() -> None:
    new = form(group(1, field(1, "Name"), field(2, "Rasse"), field(3, "Marke"), field(4, "Farbe")))

    result, found = merged(without(OLD, "gruppe_1.rasse"), new)

    assert list(fields_of(result)) == ["gruppe_1.name", "gruppe_1.marke", "gruppe_1.farbe"]
    assert found.conflicts == ()


def test_what_the_county_took_out_is_asked_about_when_fim_changes_it() -> None:
    local = without(OLD, "gruppe_1.rasse")
    new = form(group(1, field(1, "Name"), field(2, "Rasse", times="0:1"), field(3, "Marke")))

    result, found = merged(local, new)
    (conflict,) = found.conflicts
    back, _ = merged(local, new, **{conflict.key: Take.FIM})

    assert (conflict.local, conflict.usual) == ("vor Ort entfernt", Take.LOCAL)
    assert list(fields_of(result)) == ["gruppe_1.name", "gruppe_1.marke"]
    assert list(fields_of(back)) == ["gruppe_1.name", "gruppe_1.rasse", "gruppe_1.marke"]


def test_local_fields_and_local_order_survive() -> None:
    local = copy.deepcopy(OLD)
    top = local["pages"][0]["groups"][0]
    top["fields"] = [top["fields"][2], {"key": "chip", "type": "text", "label": "Chip"}, *top["fields"][:2]]
    new = form(group(1, field(2, "Rasse"), field(1, "Name"), field(3, "Marke"), field(4, "Farbe")))

    result, _ = merged(whole(local), new)

    assert list(fields_of(result)) == [
        "gruppe_1.marke",
        "gruppe_1.farbe",
        "gruppe_1.chip",
        "gruppe_1.name",
        "gruppe_1.rasse",
    ]


def test_an_untouched_order_follows_fim_around_local_fields() -> None:
    local = copy.deepcopy(OLD)
    local["pages"][0]["groups"][0]["fields"].append({"key": "chip", "type": "text", "label": "Chip"})
    new = form(group(1, field(3, "Marke"), field(2, "Rasse"), field(1, "Name")))

    result, _ = merged(whole(local), new)

    assert list(fields_of(result)) == ["gruppe_1.marke", "gruppe_1.rasse", "gruppe_1.name", "gruppe_1.chip"]


def test_what_fim_moves_moves_and_rules_follow() -> None:
    local = edited(OLD, "gruppe_1.name", label="Rufname")
    local["rules"] = [{"id": "K1", "require": "gruppe_1.marke", "when": "gruppe_1.name != ''"}]
    new = form(group(1, field(1, "Name"), field(2, "Rasse")), group(2, field(3, "Marke")))

    result, found = merged(whole(local), new)

    assert list(fields_of(result)) == ["gruppe_1.name", "gruppe_1.rasse", "gruppe_2.marke"]
    assert result["rules"] == [{"id": "K1", "require": "gruppe_2.marke", "when": "gruppe_1.name != ''"}]
    assert found.moved == {"gruppe_1.marke": "gruppe_2.marke"}


def test_what_the_county_moved_stays_where_it_is() -> None:
    local = copy.deepcopy(form(group(1, field(1, "Name"), field(2, "Rasse")), group(2, field(3, "Marke"))))
    base = copy.deepcopy(local)
    local["pages"][1]["groups"][0]["fields"].append(local["pages"][0]["groups"][0]["fields"].pop())
    new = form(
        group(1, field(1, "Name"), field(2, "Rasse", times="0:1")), group(2, field(3, "Marke")), group(3, field(4))
    )

    result, _ = merged(whole(local), new, base)

    assert list(fields_of(result)) == ["gruppe_1.name", "gruppe_2.marke", "gruppe_2.rasse", "gruppe_3.feld_4"]
    assert "required" not in fields_of(result)["gruppe_2.rasse"]


def test_a_local_name_of_a_key_stays_and_new_rules_use_it() -> None:
    local = edited(OLD, "gruppe_1.rasse", key="hunderasse")
    new = form(group(1, field(1, "Name"), field(2, "Rasse"), field(3, "Marke")), group(2, field(4, "Farbe")))
    new["rules"] = [{"id": "R1", "require": "gruppe_2.farbe", "when": "gruppe_1.rasse == 'Mops'"}]

    result, _ = merged(local, whole(new))

    assert result["rules"] == [{"id": "R1", "require": "gruppe_2.farbe", "when": "gruppe_1.hunderasse == 'Mops'"}]


def test_a_new_rule_about_something_taken_out_locally_is_asked() -> None:
    new = copy.deepcopy(OLD)
    new["rules"] = [{"id": "R1", "require": "gruppe_1.marke", "when": "gruppe_1.rasse == 'Mops'"}]

    result, found = merged(without(OLD, "gruppe_1.rasse"), whole(new))

    assert "rules" not in result
    assert [review["id"] for review in result["reviews"]] == ["R1"]
    assert len(found.remarks) == 1


def test_rules_and_settled_items_follow_their_text() -> None:
    base = copy.deepcopy(OLD)
    base["reviews"] = [{"id": "R1", "text": "Alt"}, {"id": "R2", "text": "Gleich"}, {"id": "R3", "text": "Weg"}]
    base["rules"] = [{"id": "R9", "require": "gruppe_1.marke", "when": "gruppe_1.rasse == 'Mops'"}]
    local = copy.deepcopy(base)
    settled = {"by": "case-worker", "note": "Am Vorgang"}
    for review in local["reviews"]:
        review["settled"] = settled
    new = copy.deepcopy(OLD)
    new["reviews"] = [{"id": "R1", "text": "Neu"}, {"id": "R2", "text": "Gleich"}, {"id": "R4", "text": "Dazu"}]
    new["rules"] = [{"id": "R9", "require": "gruppe_1.marke", "when": "gruppe_1.rasse == 'Dackel'"}]

    result, found = merged(whole(local), whole(new), whole(base))

    assert {review["id"]: (review["text"], "settled" in review) for review in result["reviews"]} == {
        "R1": ("Neu", False),
        "R2": ("Gleich", True),
        "R3": ("Weg", True),
        "R4": ("Dazu", False),
    }
    assert result["rules"] == new["rules"]
    (conflict,) = found.conflicts
    assert (conflict.name, conflict.fim) == ("Prüfpunkt R1", "neu prüfen: Neu")
    stays, _ = merged(whole(local), whole(new), whole(base), **{conflict.key: Take.LOCAL})
    assert next(each for each in stays["reviews"] if each["id"] == "R1")["settled"] == settled


def test_a_dropped_group_with_a_local_field_stays_as_ones_own() -> None:
    base = form(group(1, field(1)), group(2, field(2)))
    local = copy.deepcopy(base)
    local["pages"][1]["groups"][0]["fields"].append({"key": "chip", "type": "text", "label": "Chip"})

    result, found = merged(whole(local), form(group(1, field(1))), base)

    assert list(fields_of(result)) == ["gruppe_1.feld_1", "gruppe_2.chip"]
    assert found.remarks == ("Die Gruppe „Gruppe 2“ ist in FIM entfallen. Sie bleibt, weil darin noch etwas steht.",)


def test_fields_beside_the_groups_find_their_page() -> None:
    base = form(field(1, "Name"), field(2, "Rasse"), group(1, field(3)))
    local = edited(base, "zu_beginn.name", label="Rufname")
    new = form(field(1, "Name"), field(4, "Farbe"), field(2, "Rasse"), group(1, field(3)), field(5, "Hinweis"))

    result, _ = merged(local, new, base)

    assert list(fields_of(result)) == [
        "zu_beginn.name",
        "zu_beginn.farbe",
        "zu_beginn.rasse",
        "gruppe_1.feld_3",
        "hinweis.hinweis",
    ]


# Random schemas: groups of fields with labels, at most two levels deep.
_FIELDS = st.lists(
    st.tuples(st.integers(1, 9), st.sampled_from(["Name", "Ort", "Datum"]), st.sampled_from(["0:1", "1:1", "0:*"])),
    min_size=1,
    max_size=4,
    unique_by=lambda each: each[0],
)
_SCHEMAS = st.lists(st.tuples(st.integers(1, 5), _FIELDS, _FIELDS), min_size=1, max_size=4, unique_by=lambda g: g[0])
_Schema = list[tuple[int, list[tuple[int, str, str]], list[tuple[int, str, str]]]]
_quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _written(schema: _Schema) -> Data:
    def inner(fields: list[tuple[int, str, str]], shift: int) -> list[str]:
        return [used(field_xml(number=number + shift, label=label), times=times) for number, label, times in fields]

    return form(
        *(
            group(number, *inner(top, number * 100), group(number + 20, *inner(deep, number * 100 + 50)))
            for number, top, deep in schema
        )
    )


@_quick
@given(_SCHEMAS, st.data())
def test_merging_a_version_with_itself_changes_nothing(schema: _Schema, data: st.DataObject) -> None:
    base = _written(schema)
    local = _worked_on(base, data)

    result, found = merged(local, base, base)

    assert result == local
    assert found.conflicts == ()


@_quick
@given(_SCHEMAS, _SCHEMAS, st.data())
def test_one_local_label_survives_and_everything_else_is_imported_anew(
    old: _Schema, new: _Schema, data: st.DataObject
) -> None:
    base, fresh = _written(old), _written(new)
    shared = sorted(_paths(base) & _paths(fresh))
    local = copy.deepcopy(base)
    expected = copy.deepcopy(fresh)
    if shared:
        path = data.draw(st.sampled_from(shared))
        for state in (local, expected):
            next(f for f in fields_of(state).values() if f["fim"]["path"] == path)["hint"] = "Von uns"

    result, _ = merged(whole(local), fresh, base)

    assert result == whole(expected)


@_quick
@given(_SCHEMAS, _SCHEMAS, st.data())
def test_no_field_of_either_side_is_lost_and_the_form_is_sound(old: _Schema, new: _Schema, data: st.DataObject) -> None:
    base, fresh = _written(old), _written(new)
    local = _worked_on(base, data)

    result, _ = merged(local, fresh, base)

    came_in = _paths(fresh) - _paths(base)
    assert came_in <= _paths(result) | _inside_of_removed(base, local, fresh)
    own = {item["key"] for item in fields_of(local).values() if "fim" not in item}
    assert own <= {item["key"] for item in fields_of(result).values() if "fim" not in item}


def _worked_on(base: Data, data: st.DataObject) -> Data:
    """Return the form after some local work: labels, own fields, another order."""
    local = opened(base)
    for address, element in [*walk(local)]:
        if address.startswith("@"):
            continue
        if "items" in element and data.draw(st.booleans()):
            element["items"].insert(0, {"key": f"eigen_{len(address)}", "type": "text", "label": "Eigenes"})
        elif "items" in element and data.draw(st.booleans()):
            element["items"].reverse()
        elif "type" in element and data.draw(st.booleans()):
            element["label"] = f"Unser {element['label']}"
    return whole(local)


def _paths(data: Data) -> set[str]:
    return {item["fim"]["path"] for item in fields_of(data).values() if "fim" in item}


def _inside_of_removed(base: Data, local: Data, fresh: Data) -> set[str]:
    gone = _paths(base) - _paths(local)
    return {path for path in _paths(fresh) if any(path.startswith(f"{each}/") for each in gone)}


@pytest.mark.parametrize("name", ["S00000000362", "S00000000374", "S05000001313", "S05000001162"])
def test_a_real_schema_survives_local_work(shared_data: Path, name: str) -> None:
    base = whole(to_form(read_schema(shared_data / "fim" / "xdf3" / f"{name}.xml", name=name)))
    local = copy.deepcopy(base)
    for item in fields_of(local).values():
        item["hint"] = "Von uns"

    result, found = merged(whole(local), base, base)

    assert result == whole(local)
    assert found.conflicts == ()
