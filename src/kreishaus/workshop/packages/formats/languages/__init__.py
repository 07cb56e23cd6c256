"""The texts of a package in other languages: texts/<language>.yaml, and the same as a table for spreadsheets."""

from kreishaus.workshop.packages.formats.languages.keys import german_texts, keys_followed
from kreishaus.workshop.packages.formats.languages.texts_yaml import (
    FOLDER,
    Entry,
    State,
    Translation,
    language_of,
    mark_of,
    path_of,
    read_translation,
    write_translation,
)

__all__ = [
    "FOLDER",
    "Entry",
    "State",
    "Translation",
    "german_texts",
    "keys_followed",
    "language_of",
    "mark_of",
    "path_of",
    "read_translation",
    "write_translation",
]
