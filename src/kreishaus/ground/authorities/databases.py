"""Connections and routing: "default" always means the database of the current authority.

Django code and libraries say `transaction.atomic()` and mean the connection "default". Here
that name is resolved for each access, so that nothing has to pass an alias around and nothing
can reach another authority by forgetting one. Objects remember the real alias, so Django itself
refuses a relation between objects of two authorities.
"""

from collections.abc import Mapping
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.db.utils import ConnectionHandler

from kreishaus.ground.authorities.authority import Authority
from kreishaus.ground.authorities.context import current

SQLITE_PRAGMAS = ";".join(  # noqa: FLY002 -- one on a line, so that each can have its reason
    (
        "PRAGMA journal_mode=WAL",
        # A receipt must mean durable: NORMAL may lose the last commits when the power fails.
        "PRAGMA synchronous=FULL",
        "PRAGMA foreign_keys=ON",
        "PRAGMA temp_store=MEMORY",
        "PRAGMA cache_size=-32000",
        "PRAGMA mmap_size=268435456",
        "PRAGMA wal_autocheckpoint=8000",
    )
)


# What the registry said when an alias was made known; it changes when an authority is set up anew.
_described: dict[str, Mapping[str, object]] = {}


class AuthorityConnections(ConnectionHandler):
    """The connection handler that reads "default" as "of the current authority"."""

    def __getitem__(self, alias: str) -> BaseDatabaseWrapper:
        if alias == DEFAULT_DB_ALIAS:
            alias = current().database_alias
        connection: BaseDatabaseWrapper = super().__getitem__(alias)
        return connection

    def all(self, initialized_only: bool = False) -> list[BaseDatabaseWrapper]:  # noqa: FBT001, FBT002 -- Django's own
        """Return the connections of this thread by their real names, also outside of any authority."""
        return [
            super(AuthorityConnections, self).__getitem__(alias)
            for alias in self
            if not initialized_only or hasattr(self._connections, alias)  # type: ignore[attr-defined]
        ]


class ForeignObject(Exception):
    """An object of one authority was used while working for another: a programming error, stopped before it writes."""


class AuthorityRouter:
    """Every model lives in the database of the current authority, and every object stays in its own."""

    def db_for_read(self, model: type[Model], **hints: object) -> str:
        """Return the current authority's alias.

        :raises ForeignObject: if the object at hand was loaded for another authority.
        """
        alias = current().database_alias
        instance = hints.get("instance")
        home = instance._state.db if isinstance(instance, Model) else None  # noqa: SLF001 -- Django's routers do
        if home not in {None, alias}:
            message = f"{model.__name__} of {home} was used while working for {alias}."
            raise ForeignObject(message)
        return alias

    db_for_write = db_for_read


def install() -> None:
    """Make Django's global connection handler authority-aware."""
    connections.__class__ = AuthorityConnections


def sqlite_database(name: str) -> dict[str, Any]:
    """Return Django's settings for an authority in one SQLite file."""
    return {
        "ENGINE": "kreishaus.ground.authorities.sqlite",
        "NAME": name,
        "CONN_MAX_AGE": None,
        # IMMEDIATE: a writer waits for its turn instead of failing half-way.
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_PRAGMAS},
    }


def postgresql_database(
    *, name: str, host: str, port: str, user: str, password: str, schema: str, more: Mapping[str, object] | None = None
) -> dict[str, Any]:
    """Return Django's settings for an authority in one PostgreSQL schema with its own role.

    `more` are further parameters of the connection, such as {"sslmode": "verify-full"}.
    """
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "HOST": host,
        "PORT": port,
        "USER": user,
        "PASSWORD": password,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**(more or {}), "options": f"-c search_path={schema}"},
    }


def connect(authority: Authority) -> None:
    """Make the authority's database known to Django under its alias, as the registry describes it now."""
    alias = authority.database_alias
    if alias == DEFAULT_DB_ALIAS:
        return
    if _described.get(alias) is not authority.database:
        if _described.get(alias) != authority.database or alias not in connections.settings:
            handler = ConnectionHandler({DEFAULT_DB_ALIAS: {}, alias: dict(authority.database)})
            connections.settings[alias] = handler.settings[alias]
        _described[alias] = authority.database
    _leave_outdated_connection(alias)


def forget(authority: Authority) -> None:
    """Close this thread's connection to the authority's database and let Django forget the alias."""
    alias = authority.database_alias
    if alias != DEFAULT_DB_ALIAS and alias in connections.settings:
        _described.pop(alias, None)
        del connections.settings[alias]
        _leave_outdated_connection(alias)


def _leave_outdated_connection(alias: str) -> None:
    """Close a connection of this thread whose database has since got other settings, such as a new password."""
    opened = connections._connections  # type: ignore[attr-defined]  # noqa: SLF001 -- asking must not open one
    connection: BaseDatabaseWrapper | None = getattr(opened, alias, None)
    if connection is not None and connection.settings_dict is not connections.settings.get(alias):
        connection.close()
        del connections[alias]
