"""The words of the product in the language of whoever is served: German sentences are the ids, as with gettext.

Pure code says its sentences through `say`; which language that is, the face decides for the whole request.
A sentence without a translation comes in German.
"""

from kreishaus.base.words.languages import GERMAN, LANGUAGES, Language, language_named
from kreishaus.base.words.saying import current_language, has_catalogue, long_day, marked, say, speaking, spoken_in

__all__ = [
    "GERMAN",
    "LANGUAGES",
    "Language",
    "current_language",
    "has_catalogue",
    "language_named",
    "long_day",
    "marked",
    "say",
    "speaking",
    "spoken_in",
]
