"""The tree becomes pages, groups and fields; every rule becomes a review."""

from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.formats.xdatenfelder import convert, to_form
from tests.services.forms.formats.xdatenfelder.written import (
    field_xml,
    group_xml,
    read,
    rule_xml,
    schema_xml,
    used,
)


def form_of(inner: str, head: str = "") -> dict:  # type: ignore[type-arg]
    form = to_form(read(schema_xml(inner, head=head)))
    parse_form(form)
    return form


def notes_of(inner: str) -> list[str]:
    return [note.message for note in convert(read(schema_xml(inner))).report.notes]


def test_a_top_level_group_becomes_a_page() -> None:
    form = form_of(used(group_xml(used(field_xml()))))

    assert form == {
        "title": "Hundesteuer",
        "fim": {"id": "S00000000001", "version": "1.0.0", "name": "Hund", "status": "6"},
        "pages": [
            {
                "key": "halter",
                "title": "Halter",
                "groups": [
                    {
                        "key": "halter",
                        "title": "Halter",
                        "fim": {
                            "id": "G00000000001",
                            "version": "1.0.0",
                            "name": "Halter intern",
                            "path": "G00000000001",
                        },
                        "fields": [
                            {
                                "key": "name",
                                "type": "text",
                                "label": "Name",
                                "required": True,
                                "fim": {
                                    "id": "F00000000001",
                                    "version": "1.0.0",
                                    "name": "Name intern",
                                    "path": "G00000000001/F00000000001",
                                },
                            }
                        ],
                    }
                ],
            }
        ],
    }


def test_loose_fields_get_pages_at_their_place() -> None:
    group = used(group_xml(used(field_xml())))
    loose = used(field_xml(label="Hinweis"))

    form = form_of(loose * 2 + group + loose * 2 + group + loose)

    assert [(page["key"], page["title"]) for page in form["pages"]] == [
        ("zu_beginn", "Zu Beginn"),
        ("halter", "Halter"),
        ("weitere_angaben", "Weitere Angaben"),
        ("halter_2", "Halter"),
        ("hinweis", "Hinweis"),
    ]
    assert [len(page["groups"]) for page in form["pages"]] == [1, 1, 1, 1, 1]


def test_a_single_loose_field_with_a_long_label_does_not_name_its_page() -> None:
    group = used(group_xml(used(field_xml())))

    form = form_of(group + used(field_xml(label="Ich versichere " * 9)))

    assert form["pages"][1]["title"] == "Weitere Angaben"


def test_fields_and_groups_keep_their_order() -> None:
    inner = group_xml(used(field_xml(label="Straße")), label="Anschrift")
    group = group_xml(used(field_xml()) + used(inner) + used(field_xml()))

    form = form_of(used(group))

    assert [item["key"] for item in form["pages"][0]["groups"][0]["items"]] == ["name", "anschrift", "name_2"]


def test_groups_say_how_often_and_whether_only_one_counts() -> None:
    def group_of(times: str, more: str = "") -> dict:  # type: ignore[type-arg]
        group = form_of(used(group_xml(used(field_xml()), more=more), times=times))["pages"][0]["groups"][0]
        return {name: group[name] for name in ("repeat", "exclusive") if name in group}

    assert group_of("1:1") == {}
    assert group_of("0:1") == {"repeat": "0..1"}
    assert group_of("1:*") == {"repeat": "1..*"}
    assert group_of("1:1", "<art><code>X</code></art>") == {"exclusive": True}


def test_what_occurs_never_is_noted_and_left_out_but_its_rules_stay() -> None:
    never = used(field_xml(label="Alt", more=rule_xml("Wenn alt, dann neu.")), times="0:0")

    form = form_of(used(group_xml(never + used(field_xml()))))

    (group,) = form["pages"][0]["groups"]
    assert [field["key"] for field in group["fields"]] == ["name"]
    (review,) = form["reviews"]
    assert (review["id"], review["element"], review["text"]) == ("R00000000001", "halter", "Wenn alt, dann neu.")
    assert notes_of(used(group_xml(never))) == [
        "Die Anzahl ist 0:0. Das Element kommt im Formular nicht vor.",
        "Die leere Gruppe kommt im Formular nicht vor.",
    ]


def test_loose_fields_that_never_occur_get_no_page() -> None:
    form = form_of(used(field_xml(), times="0:0") + used(group_xml(used(field_xml()))))

    assert [page["key"] for page in form["pages"]] == ["halter"]


def test_a_schema_without_fields_has_no_pages() -> None:
    schema = read(schema_xml(used(group_xml(""))))

    assert to_form(schema)["pages"] == []


def test_rules_become_reviews_at_their_element() -> None:
    field = field_xml(more=rule_xml("Name nicht leer.", number=3))
    group = group_xml(used(field), more=rule_xml("Einer von beiden.", number=2, more="<bezug>§ 5 KAG</bezug>"))

    form = form_of(used(group), head=rule_xml("Für alle."))

    assert [review.pop("reason") for review in form["reviews"]] == [
        "Ab „alle .“ nicht verstanden. Erwartet: ein Land.",
        "Ab „Einer von beiden .“ nicht verstanden. Erwartet: ein Feld oder eine Gruppe.",
        "Ab „nicht leer .“ nicht verstanden. Erwartet: muss, darf, ist oder wird.",
    ]
    assert form["reviews"] == [
        {"id": "R00000000001", "text": "Für alle."},
        {"id": "R00000000002", "element": "halter", "text": "Einer von beiden.", "basis": "§ 5 KAG"},
        {"id": "R00000000003", "element": "halter.name", "text": "Name nicht leer."},
    ]


def test_the_same_rule_in_two_places_is_reviewed_twice() -> None:
    group = used(group_xml(used(field_xml()), more=rule_xml("Einer von beiden.")))

    form = form_of(group * 2)

    assert [(review["id"], review["element"]) for review in form["reviews"]] == [
        ("R00000000001", "halter"),
        ("R00000000001#2", "halter_2"),
    ]


def test_the_machine_part_of_a_rule_is_shown_to_the_reviewer() -> None:
    more = (
        "<param element='F1' name='a'/><ziel element='F2'/><skript>return a</skript><fehler code='7'>Zu viel</fehler>"
    )

    (review,) = form_of(used(field_xml()), head=rule_xml("Summe", more=more))["reviews"]

    assert review["text"] == "Summe\n\nSkript: return a\n\nZiel: F2\n\nParameter: a=F1\n\nFehlertext: 7: Zu viel"
