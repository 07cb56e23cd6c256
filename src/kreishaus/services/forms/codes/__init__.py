"""Code lists (Codelisten): the immutable table, how a form names one, and what a field offers of it."""

from kreishaus.services.forms.codes.reference import Identity, Reference, Resolver, choose, version_order
from kreishaus.services.forms.codes.table import CodeTable, Column
from kreishaus.services.forms.codes.view import Codes, Entry, codes_for

__all__ = [
    "CodeTable",
    "Codes",
    "Column",
    "Entry",
    "Identity",
    "Reference",
    "Resolver",
    "choose",
    "codes_for",
    "version_order",
]
