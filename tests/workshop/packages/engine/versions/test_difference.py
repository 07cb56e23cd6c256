"""What a person reads about two versions."""

from kreishaus.workshop.packages.engine.versions import difference
from kreishaus.workshop.packages.engine.versions.difference import Kind
from tests.workshop.packages.engine.versions import field, form, group

OLD = form(group(1, field(1, "Name"), field(2, "Rasse"), field(3, "Marke")))


def kinds(after: dict, before: dict = OLD) -> list[tuple[str, str]]:  # type: ignore[type-arg]
    return [(change.kind.value, change.name) for change in difference(before, after).changes]


def test_equal_forms_do_not_differ() -> None:
    assert difference(OLD, OLD).as_lines() == ["Kein Unterschied."]


def test_a_new_and_a_dropped_field_are_named() -> None:
    assert kinds(form(group(1, field(1, "Name"), field(2, "Rasse"), field(4, "Farbe")))) == [
        ("added", "Farbe"),
        ("removed", "Marke"),
    ]


def test_a_changed_setting_shows_both_values() -> None:
    after = form(group(1, field(1, "Rufname"), field(2, "Rasse"), field(3, "Marke", times="0:1")))

    assert difference(OLD, after).as_lines() == [
        "Geändert (2)",
        "  Feld „Rufname“ in „Gruppe 1“, Frage: Name, jetzt Rufname",
        "  Feld „Marke“ in „Gruppe 1“, Pflicht: ja, jetzt leer",
        "Angaben aus FIM (2)",
        "  Feld „Rufname“ in „Gruppe 1“, interner Name: Name intern, jetzt Rufname intern",
        "  Feld „Marke“ in „Gruppe 1“, Anzahl: leer, jetzt 0:1",
    ]


def test_another_order_moves_as_little_as_possible() -> None:
    after = form(group(1, field(3, "Marke"), field(1, "Name"), field(2, "Rasse")))

    (change,) = difference(OLD, after).changes

    assert (change.kind, change.name) == (Kind.MOVED, "Marke")
    assert (change.before, change.after) == ("in „Gruppe 1“, Stelle 3", "in „Gruppe 1“, Stelle 1")


def test_a_field_in_another_group_has_moved() -> None:
    after = form(group(1, field(1, "Name"), field(2, "Rasse")), group(2, field(3, "Marke")))

    assert kinds(after) == [("added", "Gruppe 2"), ("moved", "Marke"), ("added", "Gruppe 2")]


def test_what_moves_along_inside_of_a_group_is_not_told_again() -> None:
    before = form(group(1, field(1), group(2, field(2), field(3))))
    after = form(group(1, field(1)), group(2, field(2), field(3)))

    found = [change for change in difference(before, after).changes if change.what != "Seite"]

    assert [(change.kind.value, change.name) for change in found] == [("moved", "Gruppe 2")]


def test_the_same_element_several_times_is_kept_apart() -> None:
    before = form(group(1, field(1), field(1), field(1)))
    after = form(group(1, field(1), field(1)))

    assert kinds(after, before) == [("removed", "Feld 1")]


def test_rules_are_told() -> None:
    def ruled(text: str) -> dict:  # type: ignore[type-arg]
        rule = (
            "<regel><identifikation><id>R00000000001</id><version>1.0.0</version></identifikation>"
            f"<name>R</name><freitextRegel>{text}</freitextRegel><typ><code>K</code></typ></regel>"
        )
        return form(group(1, field(1), more=rule))

    without = form(group(1, field(1)))

    assert kinds(ruled("Bitte prüfen."), without) == [("added", "R00000000001")]
    assert kinds(without, ruled("Bitte prüfen.")) == [("removed", "R00000000001")]
    changes = difference(ruled("Bitte prüfen."), ruled("Bitte genau prüfen.")).changes
    assert ("Prüfpunkt", "text") in {(change.what, change.setting) for change in changes}


def test_scripts_get_counts_and_values() -> None:
    after = form(group(1, field(1, "Name"), field(2, "Rasse"), field(3, "Marke", times="0:1")))

    data = difference(OLD, after).as_json()

    assert data["counts"] == {"added": 0, "removed": 0, "moved": 0, "changed": 1, "noted": 1}
    assert data["changes"][0] == {
        "kind": "changed",
        "what": "Feld",
        "name": "Marke",
        "address": "gruppe_1.marke",
        "setting": "required",
        "before": True,
        "after": None,
    }


def test_a_new_rule_is_told_with_its_text() -> None:
    after = {**OLD, "reviews": [{"id": "R1", "text": "Bitte prüfen."}]}
    ruled = {**OLD, "rules": [{"id": "R2", "require": "gruppe_1.marke", "when": "true"}]}

    assert difference(OLD, after).as_lines() == ["Neu (1)", "  Prüfpunkt „R1“: Bitte prüfen."]
    assert difference(ruled, OLD).as_lines() == [
        "Entfallen (1)",
        "  Regel „R2“: require: gruppe_1.marke, when: true",
    ]
