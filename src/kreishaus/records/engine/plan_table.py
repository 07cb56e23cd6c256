"""The filing plan as a CSV table: written and read back without a loss; mistakes name their line."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date

from kreishaus.records.enums import Access, Disposal, RetentionStart

from .references import UnusablePattern, check_pattern

_NUMBER = re.compile(r"\d+(\.\d+)*\Z")
_MOST_YEARS = 200
_YES, _NO = "ja", "nein"
_PATTERN = "{position}-{year}-{number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One position of the plan as a line of the table; empty years mean without end."""

    number: str
    title: str
    note: str = ""
    parent: str = ""
    retention_years: int | None = None
    retention_start: str = RetentionStart.CLOSING
    retention_year_end: bool = True
    retention_source: str = ""
    disposal: str = Disposal.APPRAISE
    access: str = Access.OFFICE
    lead_office: str = ""
    pattern: str = _PATTERN
    valid_from: date | None = None
    valid_until: date | None = None


COLUMNS = tuple(field.name for field in fields(PlanLine))


class PlanTableProblems(Exception):
    """The table is not right; `problems` says where, each in one sentence with its line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def write_plan(lines: Iterable[PlanLine]) -> str:
    """Return the table as text: UTF-8, comma, quotes where needed, dates as 2026-03-12."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([_written(getattr(line, name)) for name in COLUMNS])
    return stream.getvalue()


def read_plan(text: str) -> list[PlanLine]:
    """Return the positions of a table in its order; columns may be left out except number and title.

    :raises PlanTableProblems: with every mistake in it, by line.
    """
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    separator = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    problems: list[str] = []
    lines: list[PlanLine] = []
    try:
        names = [name.strip() for name in reader.fieldnames or ()]
        problems += _problems_of_head(names)
        if problems:
            raise PlanTableProblems(problems)
        reader.fieldnames = names
        for row in reader:
            found = list(_problems_of(row, reader.line_num))
            problems += found
            if not found:
                lines.append(_line(row))
    except csv.Error as broken:
        problems.append(f"Zeile {reader.line_num}: Die Tabelle ist hier nicht lesbar ({broken}).")
    problems += _problems_together(lines)
    if problems:
        raise PlanTableProblems(problems)
    return lines


def _problems_of_head(names: list[str]) -> Iterator[str]:
    for name in ("number", "title"):
        if name not in names:
            yield f"Zeile 1: Die Spalte {name} fehlt."
    for name in names:
        if name not in COLUMNS:
            yield f"Zeile 1: Die Spalte „{name}“ ist nicht bekannt. Bekannt sind: {', '.join(COLUMNS)}."


def _problems_of(row: dict[str, str | None], at: int) -> Iterator[str]:
    if None in row or None in row.values():
        yield f"Zeile {at}: Die Zahl der Spalten stimmt nicht mit der ersten Zeile überein."
        return
    values = {name: (value or "").strip() for name, value in row.items()}
    if not _NUMBER.match(values["number"]):
        yield f"Zeile {at}: Die Nummer „{values['number']}“ besteht nicht nur aus Ziffern und Punkten."
    if not values["title"]:
        yield f"Zeile {at}: Die Bezeichnung fehlt."
    years = values.get("retention_years", "")
    if years and not (years.isascii() and years.isdecimal() and int(years) <= _MOST_YEARS):
        yield f"Zeile {at}: Die Aufbewahrung „{years}“ ist keine Zahl von Jahren bis {_MOST_YEARS}."
    for name, words in (("disposal", Disposal), ("access", Access), ("retention_start", RetentionStart)):
        if (value := values.get(name, "")) and value not in words.values:
            yield f"Zeile {at}: „{value}“ gibt es bei {name} nicht. Möglich sind: {', '.join(words.values)}."
    if values.get("retention_year_end", "") not in ("", _YES, _NO):
        yield f"Zeile {at}: retention_year_end ist weder ja noch nein."
    yield from _problems_of_days(values, at)
    if pattern := values.get("pattern", ""):
        try:
            check_pattern(pattern)
        except UnusablePattern as problem:
            yield f"Zeile {at}: {problem}"


def _problems_of_days(values: dict[str, str], at: int) -> Iterator[str]:
    days = {}
    for name in ("valid_from", "valid_until"):
        if value := values.get(name, ""):
            try:
                days[name] = date.fromisoformat(value)
            except ValueError:
                yield f"Zeile {at}: „{value}“ ist kein Datum wie 2026-03-12."
    if len(days) == len(("valid_from", "valid_until")) and days["valid_until"] < days["valid_from"]:
        yield f"Zeile {at}: Die Einheit endet, bevor sie beginnt."


def _problems_together(lines: list[PlanLine]) -> Iterator[str]:
    seen: set[str] = set()
    for line in lines:
        if line.number in seen:
            yield f"Die Nummer {line.number} steht zweimal in der Tabelle."
        seen.add(line.number)
        if line.parent == line.number:
            yield f"Die Einheit {line.number} liegt unter sich selbst."


def _line(row: dict[str, str | None]) -> PlanLine:
    values = {name: (value or "").strip() for name, value in row.items()}
    years = values.get("retention_years", "")
    return PlanLine(
        number=values["number"],
        title=values["title"],
        # The note keeps its line breaks; only what stands around it is dropped.
        note=values.get("note", ""),
        parent=values.get("parent", ""),
        retention_years=int(years) if years else None,
        retention_start=values.get("retention_start") or RetentionStart.CLOSING,
        retention_year_end=values.get("retention_year_end") != _NO,
        retention_source=values.get("retention_source", ""),
        disposal=values.get("disposal") or Disposal.APPRAISE,
        access=values.get("access") or Access.OFFICE,
        lead_office=values.get("lead_office", ""),
        pattern=values.get("pattern") or _PATTERN,
        valid_from=_day(values.get("valid_from", "")),
        valid_until=_day(values.get("valid_until", "")),
    )


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _YES if value else _NO
    return value.isoformat() if isinstance(value, date) else str(value)
