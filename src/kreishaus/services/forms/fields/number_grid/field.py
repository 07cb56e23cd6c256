"""Numbers in rows and columns, with their sums."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from random import Random
from typing import ClassVar

from kreishaus.base.words import marked, say
from kreishaus.services.forms.fields import numerals
from kreishaus.services.forms.fields.composites import Composite, choice_problems, kind_of
from kreishaus.services.forms.fields.worded import list_problems, worded
from kreishaus.services.forms.ports import FieldDefinition, FieldType, Member, Table, Wording

_CELLS = {"integer": "num_int", "number": "num", "money": "num_currency"}
_SUMS = ("both", "rows", "columns", "none")
_MOST_CELLS = 400
_TOTAL = marked("Summe")


class NumberGrid(Composite):
    """A table of numbers; conditions read each cell (`grid.beds_2025`) and the sums.

    Settings: `rows` and `columns` (lists like options), `cells` (integer, number or money), `min`
    and `max` (of each cell), `sums` (both, rows, columns or none), `complete` (true: no cell may
    stay empty). Sums are `sum`, `row_<key>` and `column_<key>`; empty cells count as nothing.
    """

    key = "number-grid"
    title = "Zahlentabelle"
    settings = frozenset({"rows", "columns", "cells", "min", "max", "sums", "complete"})
    worded = frozenset({"rows", "columns"})
    wording: ClassVar[Mapping[str, Wording]] = {
        "rows": Wording("Zeilen", "options"),
        "columns": Wording("Spalten", "options"),
        "cells": Wording("Art der Zahlen", "text", "integer, number oder money"),
        "sums": Wording("Summen", "text", "both, rows, columns oder none"),
        "complete": Wording("Keine Zelle darf leer bleiben", "check"),
    }
    starts_with: ClassVar[Mapping[str, object]] = {
        "rows": [{"eins": "Zeile 1"}],
        "columns": [{"anzahl": "Anzahl"}],
    }
    members: ClassVar[tuple[Member, ...]] = ()
    advises = True
    tabular = True

    def members_of(self, field: FieldDefinition) -> tuple[Member, ...]:
        """Return one member for each cell."""
        kind = _cell_kind(field)
        return tuple(
            Member(
                f"{row.key}_{column.key}", f"{row.label}, {column.label}", _CELLS[kind], type=kind,
                required=field.config.get("complete") is True, min=field.min, max=field.max,
            )
            for row in worded(field.config.get("rows"))
            for column in worded(field.config.get("columns"))
        )  # fmt: skip

    def derived(self, field: FieldDefinition) -> Mapping[str, object]:
        """Return the sums that conditions may read."""
        rows, columns = (worded(field.config.get(name)) for name in ("rows", "columns"))
        names = ["sum", *(f"row_{row.key}" for row in rows), *(f"column_{column.key}" for column in columns)]
        return dict.fromkeys(names, 1)

    def seen(self, value: object, field: FieldDefinition) -> object:
        """Return every cell and every sum."""
        cells = super().seen(value, field)
        assert isinstance(cells, dict)
        return {**cells, **{name: _plain(total) for name, total in _sums(value, field).items()}}

    def display(self, value: object, field: FieldDefinition) -> str:
        """Return the table line by line, for places that cannot show a table."""
        table = self.table(value, field)
        if table is None:
            return str(value)
        lines = [
            ", ".join(f"{head}: {cell}" for head, cell in zip(table.head[1:], row[1:], strict=True) if cell)
            for row in table.rows
        ]
        return "\n".join(f"{row[0]}: {line}" for row, line in zip(table.rows, lines, strict=True) if line) or "–"

    def put_into_words(self, words: Mapping[str, str], field: FieldDefinition) -> str:
        """Return the numbers in one line."""
        del field
        return ", ".join(words.values())

    def table(self, value: object, field: FieldDefinition) -> Table | None:
        """Return the numbers with their sums."""
        if not isinstance(value, Mapping):
            return None
        words, sums = self.words(value, field), self._sums_in_words(value, field)
        rows, columns = worded(field.config.get("rows")), worded(field.config.get("columns"))
        by_row, by_column = _wanted(field)
        head = ("", *(column.label for column in columns), *([say(_TOTAL)] if by_row else []))
        body = [
            (
                row.label,
                *(words.get(f"{row.key}_{column.key}", "") for column in columns),
                *([sums[f"row_{row.key}"]] if by_row else []),
            )
            for row in rows
        ]
        if by_column:
            last = [sums[f"column_{column.key}"] for column in columns]
            body.append((say(_TOTAL), *last, *([sums["sum"]] if by_row else [])))
        return Table(head, tuple(body))

    def layout(self, value: object, field: FieldDefinition) -> Mapping[str, object]:
        """Return the grid for the page: heads, keys of the cells and sums."""
        by_row, by_column = _wanted(field)
        sums = self._sums_in_words(value, field)
        rows, columns = worded(field.config.get("rows")), worded(field.config.get("columns"))
        lines = [
            {
                "label": row.label,
                "cells": [f"{row.key}_{column.key}" for column in columns],
                "sum": sums[f"row_{row.key}"],
            }
            for row in rows
        ]
        totals = [(column.label, sums[f"column_{column.key}"]) for column in columns]
        wanted = {"by_row": by_row, "by_column": by_column}
        return {"lines": lines, "columns": columns, "totals": totals, "total": sums["sum"], **wanted}

    def _sums_in_words(self, value: object, field: FieldDefinition) -> dict[str, str]:
        cells, sums = _cell_kind(field), _sums(value, field)
        if cells == "money":
            return {name: f"{numerals.german(total / 100, decimals=2)} €" for name, total in sums.items()}
        # Whole numbers have no dots in their cells, so their sums have none either.
        return {name: numerals.german(total, grouped=cells == "number") for name, total in sums.items()}

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return what is wrong with rows, columns and cells."""
        for name in ("rows", "columns"):
            yield from list_problems(name, field.config.get(name))
        yield from choice_problems(field, "cells", _CELLS)
        yield from choice_problems(field, "sums", _SUMS)
        if not isinstance(field.config.get("complete", False), bool):
            yield "„complete“ muss true oder false sein."
        keys = [member.key for member in self.members_of(field)]
        if len(keys) > _MOST_CELLS:
            yield f"Eine Zahlentabelle hat höchstens {_MOST_CELLS} Zellen."
        if len(set(keys)) != len(keys) or set(keys) & set(self.derived(field)):
            yield "„rows“ und „columns“ ergeben gleiche Namen. Bitte andere Schlüssel wählen."
        yield from _cell_type(field).problems(field)

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return numbers in every cell."""
        return {member.key: kind_of(member).synthetic(member, random) for member in self.members_of(field)}


def _cell_kind(field: FieldDefinition) -> str:
    kind = field.config.get("cells")
    return kind if isinstance(kind, str) and kind in _CELLS else "integer"


def _cell_type(field: FieldDefinition) -> FieldType:
    return kind_of(Member("cell", "Zelle", type=_cell_kind(field)))


def _wanted(field: FieldDefinition) -> tuple[bool, bool]:
    wanted = field.config.get("sums", "both")
    return wanted in ("both", "rows"), wanted in ("both", "columns")


def _sums(value: object, field: FieldDefinition) -> dict[str, Decimal]:
    given = value if isinstance(value, Mapping) else {}
    rows, columns = worded(field.config.get("rows")), worded(field.config.get("columns"))
    sums = {name: Decimal(0) for name in TYPE.derived(field)}
    for row in rows:
        for column in columns:
            amount = _amount(given.get(f"{row.key}_{column.key}"))
            for name in ("sum", f"row_{row.key}", f"column_{column.key}"):
                sums[name] += amount
    return sums


def _amount(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | str) or len(str(value)) > numerals.MAX_DIGITS + 2:
        return Decimal(0)
    try:
        amount = Decimal(value)
    except ArithmeticError:
        return Decimal(0)
    return amount if amount.is_finite() else Decimal(0)


def _plain(total: Decimal) -> int | float:
    return int(total) if total == total.to_integral_value() else float(total)


TYPE = NumberGrid()
