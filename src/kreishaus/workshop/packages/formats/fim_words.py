"""What the descriptive texts of a FIM schema say about the service: one sentence for people, and its LeiKa key.

Real texts carry more than that: leftovers of converters ("Originalwerte der XDF2-Datei: …"), keys, and notes from
one editor to the next. None of it belongs on a page that people read.
"""

import re
from collections.abc import Iterator

LONGEST_SUMMARY = 300
"""characters of a summary; longer ones are cut to their first sentence or left out"""

_LEFTOVER = re.compile(r"(?:Originalwerte der XDF2-Datei|Zusätzliche intern übergebene Werte)\s*:.*", re.DOTALL)
_LEIKA = re.compile(r"(?:lei\s?ka|leistungs)[- ]?schl(?:ü|ue)ssel\s*:?\s*(99\d{12})(?!\d)", re.IGNORECASE)
_FOR_EDITORS = re.compile(r"^\*|\b[FGRSD]\d{8,11}\b|Bundesredaktion|Codeliste|Gegenregel")
_SENTENCE = re.compile(r".+?[.!?](?=\s|$)")


def summary_of(*texts: str) -> str:
    """Return the first line written for people among these texts, "" if there is none."""
    for line in _lines(texts):
        if len(line) <= LONGEST_SUMMARY:
            return line
        sentence = _SENTENCE.match(line)
        if sentence and len(sentence[0]) <= LONGEST_SUMMARY:
            return sentence[0]
    return ""


def leika_of(*texts: str) -> str:
    """Return the key of the service in the national catalogue (14 digits), "" if no text names exactly one."""
    keys = {key for text in texts for key in _LEIKA.findall(text)}
    return keys.pop() if len(keys) == 1 else ""


def _lines(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        for line in _LEFTOVER.sub("", text).splitlines():
            clean = " ".join(line.split())
            if clean and not _LEIKA.search(clean) and not _FOR_EDITORS.search(clean):
                yield clean
