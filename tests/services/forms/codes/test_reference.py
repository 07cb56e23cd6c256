"""Which list a form means."""

import pytest

from kreishaus.services.forms.codes import Reference, choose, version_order
from kreishaus.services.forms.codes.reference import reference_problems
from tests.services.forms.codes.lists import PLACES_URN, places

LISTS = [places("3"), places("14"), places("2")]


def test_a_named_version_is_taken_exactly() -> None:
    assert choose(Reference(urn=PLACES_URN, version="3"), LISTS) is LISTS[0]
    assert choose(Reference(urn=PLACES_URN, version="4"), LISTS) is None


def test_without_a_version_the_latest_is_meant() -> None:
    assert choose(Reference(urn=PLACES_URN), LISTS) is LISTS[1]


def test_an_address_of_a_version_finds_it() -> None:
    assert choose(Reference(uri=f"{PLACES_URN}_2"), LISTS) is LISTS[2]
    assert choose(Reference(urn="urn:anders", version="9", uri=f"{PLACES_URN}_2"), LISTS) is LISTS[2]


def test_other_lists_are_never_taken() -> None:
    assert choose(Reference(urn="urn:anders"), LISTS) is None
    assert choose(Reference(id="C05000073"), LISTS) is None


def test_versions_are_ordered_by_their_numbers() -> None:
    assert sorted(["2023-02-24", "2021-12-31", "14", "3", "1.10", "1.9"], key=version_order) == [
        "1.9", "1.10", "3", "14", "2021-12-31", "2023-02-24",
    ]  # fmt: skip


def test_a_setting_is_the_exact_inverse() -> None:
    reference = Reference(urn=PLACES_URN, version="3", code_key="nr")

    assert Reference.of(reference.to_data()) == reference
    assert reference.to_data() == {"urn": PLACES_URN, "version": "3", "code_key": "nr"}
    assert reference.address == f"{PLACES_URN}_3"
    assert Reference(id="C1").address == "C1"


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (None, "Bei „code_list“ fehlt, welche Liste gemeint ist."),
        ({"version": "1"}, "Bei „code_list“ fehlt „urn“"),
        ({"urn": "u", "versoin": "1"}, "„versoin“ gibt es bei „code_list“ nicht."),
        ({"urn": ["u"]}, "„urn“ muss bei „code_list“ ein Text sein."),
        ({"urn": "u", "digest": "x"}, "„digest“ muss bei „code_list“ eine Prüfsumme sein."),
    ],
)
def test_mistakes_are_named(setting: object, expected: str) -> None:
    assert next(iter(reference_problems(setting))).startswith(expected)


def test_a_right_setting_has_no_mistakes() -> None:
    assert list(reference_problems({"urn": PLACES_URN, "version": 3})) == []
