from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreishaus.base.german import file_size, fold, long_date, moment, number, short_date, slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Großmann", "GROSSMANN"),
        ("GROẞMANN", "grossmann"),
        ("Müller", "Mueller"),
        ("Müller", "Muller"),
        ("Mu\u0308ller", "Müller"),
        ("Jörg", "Joerg"),
        ("Äcker", "aecker"),
        ("René", "Rene"),
        ("Łódź", "Lodz"),
        ("Abwasser\u00adbeseitigung", "Abwasserbeseitigung"),
        ("Ｂａｕａｍｔ", "Bauamt"),
    ],
)
def test_spellings_of_one_word_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("neue", "neu"), ("Bauer", "Baur"), ("Quelle", "Qulle"), ("Haus", "Hase")])
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_no_letter_case_and_never_fails(text: str) -> None:
    assert fold(text) == fold(text).lower()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Hundesteuer für Züchter", "hundesteuer-fuer-zuechter"),
        ("  Straße & Maß!  ", "strasse-mass"),
        ("ÄÖÜ", "aeoeue"),
        ("A\u0308cker", "aecker"),
        ("Café René", "cafe-rene"),
        ("32.17 Plaketten", "32-17-plaketten"),
        ("日本", ""),
        ("", ""),
    ],
)
def test_a_slug_is_readable(text: str, address: str) -> None:
    assert slug(text) == address


def test_a_long_slug_ends_after_a_whole_word() -> None:
    assert slug("Genehmigung einer Veranstaltung auf der Strasse", max_length=20) == "genehmigung-einer"
    assert slug("Genehmigung einer", max_length=17) == "genehmigung-einer"
    assert slug("Donaudampfschifffahrt", max_length=10) == "donaudampf"


@given(st.text(), st.integers(min_value=1, max_value=80))
def test_a_slug_keeps_its_promises(text: str, max_length: int) -> None:
    address = slug(text, max_length=max_length)

    assert len(address) <= max_length
    assert address == slug(address, max_length=max_length)
    assert not address.startswith("-")
    assert not address.endswith("-")


def test_days_are_written_the_german_way() -> None:
    assert long_date(date(2026, 11, 23)) == "23. November 2026"
    assert long_date(date(2027, 3, 1)) == "1. März 2027"
    assert short_date(date(2026, 1, 3)) == "03.01.2026"


def test_an_instant_is_shown_on_the_german_clock() -> None:
    assert moment(datetime(2026, 11, 23, 13, 5, tzinfo=UTC)) == "23. November 2026, 14:05 Uhr"
    assert moment(datetime(2026, 7, 31, 22, 30, tzinfo=UTC)) == "1. August 2026, 00:30 Uhr"


def test_numbers_are_grouped_by_points() -> None:
    assert [number(7), number(12345), number(-1234567)] == ["7", "12.345", "-1.234.567"]


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 Byte"),
        (999, "999 Byte"),
        (1000, "1 KB"),
        (1234, "1,2 KB"),
        (1_200_000, "1,2 MB"),
        (999_990, "1 MB"),
        (20_000_000, "20 MB"),
        (3_400_000_000, "3,4 GB"),
        (5_000_000_000_000, "5000 GB"),
    ],
)
def test_sizes_are_short(size: int, text: str) -> None:
    assert file_size(size) == text
