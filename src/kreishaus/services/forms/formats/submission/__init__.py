"""What leaves the house: JSON Schema and XFall schema of a form, and submitted answers in both notations.

All of it comes from one tree (`structure`), so the schemas and the data cannot drift apart.
"""

from kreishaus.services.forms.formats.submission.conflicts import Conflict, ConflictKind, conflicts, conflicts_in
from kreishaus.services.forms.formats.submission.json_data import read_json, write_json
from kreishaus.services.forms.formats.submission.json_schema import json_schema
from kreishaus.services.forms.formats.submission.structure import Structure, structure_of
from kreishaus.services.forms.formats.submission.xfall_data import read_xml, write_xml
from kreishaus.services.forms.formats.submission.xfall_schema import xfall_schema

__all__ = [
    "Conflict",
    "ConflictKind",
    "Structure",
    "conflicts",
    "conflicts_in",
    "json_schema",
    "read_json",
    "read_xml",
    "structure_of",
    "write_json",
    "write_xml",
    "xfall_schema",
]
