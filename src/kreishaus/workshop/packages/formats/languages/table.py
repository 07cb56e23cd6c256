"""All texts of a language as a table for people with spreadsheets: CSV and XLSX, out and in again.

Columns: key, place, German, translation. What the German column says decides whether a row still fits.
Nothing that a spreadsheet could carry out is written: in CSV a quote stands before what looks like a formula.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kreishaus.base.problems import Problem, Problems
from kreishaus.workshop.packages.formats.languages.texts_yaml import LONGEST, Translation

HEAD = ("Schlüssel", "Deutsch", "Übersetzung")
MAX_BYTES = 5_000_000
MAX_ROWS = 10_000
_MAX_UNPACKED = 60_000_000
_MAX_ENTRIES = 200
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
_DOCTYPE = b"<!DOCTYPE"


@dataclass(frozen=True, slots=True)
class TextRow:
    """One text of a table."""

    key: str
    german: str
    text: str


def rows_of(german: Mapping[str, str], translation: Translation) -> list[TextRow]:
    """Return a row for every text, those without a translation as well."""
    entries = translation.entries
    return [TextRow(key, text, entries[key].text if key in entries else "") for key, text in german.items()]


def write_csv(rows: Iterable[TextRow]) -> bytes:
    """Return the table as CSV, as spreadsheets with German settings open it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows([[_shielded(cell) for cell in (row.key, row.german, row.text)] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(rows: Iterable[TextRow]) -> bytes:
    """Return the table as XLSX; every cell is a text, never a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Texte"
    for number, row in enumerate([HEAD, *((row.key, row.german, row.text) for row in rows)], start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            cell.value = text
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
    for letter, width in zip("ABC", (40, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_table(content: bytes, name: str) -> list[TextRow]:
    """Return the rows of a table that came back, by the ending of its name.

    :raises Problems: if it is too large, no such table, or lacks a column.
    """
    if len(content) > MAX_BYTES:
        raise _refused(name, "Die Datei ist zu groß.", f"Erlaubt sind höchstens {MAX_BYTES // 1_000_000} MB.")
    cells = _xlsx(content, name) if content.startswith(b"PK") else _csv(content, name)
    lines = iter(cells)
    head = [cell.strip() for cell in next(lines, [])]
    if not set(HEAD) <= set(head):
        wanted = ", ".join(f"„{column}“" for column in HEAD)
        raise _refused(name, "Der Tabelle fehlen Spalten.", f"In der ersten Zeile müssen stehen: {wanted}.")
    places = [head.index(column) for column in HEAD]
    found: list[TextRow] = []
    for line in lines:
        key, german, text = (line[place] if place < len(line) else "" for place in places)
        if not key.strip():
            continue
        if len(found) >= MAX_ROWS or len(text) > LONGEST:
            hint = f"Erlaubt sind {MAX_ROWS} Zeilen und {LONGEST} Zeichen in einer Zelle."
            raise _refused(name, "Die Tabelle ist zu lang.", hint)
        found.append(TextRow(key.strip(), german, text))
    return found


def _csv(content: bytes, name: str) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(name, "Die Datei ist kein UTF-8-Text.", "Bitte als „CSV UTF-8“ oder XLSX speichern.") from error
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [_unshielded(cell) for cell in line]
    except csv.Error as error:
        raise _refused(name, "Diese Tabelle können wir nicht lesen.", "Bitte als XLSX speichern.") from error


def _xlsx(content: bytes, name: str) -> Iterator[list[str]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _check_archive(content, name)
    try:
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        for line in sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=20, values_only=True):
            yield ["" if cell is None else str(cell).replace("\r\n", "\n") for cell in line]
    except (InvalidFileException, KeyError, ValueError, IndexError, SyntaxError, OSError) as error:
        raise _refused(name, "Diese Tabelle können wir nicht lesen.", "Bitte neu als XLSX speichern.") from error


def _check_archive(content: bytes, name: str) -> None:
    """Refuse archives that would unpack to far more than a table of texts, and XML that declares entities."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
        if len(entries) > _MAX_ENTRIES or sum(entry.file_size for entry in entries) > _MAX_UNPACKED:
            raise _refused(name, "Die Tabelle ist zu groß.", "Bitte nur das Blatt mit den Texten speichern.")
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")):
                with archive.open(entry) as stream:
                    if _DOCTYPE in stream.read(4_096).upper():
                        raise _refused(name, "Diese Tabelle nehmen wir nicht an.", "Bitte neu als XLSX speichern.")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise _refused(name, "Diese Tabelle können wir nicht lesen.", "Bitte neu als XLSX speichern.") from error


def _shielded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def _unshielded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RISKY) else cell


def _refused(name: str, message: str, hint: str) -> Problems:
    return Problems([Problem(message, file=name, hint=hint)])
