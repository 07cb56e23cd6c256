"""Numbers without gaps: counted up by one statement inside the transaction that uses them."""

from uuid import UUID

from django.db import connection
from django.db.models import UUIDField

from kreishaus.records.enums import CaseState
from kreishaus.records.models import Case

# One statement on both databases. A second transaction waits for the first; when the first is
# rolled back its number is free again.
_NEXT = (
    "INSERT INTO records_counter (key, value) VALUES (%s, 1) "
    "ON CONFLICT (key) DO UPDATE SET value = records_counter.value + 1 RETURNING value"
)
_RESERVE = (
    "UPDATE records_case SET document_count = document_count + %s "
    "WHERE id = %s AND state = %s RETURNING document_count, lead_office_id, access"
)


def next_number(series: str) -> int:
    """Return the next number of a series, beginning with 1."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [series])
        return int(cursor.fetchone()[0])


def reserve_document_numbers(case: Case, count: int) -> int | None:
    """Return the first of `count` new document numbers, or None if the case takes no documents.

    Locks the case and brings the object up to date: what is added must not be found by an
    office that handed the case over meanwhile.
    """
    # SQLite keeps a UUID as 32 hex digits, PostgreSQL as a type of its own.
    key = UUIDField().get_db_prep_value(case.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE, [count, key, CaseState.OPEN.value])
        row = cursor.fetchone()
    if row is None:
        return None
    last, office, access = row
    case.document_count, case.access = int(last), access
    if case.lead_office_id != (lead := UUID(str(office))):
        case.lead_office_id = lead
    return case.document_count - count + 1
