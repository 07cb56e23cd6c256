"""Retention periods and the sentences that explain them, without a database."""

from datetime import date

import pytest

from kreishaus.records.engine import Dates, Terms, derive
from kreishaus.records.enums import RetentionStart

CLOSED = Dates(closed_on=date(2026, 3, 12))


def test_the_period_starts_with_the_end_of_the_closing_year() -> None:
    derived = derive(Terms("32.17", 5), CLOSED)

    assert derived.until == date(2031, 12, 31)
    assert derived.sentence == (
        "Geschlossen am 12.03.2026, Frist 5 Jahre ab Jahresende (Aktenplan 32.17) → bis 31.12.2031"
    )
    assert derive(Terms("32.17", 0), CLOSED).until == date(2026, 12, 31)


def test_without_the_end_of_the_year_it_ends_on_the_day_of_the_same_name() -> None:
    derived = derive(Terms("10.12", 1, year_end=False, source="§ 12 NDIG"), CLOSED)

    assert derived.until == date(2027, 3, 12)
    assert derived.sentence == ("Geschlossen am 12.03.2026, Frist 1 Jahr (Aktenplan 10.12, § 12 NDIG) → bis 12.03.2027")
    leap = Dates(closed_on=date(2028, 2, 29))
    assert derive(Terms("10.12", 1, year_end=False), leap).until == date(2029, 2, 28)
    assert derive(Terms("10.12", 4, year_end=False), leap).until == date(2032, 2, 29)


def test_without_a_number_of_years_it_is_kept_for_good() -> None:
    derived = derive(Terms("00.10", None), CLOSED)

    assert derived.until is None
    assert derived.sentence == "Geschlossen am 12.03.2026, Aufbewahrung ohne Ende (Aktenplan 00.10)"


@pytest.mark.parametrize(
    ("start", "dates", "until", "words"),
    [
        (RetentionStart.CASE_DATE, {"relevant_on": date(2024, 6, 30)}, 2029, "Bezugsdatum 30.06.2024, "),
        (RetentionStart.CASE_DATE, {}, 2031, "(ein Bezugsdatum ist nicht eingetragen), "),
        (RetentionStart.DECISION, {"decided_on": date(2025, 1, 2)}, 2030, "Entschieden am 02.01.2025, "),
        (RetentionStart.DECISION, {}, 2031, "(eine Entscheidung gab es nicht), "),
        (
            RetentionStart.MAIN_FILE,
            {"main_reference": "32-17-2026", "main_closed_on": date(2027, 5, 5)},
            2032,
            "Hauptakte 32-17-2026 geschlossen am 05.05.2027, ",
        ),
        (RetentionStart.MAIN_FILE, {}, 2031, "Geschlossen am 12.03.2026, "),
    ],
)
def test_the_period_may_start_with_another_day(
    start: RetentionStart, dates: dict[str, date | str], until: int, words: str
) -> None:
    derived = derive(Terms("32.17", 5, start=start), Dates(closed_on=CLOSED.closed_on, **dates))  # type: ignore[arg-type]

    assert derived.until == date(until, 12, 31)
    assert words in derived.sentence


def test_while_the_main_file_is_open_there_is_no_end_yet() -> None:
    derived = derive(
        Terms("32.17", 5, start=RetentionStart.MAIN_FILE), Dates(CLOSED.closed_on, main_reference="32-17-2026")
    )

    assert derived.until is None
    assert "ab dem Schließen der Hauptakte 32-17-2026 (Aktenplan 32.17); sie ist noch offen" in derived.sentence
