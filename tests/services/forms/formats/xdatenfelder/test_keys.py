"""Keys are names that conditions can use and people can read."""

import pytest

from kreishaus.services.forms.formats.xdatenfelder.keys import Keys


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Straße und Hausnummer", "strasse_und_hausnummer"),
        ("Größe (in cm)", "groesse_in_cm"),
        ("1. Vorname", "n_1_vorname"),
        ("in", "in_"),
        ("Today", "today_"),
        ("???", "feld"),
        ("A" * 60, "a" * 40),
    ],
)
def test_a_key_is_made_from_the_label(label: str, key: str) -> None:
    assert Keys().key_for(label) == key


def test_equal_labels_are_numbered() -> None:
    keys = Keys()

    assert [keys.key_for("Name") for _ in range(3)] == ["name", "name_2", "name_3"]


def test_a_number_that_is_taken_is_left_out() -> None:
    keys = Keys()

    assert [keys.key_for(label) for label in ("Name 2", "Name", "Name")] == ["name_2", "name", "name_3"]


def test_the_next_label_is_taken_when_the_first_has_no_letters() -> None:
    assert Keys().key_for("…", "Strasse intern") == "strasse_intern"
