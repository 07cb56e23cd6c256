"""Code lists as files: XÖV genericode 1.0 in and out, several of them in a ZIP file."""

from kreishaus.services.forms.formats.genericode.archive import ListFile, list_files
from kreishaus.services.forms.formats.genericode.reading import ReadList, read_genericode, read_reference
from kreishaus.services.forms.formats.genericode.writing import write_genericode

__all__ = ["ListFile", "ReadList", "list_files", "read_genericode", "read_reference", "write_genericode"]
