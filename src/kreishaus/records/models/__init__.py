"""The electronic file: position of the filing plan > file > case > document > version > rendition."""

from .access import AccessDomain
from .documents import Document, FinalVersions, NotInACase, Rendition, Version, VersionIsFinal
from .exports import Export
from .files import Case, File
from .numbers import Counter
from .plan import FilingPosition, Succession
from .relations import CrossReference, Hold, Participant

__all__ = [
    "AccessDomain",
    "Case",
    "Counter",
    "CrossReference",
    "Document",
    "Export",
    "File",
    "FilingPosition",
    "FinalVersions",
    "Hold",
    "NotInACase",
    "Participant",
    "Rendition",
    "Succession",
    "Version",
    "VersionIsFinal",
]
