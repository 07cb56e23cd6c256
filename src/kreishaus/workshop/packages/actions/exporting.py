"""Writing a version back as a folder: the exact inverse of the import."""

from pathlib import Path

from kreishaus.workshop.packages.formats.folder import write_folder
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents


def export_folder(*, version: PackageVersion, folder: Path) -> None:
    """Write the files of the version, byte for byte, into a new or empty folder.

    :raises Problems: if the folder is not empty.
    """
    write_folder(folder, contents.files_of(version))
