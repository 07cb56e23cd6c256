"""Numbers without gaps: counted up by one statement inside the transaction that uses them."""

from uuid import UUID

from django.db import connection

from kreishaus.records.enums import CaseState
from kreishaus.records.models import Case, Counter

_TABLE = Counter._meta.db_table
# One statement on both databases. A second transaction waits for the first; when the first is
# rolled back its number is free again.
_NEXT = (
    f"INSERT INTO {_TABLE} (key, value) VALUES (%s, 1) "  # noqa: S608 -- a constant table name
    f"ON CONFLICT (key) DO UPDATE SET value = {_TABLE}.value + 1 RETURNING value"
)
_RESERVE = (
    f"UPDATE {Case._meta.db_table} SET document_count = document_count + %s "  # noqa: S608
    "WHERE id = %s AND state = %s RETURNING document_count"
)


def next_number(series: str) -> int:
    """Return the next number of a series, beginning with 1."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [series])
        return int(cursor.fetchone()[0])


def reserve_document_numbers(case_id: UUID, count: int) -> int | None:
    """Return the first of `count` new document numbers, or None if the case takes no documents."""
    key = Case._meta.pk.get_db_prep_value(case_id, connection)
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE, [count, key, CaseState.OPEN.value])
        row = cursor.fetchone()
    return None if row is None else int(row[0]) - count + 1
