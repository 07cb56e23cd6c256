from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kreishaus.base.ids import new_id
from kreishaus.ground.search import actions, queries
from kreishaus.ground.search.actions import Entry

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
TRAFFIC = "office:36"


def entry(
    title: str, *, text: str = "", reference: str = "", scope: str = TRAFFIC, kind: str = "case", hours: int = 0
) -> Entry:
    return Entry(
        kind=kind,
        object_id=new_id(),
        title=title,
        reference=reference,
        text=text,
        scope=scope,
        at=NOON + timedelta(hours=hours),
    )


def titles(query: str, **narrowing: object) -> list[str]:
    page = queries.search(query, **({"scopes": [TRAFFIC]} | narrowing))  # type: ignore[arg-type]
    return [hit.title for hit in page.hits]


def test_a_word_is_found_inside_a_compound_and_in_any_form() -> None:
    actions.index_all([entry("Bau", text="Das Baugenehmigungsverfahren läuft."), entry("Hund", text="Der Hund bellt.")])

    assert titles("Genehmigung") == ["Bau"]
    assert titles("genehmigungen ") == ["Bau"]
    assert titles("Verfahrens ") == ["Bau"]
    assert titles("Baugenehmigung") == ["Bau"]
    assert titles("Genehmigung Hund") == []


def test_spellings_of_a_name_meet() -> None:
    actions.index_all([entry("Akte Großmann"), entry("Akte Müller")])

    assert titles("Grossmann") == ["Akte Großmann"]
    assert titles("GROSSMANN ") == ["Akte Großmann"]
    assert titles("mueller ") == titles("muller ") == ["Akte Müller"]


@pytest.mark.parametrize("typed", ["Ba", "Bauge", "Baugenehmi", "Baugenehmigu", "Baugenehmigung", "Baugenehmigungen"])
def test_hits_stay_while_a_word_is_being_typed(typed: str) -> None:
    actions.index_all([entry("Erteilung", text="Baugenehmigung")])

    assert titles(typed) == ["Erteilung"]


def test_only_the_last_word_may_be_unfinished() -> None:
    actions.index_all([entry("Veranstaltung auf der Straße")])

    assert titles("Veranst Straße") == []
    assert titles("Straße Veranst") == ["Veranstaltung auf der Straße"]


def test_a_phrase_needs_the_words_in_order() -> None:
    actions.index_all([entry("Eins", text="der alte Deich am Hafen"), entry("Zwei", text="am Deich der alte Hafen")])

    assert titles('"alte Deich"') == ["Eins"]
    assert titles('"alte" Deich ') == ["Zwei", "Eins"]


def test_a_file_number_finds_what_begins_with_it_and_the_exact_one_first() -> None:
    actions.index_all(
        [
            entry("Akte", reference="36-17-2026", hours=0),
            entry("Vorgang eins", reference="36-17-2026-0001", hours=1),
            entry("Vorgang zwei", reference="36-17-2026-0002", hours=2),
            entry("Andere", reference="36-18-2026-0001", hours=3),
            entry("Brief", text="Ihr Zeichen 36-17-2026-0001, bitte angeben", hours=4),
        ]
    )

    assert titles("36-17-2026") == ["Akte", "Brief", "Vorgang zwei", "Vorgang eins"]
    assert titles("36-17-2026-0001") == ["Vorgang eins", "Brief"]
    assert titles("36172026") == ["Akte", "Vorgang zwei", "Vorgang eins"]
    assert titles("2026-0002") == ["Vorgang zwei"]


@pytest.mark.parametrize("typed", ["LER-AB 123", "ler ab 123", "LERAB123", "LER-AB 12", "ler-ab"])
def test_a_number_plate_is_found_however_it_is_written(typed: str) -> None:
    actions.index_all([entry("Kennzeichen", reference="LER-AB 123"), entry("Anderes", reference="LER-XY 9")])

    assert titles(typed) == ["Kennzeichen"]


def test_title_hits_come_before_newer_text_hits() -> None:
    actions.index_all(
        [entry("Hundesteuer", hours=0), entry("Brief", text="Hund", hours=1), entry("Akte Hund", hours=2)]
    )

    assert titles("Hund") == ["Akte Hund", "Hundesteuer", "Brief"]


def test_nobody_finds_what_is_not_theirs() -> None:
    actions.index_all(
        [entry("Hund A", scope="office:36"), entry("Hund B", scope="office:32"), entry("Hund C", scope="public")]
    )

    assert sorted(titles("Hund", scopes=["office:36", "public"])) == ["Hund A", "Hund C"]
    assert titles("Hund", scopes=[]) == []
    assert titles("Hund", scopes=["office:99"]) == []
    assert len(titles("Hund", scopes=None)) == 3


def test_kinds_narrow_the_hits() -> None:
    actions.index_all([entry("Hund", kind="service"), entry("Hund Akte", kind="case")])

    assert titles("Hund", kinds=["service"]) == ["Hund"]
    assert sorted(titles("Hund", kinds=["service", "case"])) == ["Hund", "Hund Akte"]


