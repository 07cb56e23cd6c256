"""The first start, and every start after an update: tables, demo county, built files.

A stamp beside the data says for which version they were prepared, so that an ordinary start
does none of this and loads no Django in the supervising process.
"""

import hashlib
import shutil
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from kreishaus import __version__
from kreishaus.ground.authorities import registry

STAMP = "prepared.txt"
PACKAGE_DIR = Path(__file__).resolve().parent.parent
# A new version of these may bring migrations of its own.
_WITH_TABLES = ("Django", "django-allauth", "django-tasks")


class CannotPrepare(Exception):
    """The installation cannot start; the message says what to do."""


def prepare(folder: Path, *, progress: Callable[[str], object]) -> None:
    """Make the data folder fit for this version; quick when it already is.

    :raises CannotPrepare: if the folder or the database cannot be used.
    """
    expected = stamp()
    path = folder / STAMP
    if path.is_file() and path.read_text(encoding="utf-8") == expected and registry.authorities(folder):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _prepare_authorities(folder, progress)
        _build_static_files(folder)
        path.write_text(expected, encoding="utf-8")
    except OSError as error:
        reason = f"{error.strerror}: {error.filename}" if error.filename else error.strerror
        message = f"Der Datenordner {folder} lässt sich nicht benutzen ({reason})."
        raise CannotPrepare(f"{message} Bitte KREISHAUS_DATA und Rechte prüfen.") from error


def stamp() -> str:
    """Return what the prepared data depend on: version, migrations, libraries with tables, page files."""
    migrations = [path for path in PACKAGE_DIR.glob("**/migrations/*.py") if path.name[0] == "0"]
    seen = [str(path.relative_to(PACKAGE_DIR)) for path in migrations]
    seen += [f"{name} {metadata.version(name)}" for name in _WITH_TABLES]
    for path in (PACKAGE_DIR / "faces" / "static").glob("**/*"):
        status = path.stat()
        seen.append(f"{path.relative_to(PACKAGE_DIR)} {status.st_size} {status.st_mtime_ns}")
    return f"{__version__} {hashlib.sha256(chr(10).join(sorted(seen)).encode()).hexdigest()}"


def _build_static_files(folder: Path) -> None:
    """Put style sheets, fonts and scripts compressed and with lasting names below the data folder."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test.utils import override_settings

    shutil.rmtree(folder / "static", ignore_errors=True)
    compressed = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": compressed}, STATIC_ROOT=folder / "static"):
        call_command("collectstatic", interactive=False, verbosity=0)


def _prepare_authorities(folder: Path, progress: Callable[[str], object]) -> None:
    from kreishaus.project.cli.setting_up import load_django

    load_django()
    from kreishaus.ground.authorities import provision
    from kreishaus.project.demo import loading

    existing = registry.authorities(folder)
    for authority in existing:
        progress(f"Bringe {authority.name} auf den Stand dieser Version …")
        provision.migrate(authority)
    if not existing:
        progress("Erster Start: Der Demonstrationskreis wird eingerichtet …")
        try:
            loading.fill_demo(data_dir=folder, progress=progress)
        except (provision.DatabaseUnreachable, loading.DemoFilesMissing) as problem:
            raise CannotPrepare(str(problem)) from problem
