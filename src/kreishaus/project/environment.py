"""Every setting that an operator may change: its variable, its safe default, what it does.

`kreishaus check` prints this table and says in words what is wrong with a value.
"""

import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable, as documentation and as default."""

    name: str
    default: str
    meaning: str


VARIABLES = (
    Variable("KREISHAUS_DATA", "./data", "Ordner für Datenbanken, Dokumente und Schlüssel"),
    Variable(
        "KREISHAUS_SECRET_KEY", "", "Geheimer Schlüssel; leer: beim ersten Start erzeugt und bei den Daten abgelegt"
    ),
    Variable("KREISHAUS_PUBLIC_URL", "http://localhost:8000", "Adresse, unter der Menschen die Anwendung öffnen"),
    Variable("HOST", "127.0.0.1", "Adresse, auf der der Server lauscht"),
    Variable("PORT", "8000", "Port, auf dem der Server lauscht"),
    Variable("KREISHAUS_POSTGRES", "", "Verbindung eines Verwalters zu PostgreSQL (postgresql://…); leer: SQLite"),
    Variable("KREISHAUS_WEB_PROCESSES", "1", "Zahl der Prozesse von „kreishaus serve“"),
    Variable("KREISHAUS_WEB_THREADS", "1", "Zahl der Threads je Prozess von „kreishaus serve“"),
    Variable("KREISHAUS_MAIL_URL", "console://", "Postausgang: console://, smtp://name:wort@host:587 oder smtps://…"),
    Variable("KREISHAUS_MAIL_FROM", "kreishaus@localhost", "Absender ausgehender Hinweise"),
    Variable("KREISHAUS_MAX_UPLOAD_MB", "20", "Größte Datei, die jemand hochladen kann, in Megabyte"),
    Variable("KREISHAUS_RATE_SUBMISSIONS", "120/m", "Höchstzahl von Einreichungen je Absender-Adresse"),
    Variable("KREISHAUS_TRUSTED_PROXIES", "0", "Zahl der eigenen Proxys davor (für die Absender-Adresse)"),
    Variable("KREISHAUS_XSD_DIR", "", "Ordner mit den amtlichen XML-Schemata von XDatenfelder; leer: nicht geprüft"),
    Variable("KREISHAUS_LOG_LEVEL", "INFO", "Ausführlichkeit des Protokolls: DEBUG, INFO, WARNING oder ERROR"),
    Variable("KREISHAUS_LOG_FORMAT", "text", "Form des Protokolls: text oder json"),
    Variable("KREISHAUS_DEBUG", "0", "1 zeigt Entwicklern Fehlerdetails; nie im Betrieb"),
)
_DEFAULTS = {variable.name: variable.default for variable in VARIABLES}
_LARGEST_PORT = 65_535
SECRET_FILE = "secret.key"  # noqa: S105 -- a file name


def value_of(name: str, environ: Mapping[str, str] | None = None) -> str:
    """Return the value of a setting, or its default; only known names are allowed."""
    default = _DEFAULTS[name]
    return (os.environ if environ is None else environ).get(name, "").strip() or default


def number_of(name: str) -> int:
    """Return a setting as a whole number; a wrong value falls back to the default and `check` reports it."""
    text = value_of(name)
    return int(text) if text.isascii() and text.isdecimal() else int(_DEFAULTS[name])


def folder_of(name: str) -> Path | None:
    """Return a setting as a folder that exists, None if it is empty or wrong; `check` reports it."""
    text = value_of(name)
    folder = Path(text).expanduser().resolve() if text else None
    return folder if folder and folder.is_dir() else None


def is_port(text: str) -> bool:
    """Tell whether the text is the number of a TCP port."""
    return text.isascii() and text.isdecimal() and 0 < int(text) <= _LARGEST_PORT


def data_dir() -> Path:
    """Return the data folder as an absolute path; it need not exist yet."""
    return Path(value_of("KREISHAUS_DATA")).expanduser().resolve()


def secret_key(folder: Path) -> str:
    """Return the secret key, made on first use and kept with the data (mode 0600)."""
    configured = value_of("KREISHAUS_SECRET_KEY")
    if configured:
        return configured
    path = folder / SECRET_FILE
    if not path.exists():
        _make_secret(path)
    return path.read_text(encoding="ascii").strip()


def _make_secret(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{SECRET_FILE}-")
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(50) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        # A link, not a rename: two processes may start at once, and the first one's key counts for both.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()
