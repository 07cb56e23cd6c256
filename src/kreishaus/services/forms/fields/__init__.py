"""The field types: one folder each, found by walking this package; a new folder is a new type."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kreishaus.services.forms.ports import FieldType


@cache
def field_types() -> Mapping[str, FieldType]:
    """Return every field type by its key, in alphabetical order."""
    found: dict[str, FieldType] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        if module.ispkg:
            folder = importlib.import_module(f"{__name__}.{module.name}.field")
            found[folder.TYPE.key] = folder.TYPE
    return MappingProxyType(found)


def type_for_xdatenfelder(feldart: str, datentyp: str) -> FieldType | None:
    """Return the type that a field of XDatenfelder becomes, None if no type takes it."""
    for kind in field_types().values():
        if kind.from_xdatenfelder(feldart, datentyp):
            return kind
    return None
