"""Beginning a new service by its name."""

from datetime import datetime

from kreishaus.base.problems import Problem, Problems
from kreishaus.workshop.packages.actions.importing import import_files
from kreishaus.workshop.packages.formats import folder
from kreishaus.workshop.packages.formats.fim_draft import package_key
from kreishaus.workshop.packages.formats.new_service import new_service
from kreishaus.workshop.packages.models import Package, PackageVersion

_LONGEST_NAME = 250


def start_service(*, name: str, actor: str, at: datetime) -> PackageVersion:
    """Begin a service with a short form; office, filing position and letters are still open.

    :raises Problems: if the name is missing or too long.
    """
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME:
        hint = f"Bitte schreiben Sie, wie die Leistung heißt (höchstens {_LONGEST_NAME} Zeichen)."
        raise Problems([Problem("Der Name passt nicht.", path="name", hint=hint)])
    service, form = new_service(key=_free_key(package_key(name)), name=name)
    files = {folder.SERVICE: service.encode("utf-8"), folder.FORM: form.encode("utf-8")}
    return import_files(files=files, actor=actor, at=at)


def _free_key(wanted: str) -> str:
    key, number = wanted, 2
    while Package.objects.filter(key=key).exists():
        key, number = f"{wanted}-{number}", number + 1
    return key
