"""Plain INSERTs of new rows with the statement worked out once per model.

A submission writes a dozen rows, and Django builds the same INSERT anew for each: that cost more than the database.
This does what `bulk_create` does for models whose keys are made in Python, and nothing else.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, Field, Model

M = TypeVar("M", bound=Model)


class KeyMadeByDatabase(Exception):
    """The model lets the database number its rows; use `bulk_create` for it."""


def insert(rows: Sequence[M]) -> Sequence[M]:
    """Insert new rows of one model in the caller's transaction and return them; no `save()` runs, no signals.

    :raises KeyMadeByDatabase: if the database numbers the rows of this model.
    :raises IntegrityError: if a constraint refuses a row.
    """
    if not rows:
        return rows
    connection = connections[DEFAULT_DB_ALIAS]
    statement, fields = _statement(type(rows[0]), connection.vendor)
    values = [_values(row, fields, connection) for row in rows]
    with connection.cursor() as cursor:
        if len(values) == 1:
            cursor.execute(statement, values[0])
        else:
            cursor.executemany(statement, values)
    for row in rows:
        row._state.adding = False  # noqa: SLF001 -- what bulk_create does
        row._state.db = connection.alias  # noqa: SLF001
    return rows


def insert_row(row: M) -> M:
    """Insert one new row and return it; see `insert`."""
    insert([row])
    return row


@lru_cache(maxsize=256)
def _statement(model: type[Model], vendor: str) -> "tuple[str, tuple[Field[Any, Any], ...]]":
    del vendor  # the quoting differs, hence it is part of the cache's key
    quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
    fields = tuple(field for field in model._meta.local_concrete_fields if not field.generated)  # noqa: SLF001
    if isinstance(model._meta.pk, AutoField):  # noqa: SLF001
        raise KeyMadeByDatabase(model._meta.label)  # noqa: SLF001
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)  # noqa: SLF001
    return f"INSERT INTO {table} ({columns}) VALUES ({places})", fields  # noqa: S608 -- names from our own models


def _values(row: Model, fields: "tuple[Field[Any, Any], ...]", connection: BaseDatabaseWrapper) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, True), connection=connection) for field in fields]