def test_pages_follow_each_other_and_the_total_is_known() -> None:
    actions.index_all([entry(f"Hund {number}", hours=number) for number in range(7)])

    first = queries.search("Hund", scopes=[TRAFFIC], limit=3)
    last = queries.search("Hund", scopes=[TRAFFIC], limit=3, offset=6)

    assert first.total_capped == last.total_capped == 7
    assert [hit.title for hit in first.hits] == ["Hund 6", "Hund 5", "Hund 4"]
    assert [hit.title for hit in last.hits] == ["Hund 0"]


def test_a_changed_object_is_found_by_its_new_words_only() -> None:
    before = entry("Hund", text="Dackel")
    actions.index_all([before])
    actions.index(
        kind=before.kind,
        object_id=before.object_id,
        title="Katze",
        reference="7-1",
        text="Kater",
        scope="public",
        at=NOON,
    )

    assert titles("Hund", scopes=None) == titles("Dackel", scopes=None) == []
    assert titles("Kater", scopes=["public"]) == titles("7-1", scopes=["public"]) == ["Katze"]


def test_a_removed_object_is_gone() -> None:
    dog = entry("Hund")
    actions.index_all([dog, entry("Hund zwei")])

    actions.remove(dog.kind, dog.object_id)

    assert titles("Hund") == ["Hund zwei"]


def test_another_office_takes_over() -> None:
    dog = entry("Hund")
    actions.index_all([dog])

    actions.change_scope(kind="case", object_ids=[dog.object_id], scope="office:32")

    assert titles("Hund") == []
    assert titles("Hund", scopes=["office:32"]) == ["Hund"]


def test_the_index_goes_back_with_the_transaction() -> None:
    with transaction.atomic():
        actions.index_all([entry("Hund")])
        transaction.set_rollback(True)

    assert titles("Hund", scopes=None) == []


def test_the_last_of_two_entries_for_one_object_counts() -> None:
    one = entry("Hund")
    other = Entry(kind="case", object_id=one.object_id, title="Katze", reference="", text="", scope=TRAFFIC, at=NOON)

    actions.index_all([one, other])

    assert titles("Hund") == []
    assert titles("Katze") == ["Katze"]


def test_a_rebuild_changes_nothing_that_is_found() -> None:
    actions.index_all([entry("Hund", text="Baugenehmigung", reference="1-2-3")])

    assert actions.rebuild() == 1
    assert titles("Genehmigung") == titles("1-2-3") == ["Hund"]


def test_the_index_of_sqlite_stays_sound_through_all_changes() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL computes its index column itself")
    dog, cat = entry("Hund", text="Baugenehmigung"), entry("Katze")
    actions.index_all([dog, cat])
    actions.index_all([replace(dog, text="Straße"), replace(cat, scope="public")])
    actions.remove("case", cat.object_id)
    actions.rebuild()

    with connection.cursor() as cursor:
        # Raises if the index and the entries disagree.
        cursor.execute("INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)")


WEIRD = [
    "",
    " ",
    "AND",
    "OR NOT NEAR",
    '"',
    '""',
    '"Hund',
    "*",
    "a*",
    "-Hund",
    "title_words:Hund",
    "(((",
    "🦆🦆",
    "\x00",
    "\ud800",
    "'; DROP TABLE search_searchentry; --",
    "%s %(x)s {0}",
    "x" * 10_000,
    "Hund " * 2_000,
    "½ ² ﬁ",
    "1e5 0x1f 12a a12 1.5 -3",
    "日本 привет مرحبا हिन्दी",
]


@pytest.mark.parametrize("query", WEIRD)
def test_strange_input_is_no_error(query: str) -> None:
    actions.index_all([entry("Hund"), entry(query, text=query, reference=query)])

    assert queries.search(query, scopes=[TRAFFIC]).total_capped <= 2


@pytest.mark.parametrize("word", ["1e5", "0x1f", "12a", "a12", "007", "привет", "日本", "1234567890123456789012"])
def test_unusual_words_are_found(word: str) -> None:
    actions.index_all([entry("Treffer", text=f"vorher {word} nachher")])

    assert titles(word) == titles(word + " ") == ["Treffer"]


SCOPES = [f"office:{number}" for number in range(4)] + ["authority", "public"]
WORDS = ["Hund", "Katze", "Baugenehmigung", "Genehmigung", "Straße", "36-17-2026", "Müller"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    contents=st.lists(
        st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.sampled_from(SCOPES)), max_size=12
    ),
    allowed=st.lists(st.sampled_from([*SCOPES, "office:unknown", "office:1' OR '1'='1"]), max_size=4),
    word=st.sampled_from(WORDS),
)
def test_hits_are_exactly_the_matching_entries_of_the_allowed_scopes(
    contents: list[tuple[list[str], str]], allowed: list[str], word: str
) -> None:
    entries = [entry(" ".join(written), scope=scope) for written, scope in contents]

    with transaction.atomic():
        actions.index_all(entries)
        found = queries.search(word, scopes=allowed, limit=100)
        everything = queries.search(word, scopes=None, limit=100)
        transaction.set_rollback(True)

    def matches(one: Entry) -> bool:
        written = one.title.split()
        return word in written or (word == "Genehmigung" and "Baugenehmigung" in written)

    expected: set[UUID] = {one.object_id for one in entries if matches(one) and one.scope in allowed}
    assert {hit.object_id for hit in found.hits} == expected
    assert {hit.object_id for hit in everything.hits} == {one.object_id for one in entries if matches(one)}
    assert found.total_capped == len(expected)
