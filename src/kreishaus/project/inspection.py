"""What can be wrong with an installation, found without changing anything."""

import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from kreishaus.project import environment

_NUMBER = re.compile(r"\d+", re.ASCII)
_RATE = re.compile(r"[1-9]\d*/[smh]", re.ASCII)
_CHOICES = {
    "KREISHAUS_LOG_LEVEL": ("DEBUG", "INFO", "WARNING", "ERROR"),
    "KREISHAUS_LOG_FORMAT": ("text", "json"),
}
_LITTLE_SPACE = 1_000_000_000
_OLDEST_PYTHON = (3, 11)
_PACKAGE_DIR = Path(__file__).resolve().parent.parent
_LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of the check, in words."""

    level: Literal["ok", "hint", "error"]
    subject: str
    message: str


def before_django() -> Iterator[Finding]:
    """Check what must be right before the settings can even be loaded."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info < _OLDEST_PYTHON:
        yield Finding("error", "Python", f"Version {version} ist zu alt. Bitte Python 3.11 oder neuer nehmen.")
    else:
        yield Finding("ok", "Python", version)
    yield from _settings()
    yield _data_folder(environment.data_dir())
    yield from _built_files()


def with_django() -> Iterator[Finding]:
    """Check the authorities, their databases and the work in the background."""
    from django.conf import settings

    from kreishaus.ground.authorities import registry

    everything = registry.authorities(settings.DATA_DIR)
    if not everything:
        yield Finding("hint", "Behörden", "Noch keine. „kreishaus demo“ füllt den Demonstrationskreis.")
    from kreishaus.project import authority_inspection

    for authority in everything:
        yield from authority_inspection.inspect(authority)


def _settings() -> Iterator[Finding]:
    yield from _numbers()
    yield from _choices()
    yield from _addresses()
    yield _official_schemas()
    if environment.value_of("KREISHAUS_DEBUG") == "1":
        yield Finding("hint", "KREISHAUS_DEBUG", "Fehlerseiten zeigen Einzelheiten. Im Betrieb bitte abschalten.")


def _numbers() -> Iterator[Finding]:
    port = environment.value_of("PORT")
    if not environment.is_port(port):
        yield Finding("error", "PORT", f"„{port}“ ist keine Portnummer. Bitte eine Zahl zwischen 1 und 65535 angeben.")
    for name in ("KREISHAUS_WEB_PROCESSES", "KREISHAUS_WEB_THREADS", "KREISHAUS_MAX_UPLOAD_MB"):
        value = environment.value_of(name)
        if not _NUMBER.fullmatch(value) or int(value) == 0:
            yield Finding("error", name, f"„{value}“ ist keine Zahl über 0. Bitte eine ganze Zahl angeben.")
    proxies = environment.value_of("KREISHAUS_TRUSTED_PROXIES")
    if not _NUMBER.fullmatch(proxies):
        yield Finding("error", "KREISHAUS_TRUSTED_PROXIES", f"„{proxies}“ ist keine Zahl. Ohne eigenen Proxy bitte 0.")
    rate = environment.value_of("KREISHAUS_RATE_SUBMISSIONS")
    if not _RATE.fullmatch(rate):
        yield Finding(
            "error", "KREISHAUS_RATE_SUBMISSIONS", f"„{rate}“ ist keine Rate. Beispiel: 120/m (120 je Minute)."
        )


def _choices() -> Iterator[Finding]:
    for name, allowed in _CHOICES.items():
        if environment.value_of(name) not in allowed:
            message = f"„{environment.value_of(name)}“ kennen wir nicht. Möglich: {', '.join(allowed)}."
            yield Finding("error", name, message)


def _addresses() -> Iterator[Finding]:
    address = urlsplit(environment.value_of("KREISHAUS_PUBLIC_URL"))
    if address.scheme not in {"http", "https"} or not address.hostname:
        yield Finding("error", "KREISHAUS_PUBLIC_URL", "Das ist keine Adresse. Beispiel: https://kreishaus.example.org")
    elif address.scheme == "http" and address.hostname not in _LOCAL_HOSTS:
        yield Finding("hint", "KREISHAUS_PUBLIC_URL", "Ohne https lesen andere mit. Bitte ein Zertifikat einrichten.")
    mail = urlsplit(environment.value_of("KREISHAUS_MAIL_URL"))
    if mail.scheme == "console":
        yield Finding("hint", "KREISHAUS_MAIL_URL", "E-Mails werden nur angezeigt, nicht versendet.")
    elif mail.scheme not in {"smtp", "smtps"} or not mail.hostname:
        yield Finding(
            "error", "KREISHAUS_MAIL_URL", "Nicht lesbar. Beispiel: smtp://name:passwort@mail.example.org:587"
        )
    server = environment.value_of("KREISHAUS_POSTGRES")
    if server and urlsplit(server).scheme not in {"postgresql", "postgres"}:
        message = "Nicht lesbar. Beispiel: postgresql://verwalter:passwort@db.example.org/kreishaus"
        yield Finding("error", "KREISHAUS_POSTGRES", message)


def _official_schemas() -> Finding:
    name = "KREISHAUS_XSD_DIR"
    text = environment.value_of(name)
    if not text:
        message = (
            "Nicht gesetzt. FIM-Dateien werden ohne die amtlichen XML-Schemata geprüft, nur mit eigenen Prüfungen."
        )
        return Finding("hint", name, message)
    folder = environment.folder_of(name)
    if folder is None:
        return Finding("error", name, f"Den Ordner „{text}“ gibt es nicht. Bitte den Pfad prüfen oder leer lassen.")
    from kreishaus.services.forms.formats.xdatenfelder.official import schemas_in

    found = sorted(schemas_in(folder))
    if not found:
        return Finding("error", name, f"In {folder} liegt keine xdatenfelder.xsd. Bitte die XSD-Dateien hineinlegen.")
    return Finding("ok", name, f"{', '.join(found)}")


def _data_folder(folder: Path) -> Finding:
    place = next(parent for parent in (folder, *folder.parents) if parent.exists())
    if not os.access(place, os.W_OK | os.X_OK):
        return Finding(
            "error", "Datenordner", f"{folder} ist nicht beschreibbar. Bitte Rechte oder KREISHAUS_DATA ändern."
        )
    free = shutil.disk_usage(place).free
    if free < _LITTLE_SPACE:
        return Finding("error", "Datenordner", f"In {folder} ist weniger als 1 GB frei. Bitte Platz schaffen.")
    key = folder / environment.SECRET_FILE
    if key.exists() and key.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        return Finding("error", "Geheimer Schlüssel", f"{key} können andere lesen. Bitte „chmod 600 {key}“ ausführen.")
    return Finding("ok", "Datenordner", f"{folder} ({free // 1_000_000_000} GB frei)")


def _built_files() -> Iterator[Finding]:
    design = _PACKAGE_DIR / "faces" / "static" / "vendor" / "kern" / "kern.min.css"
    fonts = _PACKAGE_DIR / "ground" / "typesetting" / "fonts"
    if not design.is_file() or not list(fonts.glob("*.ttf")):
        yield Finding("error", "Designsystem", "Die gebauten Dateien fehlen. Bitte „make assets“ ausführen.")
    else:
        yield Finding("ok", "Designsystem", "KERN und Schriften sind da.")
