"""Periods as laws name them: "six weeks", "three months", written after ISO 8601.

A month has no fixed length, so a duration is added to a day on the calendar. After § 188 BGB a
period of months ends on the same number of day; where that day is missing, on the last of the month.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kreishaus.base.words import marked, say

_WRITTEN = re.compile(
    r"P(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,4})M)?(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?:(?P<hours>\d{1,5})H)?(?:(?P<minutes>\d{1,5})M)?)?",
    re.ASCII,
)
_MONTHS_A_YEAR = 12
_WORDS = {
    "years": (marked("{count} Jahr"), marked("{count} Jahre")),
    "months": (marked("{count} Monat"), marked("{count} Monate")),
    "weeks": (marked("{count} Woche"), marked("{count} Wochen")),
    "days": (marked("{count} Tag"), marked("{count} Tage")),
    "hours": (marked("{count} Stunde"), marked("{count} Stunden")),
    "minutes": (marked("{count} Minute"), marked("{count} Minuten")),
}


class NotADuration(ValueError):
    """The text is no duration such as P4W, P3M, P1Y or PT30M."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A period in calendar units; nothing is converted from one unit into another."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0
    minutes: int = 0

    def after(self, day: date) -> date:
        """Return the day on which the period that began on `day` ends; hours do not count."""
        return _months_later(day, self.years * _MONTHS_A_YEAR + self.months) + timedelta(
            weeks=self.weeks, days=self.days
        )

    def after_moment(self, moment: datetime) -> datetime:
        """Return the moment at which the period that began at `moment` ends."""
        day = self.after(moment.date())
        return datetime.combine(day, moment.timetz()) + timedelta(hours=self.hours, minutes=self.minutes)

    @property
    def in_words(self) -> str:
        """Return the period in the language that is spoken: `6 Wochen`, `1 Jahr und 6 Monate`."""
        parts = [
            say(one if count == 1 else many, count=count)
            for unit, (one, many) in _WORDS.items()
            if (count := getattr(self, unit))
        ]
        return say(" und ").join(filter(None, [", ".join(parts[:-1]), parts[-1]]))

    def __str__(self) -> str:
        pairs = zip("YMWD", (self.years, self.months, self.weeks, self.days), strict=True)
        day_part = "".join(f"{count}{letter}" for letter, count in pairs if count)
        pairs = zip("HM", (self.hours, self.minutes), strict=True)
        time_part = "".join(f"{count}{letter}" for letter, count in pairs if count)
        return f"P{day_part}" + (f"T{time_part}" if time_part else "")


def parse_duration(text: str) -> Duration:
    """Read a duration such as `P4W`, `P3M`, `P1Y6M`, `P90D` or `PT30M`.

    :raises NotADuration: if the text is anything else, or a period of no length.
    """
    found = _WRITTEN.fullmatch(text)
    counts = {unit: int(count or 0) for unit, count in found.groupdict().items()} if found else {}
    if not any(counts.values()) or text.endswith("T"):
        message = f"„{text}“ ist keine Dauer. Beispiele: P6W (sechs Wochen), P3M (drei Monate)."
        raise NotADuration(message)
    return Duration(**counts)


def _months_later(day: date, months: int) -> date:
    if not months:
        return day
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
