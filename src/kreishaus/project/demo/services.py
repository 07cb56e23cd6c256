"""Catalogue and service packages of the demonstration county."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from kreishaus.services.catalogue import actions as catalogue
from kreishaus.services.catalogue.formats.catalogue_yaml import read_catalogue
from kreishaus.services.forms.actions import import_code_list
from kreishaus.services.forms.formats.genericode import read_genericode
from kreishaus.workshop.packages import actions as packages

_MAKER = "staff:poppinga"
_SECOND_PERSON = "staff:ukena"


def load_catalogue(text: str, *, actor: str, at: datetime) -> None:
    """Describe the services that people look for, with or without an own form."""
    entries = read_catalogue(text, "catalogue.yaml")
    drafts = [catalogue.ServiceDraft(**entry) for entry in entries]  # type: ignore[arg-type] # read_catalogue checked them
    catalogue.store_services(drafts=drafts, actor=actor, at=at)


def load_code_lists(files: Sequence[Path], *, actor: str, at: datetime) -> None:
    """Bring the lists of the county's own in.

    :raises Problems: if one cannot be read.
    """
    for file in files:
        import_code_list(table=read_genericode(file, file=file.name).table, actor=actor, at=at)


def publish_package(folder: Path, *, at: datetime) -> None:
    """Import a package and put it online the way two people at the desk would."""
    version = packages.import_package_folder(folder=folder, actor=_MAKER, at=at)
    packages.submit_for_publication(version=version, actor=_MAKER, at=at)
    packages.publish(version=version, actor=_SECOND_PERSON, at=at)
