"""Release status and validity in words: of the schema itself and of elements that lag behind it."""

from collections import defaultdict
from collections.abc import Iterator

from kreishaus.base.german import long_date
from kreishaus.services.forms.formats.xdatenfelder.model import Element, ImportedSchema, Note
from kreishaus.services.forms.formats.xdatenfelder.vocabulary import STATUS_NAMES

# What is inactive or about to be deleted stands below everything else.
_RANKS = {
    "8": 0,
    "7": 0,
    "inaktiv": 0,
    "1": 1,
    "2": 2,
    "inVorbereitung": 2,
    "3": 3,
    "4": 4,
    "5": 5,
    "6": 6,
    "aktiv": 6,
}


def release_notes(schema: ImportedSchema) -> Iterator[Note]:
    """Yield what a person should know about validity and about elements released less than the schema."""
    if schema.valid_from:
        yield Note(f"Das Schema gilt ab dem {long_date(schema.valid_from)}.", line=schema.line)
    if schema.valid_until:
        yield Note(f"Das Schema gilt nur bis zum {long_date(schema.valid_until)}.", line=schema.line)
    for status, elements in lagging(schema).items():
        for element in elements:
            message = f"Das Element hat einen niedrigeren Status als das Schema: {STATUS_NAMES[status]}."
            yield Note(message, element.path, element.line)


def lagging(schema: ImportedSchema) -> dict[str, list[Element]]:
    """Return the elements whose status is lower than that of the schema, by status code."""
    own = _RANKS.get(schema.status)
    found: dict[str, list[Element]] = defaultdict(list)
    if own is not None:
        for element in schema.elements():
            if _RANKS.get(element.status, own) < own:
                found[element.status].append(element)
    return dict(found)
