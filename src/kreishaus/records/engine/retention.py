"""How long a file or a case is kept, with the sentence that says why."""

from dataclasses import dataclass
from datetime import date

from kreishaus.base.german import short_date
from kreishaus.records.enums import RetentionStart


@dataclass(frozen=True, slots=True)
class Terms:
    """What a position of the filing plan says about keeping; `years` None means without end."""

    number: str
    years: int | None
    start: str = RetentionStart.CLOSING
    year_end: bool = True
    source: str = ""


@dataclass(frozen=True, slots=True)
class Dates:
    """The days from which a period may count; what is not known yet is None."""

    closed_on: date
    relevant_on: date | None = None
    decided_on: date | None = None
    main_reference: str = ""
    """the main file, where there is one besides the thing itself"""
    main_closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """The last day something is kept (None: no end, or not known yet) and how it was worked out."""

    until: date | None
    sentence: str


def derive(terms: Terms, dates: Dates) -> Derivation:
    """Work out until when a closed file or case is kept.

    A period of years ends on the day of the same name (§ 188 BGB), or with the year if it starts with its end.
    """
    plan = f"Aktenplan {terms.number}" + (f", {terms.source}" if terms.source else "")
    closed = f"Geschlossen am {short_date(dates.closed_on)}"
    if terms.years is None:
        return Derivation(None, f"{closed}, Aufbewahrung ohne Ende ({plan})")
    length = "1 Jahr" if terms.years == 1 else f"{terms.years} Jahre"
    if terms.start == RetentionStart.MAIN_FILE and dates.main_reference and dates.main_closed_on is None:
        waiting = f"Frist {length} ab dem Schließen der Hauptakte {dates.main_reference} ({plan}); sie ist noch offen"
        return Derivation(None, f"{closed}, {waiting}")
    begin, words = _begin(terms, dates)
    until = date(begin.year + terms.years, 12, 31) if terms.year_end else _years_later(begin, terms.years)
    counted = f"Frist {length} ab Jahresende" if terms.year_end else f"Frist {length}"
    return Derivation(until, f"{words}, {counted} ({plan}) → bis {short_date(until)}")


def _begin(terms: Terms, dates: Dates) -> tuple[date, str]:
    closed = f"Geschlossen am {short_date(dates.closed_on)}"
    if terms.start == RetentionStart.CASE_DATE:
        if dates.relevant_on:
            return dates.relevant_on, f"Bezugsdatum {short_date(dates.relevant_on)}"
        return dates.closed_on, f"{closed} (ein Bezugsdatum ist nicht eingetragen)"
    if terms.start == RetentionStart.DECISION:
        if dates.decided_on:
            return dates.decided_on, f"Entschieden am {short_date(dates.decided_on)}"
        return dates.closed_on, f"{closed} (eine Entscheidung gab es nicht)"
    if terms.start == RetentionStart.MAIN_FILE and dates.main_closed_on:
        return (
            dates.main_closed_on,
            f"Hauptakte {dates.main_reference} geschlossen am {short_date(dates.main_closed_on)}",
        )
    return dates.closed_on, closed


def _years_later(begin: date, years: int) -> date:
    try:
        return begin.replace(year=begin.year + years)
    except ValueError:  # the 29th of February
        return date(begin.year + years, 2, 28)
