"""Finding entries of a code list by what people type."""

import pytest

from kreishaus.services.forms.codes import Codes, Reference, codes_for
from kreishaus.services.forms.codes.view import is_allowed
from tests.services.forms.codes.lists import many, places

CODES = codes_for(places(), Reference())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("001", "001"),
        ("weener", "001"),
        ("WEENER", "001"),
        ("Leer (Ostfriesland)", "002"),
        ("Neustadt", None),
        ("Neustadt (006)", "006"),
        ("Wener", None),
        ("", None),
    ],
)
def test_exact_codes_and_exact_names_are_understood(typed: str, code: str | None) -> None:
    assert CODES.code_of(typed) == code


def test_what_stands_in_the_input_reads_as_the_same_code() -> None:
    assert [CODES.code_of(CODES.text_of(entry.key)) for entry in CODES.entries] == list(CODES.by_code)
    assert CODES.text_of("005") == "Neustadt (005)"
    assert CODES.text_of("999") == "999"


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("we", ["Weener", "Westoverledingen"]),
        ("ost", ["Ostrhauderfehn", "Leer (Ostfriesland)"]),
        ("neustadt süden", ["Neustadt"]),
        ("002", ["Leer (Ostfriesland)"]),
        ("fehn", ["Ostrhauderfehn"]),
        ("rheiderland", ["Weener"]),
        ("Hamburg", []),
        (" ", []),
    ],
)
def test_every_word_may_stand_in_any_column_and_names_come_first(typed: str, labels: list[str]) -> None:
    assert [entry.label for entry in CODES.search(typed)] == labels


def test_a_slip_finds_what_was_meant() -> None:
    assert [entry.label for entry in CODES.near("Wehner")] == ["Weener"]
    assert [entry.label for entry in CODES.near("Ostrauderfehn")][:1] == ["Ostrhauderfehn"]
    assert CODES.near("xyz") == []


def test_search_and_slips_are_bounded() -> None:
    codes = codes_for(many(500), Reference())

    assert len(codes.search("Eintrag")) == 20
    assert len(codes.search("Eintrag", limit=5)) == 5
    assert len(codes.near("Eintrag 77" * 500)) <= 3


@pytest.mark.parametrize(
    ("code", "allowed"),
    [("211000", True), ("213000", True), ("213100", True), ("213200", True), ("213201", False), ("2131", False)],
)
def test_codes_can_be_restricted_one_by_one_and_by_ranges(code: str, allowed: bool) -> None:
    assert is_allowed(code, ("211000", "213000-213200")) is allowed


def test_nothing_named_allows_everything() -> None:
    assert is_allowed("x", ())
    assert is_allowed("b-1", ("b-1",))
    assert is_allowed("b", ("a-c",))


def test_a_restricted_list_offers_only_what_is_allowed() -> None:
    codes = codes_for(places(), Reference(), ("001-003", "011"))

    assert list(codes.by_code) == ["001", "002", "003", "011"]
    assert codes.search("Bunde") == []


def test_the_first_row_of_a_code_counts_and_rows_without_code_do_not() -> None:
    table = places(rows=(("1", "eins", "", ""), ("", "leer", "", ""), ("1", "nochmal", "", ""), ("2", "", "", "")))

    assert [(entry.key, entry.label) for entry in Codes(table, Reference(), ()).entries] == [("1", "eins"), ("2", "2")]


def test_other_columns_can_be_chosen() -> None:
    codes = codes_for(places(), Reference(code_key="ort", name_key="art", help_key="hinweis"))

    first = codes.entries[0]
    assert (first.key, first.label, first.help) == ("Weener", "Stadt", "im Rheiderland")


def test_fields_with_the_same_choice_share_it() -> None:
    assert codes_for(places(), Reference(urn="a")) is codes_for(places(), Reference(urn="b"))
    assert codes_for(places(), Reference(), ("001",)) is not CODES
