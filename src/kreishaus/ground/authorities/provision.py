"""Setting up an authority: folder, database, schema, tables. Safe to repeat after an interruption."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command

from kreishaus.ground.authorities import databases, registry
from kreishaus.ground.authorities.authority import Authority, InvalidAuthority, check_host, check_key
from kreishaus.ground.authorities.context import acting_for

DATABASE_FILE = "kreishaus.sqlite3"
# Any number does; all who create or remove an authority on one server wait for each other under it.
_ONE_AT_A_TIME = 7_204_193_551


class DatabaseUnreachable(Exception):
    """The database server does not answer or refuses; the message says what to check."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the operator asks for when creating an authority."""

    key: str
    name: str
    hosts: Sequence[str]
    demo: bool = False
    public_url: str = ""
    street: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""


def create_authority(*, data_dir: Path, wish: Wish, postgres_url: str = "") -> Authority:
    """Create the authority with its database and return it.

    :raises InvalidAuthority: if the key or a host is unusable or taken.
    :raises DatabaseUnreachable: if the PostgreSQL server cannot be used.
    """
    check_key(wish.key)
    hosts = tuple(dict.fromkeys(check_host(host) for host in wish.hosts))
    if not hosts:
        raise InvalidAuthority("Bitte mindestens einen Rechnernamen angeben, unter dem die Behörde antwortet.")
    registry.check_free(data_dir, key=wish.key, hosts=hosts)
    folder = registry.folder_of(data_dir, wish.key)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    database = (
        _create_schema(postgres_url, wish.key)
        if postgres_url
        else databases.sqlite_database(str(folder / DATABASE_FILE))
    )
    authority = Authority(
        key=wish.key,
        name=wish.name,
        hosts=hosts,
        folder=folder,
        database_alias=wish.key,
        demo=wish.demo,
        public_url=wish.public_url,
        street=wish.street,
        city=wish.city,
        phone=wish.phone,
        email=wish.email,
        database=database,
    )
    migrate(authority)
    # Last: an authority that is listed is complete.
    registry.add(data_dir, authority)
    return authority


def migrate(authority: Authority, *, verbosity: int = 0) -> None:
    """Bring the authority's tables to the state of this version."""
    databases.connect(authority)
    with acting_for(authority):
        call_command("migrate", database=authority.database_alias, verbosity=verbosity, interactive=False)


def _create_schema(postgres_url: str, key: str) -> dict[str, Any]:
    """Create role and schema; the role owns its schema and sees no other."""
    try:
        import psycopg
        from psycopg import sql
        from psycopg.conninfo import conninfo_to_dict
    except ImportError as missing:
        message = "Für PostgreSQL fehlt das Paket psycopg. Bitte „pip install kreishaus[postgres]“ ausführen."
        raise DatabaseUnreachable(message) from missing
    role = schema = f"kreishaus_{key}"
    password = secrets.token_urlsafe(32)
    try:
        parts = conninfo_to_dict(postgres_url)
        with psycopg.connect(postgres_url, autocommit=True, connect_timeout=10) as connection:
            # PostgreSQL's own catalogues do not like two at once ("tuple concurrently updated").
            connection.execute("SELECT pg_advisory_lock(%s)", [_ONE_AT_A_TIME])
            exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
            verb = sql.SQL("ALTER" if exists else "CREATE")
            connection.execute(
                sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {}").format(
                    verb, sql.Identifier(role), sql.Literal(password)
                )
            )
            # The administrator must be a member of the role to hand over the schema (PostgreSQL 15).
            connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(role)))
            connection.execute(
                sql.SQL("CREATE SCHEMA IF NOT EXISTS {} AUTHORIZATION {}").format(
                    sql.Identifier(schema), sql.Identifier(role)
                )
            )
            connection.execute(
                sql.SQL("ALTER ROLE {} SET search_path = {}").format(sql.Identifier(role), sql.Identifier(schema))
            )
            connection.execute(sql.SQL("REVOKE ALL ON SCHEMA public FROM {}").format(sql.Identifier(role)))
    except psycopg.Error as error:
        message = (
            "Der Datenbankserver ist nicht erreichbar oder lehnt ab. Bitte KREISHAUS_POSTGRES prüfen "
            f"(Adresse, Name, Passwort, Rechte). Meldung: {str(error).strip()}"
        )
        raise DatabaseUnreachable(message) from error
    return databases.postgresql_database(
        name=str(parts.pop("dbname", "") or "postgres"),
        host=str(parts.pop("host", "") or "127.0.0.1"),
        port=str(parts.pop("port", "") or 5432),
        user=role,
        password=password,
        schema=schema,
        # What the administrator asked for besides, above all encryption (sslmode), holds for the authority too.
        more={key: value for key, value in parts.items() if key not in {"user", "password", "options"}},
    )


def drop_schema(postgres_url: str, key: str) -> None:
    """Remove an authority's schema and role with everything in it; nothing happens without PostgreSQL."""
    if not postgres_url:
        return
    import psycopg
    from psycopg import sql

    name = f"kreishaus_{check_key(key)}"
    with psycopg.connect(postgres_url, autocommit=True, connect_timeout=10) as connection:
        connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(name)))
        connection.execute("SELECT pg_advisory_lock(%s)", [_ONE_AT_A_TIME])
        exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
        if exists:
            connection.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(name)))
            connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))
