"""The federal FIM standard XDatenfelder, versions 1, 2 and 3: reading a schema and turning it into a form."""

from kreishaus.services.forms.formats.xdatenfelder.form import Conversion, convert, to_form
from kreishaus.services.forms.formats.xdatenfelder.items import list_references
from kreishaus.services.forms.formats.xdatenfelder.model import ImportedSchema
from kreishaus.services.forms.formats.xdatenfelder.reading import read_schema
from kreishaus.services.forms.formats.xdatenfelder.report import ImportReport
from kreishaus.services.forms.formats.xdatenfelder.writing.composing import Origin
from kreishaus.services.forms.formats.xdatenfelder.writing.export import write_schema

__all__ = [
    "Conversion",
    "ImportReport",
    "ImportedSchema",
    "Origin",
    "convert",
    "list_references",
    "read_schema",
    "to_form",
    "write_schema",
]
