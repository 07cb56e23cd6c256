from hypothesis import given
from hypothesis import strategies as st

from kreishaus.ground.search.dialects import fts5, tsquery, tsquery_title
from kreishaus.ground.search.grammar import Phrase, parse


def test_words_are_all_wanted_and_the_last_may_be_unfinished() -> None:
    query = parse("Hunde anmelden")

    assert query.groups == ((Phrase(("hund",)),), (Phrase(("anmeld",)), Phrase(("anmelden",), is_prefix=True)))


def test_a_blank_after_the_last_word_ends_it() -> None:
    assert parse("Hunde ").groups == ((Phrase(("hund",)),),)


def test_a_compound_is_also_found_in_pieces() -> None:
    assert parse("Hundesteuer ").groups == ((Phrase(("hundesteu",)), Phrase(("hund", "steu"))),)


def test_empty_words_do_not_count_beside_others() -> None:
    assert parse("Steuer für den Hund ") == parse("Steuer Hund ")
    assert parse("für ").groups == ((Phrase(("fur",)),),)


def test_quotes_make_a_phrase() -> None:
    assert parse('"alter Deich"').groups == ((Phrase(("alt", "deich")),),)
    assert parse("„alter Deich“").groups == ((Phrase(("alt", "deich")),),)


def test_a_file_number_is_taken_as_reference_too() -> None:
    query = parse("36-17-2026")

    assert query.reference == "36172026"
    assert Phrase(("36172026",), is_prefix=True, in_reference=True) in query.groups[0]
    assert parse("LER-AB 123").reference == "lerab123"
    assert parse("Hunde anmelden").reference == ""


def test_a_query_without_words_is_false() -> None:
    assert not parse("")
    assert not parse("*** \"\" '' () 🦆 -- :")


def test_each_dialect_is_written_as_its_database_expects() -> None:
    query = parse("Hunde 17")

    assert fts5(query) == '(("hund") AND ("17" OR "17" * OR reference_keys : "17" *)) OR reference_keys : "hunde17" *'
    assert tsquery(query) == "((('hund')) & (('17') | ('17':*) | ('17':*B))) | ('hunde17':*B)"
    assert tsquery_title(query) == "(('hund')) & (('17') | ('17':*))"


@given(st.text())
def test_parsing_never_fails(text: str) -> None:
    query = parse(text)

    assert len(query.groups) <= 12
    assert all(term.isalnum() for group in query.groups for phrase in group for term in phrase.terms)
