"""Which database the suite runs on: SQLite, or the PostgreSQL that the environment names."""

import os
from typing import Any
from urllib.parse import unquote, urlsplit

SERVER = "KREISHAUS_TEST_POSTGRES"
CHOICE = "KREISHAUS_TEST_DATABASE"


def server() -> str:
    """Return the address of the test server, or an empty text."""
    return os.environ.get(SERVER, "")


def chosen() -> bool:
    """Tell whether this run of the suite uses PostgreSQL."""
    return bool(server()) and os.environ.get(CHOICE, "") == "postgresql"


def database() -> dict[str, Any]:
    """Return Django's settings for the test server."""
    parts = urlsplit(server())
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/") or "postgres",
        "HOST": parts.hostname or "127.0.0.1",
        "PORT": str(parts.port or 5432),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "TEST": {"NAME": "kreishaus_test"},
    }
